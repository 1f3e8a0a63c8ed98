/** What the portal writes about a chat, in its own words of every language, sex and way of naming people. */
import { expect, test } from 'vitest'
import { createClock } from '../../../tests/portal/core/clock.ts'
import type { Deed } from '../../../tests/portal/core/life/deed.ts'
import { createPortal } from '../../../tests/portal/core/portal.ts'
import { FIXED_NOW, fixedPlace } from '../../../tests/portal/scenarios/for-tests.ts'
import { scenario } from '../../../tests/portal/scenarios/index.ts'
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
  gender: 'M' | 'F'
  systemNames: 'as-sourced' | 'all-tagged' | 'all-named'
}

/** What the portal writes about a deed, in the chat as it was before any other. */
function sentence({ language, gender, systemNames, deed }: Form & { deed: Deed }): string {
  world.settings.undocumented = { systemNames }
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

const FORMS = (['en', 'de', 'ru'] as const).flatMap(language => (['M', 'F'] as const).flatMap(gender =>
  (['as-sourced', 'all-tagged', 'all-named'] as const).map(systemNames => ({ language, gender, systemNames }))))

test.each(FORMS)('every sentence of the portal is understood: $language, $gender, $systemNames', (form) => {
  for (const { deed, kind, whom, title = '' } of DEEDS) {
    const text = sentence({ ...form, deed })
    expect(text).not.toBe('')
    expect(readSystemEvent(text), text).toEqual({ kind, who: nameOf(deed.by), whom: whom === undefined ? '' : nameOf(whom), title })
  }
})

test.each(['en', 'de', 'ru'])('a message that was pinned is no event of its own words, in %s', (language) => {
  const who = world.people.get(WHO)
  if (who) who.language = language
  const written = portal.life.perform(GROUP, { kind: 'write', by: WHOM, text: 'Ada left the chat.' })
  const note = portal.life.perform(GROUP, { kind: 'pin', by: WHO, messageId: written?.id ?? 0 })
  expect(readSystemEvent(note?.text ?? '')).toMatchObject({ kind: 'pinned', who: `${who?.firstName} ${who?.lastName}` })
})

test.each(['', 'Video call: 12 minutes', 'x'.repeat(100_000), 'Ada left the chat.\nand wrote', ' left the chat.'])('what is not understood is nothing: %#', (text) => {
  expect(readSystemEvent(text)).toBeNull()
})
