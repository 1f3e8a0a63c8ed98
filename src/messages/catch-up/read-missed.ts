/** Reads what somebody missed in a chat: up to where they have read it, what came since, and enough before it to see which questions still wait. */
import { fallback, object, parse } from 'valibot'
import { PortalError, type Command, type Outcome, type Portal } from '../../bitrix24/index.ts'
import { countOrNull, idOrNull } from '../../bitrix24/fields.ts'
import { toRfc3339 } from '../../lib/to-rfc3339.ts'
import { joinPages, type Message, type MessageFile, type MessagePage } from '../message.ts'
import { asksItself } from '../message-marks.ts'
import { readHistory, type HistoryProgress, type HistoryQuery, type ReadingControl, type ResumeToken } from '../read/index.ts'
import { toReadPage } from '../read-page.ts'
import type { NamedPerson } from '../../people/person.ts'
import { describeMessage, type DescribedMessage } from './describe-message.ts'
import type { MarkWord } from './mark-words.ts'

/** From where on something is new. */
export type Since =
  /** The last message that the person has read, by the portal. */
  | { kind: 'read' }
  | { kind: 'message', id: number }
  /** Milliseconds since 1970. */
  | { kind: 'date', date: number }

export interface Missed {
  /** Oldest first, each once; those up to `afterId` are there for the questions in them. */
  described: readonly DescribedMessage[]
  /** The same messages, with the people and files that they name. */
  page: MessagePage
  /** Who wrote what is replied to and is not among them; null where the portal does not say. */
  authors: ReadonlyMap<number, number | null>
  /** What comes after this message is new. */
  afterId: number
  /** The last message that the person has read, by the portal; null where it did not say. */
  lastReadId: number | null
  /** Where the reading goes on, when it was stopped, failed, or had enough. */
  resume: ResumeToken | null
  /** Why it did not come to the end of the chat or, without `resume`, to who wrote what is replied to; null when nothing went wrong. */
  error: PortalError | null
  /** The portal's plan keeps older messages back. */
  isHistoryLimited: boolean
  /** Rows that nobody can read. */
  unreadable: number
}

export interface MissedQuery {
  dialogId: string
  chatId: number
  since: Since
  words: readonly MarkWord[]
  /** Ends the reading; what was read until then is the answer. */
  signal?: AbortSignal
  control?: ReadingControl
  onProgress?: (progress: HistoryProgress) => void
}

/** Messages that are read at once. Whoever missed more goes on from there. */
export const MOST_MISSED = 5_000
/** Messages before what is new, in which unanswered questions are looked for, and new ones of which the search tells more: the most that it gives. */
const [BEFORE, AFTER] = [200, 200]
/** Older messages that are replied to, of which one request asks who wrote them. */
const MOST_REPLIED = 50

const SEARCH = 'im.dialog.messages.search'
const NOTHING_SAID = { last_id: null, last_message_id: null }
const dialogAnswer = fallback(object({ last_id: countOrNull, last_message_id: idOrNull }), NOTHING_SAID)

/**
 * The search asks by comparing ids, so the message that was read last need not exist any more; the reading then begins after one that does.
 * 0 would be before every message. A reference has the number as it is, so that message itself is not among those before it: where nothing is
 * new it is the last one.
 */
function beginCommands({ dialogId, chatId, since }: MissedQuery): Record<string, Command> {
  const end = {
    read: () => ({ LAST_ID: '$result[dialog][last_id]' }),
    message: (id: number) => ({ LAST_ID: id + 1 }),
    date: (date: number) => ({ DATE_TO: toRfc3339(date - 1_000) }),
  }
  const until = since.kind === 'read' ? end.read() : since.kind === 'message' ? end.message(since.id) : end.date(since.date)
  const from = since.kind === 'date' ? { DATE_FROM: toRfc3339(since.date) } : since.kind === 'message' ? { LAST_ID: since.id } : until
  return {
    dialog: { method: 'im.dialog.get', params: { DIALOG_ID: dialogId } },
    after: search(chatId, 'ASC', AFTER, from),
    before: search(chatId, 'DESC', BEFORE, until),
    ...(since.kind === 'read' && { last: search(chatId, 'DESC', 1) }),
  }
}

