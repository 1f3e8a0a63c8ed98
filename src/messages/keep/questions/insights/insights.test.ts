import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aMessage, aPage, aPerson } from '../../../../../tests/support/history.ts'
import type { Message } from '../../../message.ts'
import { createColumns, type ColumnsView } from '../../columns.ts'
import { selectIds } from '../../filter.ts'
import { activity } from './activity.ts'
import { answersOf, LONGEST_WAIT, percentile } from './answers.ts'
import { askedFor, type InsightsQuestion } from './asked.ts'
import { dayNumber, endOfDay, startOfDay } from './days.ts'
import { ANSWERED_WITHIN, openQuestions } from './open-questions.ts'
import { peopleActivity, TREND_SLICES } from './people.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 0, 1)
const NOW = Date.UTC(2027, 0, 1)
const EVERYTHING: InsightsQuestion = { since: null, until: null, authorIds: null, now: NOW }

function viewOf(messages: readonly Message[]): ColumnsView {
  const columns = createColumns()
  columns.append(aPage(messages, { people: [aPerson({ id: 4, isBot: true })] }))
  return columns.view
}

/** Who writes, after how many minutes, what; numbered from 1. */
function talk(...turns: [authorId: number, minutes: number, message?: Partial<Message>][]): Message[] {
  let sentAt = START
  return turns.map(([authorId, minutes, message], index) => {
    sentAt += minutes * 60_000
    return aMessage({ id: index + 1, authorId, sentAt, text: 'words', ...message })
  })
}

const conversation = fc.array(fc.record({
  authorId: fc.integer({ min: 0, max: 4 }),
  hours: fc.integer({ min: 0, max: 100 }),
  text: fc.constantFrom('words', 'really?', 'https://a.example/ really?', ''),
  isSystem: fc.boolean(),
  isDeleted: fc.integer({ min: 0, max: 5 }).map(number => number === 0),
  forwardedFrom: fc.constantFrom(null, null, null, 0, 9),
  hasDate: fc.integer({ min: 0, max: 9 }).map(number => number > 0),
  fileIds: fc.constantFrom([], [1]),
  likedBy: fc.constantFrom([], [7], [7, 8]),
  reply: fc.option(fc.integer({ min: 1, max: 5 })),
}), { maxLength: 40 }).map((rows) => {
  let sentAt = START
  return rows.map(({ hours, hasDate, reply, ...message }, index) => {
    sentAt += hours * HOUR
    return aMessage({ ...message, id: index + 1, sentAt: hasDate ? sentAt : null, replyToId: reply !== null && index + 1 > reply ? index + 1 - reply : null })
  })
})
const question: fc.Arbitrary<InsightsQuestion> = fc.record({
  since: fc.option(fc.integer({ min: 0, max: 30 }).map(day => START + day * DAY)),
  until: fc.option(fc.integer({ min: 30, max: 120 }).map(day => START + day * DAY)),
  authorIds: fc.option(fc.array(fc.integer({ min: 0, max: 5 }))),
  now: fc.constant(NOW),
})

/** Person 4 is a bot. */
const isCounted = ({ isSystem, isDeleted, authorId }: Message) => !isSystem && !isDeleted && authorId !== 4

function inSpan({ since, until }: InsightsQuestion, message: Message): boolean {
  const { sentAt } = message
  return isCounted(message) && sentAt !== null && sentAt >= (since ?? -Infinity) && sentAt <= (until ?? Infinity)
}

function asked(messages: readonly Message[], given: InsightsQuestion): Message[] {
  return messages.filter(message => inSpan(given, message) && (given.authorIds === null || given.authorIds.includes(message.authorId)))
}

const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0)

test('days, hours, links, files and reactions add up to what was written', () => {
  fc.assert(fc.property(conversation, question, (messages, given) => {
    const expected = asked(messages, given)
    const found = activity(viewOf(messages), given)
    expect(found.messages).toBe(expected.length)
    expect(found.authors).toBe(new Set(expected.map(({ authorId }) => authorId)).size)
    expect(sum(found.days)).toBe(expected.length)
    expect(sum(found.hours)).toBe(expected.length)
    expect(found.files).toBe(expected.filter(({ fileIds }) => fileIds.length > 0).length)
    expect(found.links).toBe(expected.filter(({ text }) => text.includes('://')).length)
    expect(found.reactions).toBe(sum(expected.map(({ likedBy }) => likedBy.length)))
    for (const [index, count] of found.days.entries()) {
      const [since, until] = [startOfDay(found.firstDay + index), endOfDay(found.firstDay + index)]
      expect(count).toBe(expected.filter(({ sentAt }) => sentAt !== null && sentAt >= since && sentAt <= until).length)
    }
  }))
})

