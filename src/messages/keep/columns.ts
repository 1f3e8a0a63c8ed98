/** A conversation in columns: what a hundred thousand messages take is a few typed arrays, not as many objects. No DOM, no Vue. */
import type { Attachment } from '../text/attachments.ts'
import { toWords } from '../../lib/fold-text.ts'
import type { MessageFile, Message, MessagePage } from '../message.ts'
import { asksItself } from '../message-marks.ts'
import { createLists } from './lists.ts'
import { readFacts, type FoundLink } from './message-facts.ts'
import { createRows, type ColumnSet, type Row } from './rows.ts'
import { createTextStore } from './text-store.ts'
import { createWordStore } from './word-store.ts'
import type { NamedPerson } from '../../people/person.ts'

/** Bits of the column `flags`. */
export const FLAGS = { hasLink: 1, hasFile: 2, isQuestion: 4, isSystem: 8, isDeleted: 16, isEdited: 32, isForwarded: 64 } as const

/** What questions look at: everything by row, rows in the order of ids, oldest first. */
export interface ColumnsView extends Omit<ColumnSet, 'texts' | 'lists'> {
  readonly count: number
  /** Ids of people; the column `authors` holds indexes in here. Whom the portal never described has an id all the same. */
  readonly authorIds: readonly number[]
  readonly people: ReadonlyMap<number, NamedPerson>
  readonly files: ReadonlyMap<number, MessageFile>
  /** Every address once; `linksOf` gives indexes in here. */
  readonly links: readonly FoundLink[]
  /** -1 for a message that is not here. */
  rowOf(id: number): number
  /** The first row whose id is not smaller. */
  lowerBound(id: number): number
  textOf(row: number): string
  fileIdsOf(row: number): readonly number[]
  likedByOf(row: number): readonly number[]
  linksOf(row: number): readonly number[]
  /** Marks, by row, the messages that have every word of a text in them, whatever case and accents. */
  markWords(text: string): Uint8Array
}

export interface ArchiveColumns {
  readonly view: ColumnsView
  /** Bytes of all of it, about. */
  readonly bytes: number
  /** Nothing is added any more. */
  readonly isFull: boolean
  /**
   * Adds what is not here; a message that is here is replaced, because it may have been changed since. Pages come in any order.
   * Returns how many were new.
   */
  append(page: MessagePage): number
  /** Takes messages away that are gone from the chat; returns how many of them were here. */
  remove(ids: readonly number[]): number
  /** Whether a message is here just as it is given. */
  has(message: Message): boolean
  messageOf(row: number): Message
}

export interface ColumnLimits {
  messages: number
  /** Bytes of texts as they were written. */
  text: number
}

/** Ten times the largest chat that is planned for, and as many bytes of text as that may have at its most talkative. */
export const LIMITS: ColumnLimits = { messages: 1_000_000, text: 268_435_456 }

/** Those that a message brings along, whatever its words are. */
function flagsOf({ isSystem, isDeleted, isEdited, forwardedFrom }: Message): number {
  const told = (isSystem ? FLAGS.isSystem : 0) | (isDeleted ? FLAGS.isDeleted : 0) | (isEdited ? FLAGS.isEdited : 0)
  return told | (forwardedFrom === null ? 0 : FLAGS.isForwarded)
}