function search(chatId: number, order: 'ASC' | 'DESC', limit: number, bounds: Command['params'] = {}): Command {
  return { method: SEARCH, params: { 'CHAT_ID': chatId, 'LIMIT': limit, 'ORDER[ID]': order, ...bounds } }
}

interface Begin {
  lastReadId: number | null
  lastMessageId: number | null
  afterId: number
  /** Null where the portal did not say what comes before. */
  before: MessagePage | null
  /** What the search tells of the first new messages, by their ids. */
  told: ReadonlyMap<number, Told>
}

/**
 * What im.dialog.messages.get leaves out: the message that one replies to, and whose words it forwards (see `soleId`). The search tells both.
 */
type Told = Pick<Message, 'replyToId' | 'forwardedFrom'>

/** The message with what was told of it elsewhere or before; neither ever changes. */
export function withTold(message: Message, told: Told | undefined): Message {
  if (!told || message.isDeleted) return message
  return { ...message, replyToId: message.replyToId ?? told.replyToId, forwardedFrom: message.forwardedFrom || (told.forwardedFrom ?? message.forwardedFrom) }
}

function toBegin(answers: Partial<Record<string, Outcome>>, since: Since): Begin {
  const { dialog = missing(), before = missing(), last = missing(), after = missing() } = answers
  if (!dialog.ok) throw dialog.error
  const told = new Map((after.ok ? toReadPage(after.value) : null)?.messages.map(message => [message.id, message]))
  const { last_id: lastReadId, last_message_id: lastMessageId } = parse(dialogAnswer, dialog.value)
  const page = before.ok ? toReadPage(before.value) : null
  if (since.kind === 'date') return { lastReadId, lastMessageId, afterId: newestOf(page), before: page, told }
  const afterId = since.kind === 'message' ? since.id : lastReadId ?? 0
  // whoever has read nothing has nothing before
  if (page === null || afterId === 0) return { lastReadId, lastMessageId, afterId, before: null, told }
  const end = last.ok ? toReadPage(last.value) : null
  const known = end ? joinPages(page, end) : page
  return { lastReadId, lastMessageId, afterId, before: { ...known, messages: known.messages.filter(({ id }) => id <= afterId) }, told }
}

function newestOf(page: Pick<MessagePage, 'messages'> | null): number {
  return Math.max(0, ...page?.messages.map(({ id }) => id) ?? [])
}

/** Where the reading of what is new begins. */
function toQuery({ dialogId, since }: MissedQuery, { before, afterId }: Begin): HistoryQuery {
  const fromMessageId = newestOf(before)
  const start = { dialogId, direction: 'oldest-first' } as const
  if (fromMessageId > 0) return { ...start, fromMessageId }
  if (since.kind === 'date') return { ...start, since: since.date }
  return before === null && afterId > 0 ? { ...start, fromMessageId: afterId } : start
}

type Facts = Omit<Missed, 'described' | 'page'>

/** What was read so far, each message described once. */
function createCollection(words: readonly MarkWord[], known: Missed | null) {
  const described = new Map<number, DescribedMessage>(known?.described.map(one => [one.message.id, one]))
  const files = new Map<number, MessageFile>(known?.page.files.map(file => [file.id, file]))
  const people = new Map<number, NamedPerson>(known?.page.people.map(person => [person.id, person]))
  return {
    get size() {
      return described.size
    },
    add(page: MessagePage, told?: ReadonlyMap<number, Told>): void {
      for (const message of page.messages) described.set(message.id, describeMessage(withTold(message, told?.get(message.id)), words))
      for (const file of page.files) files.set(file.id, file)
      for (const person of page.people) people.set(person.id, person)
    },
    toMissed(facts: Facts): Missed {
      const inOrder = [...described.values()].sort((one, other) => one.message.id - other.message.id)
      const messages = inOrder.map(({ message }) => message)
      return { ...facts, described: inOrder, page: { messages, files: [...files.values()], people: [...people.values()] } }
    },
  }
}

/**
 * Reads what is new, or goes on with what an earlier reading left: where that is nothing, with who wrote what is replied to. Looks only:
 * nothing is marked as read by it.
 * @throws PortalError when not even the beginning could be read
 */
