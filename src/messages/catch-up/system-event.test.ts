/** What the portal writes about a chat, in its own words of every language, sex and way of naming people. */
import { expect, test } from 'vitest'
import { createClock } from '../../../tests/portal/core/clock.ts'
import type { Deed } from '../../../tests/portal/core/life/deed.ts'
import { SENTENCE_LANGUAGES } from '../../../tests/portal/core/life/system-sentences.ts'
import { createPortal } from '../../../tests/portal/core/portal.ts'
import { FIXED_NOW, fixedPlace } from '../../../tests/portal/scenarios/for-tests.ts'
import { scenario } from '../../../tests/portal/scenarios/index.ts'
import { MARKS } from '../../texts/marks.ts'
import { readSystemEvent } from './system-event.ts'

const GROUP = 1489
const WHO = 17
const WHOM = 5
const NEW = 20

const world = scenario('small-group').create(fixedPlace())
const portal = createPortal({ world, now: createClock(() => FIXED_NOW).now, seed: 'system' })
const chat = world.chats.get(GROUP)

interface Form {
  language: string
  systemSentences: 'earlier' | 'current'
  gender: 'M' | 'F'
  systemNames: 'as-sourced' | 'all-tagged' | 'all-named'
}

/** What the portal writes about a deed, in the chat as it was before any other. */
function sentence({ language, gender, deed, ...forms }: Form & { deed: Deed }): string {
  world.settings.undocumented = forms
  const who = world.people.get(deed.by)
  if (who) Object.assign(who, { language, gender })
  if (!chat) return ''
  const { name, avatar, ownerId, members } = chat
  const member = members.of(WHOM)
  chat.ownerId = WHO
  const text = portal.life.perform(GROUP, deed)?.text ?? ''
  Object.assign(chat, { name, avatar, ownerId })
  members.remove(NEW)
  if (member) members.add(member)
  return text
}

function nameOf(id: number): string {
  const person = world.people.get(id)
  return person ? `${person.firstName} ${person.lastName}`.trim() : ''
}

const DEEDS: readonly { deed: Deed, kind: string, whom?: number, title?: string }[] = [
  { deed: { kind: 'join', by: NEW }, kind: 'joined' },
  { deed: { kind: 'invite', by: WHO, whom: [NEW] }, kind: 'invited', whom: NEW },
  { deed: { kind: 'leave', by: WHOM }, kind: 'left' },
  { deed: { kind: 'expel', by: WHO, whom: WHOM }, kind: 'expelled', whom: WHOM },
  { deed: { kind: 'rename', by: WHO, title: 'A "new" title' }, kind: 'renamed', title: 'A "new" title' },
  { deed: { kind: 'picture', by: WHO, address: '/a.png' }, kind: 'pictured' },
  { deed: { kind: 'hand-over', by: WHO, whom: WHOM }, kind: 'handed-over', whom: WHOM },
]

const FORMS = (['earlier', 'current'] as const).flatMap(systemSentences => (['M', 'F'] as const).flatMap(gender =>
  (['as-sourced', 'all-tagged', 'all-named'] as const).map(systemNames => ({ systemSentences, gender, systemNames }))))

test.each(SENTENCE_LANGUAGES)('every sentence of the portal is understood, in %s', (language) => {
  for (const form of FORMS) {
    for (const { deed, kind, whom, title = '' } of DEEDS) {
      const text = sentence({ ...form, language, deed })
      expect(text).not.toBe('')
      // in Kazakh nothing but a blank stands between two names
      if (language === 'kz' && whom !== undefined) expect(readSystemEvent(text), text).toBeNull()
      else expect(readSystemEvent(text), text).toMatchObject({ kind, who: nameOf(deed.by), whom: whom === undefined ? '' : nameOf(whom), title })
    }
  }
})

test('each sentence that is looked for, of whatever year, is found as what it says and as nothing else', () => {
  const sentences = MARKS.flatMap(({ portal }) => Object.entries(portal).flatMap(([kind, texts]) => texts.map(text => ({ kind, text }))))
  expect(sentences.length).toBeGreaterThan(200)
  for (const { kind, text } of sentences) {
    const of = (place: string, filled: string): string => text.includes(place) ? filled : ''
    const said = `${text.replace('{who}', 'Anna Schmidt').replace('{whom}', 'Ben, Ravi Patel').replace('{title}', 'to chat.')}.`
    expect(readSystemEvent(said), said).toMatchObject({ kind, who: 'Anna Schmidt', whom: of('{whom}', 'Ben, Ravi Patel'), title: of('{title}', 'to chat.') })
  }
})

test.each(SENTENCE_LANGUAGES)('a message that was pinned is no event of its own words, in %s', (language) => {
  const who = world.people.get(WHO)
  if (who) who.language = language
  const written = portal.life.perform(GROUP, { kind: 'write', by: WHOM, text: 'Ada left the chat.' })
  const note = portal.life.perform(GROUP, { kind: 'pin', by: WHO, messageId: written?.id ?? 0 })
  expect(readSystemEvent(note?.text ?? '')).toMatchObject({ kind: 'pinned', who: `${who?.firstName} ${who?.lastName}` })
})

test.each(['', 'Video call: 12 minutes', 'x'.repeat(100_000), 'Ada left the chat.\nand wrote', ' left the chat.'])('what is not understood is nothing: %#', (text) => {
  expect(readSystemEvent(text)).toBeNull()
})
