/**
 * What somebody missed in a chat, and why each message is named. Every rule goes by what people did (mentioned, replied, asked, marked,
 * reacted), never by a guess at what a message means; where a rule cannot be sure it stays silent. The panel shows these rules in words.
 */
import { ANSWERED_WITHIN } from '../keep/questions/insights/open-questions.ts'
import type { DescribedMessage } from './describe-message.ts'

/** Why a message is for the person. */
export type ForYouReason =
  /** It names the person. */
  | 'mention'
  /** It names everybody. */
  | 'mention-all'
  /** It replies to a message of the person. */
  | 'reply'
  /** It asks something in a private conversation. */
  | 'asked-privately'
  /** It asks everybody, and nobody else has answered. */
  | 'open-question'
  /** It asked the person before, who has said nothing since. */
  | 'still-asked'

export interface ForYou {
  id: number
  /** At least one, the most personal first. */
  reasons: ForYouReason[]
}

/** Why a message counts as decided or promised. */
export type Marked =
  | { id: number, kind: 'decision' | 'promise', /** As its author wrote it. */ word: string }
  | { id: number, kind: 'reactions', /** People other than its author. */ people: number }

export interface Thread {
  /** Of its messages, oldest first; the first one names it. */
  ids: number[]
  /** Who wrote in it, in the order of their first message. */
  authorIds: number[]
}

export interface CatchUp {
  /** Messages of others that are new, the portal's own left out. */
  count: number
  /** In the order in which they were written. */
  forYou: ForYou[]
  marked: Marked[]
  /** Messages with files or links. */
  shared: number[]
  /** Messages that the portal wrote about the chat: who joined, left or changed something. */
  system: number[]
  /** Who wrote how much, the most first. */
  authors: { authorId: number, count: number }[]
  threads: Thread[]
}

export interface CatchUpQuestion {
  /** Who asks. */
  viewerId: number
  /** A conversation of two. */
  isPrivate: boolean
  /** What comes after this message is new; 0 for everything. */
  afterId: number
  /** Authors of messages that were replied to and are not among those given; a reply to somebody unknown is no reply to the person. */
  authorOf?: (messageId: number) => number | null
  isBot?: (personId: number) => boolean
}

/** So many people who react have marked a message together. */
const MARKING_PEOPLE = 3
/** A longer silence ends a thread. */
const SAME_THREAD = 30 * 60_000

/**
 * @param described messages of one chat, oldest first, each once: those that are new, and as many before them as are to be looked at for
 * questions that still wait
 */
export function sortOut(described: readonly DescribedMessage[], question: CatchUpQuestion): CatchUp {
  const { viewerId, afterId, isBot = () => false } = question
  const counts = new Map<number, number>()
  const found: CatchUp = { count: 0, forYou: [], marked: [], shared: [], system: [], authors: [], threads: [] }
  const talk = readTalk(described, question)
  for (const [index, one] of described.entries()) {
    const { message } = one
    const isNew = message.id > afterId
    if (message.isSystem) {
      if (isNew) found.system.push(message.id)
      continue
    }
    if (message.isDeleted) continue
    if (message.authorId !== viewerId) {
      const reasons = isNew ? newReasons(one, index, talk, question) : isStillAsked(one, index, talk, question) ? ['still-asked' as const] : []
      if (reasons.length > 0) found.forYou.push({ id: message.id, reasons })
    }
    if (!isNew) continue
    if (message.authorId !== viewerId) found.count += 1
    found.marked.push(...marksOf(one))
    if (message.fileIds.length > 0 || one.hasLink) found.shared.push(message.id)
    if (!isBot(message.authorId)) counts.set(message.authorId, (counts.get(message.authorId) ?? 0) + 1)
  }
  found.authors = [...counts].map(([authorId, count]) => ({ authorId, count })).sort((one, other) => other.count - one.count || one.authorId - other.authorId)
  found.threads = toThreads(described.map(({ message }) => message).filter(message => message.id > afterId && !message.isSystem && !message.isDeleted))
  return found
}

/** Who said what to whom, looked up by every rule. */
interface Talk {
  /** Null where nobody knows. */
  authorOf(messageId: number): number | null
  /** People who replied to a message, its author left out. */
  repliersTo(messageId: number): ReadonlySet<number>
  /** When somebody else than the author of this message wrote next; Infinity when nobody did. */
  nextOther(index: number): number
  /** Whether the person wrote anything later. */
  wroteAfter(index: number): boolean
}