test('every figure of a day, a weekday and an hour leads to just so many messages', () => {
  fc.assert(fc.property(conversation, (messages) => {
    const view = viewOf(messages)
    const { days, firstDay, hours } = activity(view, EVERYTHING)
    for (const [index, count] of days.entries()) {
      expect(selectIds(view, { isCounted: true, since: startOfDay(firstDay + index), until: endOfDay(firstDay + index) })).toHaveLength(count)
    }
    for (const slot of [0, 50, 167]) {
      expect(selectIds(view, { isCounted: true, since: -Infinity, weekdays: [Math.floor(slot / 24)], hours: [slot % 24] })).toHaveLength(hours[slot] ?? -1)
    }
  }), { numRuns: 30 })
})

test('the busiest days come first, of equals the earlier one, and quiet days not at all', () => {
  const view = viewOf(talk([1, 0], [1, 24 * 60], [1, 1], [1, 48 * 60]))
  const first = dayNumber(new Date(START))
  expect(activity(view, EVERYTHING).busiestDays).toEqual([first + 1, first, first + 3])
})

test('nothing asked for is nothing, not a failure', () => {
  const none = { ...EVERYTHING, since: NOW }
  const view = viewOf(talk([1, 0]))
  expect(activity(view, none)).toMatchObject({ messages: 0, authors: 0, firstDay: 0, days: new Uint32Array(), busiestDays: [] })
  expect(peopleActivity(view, none)).toEqual([])
})

test('everybody\'s messages, shares and slices add up', () => {
  fc.assert(fc.property(conversation, question, (messages, given) => {
    const expected = asked(messages, given)
    const hasSpan = new Set(expected.map(({ sentAt }) => sentAt)).size > 1
    const people = peopleActivity(viewOf(messages), given)
    expect(sum(people.map(person => person.messages))).toBe(expected.length)
    if (people.length > 0) expect(sum(people.map(({ share }) => share))).toBeCloseTo(1)
    for (const person of people) {
      expect(person.messages).toBe(expected.filter(({ authorId }) => authorId === person.id).length)
      expect(sum(person.trend)).toBe(hasSpan ? person.messages : 0)
      expect(person.trend).toHaveLength(TREND_SLICES)
      expect(person.lastAt).toBe(Math.max(...expected.filter(({ authorId }) => authorId === person.id).map(({ sentAt }) => sentAt ?? 0)))
    }
  }))
})

test('an answer is timed from the first of the messages that somebody else wrote in a row', () => {
  const view = viewOf(talk([1, 0], [1, 5], [2, 10], [2, 1], [1, 4]))
  const people = peopleActivity(view, EVERYTHING)
  expect(people.find(({ id }) => id === 2)).toMatchObject({ answers: 1, medianAnswer: 15 * 60_000 })
  expect(people.find(({ id }) => id === 1)).toMatchObject({ answers: 1, medianAnswer: 5 * 60_000 })
})

test('a reply is timed from the message that it replies to, also past others', () => {
  const view = viewOf(talk([1, 0], [3, 10], [2, 20, { replyToId: 1 }]))
  expect(peopleActivity(view, EVERYTHING).find(({ id }) => id === 2)).toMatchObject({ answers: 1, medianAnswer: 30 * 60_000 })
})

test('what comes days later begins a new conversation, and what the portal writes is no turn of anybody', () => {
  const minutes = LONGEST_WAIT / 60_000
  const view = viewOf(talk([1, 0], [0, 5, { isSystem: true }], [2, minutes - 5], [1, minutes + 1]))
  expect(peopleActivity(view, EVERYTHING).map(({ id, answers, medianAnswer }) => [id, answers, medianAnswer])).toEqual([[1, 0, null], [2, 1, LONGEST_WAIT]])
})

test('a time to answer leads to the answers, the slowest first', () => {
  const view = viewOf(talk([1, 0], [2, 1], [1, 1], [2, 30], [1, 1], [2, 7]))
  expect([...answersOf(view, { ...EVERYTHING, personId: 2 })]).toEqual([4, 6, 2])
  expect(answersOf(view, { ...EVERYTHING, personId: 99 })).toHaveLength(0)
})

test('a percentile is a value that occurs', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
    const sorted = Float64Array.from(values).sort()
    const found = percentile(sorted, share)
    expect(values).toContain(found)
    expect(sorted.filter(value => value <= (found ?? -1)).length / sorted.length).toBeGreaterThanOrEqual(share - 1e-9)
  }))
  expect(percentile(new Float64Array(), 0.5)).toBeNull()
})