export async function readMissed(portal: Pick<Portal, 'readBatch'>, query: MissedQuery, earlier: Missed | null = null): Promise<Missed> {
  if (earlier && !earlier.resume) return await withAuthors(portal, query, { ...earlier, error: null })
  const { signal, control, onProgress, since, words } = query
  const collection = createCollection(words, earlier)
  let facts: Facts
  let history: HistoryQuery
  let told: Begin['told'] | undefined
  if (earlier?.resume) {
    facts = { ...earlier, resume: null, error: null }
    history = { dialogId: query.dialogId, direction: 'oldest-first', resume: earlier.resume }
  } else {
    const { outcomes } = await portal.readBatch(beginCommands(query), signal ? { signal } : {})
    const begin = toBegin(outcomes, since)
    const { afterId, lastReadId, lastMessageId, before } = begin
    told = begin.told
    if (before) collection.add(before)
    facts = { authors: new Map(), afterId, lastReadId, resume: null, error: null, isHistoryLimited: false, unreadable: 0 }
    if (lastMessageId !== null && lastMessageId <= Math.max(afterId, newestOf(before))) return await withAuthors(portal, query, collection.toMissed(facts))
    history = toQuery(query, begin)
  }
  const enough = collection.size + MOST_MISSED
  const options = { ...(signal && { signal }), ...(control && { control }), ...(onProgress && { onProgress }) }
  let isAnyNew = earlier !== null
  try {
    for await (const { page, token, gaps, isEnd, isHistoryLimited } of readHistory(portal, { ...history, ...options })) {
      collection.add(page, told)
      for (const { id, sentAt } of page.messages) {
        // the search ends at a second
        if (since.kind !== 'date' || isAnyNew || sentAt === null || sentAt >= since.date) isAnyNew = true
        else facts.afterId = Math.max(facts.afterId, id)
      }
      facts = {
        ...facts, resume: isEnd ? null : token, isHistoryLimited: isHistoryLimited ?? facts.isHistoryLimited,
        unreadable: facts.unreadable + gaps.reduce((sum, { rows }) => sum + rows, 0),
      }
      if (isEnd || collection.size >= enough) break
    }
  } catch (cause) {
    facts.resume ??= earlier?.resume ?? null
    if (facts.resume === null) throw cause
    // what came before is worth showing
    facts.error = signal?.aborted ? null : PortalError.from(cause)
  }
  return await withAuthors(portal, query, collection.toMissed(facts))
}

/**
 * What is replied to by what is new, and nobody has said yet who wrote it; of the latest reply first. Questions among what came before are not
 * worth a request of every reading: few of them reply to what is older than all of it.
 */
export function unknownReplied({ described, authors, afterId }: Pick<Missed, 'described' | 'authors' | 'afterId'>): number[] {
  const known = new Set([...authors.keys(), ...described.map(({ message }) => message.id)])
  const replied = described.flatMap(({ message }) => asksItself(message) && message.id > afterId ? message.replyToId ?? [] : [])
  return [...new Set(replied.reverse())].filter(id => !known.has(id))
}

/** With who wrote what is replied to. The search compares ids, so a message that is gone is answered with another one. */
async function withAuthors(portal: Pick<Portal, 'readBatch'>, { chatId, signal }: MissedQuery, missed: Missed): Promise<Missed> {
  const ids = unknownReplied(missed)
  if (ids.length === 0 || missed.error || signal?.aborted) return missed
  const commands = Object.fromEntries(ids.slice(0, MOST_REPLIED).map(id => [`m${id}`, search(chatId, 'DESC', 1, { LAST_ID: id + 1 })]))
  try {
    const { outcomes } = await portal.readBatch(commands, signal ? { signal } : {})
    const authorOf = (id: number): number | null => {
      const outcome = outcomes[`m${id}`]
      const page = outcome?.ok ? toReadPage(outcome.value) : null
      return page?.messages.find(message => message.id === id)?.authorId ?? null
    }
    return { ...missed, authors: new Map([...missed.authors, ...ids.map(id => [id, authorOf(id)] as const)]) }
  } catch (cause) {
    return signal?.aborted ? missed : { ...missed, error: PortalError.from(cause) }
  }
}

function missing(): Outcome {
  return { ok: false, error: new PortalError('bad-answer', { method: 'batch' }) }
}
