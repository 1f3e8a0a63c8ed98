/** The rules of Catch up beside a plain reading of their definitions, in random chats. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Message } from '../message.ts'
import { describeMessage } from './describe-message.ts'
import { MARK_WORDS, toMarkWords } from './mark-words.ts'
import { sortOut, type CatchUpQuestion, type ForYouReason } from './sort-out.ts'

const ME = 1
const BOT = 9
const HOUR = 3_600_000
const WORDS = toMarkWords(MARK_WORDS)

function aMessage(fields: Partial<Message> & { id: number }): Message {
  return {
    authorId: 2, sentAt: fields.id * 60_000, text: 'Hello', fileIds: [], attachments: [], likedBy: [], replyToId: null,
    isSystem: false, isDeleted: false, isEdited: false, forwardedFrom: null, ...fields,
  }
}

function sorted(messages: readonly Message[], question: Partial<CatchUpQuestion> = {}) {
  return sortOut(messages.map(message => describeMessage(message, WORDS)), { viewerId: ME, isPrivate: false, afterId: 0, isBot: id => id === BOT, ...question })
}

const reasonsOf = (messages: readonly Message[], question: Partial<CatchUpQuestion> = {}) => sorted(messages, question).forYou

test('a message is for somebody whom it names, answers or asks, and says so', () => {
  expect(reasonsOf([
    aMessage({ id: 1, authorId: ME, text: 'I will look' }),
    aMessage({ id: 2, text: '[USER=1]Me[/USER], see this' }),
    aMessage({ id: 3, text: 'Thanks', replyToId: 1 }),
    aMessage({ id: 4, text: '[USER=all]everybody[/USER]: lunch' }),
    aMessage({ id: 5, text: '[USER=3]Boris[/USER], when?' }),
    aMessage({ id: 6, text: '>>[USER=1]Me[/USER]\nquoted' }),
    aMessage({ id: 7, text: '[USER=1]Me[/USER] said', forwardedFrom: 4 }),
    aMessage({ id: 8, text: '', isDeleted: true, replyToId: 1 }),
  ])).toEqual([{ id: 2, reasons: ['mention'] }, { id: 3, reasons: ['reply'] }, { id: 4, reasons: ['mention-all'] }])
})

test('a reply to a message that was not read is one where its author is known', () => {
  const messages = [aMessage({ id: 50, replyToId: 7 })]
  expect(reasonsOf(messages)).toEqual([])
  expect(reasonsOf(messages, { authorOf: id => (id === 7 ? ME : null) })).toEqual([{ id: 50, reasons: ['reply'] }])
})

test('a question to everybody is open until somebody else replies, or writes within four hours', () => {
  const asked = aMessage({ id: 10, text: 'Who has the key?', sentAt: 0 })
  expect(reasonsOf([asked])).toEqual([{ id: 10, reasons: ['open-question'] }])
  expect(reasonsOf([asked, aMessage({ id: 11, sentAt: HOUR })]), 'who asks goes on').toEqual([{ id: 10, reasons: ['open-question'] }])
  expect(reasonsOf([asked, aMessage({ id: 11, authorId: BOT, sentAt: HOUR })]), 'a bot answers nobody').toEqual([{ id: 10, reasons: ['open-question'] }])
  expect(reasonsOf([asked, aMessage({ id: 11, authorId: 3, sentAt: 4 * HOUR + 1 })])).toEqual([{ id: 10, reasons: ['open-question'] }])
  expect(reasonsOf([asked, aMessage({ id: 11, authorId: 3, sentAt: 4 * HOUR })])).toEqual([])
  expect(reasonsOf([asked, aMessage({ id: 11, authorId: 3, sentAt: 99 * HOUR, replyToId: 10 })])).toEqual([])
})

test('what somebody was asked before waits until they write or react', () => {
  const asked = aMessage({ id: 10, text: '[USER=1]Me[/USER], is it done?' })
  const reading = { afterId: 20 }
  expect(reasonsOf([asked], reading)).toEqual([{ id: 10, reasons: ['still-asked'] }])
  expect(reasonsOf([{ ...asked, likedBy: [ME] }], reading)).toEqual([])
  expect(reasonsOf([asked, aMessage({ id: 12, authorId: ME })], reading)).toEqual([])
  expect(reasonsOf([{ ...asked, text: '[USER=1]Me[/USER], it is done.' }], reading)).toEqual([])
  expect(reasonsOf([{ ...asked, text: 'Is it done?' }], reading)).toEqual([])
  expect(reasonsOf([{ ...asked, text: 'Is it done?' }], { ...reading, isPrivate: true })).toEqual([{ id: 10, reasons: ['still-asked'] }])
})

test('what people marked says how: by a word of any language before a line, or by three who reacted', () => {
  expect(sorted([
    aMessage({ id: 1, text: 'We talked.\n[b]Decision:[/b] we ship on Monday' }),
    aMessage({ id: 2, text: '• РЕШЕНО: в понедельник' }),
    aMessage({ id: 3, text: 'Nächster Schritt： Anna ruft an' }),
    aMessage({ id: 4, text: 'The decision: it is hard' }),
    aMessage({ id: 5, text: 'Decision:' }),
    aMessage({ id: 6, text: '>>Decision: quoted' }),
    aMessage({ id: 7, likedBy: [2, 3, 4] }),
    aMessage({ id: 8, likedBy: [3, 4, 5] }),
  ]).marked).toEqual([
    { id: 1, kind: 'decision', word: 'Decision' },
    { id: 2, kind: 'decision', word: 'РЕШЕНО' },
    { id: 3, kind: 'promise', word: 'Nächster Schritt' },
    { id: 8, kind: 'reactions', people: 3 },
  ])
})

test('threads follow replies and silences', () => {
  const minute = (id: number, at: number, fields: Partial<Message> = {}) => aMessage({ id, sentAt: at * 60_000, ...fields })
  const messages = [
    minute(1, 0), minute(2, 29, { authorId: 3 }), minute(3, 90), minute(4, 91, { replyToId: 1 }), minute(5, 92), minute(6, 93, { replyToId: 99 }),
  ]
  expect(sorted(messages).threads).toEqual([
    { ids: [1, 2, 4, 5], authorIds: [2, 3] }, { ids: [3], authorIds: [2] }, { ids: [6], authorIds: [2] },
  ])
})

/** Texts by what they are, so that the plain reading needs no parser. */
const SAYINGS = {
  plain: 'Hello', question: 'Is it?', toMe: '[USER=1]Me[/USER] look', asksMe: '[USER=1]Me[/USER], is it?', toOther: '[USER=3]C[/USER], is it?', toAll: '[USER=all]all[/USER], is it?',
} as const
type Saying = keyof typeof SAYINGS
const NAMES_ME = new Set<Saying>(['toMe', 'asksMe'])
const ASKS = new Set<Saying>(['question', 'asksMe', 'toOther', 'toAll'])