test('a question is open when nobody else replied to it or wrote soon after, as a naive reading finds too', () => {
  fc.assert(fc.property(conversation, question, (messages, given) => {
    const people = messages.filter(message => isCounted(message) && message.sentAt !== null)
    const expected = asked(messages, given).filter((one) => {
      const sentAt = one.sentAt ?? 0
      const isReplied = messages.some(other => other.replyToId === one.id && other.authorId !== one.authorId && isCounted(other))
      const later = people.find(({ id, authorId }) => id > one.id && authorId !== one.authorId)
      return one.text.includes('?') && one.forwardedFrom === null && !isReplied && !(later && (later.sentAt ?? 0) - sentAt <= ANSWERED_WITHIN) && sentAt <= NOW - ANSWERED_WITHIN
    })
    expect([...openQuestions(viewOf(messages), given)]).toEqual(expected.map(({ id }) => id).reverse())
  }))
})

test('a question of the last hours may still be answered', () => {
  const view = viewOf(talk([1, 0, { text: 'really?' }]))
  expect(openQuestions(view, { ...EVERYTHING, now: START + ANSWERED_WITHIN - 1 })).toHaveLength(0)
  expect(openQuestions(view, { ...EVERYTHING, now: START + ANSWERED_WITHIN })).toHaveLength(1)
})

test('days next to each other are numbers next to each other, and a day ends where the next begins', () => {
  fc.assert(fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), (date) => {
    const day = dayNumber(date)
    expect(startOfDay(day)).toBeLessThanOrEqual(date.getTime())
    expect(endOfDay(day)).toBeGreaterThanOrEqual(date.getTime())
    expect(dayNumber(new Date(endOfDay(day)))).toBe(day)
    expect(dayNumber(new Date(endOfDay(day) + 1))).toBe(day + 1)
  }))
})

const BOT = 4
const people = [aPerson({ id: BOT, isBot: true })]

test('a bot answers no question, is not answered, and is nobody who wrote (r7)', () => {
  const day = 24 * 60
  const greeting = { text: 'Thank you, somebody will be with you. Anything else?', replyToId: 1 }
  const view = viewOf(talk([1, 0, { text: 'When will it be delivered?' }], [BOT, 0.03, greeting], [2, 2 * day, { replyToId: 2 }]))
  expect([...openQuestions(view, EVERYTHING)]).toEqual([1])
  expect(selectIds(view, { isQuestion: true, isAnswered: false, isCounted: true })).toEqual(Float64Array.of(1))
  const found = peopleActivity(view, EVERYTHING)
  expect(found.map(({ id, messages, answers, medianAnswer }) => [id, messages, answers, medianAnswer])).toEqual([[1, 1, 0, null], [2, 1, 0, null]])
  expect(activity(view, EVERYTHING)).toMatchObject({ messages: 2, authors: 2, leftOut: { bots: 1, deleted: 0, undated: 0 } })
  expect(answersOf(view, { ...EVERYTHING, personId: BOT })).toHaveLength(0)
})

test('without the bot in between an answer is timed from the question (r7)', () => {
  const view = viewOf(talk([1, 0, { text: 'When?' }], [BOT, 1], [2, 29]))
  expect(peopleActivity(view, EVERYTHING).find(({ id }) => id === 2)).toMatchObject({ answers: 1, medianAnswer: 30 * 60_000 })
})

test('a deleted message counts for nothing, and what a forwarded one asks is asked by nobody here (r5)', () => {
  const view = viewOf(talk(
    [1, 0, { text: 'Who has the key?', forwardedFrom: 9 }], [2, 5, { text: '', isDeleted: true }], [2, 1, { text: 'see https://a.example/', forwardedFrom: 0 }], [1, 600],
  ))
  expect(activity(view, EVERYTHING)).toMatchObject({ messages: 3, authors: 2, links: 1, leftOut: { bots: 0, deleted: 1, undated: 0 } })
  expect([...openQuestions(view, EVERYTHING)]).toEqual([])
  expect(peopleActivity(view, EVERYTHING).find(({ id }) => id === 2)).toMatchObject({ messages: 1, answers: 1, medianAnswer: 6 * 60_000 })
})

test.each([Date.UTC(9999, 11, 31), Date.UTC(1971, 5, 1), Date.UTC(275_760, 0, 1), NOW + 30 * DAY, null])('one message of a date that cannot be right (%s) makes no days, and that is told (r19)', (sentAt) => {
  const columns = createColumns()
  const few = talk([1, 0], [2, 60], [1, 60])
  columns.append(aPage([...few, aMessage({ id: 99, authorId: 1, sentAt })], { people }))
  const found = activity(columns.view, EVERYTHING)
  expect(found).toMatchObject({ messages: 3, leftOut: { bots: 0, deleted: 0, undated: 1 } })
  expect(found.days).toHaveLength(1)
  expect(peopleActivity(columns.view, EVERYTHING).map(({ messages }) => messages)).toEqual([2, 1])
  expect(selectIds(columns.view, askedFor(EVERYTHING))).toHaveLength(3)
  expect(activity(columns.view, { ...EVERYTHING, since: -8e15, until: 8e15 }).days).toHaveLength(1)
})
