/** Every other rule of Catch up beside what is known of how a chat was made: nothing that the tests expect is read from its texts. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SENTENCE_LANGUAGES } from '../../../tests/portal/core/life/system-sentences.ts'
import { systemWords } from '../../../tests/portal/core/life/system-words.ts'
import type { Person } from '../../../tests/portal/core/world/model.ts'
import { fixedPlace } from '../../../tests/portal/scenarios/for-tests.ts'
import { scenario } from '../../../tests/portal/scenarios/index.ts'
import { aMessage } from '../../../tests/support/history.ts'
import type { Message } from '../message.ts'
import { describeMessage } from './describe-message.ts'
import { MARK_WORDS, toMarkWords } from './mark-words.ts'
import { sortOut } from './sort-out.ts'
import { readSystemEvent } from './system-event.ts'

const ME = 1
const BOT = 9
const WORLDS = { numRuns: 1_000 }
const WORDS = toMarkWords(MARK_WORDS)

function sorted(messages: readonly Message[], afterId = 0) {
  return sortOut(messages.map(message => describeMessage(message, WORDS)), { viewerId: ME, isPrivate: false, afterId, isBot: id => id === BOT })
}

const aMarked = fc.record({
  mark: fc.constantFrom(...MARK_WORDS),
  spelt: fc.constantFrom((word: string) => word, (word: string) => word.toUpperCase(), (word: string) => word.toLowerCase()),
  colon: fc.constantFrom(':', ' :', '：'),
  sign: fc.constantFrom('', '- ', '• ', '✅ ', '!!! '),
  dress: fc.constantFrom((head: string) => head, (head: string) => `[b]${head}[/b]`, (head: string) => `[I][B]${head}[/B][/I]`),
  before: fc.constantFrom('', 'We talked.\n', '\n\n'),
  flaw: fc.constantFrom('none', 'none', 'none', 'no colon', 'nothing behind it', 'in the middle', 'quoted', 'forwarded', 'read before'),
})

test('of 1,000 chats exactly the messages are decided or promised that begin a line with a word of any language, each with its word', () => {
  fc.assert(fc.property(fc.array(aMarked, { maxLength: 12 }), (plans) => {
    // what was read before comes first
    const inOrder = [...plans].sort((one, other) => Number(other.flaw === 'read before') - Number(one.flaw === 'read before'))
    const afterId = inOrder.filter(({ flaw }) => flaw === 'read before').length
    const messages = inOrder.map(({ mark, spelt, colon, sign, dress, before, flaw }, index) => {
      const head = dress(`${spelt(mark.word)}${flaw === 'no colon' ? '' : colon}`)
      const line = `${flaw === 'quoted' ? '>>' : ''}${flaw === 'in the middle' ? 'So this is the ' : sign}${head} ${flaw === 'nothing behind it' ? '' : 'on Monday'}`
      return aMessage({ id: index + 1, text: `${before}${line}`, forwardedFrom: flaw === 'forwarded' ? 3 : null })
    })
    expect(sorted(messages, afterId).marked).toEqual(inOrder.flatMap(({ mark: { kind, word }, spelt, flaw }, index) => (
      flaw === 'none' ? [{ id: index + 1, kind, word: spelt(word) }] : []
    )))
  }), WORLDS)
})

test('of 1,000 chats exactly the messages are marked to which three others reacted, whoever they are', () => {
  const plan = fc.record({ authorId: fc.integer({ min: 1, max: 5 }), likedBy: fc.subarray([1, 2, 3, 4, 5]), isDeleted: fc.boolean() })
  fc.assert(fc.property(fc.array(plan, { maxLength: 12 }), fc.nat(12), (plans, afterId) => {
    const messages = plans.map((fields, index) => aMessage({ id: index + 1, ...fields, text: fields.isDeleted ? '' : 'Hello' }))
    expect(sorted(messages, afterId).marked).toEqual(plans.flatMap(({ authorId, likedBy, isDeleted }, index) => {
      const people = likedBy.includes(authorId) ? likedBy.length - 1 : likedBy.length
      return !isDeleted && index + 1 > afterId && people >= 3 ? [{ id: index + 1, kind: 'reactions', people }] : []
    }))
  }), WORLDS)
})

const SAYINGS = {
  plain: { text: 'Hello', isShared: false }, link: { text: 'see https://example.com/plan', isShared: true }, file: { text: '', isShared: true },
  named: { text: '[URL=https://example.com/a]the plan[/URL]', isShared: true }, mail: { text: 'write to a@example.com', isShared: false },
} as const
const aSaid = fc.record({
  what: fc.constantFrom(...Object.keys(SAYINGS) as (keyof typeof SAYINGS)[]),
  authorId: fc.constantFrom(ME, 2, 3, BOT), state: fc.constantFrom('there', 'there', 'deleted', 'system'), wait: fc.nat(90),
  replyTo: fc.option(fc.nat(15), { nil: null }),
})

test('of 1,000 chats what is shared, what the portal noted, and who said how much are what was put there', () => {
  fc.assert(fc.property(fc.array(aSaid, { maxLength: 15 }), fc.nat(15), (plans, afterId) => {
    const messages = plans.map(({ what, authorId, state }, index) => aMessage({
      id: index + 1, authorId: state === 'system' ? 0 : authorId, isSystem: state === 'system', isDeleted: state === 'deleted',
      text: state === 'deleted' ? '' : SAYINGS[what].text, fileIds: what === 'file' && state === 'there' ? [7] : [],
    }))
    const fresh = plans.map((plan, index) => ({ ...plan, id: index + 1 })).filter(({ id }) => id > afterId)
    const there = fresh.filter(({ state }) => state === 'there')
    const found = sorted(messages, afterId)
    expect(found.shared).toEqual(there.filter(({ what }) => SAYINGS[what].isShared).map(({ id }) => id))
    expect(found.system).toEqual(fresh.filter(({ state }) => state === 'system').map(({ id }) => id))
    expect(found.count).toBe(there.filter(({ authorId }) => authorId !== ME).length)
    const counts = [ME, 2, 3].map(person => ({ authorId: person, count: there.filter(({ authorId }) => authorId === person).length }))
    expect(found.authors).toEqual(counts.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count || one.authorId - other.authorId))
  }), WORLDS)
})

test('of 1,000 chats two messages are in one conversation where a reply or half an hour joins them', () => {
  fc.assert(fc.property(fc.array(aSaid, { maxLength: 15 }), (plans) => {
    let clock = 0
    const messages = plans.map(({ authorId, wait, replyTo }, index) => aMessage({
      id: index + 1, authorId, sentAt: clock += wait * 60_000, replyToId: replyTo !== null && replyTo < index ? replyTo + 1 : null,
    }))
    // each message names the one that it goes on from, and so the first one of its conversation
    const lastOf = new Map<number, number>()
    const firstOf = new Map<number, number>()
    for (const [index, { id, replyToId, sentAt }] of messages.entries()) {
      const before = messages[index - 1]
      const home = before && firstOf.get(before.id)
      const isClose = home !== undefined && (sentAt ?? 0) - (lastOf.get(home) ?? 0) <= 30 * 60_000
      const first = replyToId !== null ? firstOf.get(replyToId) ?? id : isClose ? home : id
      firstOf.set(id, first)
      lastOf.set(first, sentAt ?? 0)
    }
    const expected = [...new Set(firstOf.values())].map(first => messages.filter(({ id }) => firstOf.get(id) === first).map(({ id }) => id))
    expect(sorted(messages).threads.map(({ ids }) => ids)).toEqual(expected)
  }), WORLDS)
})

const aName = fc.constantFrom('Anna Schmidt', 'Иван Петров', 'José Núñez', '李雷', 'O’Brien', 'Jean-Luc', 'Ravi [a]', 'محمد علي', 'A "B" C')
const NOTES = [
  ['joined', 'joined'], ['invited', 'invited'], ['left', 'left'], ['expelled', 'expelled'], ['renamed', 'renamed'], ['pictured', 'pictured'], ['handedOver', 'handed-over'],
] as const
const group = scenario('small-group').create(fixedPlace())
const [somebody] = group.people.values()

test('1,000 notes of the portal about anybody, in any of its languages and forms, are understood', () => {
  const plan = fc.record({
    note: fc.constantFrom(...NOTES), who: aName, whom: aName, title: fc.constantFrom('Launch', 'Plan "B"', 'Итоги', 'A has joined the chat'),
    language: fc.constantFrom(...SENTENCE_LANGUAGES), gender: fc.constantFrom('M' as const, 'F' as const),
    systemNames: fc.constantFrom('as-sourced' as const, 'all-tagged' as const), systemSentences: fc.constantFrom('earlier' as const, 'current' as const),
  })
  if (!somebody) throw new Error('There is nobody.')
  fc.assert(fc.property(plan, ({ note: [saying, kind], who, whom, title, language, gender, ...forms }) => {
    const person = (id: number, firstName: string): Person => ({ ...somebody, id, firstName, lastName: '', language, gender })
    const world = { ...group, settings: { ...group.settings, undocumented: forms } }
    const isAbout = saying === 'invited' || saying === 'expelled' || saying === 'handedOver'
    const text = systemWords(world, saying, { who: person(5, who), ...isAbout && { whom: [person(6, whom)] }, ...saying === 'renamed' && { title } })
    // in Kazakh nothing but a blank stands between two names
    fc.pre(language !== 'kz' || !isAbout)
    expect(readSystemEvent(text), text).toMatchObject({ kind, who, whom: isAbout ? whom : '', title: saying === 'renamed' ? title : '' })
  }), WORLDS)
})
