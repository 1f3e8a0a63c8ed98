import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aFile, aMessage, aPage, aPerson } from '../../../tests/support/history.ts'
import { foldText } from '../../lib/fold-text.ts'
import { attachmentNodes, type AttachmentBlock, type AttachmentTarget } from '../text/attachments.ts'
import { parseMessage } from '../text/parse-message.ts'
import { plainText } from '../text/nodes.ts'
import type { Message } from '../message.ts'
import { createColumns, LIMITS, type ArchiveColumns } from './columns.ts'
import { selectIds, type ArchiveFilter } from './filter.ts'

const id = fc.integer({ min: 1, max: 60 })
const words = fc.constantFrom('Jürgen', 'ПЛАН', 'plan B?', 'https://example.com/a', '[url=https://example.org]the plan[/url]', '[b]bold[/b]', 'a?b', '>>quoted', '👍', '', 'x\ny')
const nowhere: AttachmentTarget = { personId: null, chatId: null, address: '' }
const attachmentBlock = fc.oneof<fc.Arbitrary<AttachmentBlock>[]>(
  words.map(text => ({ kind: 'text', text })),
  words.map(name => ({ kind: 'entry', name, description: 'see there', target: { ...nowhere, address: 'https://example.net/' } })),
  fc.string({ unit: 'binary' }).map(value => ({ kind: 'grid', cells: [{ name: 'Deadline', value, target: nowhere }] })),
  fc.constant({ kind: 'delimiter' }),
)
const message: fc.Arbitrary<Message> = fc.record({
  id,
  authorId: fc.integer({ min: 0, max: 4 }),
  sentAt: fc.option(fc.integer({ min: 0, max: 14 * 24 }).map(hours => Date.UTC(2026, 0, 1) + hours * 3_600_000)),
  text: fc.oneof(fc.array(words, { maxLength: 4 }).map(parts => parts.join(' ')), fc.string({ unit: 'grapheme' })),
  isSystem: fc.boolean(),
  isDeleted: fc.boolean(),
  isEdited: fc.boolean(),
  forwardedFrom: fc.constantFrom(null, null, 0, 3),
  fileIds: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  attachments: fc.array(fc.array(attachmentBlock, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
  likedBy: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  replyToId: fc.option(id),
})
/** Pages in any order, ascending or descending, each id once in a page. */
const pages = fc.array(
  fc.tuple(fc.uniqueArray(message, { selector: one => one.id, maxLength: 12 }), fc.boolean())
    .map(([messages, isAscending]) => messages.sort((one, other) => isAscending ? one.id - other.id : other.id - one.id)),
  { maxLength: 12 },
)

function append(all: readonly Message[][], limits = LIMITS): ArchiveColumns {
  const columns = createColumns(limits)
  for (const messages of all) columns.append(aPage(messages))
  return columns
}

/** The same with objects: the last word on every id. */
function naive(all: readonly Message[][]): Message[] {
  return [...new Map(all.flat().map(one => [one.id, one])).values()].sort((one, other) => one.id - other.id)
}

const isThere = ({ isSystem, isDeleted }: Message) => !isSystem && !isDeleted

function messagesOf(columns: ArchiveColumns): Message[] {
  return Array.from({ length: columns.view.count }, (_unused, row) => columns.messageOf(row))
}

test('in whatever order pages come, and however often, every message is there once, in order, as it was last read', () => {
  fc.assert(fc.property(pages, (all) => {
    expect(messagesOf(append(all))).toEqual(naive(all))
  }))
})

test('a page says how many of its messages were new', () => {
  const columns = createColumns()
  expect(columns.append(aPage([aMessage({ id: 5 }), aMessage({ id: 9 })]))).toBe(2)
  expect(columns.append(aPage([aMessage({ id: 9 }), aMessage({ id: 7 }), aMessage({ id: 2 })]))).toBe(2)
})

test('a message that is read again and says the same takes no more room', () => {
  const columns = append([[aMessage({ id: 5, text: 'x'.repeat(300_000) })]])
  const { bytes } = columns
  for (let times = 0; times < 5; times += 1) columns.append(aPage([aMessage({ id: 5, text: 'x'.repeat(300_000) })]))
  expect(columns.bytes).toBe(bytes)
})

test('messages beyond the limit are not taken in, and that is said', () => {
  const columns = append([[1, 2, 3].map(number => aMessage({ id: number }))], { messages: 2, text: 1e9 })
  expect(columns.view.count).toBe(2)
  expect(columns.isFull).toBe(true)
})

test('texts beyond the limit of bytes are not taken in', () => {
  const columns = append([[aMessage({ id: 1, text: 'x'.repeat(1_000_000) })], [aMessage({ id: 2 })]], { messages: 10, text: 500_000 })
  expect(columns.view.count).toBe(1)
  expect(columns.isFull).toBe(true)
})

const filter: fc.Arbitrary<ArchiveFilter> = fc.record({
  text: fc.constantFrom('', 'plan', 'JURGEN', 'план b', 'a?b', '👍', 'zzz', ' '),
  authorIds: fc.option(fc.array(fc.integer({ min: 0, max: 5 }))),
  since: fc.option(fc.integer({ min: 0, max: 14 }).map(day => Date.UTC(2026, 0, 1 + day))),
  until: fc.option(fc.integer({ min: 0, max: 14 }).map(day => Date.UTC(2026, 0, 1 + day))),
  weekdays: fc.option(fc.array(fc.integer({ min: 0, max: 6 }))),
  hours: fc.option(fc.array(fc.integer({ min: 0, max: 23 }))),
  hasLink: fc.option(fc.boolean()),
  hasFile: fc.option(fc.boolean()),
  hasLikes: fc.option(fc.boolean()),
  isSystem: fc.option(fc.boolean()),
  isAnswered: fc.option(fc.boolean()),
  ids: fc.option(fc.array(id), { freq: 4 }),
  order: fc.constantFrom('newest', 'oldest'),
}, { requiredKeys: [] })

const isWanted = <Value>(wanted: Value | null | undefined, value: Value) => wanted == null || wanted === value

function passes(one: Message, all: readonly Message[], wanted: ArchiveFilter): boolean {
  const at = one.sentAt === null ? null : new Date(one.sentAt)
  const isTimed = wanted.since != null || wanted.until != null || wanted.weekdays != null || wanted.hours != null
  const folded = foldText([parseMessage(one.text), ...attachmentNodes(one.attachments, { sizeText: String })].map(plainText).join('\n'))
  const link = /https:\/\/example/.test(one.text.replace(/^>>.*$/gm, '') + JSON.stringify(one.attachments))
  return foldText(wanted.text ?? '').split(' ').every(word => folded.includes(word))
    && (wanted.authorIds == null || wanted.authorIds.includes(one.authorId))
    && (!isTimed || (at !== null
      && at.getTime() >= (wanted.since ?? -Infinity) && at.getTime() <= (wanted.until ?? Infinity)
      && (wanted.weekdays == null || wanted.weekdays.includes(at.getDay())) && (wanted.hours == null || wanted.hours.includes(at.getHours()))))
    && isWanted(wanted.hasLink, link)
    && isWanted(wanted.hasFile, one.fileIds.length > 0)
    && isWanted(wanted.hasLikes, one.likedBy.length > 0)
    && isWanted(wanted.isSystem, one.isSystem)
    && isWanted(wanted.isAnswered, isThere(one) && all.some(other => other.replyToId === one.id && other.authorId !== one.authorId && isThere(other)))
    && (wanted.ids == null || wanted.ids.includes(one.id))
}

test('a filter lets through what the same filter over objects lets through, in its order', () => {
  fc.assert(fc.property(pages, filter, (all, wanted) => {
    const kept = naive(all)
    const expected = kept.filter(one => passes(one, kept, wanted)).map(one => one.id)
    expect([...selectIds(append(all).view, wanted)]).toEqual(wanted.order === 'oldest' ? expected : expected.reverse())
  }))
})

test.each([
  ['Who takes this?', true], ['Really?! No.', true], ['«Правда?»', true], ['どう？', true], ['see https://example.com/?a=1', false],
  ['https://example.com/a?b now', false], ['?', false], ['No question.', false], ['[b]Why?[/b]', true],
])('%j asks: %s', (text, isQuestion) => {
  expect(selectIds(append([[aMessage({ id: 1, text })]]).view, { isQuestion }).length).toBe(1)
})

test('a message whose attachment was changed says what it says now, and takes room only then', () => {
  const attached = (text: string): Message => aMessage({ id: 1, attachments: [[{ kind: 'text', text }]] })
  const columns = append([[attached('first')], [attached('x'.repeat(400_000))]])
  const { bytes } = columns
  columns.append(aPage([attached('x'.repeat(400_000))]))
  expect(columns.bytes).toBe(bytes)
  expect(selectIds(columns.view, { text: 'first' })).toHaveLength(0)
  expect(columns.messageOf(0)).toEqual(attached('x'.repeat(400_000)))
})

test('attachments beyond the limit of bytes are not taken in', () => {
  const columns = append([[aMessage({ id: 1, attachments: [[{ kind: 'text', text: 'x'.repeat(600_000) }]] })], [aMessage({ id: 2 })]], { messages: 10, text: 500_000 })
  expect([columns.view.count, columns.isFull]).toEqual([1, true])
})

test('people and files are known by what was last said of them', () => {
  const columns = createColumns()
  columns.append(aPage([aMessage({ id: 1 })], { people: [aPerson({ id: 1 })], files: [aFile({ id: 3 })] }))
  columns.append(aPage([], { people: [aPerson({ id: 1, name: 'Anna' })] }))
  expect(columns.view.people.get(1)?.name).toBe('Anna')
  expect(columns.view.files.get(3)?.name).toBe('file 3.pdf')
})