function readTalk(described: readonly DescribedMessage[], { viewerId, authorOf: elsewhere = () => null, isBot = () => false }: CatchUpQuestion): Talk {
  const authors = new Map(described.map(({ message }) => [message.id, message.authorId]))
  const authorOf = (id: number) => authors.get(id) ?? elsewhere(id)
  const repliers = new Map<number, Set<number>>()
  const nextOthers = new Float64Array(described.length).fill(Infinity)
  let lastOfViewer = -1
  let next = { author: -1, time: Infinity }
  let other = { author: -1, time: Infinity }
  for (let index = described.length - 1; index >= 0; index -= 1) {
    const message = described[index]?.message
    if (!message || message.isSystem || message.isDeleted) continue
    const { authorId, replyToId } = message
    if (authorId === viewerId) lastOfViewer = Math.max(lastOfViewer, index)
    if (isBot(authorId)) continue
    if (replyToId !== null && authorOf(replyToId) !== authorId) repliers.set(replyToId, (repliers.get(replyToId) ?? new Set()).add(authorId))
    if (next.author !== authorId) other = next
    nextOthers[index] = other.time
    next = { author: authorId, time: message.sentAt ?? next.time }
  }
  const nobody: ReadonlySet<number> = new Set()
  return {
    authorOf,
    repliersTo: id => repliers.get(id) ?? nobody,
    nextOther: index => nextOthers[index] ?? Infinity,
    wroteAfter: index => index < lastOfViewer,
  }
}

function newReasons(one: DescribedMessage, index: number, talk: Talk, question: CatchUpQuestion): ForYouReason[] {
  const { viewerId, isPrivate, isBot = () => false } = question
  const { message, mentions, isQuestion } = one
  const reasons: ForYouReason[] = []
  if (mentions.has(viewerId)) reasons.push('mention')
  if (repliesTo(viewerId, one, talk)) reasons.push('reply')
  const asks = isQuestion && !isBot(message.authorId)
  if (isPrivate && asks) reasons.push('asked-privately')
  if (mentions.has('all')) reasons.push('mention-all')
  if (!isPrivate && asks && isToEverybody(one, talk) && !isAnswered(one, index, talk)) reasons.push('open-question')
  return reasons
}

function repliesTo(personId: number, { message }: DescribedMessage, talk: Talk): boolean {
  return message.replyToId !== null && message.forwardedFrom === null && talk.authorOf(message.replyToId) === personId
}

/** It names nobody in particular, and replies to nobody but its own author, who goes on. */
function isToEverybody({ message, mentions }: DescribedMessage, talk: Talk): boolean {
  return [...mentions].every(id => id === 'all') && (message.replyToId === null || talk.authorOf(message.replyToId) === message.authorId)
}

function isAnswered({ message }: DescribedMessage, index: number, talk: Talk): boolean {
  return talk.repliersTo(message.id).size > 0 || message.sentAt === null || talk.nextOther(index) - message.sentAt <= ANSWERED_WITHIN
}

/** A question that named the person, replied to them or was asked in private, with neither word nor reaction of theirs since. */
function isStillAsked(one: DescribedMessage, index: number, talk: Talk, { viewerId, isPrivate, isBot = () => false }: CatchUpQuestion): boolean {
  const { message, mentions, isQuestion } = one
  if (!isQuestion || isBot(message.authorId)) return false
  return (isPrivate || mentions.has(viewerId) || repliesTo(viewerId, one, talk)) && !talk.wroteAfter(index) && !message.likedBy.includes(viewerId)
}

function marksOf({ message, mark }: DescribedMessage): Marked[] {
  const people = new Set(message.likedBy.filter(id => id !== message.authorId)).size
  return [
    ...mark ? [{ id: message.id, ...mark }] : [],
    ...people >= MARKING_PEOPLE ? [{ id: message.id, kind: 'reactions' as const, people }] : [],
  ]
}

type Said = Pick<DescribedMessage['message'], 'id' | 'authorId' | 'replyToId' | 'sentAt'>
interface OpenThread { thread: Thread, lastAt: number }

/** A reply belongs to the thread of what it replies to; anything else to the thread before it, unless that has been silent for a while. */
function toThreads(messages: readonly Said[]): Thread[] {
  const threads: OpenThread[] = []
  const home = new Map<number, OpenThread>()
  let current: OpenThread | null = null
  for (const { id, authorId, replyToId, sentAt } of messages) {
    const at: number = sentAt ?? current?.lastAt ?? 0
    const before: OpenThread | null = replyToId !== null ? home.get(replyToId) ?? null : current && at - current.lastAt <= SAME_THREAD ? current : null
    const mine: OpenThread = before ?? { thread: { ids: [], authorIds: [] }, lastAt: at }
    if (!before) threads.push(mine)
    mine.thread.ids.push(id)
    if (!mine.thread.authorIds.includes(authorId)) mine.thread.authorIds.push(authorId)
    mine.lastAt = at
    home.set(id, mine)
    current = mine
  }
  return threads.map(({ thread }) => thread)
}