export function createColumns(limits: ColumnLimits = LIMITS): ArchiveColumns {
  const rows = createRows()
  const texts = createTextStore()
  /** As JSON. */
  const attachments = createTextStore()
  const words = createWordStore()
  const lists = createLists()
  const people = new Map<number, NamedPerson>()
  const files = new Map<number, MessageFile>()
  const authorIds: number[] = []
  const authorAt = new Map<number, number>()
  const links: FoundLink[] = []
  const linkAt = new Map<string, number>()

  function indexOfAuthor(id: number): number {
    const known = authorAt.get(id)
    if (known !== undefined) return known
    authorAt.set(id, authorIds.push(id) - 1)
    return authorIds.length - 1
  }

  function indexOfLink(link: FoundLink): number {
    const known = linkAt.get(link.href)
    if (known === undefined) {
      linkAt.set(link.href, links.push(link) - 1)
      return links.length - 1
    }
    // the first words that somebody wrote for it
    if (links[known]?.label === '' && link.label !== '') links[known] = link
    return known
  }

  /** `known` is the row that it takes the place of: words that stay the same, as with a like, are not written again. */
  function toRow(message: Message, known = -1): Row {
    const facts = readFacts(message)
    const linkIndexes = [...new Set(facts.links.map(indexOfLink))]
    const hasSameWords = known >= 0 && textOf(known) === message.text && JSON.stringify(attachmentsOf(known)) === JSON.stringify(message.attachments)
    if (!hasSameWords) words.add(facts.folded)
    return {
      ids: message.id,
      authors: indexOfAuthor(message.authorId),
      times: message.sentAt ?? NaN,
      flags: (linkIndexes.length > 0 ? FLAGS.hasLink : 0) | (message.fileIds.length > 0 ? FLAGS.hasFile : 0)
        | (facts.isQuestion && asksItself(message) ? FLAGS.isQuestion : 0) | flagsOf(message),
      replies: message.replyToId ?? 0,
      texts: hasSameWords ? rows.view.texts[known] ?? 0 : texts.add(message.text),
      lists: lists.add([
        message.fileIds, message.likedBy, linkIndexes, hasSameWords ? listOf(known, 3) : attach(message),
        message.forwardedFrom === null ? [] : [message.forwardedFrom],
      ]),
    }
  }

  const attach = ({ attachments: blocks }: Message) => blocks.length > 0 ? [attachments.add(JSON.stringify(blocks))] : []

  const isFull = () => rows.count >= limits.messages || texts.bytes + attachments.bytes >= limits.text
  const rowOf = (id: number) => {
    const row = rows.lowerBound(id)
    return rows.view.ids[row] === id ? row : -1
  }
  const textOf = (row: number) => texts.get(rows.view.texts[row] ?? -1)
  const listOf = (row: number, which: 0 | 1 | 2 | 3 | 4) => lists.get(rows.view.lists[row] ?? 0, which)

  function markWords(text: string): Uint8Array {
    const wanted = toWords(text)
    const marks = new Uint8Array(rows.count)
    if (wanted.length === 0) return marks.fill(1)
    const found = new Uint8Array(words.count)
    words.mark(wanted, found)
    const numbers = rows.view.texts
    for (let row = 0; row < marks.length; row += 1) marks[row] = found[numbers[row] ?? 0] ?? 0
    return marks
  }

  /** What `toRow` wrote. */
  function attachmentsOf(row: number): Attachment[] {
    const [number] = listOf(row, 3)
    return number === undefined ? [] : JSON.parse(attachments.get(number)) as Attachment[]
  }

  /** Whether a message that is here says anything else now; likes alone change often. */
  function isChanged(row: number, message: Message): boolean {
    const facts = messageOf(row)
    const { likedBy, fileIds, attachments: attached } = facts
    const same = (one: readonly number[], other: readonly number[]) => one.length === other.length && one.every((id, index) => id === other[index])
    return !same(likedBy, message.likedBy) || !same(fileIds, message.fileIds) || facts.text !== message.text
      || JSON.stringify(attached) !== JSON.stringify(message.attachments)
      || facts.authorId !== message.authorId || facts.sentAt !== message.sentAt || facts.replyToId !== message.replyToId
      || facts.forwardedFrom !== message.forwardedFrom || flagsOf(facts) !== flagsOf(message)
  }

  function messageOf(row: number): Message {
    const { ids, authors, times, flags, replies } = rows.view
    const sentAt = times[row] ?? NaN
    const has = (name: keyof typeof FLAGS) => ((flags[row] ?? 0) & FLAGS[name]) !== 0
    return {
      id: ids[row] ?? 0,
      authorId: authorIds[authors[row] ?? 0] ?? 0,
      sentAt: Number.isNaN(sentAt) ? null : sentAt,
      text: textOf(row),
      isSystem: has('isSystem'),
      isDeleted: has('isDeleted'),
      isEdited: has('isEdited'),
      forwardedFrom: listOf(row, 4)[0] ?? null,
      fileIds: listOf(row, 0),
      attachments: attachmentsOf(row),
      likedBy: listOf(row, 1),
      replyToId: replies[row] || null,
    }
  }

  function replace(row: number, message: Message): void {
    const [fileIds, linkIndexes] = [listOf(row, 0), listOf(row, 2)]
    rows.set(row, toRow(message, row))
    letGo(fileIds.filter(id => !message.fileIds.includes(id)), linkIndexes)
  }

  /** A file that no message has any more is none, and of an address only what somebody still writes for it counts. */
  function letGo(fileIds: readonly number[], linkIndexes: readonly number[]): void {
    if (fileIds.length + linkIndexes.length === 0) return
    const [goneFiles, goneLabels] = [new Set(fileIds), new Set(linkIndexes)]
    for (const index of linkIndexes) links[index] = { href: links[index]?.href ?? '', label: '' }
    const mask = FLAGS.hasFile | FLAGS.hasLink
    for (let row = 0; row < rows.count && goneFiles.size + goneLabels.size > 0; row += 1) {
      if (((rows.view.flags[row] ?? 0) & mask) === 0) continue
      for (const id of listOf(row, 0)) goneFiles.delete(id)
      if (!listOf(row, 2).some(index => goneLabels.has(index))) continue
      for (const link of readFacts(messageOf(row)).links) {
        const index = linkAt.get(link.href)
        if (index !== undefined && link.label !== '' && goneLabels.delete(index)) links[index] = link
      }
    }
    for (const id of goneFiles) files.delete(id)
  }

  return {
    get bytes() {
      return rows.bytes + texts.bytes + attachments.bytes + words.bytes + lists.bytes
    },
    get isFull() {
      return isFull()
    },
    get view() {
      const { ids, authors, times, flags, replies } = rows.view
      return {
        count: rows.count, ids, authors, times, flags, replies, authorIds, people, files, links, rowOf, textOf, markWords,
        lowerBound: rows.lowerBound,
        fileIdsOf: (row: number) => listOf(row, 0), likedByOf: (row: number) => listOf(row, 1), linksOf: (row: number) => listOf(row, 2),
      }
    },
    append(page) {
      for (const person of page.people) people.set(person.id, person)
      for (const file of page.files) files.set(file.id, file)
      const ascending = [...page.messages].sort((one, other) => one.id - other.id)
      const added: Row[] = []
      for (const message of ascending) {
        const row = rowOf(message.id)
        if (row >= 0 && isChanged(row, message)) replace(row, message)
        else if (row < 0 && !isFull() && rows.count + added.length < limits.messages) added.push(toRow(message))
      }
      if (added.length > 0) rows.insert(added)
      return added.length
    },
    remove(ids) {
      const here = ids.filter(id => rowOf(id) >= 0)
      for (const id of here) {
        const row = rowOf(id)
        const lost = [listOf(row, 0), listOf(row, 2)] as const
        rows.remove(row)
        letGo(...lost)
      }
      return here.length
    },
    has(message) {
      const row = rowOf(message.id)
      return row >= 0 && !isChanged(row, message)
    },
    messageOf,
  }
}