const aWorld = fc.record({
  isPrivate: fc.boolean(),
  after: fc.nat(10),
  messages: fc.array(fc.record({
    saying: fc.constantFrom<Saying>('plain', 'question', 'toMe', 'asksMe', 'toOther', 'toAll'),
    authorId: fc.constantFrom(ME, 2, 2, 3, 3, 4, 4, BOT),
    wait: fc.constantFrom(60_000, HOUR, 5 * HOUR, 5 * HOUR),
    replyTo: fc.option(fc.nat(8), { nil: null }),
    likedBy: fc.subarray([ME, 2, 3, 4]),
    state: fc.constantFrom('there', 'there', 'there', 'there', 'deleted', 'system', 'forwarded'),
  }), { minLength: 8, maxLength: 16 }),
})

test('in 1,000 chats exactly the messages that mention, answer or ask are named, each with its reasons', () => {
  const seen = new Map<ForYouReason, number>()
  fc.assert(fc.property(aWorld, ({ isPrivate, after, messages: plans }) => {
    let clock = 0
    const messages = plans.map(({ saying, authorId, wait, replyTo, likedBy, state }, index) => {
      clock += wait
      const isThere = state === 'there' || state === 'forwarded'
      return aMessage({
        id: index + 1, authorId: state === 'system' ? 0 : authorId, sentAt: clock, text: isThere ? SAYINGS[saying] : '', likedBy: isThere ? likedBy : [],
        replyToId: replyTo !== null && replyTo < index ? replyTo + 1 : null, isSystem: state === 'system', isDeleted: state === 'deleted', forwardedFrom: state === 'forwarded' ? 5 : null,
      })
    })
    const isSaid = (message: Message) => !message.isSystem && !message.isDeleted
    const isPerson = (message: Message) => isSaid(message) && message.authorId !== BOT
    const authorOf = (id: number | null) => messages.find(message => message.id === id)?.authorId ?? null
    const expected = messages.flatMap((message, index) => {
      const saying = plans[index]?.saying ?? 'plain'
      const isOwn = message.forwardedFrom === null
      const later = messages.slice(index + 1)
      const asks = isOwn && ASKS.has(saying) && message.authorId !== BOT
      const repliesToMe = isOwn && authorOf(message.replyToId) === ME
      const namesMe = isOwn && NAMES_ME.has(saying)
      const byOthers = later.filter(other => isPerson(other) && other.authorId !== message.authorId)
      const isAnswered = byOthers.some(other => other.replyToId === message.id || (other.sentAt ?? 0) - (message.sentAt ?? 0) <= 4 * HOUR)
      const isToAll = (saying === 'question' || saying === 'toAll') && (message.replyToId === null || authorOf(message.replyToId) === message.authorId)
      const isPersonal = isPrivate || namesMe || repliesToMe
      const isSettled = message.likedBy.includes(ME) || later.some(other => isSaid(other) && other.authorId === ME)
      const isNew = message.id > after
      const rules: [ForYouReason, boolean][] = [
        ['mention', isNew && namesMe],
        ['reply', isNew && repliesToMe],
        ['asked-privately', isNew && isPrivate && asks],
        ['mention-all', isNew && isOwn && saying === 'toAll'],
        ['open-question', isNew && !isPrivate && asks && isToAll && !isAnswered],
        ['still-asked', !isNew && asks && isPersonal && !isSettled],
      ]
      const reasons = isSaid(message) && message.authorId !== ME ? rules.filter(([, holds]) => holds).map(([reason]) => reason) : []
      return reasons.length > 0 ? [{ id: message.id, reasons }] : []
    })
    for (const reason of new Set(expected.flatMap(({ reasons }) => reasons))) seen.set(reason, (seen.get(reason) ?? 0) + 1)
    expect(sorted(messages, { isPrivate, afterId: after }).forYou).toEqual(expected)
  }), { numRuns: 1_000 })
  // no rule goes by without having been tried
  expect([...seen].filter(([, chats]) => chats > 100), JSON.stringify([...seen])).toHaveLength(6)
})

test('every message that somebody wrote is in exactly one thread', () => {
  fc.assert(fc.property(fc.array(fc.record({ wait: fc.nat(3_000_000), replyTo: fc.option(fc.nat(20), { nil: null }) }), { maxLength: 20 }), (plans) => {
    let clock = 0
    const messages = plans.map(({ wait, replyTo }, index) => aMessage({ id: index + 1, sentAt: clock += wait, replyToId: replyTo }))
    expect(sorted(messages).threads.flatMap(({ ids }) => ids).sort((one, other) => one - other)).toEqual(messages.map(({ id }) => id))
  }), { numRuns: 1_000 })
})
