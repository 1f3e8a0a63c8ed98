import { clockTime } from './dates.ts'
import { fillPhrase } from './fill-phrase.ts'
import { GeneratedMap } from './generated-map.ts'
import { firstWhere, type MessageSource } from './message-list.ts'
import type { FileInfo, Message, Person } from './model.ts'
import { fullName } from './people.ts'
import { AWKWARD, EMOJI_ONLY, FILE_NAMES, PHRASES } from './phrases.ts'
import { QUOTE_LINE } from './quote.ts'
import { fraction, hashText, noise, pick } from './random.ts'

/** Files of a message take their ids from four times the message's own, so that no two files of the portal share one. */
const FILES_A_MESSAGE = 4
const FILE_EVERY = 16
const SYSTEM_EVERY = 97

export interface ConversationPlan {
  seed: string
  count: number
  ownerId: number
  authorIds: () => readonly number[]
  people: ReadonlyMap<number, Person>
  /** Key of `PHRASES` for people whose own language has no phrases here. */
  language: string
  timeAt(position: number): number
  idAt(position: number): number
  utcOffsetMinutes: number
}

export interface Conversation {
  source: MessageSource
  files: Map<number, FileInfo>
}

/** Somebody's lasting conversation, made message by message when asked for. Everything in it follows from the seed and the position. */
export function createConversation(plan: ConversationPlan): Conversation {
  const row = hashText(`${plan.seed}:talk`)
  const common = PHRASES[plan.language] ?? []
  /** Mostly people write in the chat's language, now and then in their own. */
  const phrasesOf = (authorId: number, number: number) => {
    const own = PHRASES[plan.people.get(authorId)?.language ?? '']
    return own && number % 3 === 0 ? own : common
  }

  const isSystem = (position: number) => position % SYSTEM_EVERY === 0
  const fileCountAt = (position: number) => {
    if (isSystem(position) || position % FILE_EVERY !== 5) return 0
    return noise(row, position * 7 + 3) % 6 === 0 ? 3 : 1
  }
  const authorAt = (position: number) => {
    // Two neighbours often share an author: people write in bursts.
    const turn = position - (noise(row, position * 7 + 1) % 3 === 0 ? 1 : 0)
    return pick(plan.authorIds(), noise(row, turn * 7 + 2))
  }
  const nameOf = (id: number) => {
    const person = plan.people.get(id)
    return person ? fullName(person) : ''
  }
  const mention = (id: number) => `[USER=${id}]${nameOf(id)}[/USER]`
  const actor = (id: number) => `[USER=${id} REPLACE]${nameOf(id)}[/USER]`

  function fill(phrase: string, position: number): string {
    let slot = position * 31
    return fillPhrase(phrase, () => {
      slot += 1
      return noise(row, slot)
    }, number => mention(pick(plan.authorIds(), number)))
  }

  function saying(position: number): string {
    const kind = fraction(row, position * 7 + 4)
    if (kind < 0.04) return pick(EMOJI_ONLY, noise(row, position * 7 + 5))
    if (kind < 0.06) return pick(AWKWARD, noise(row, position * 7 + 5))
    const phrases = phrasesOf(authorAt(position), noise(row, position * 7 + 6))
    return fill(pick(phrases, noise(row, position * 7 + 5)), position)
  }

  function textAt(position: number): string {
    const kind = fraction(row, position * 7 + 8)
    const before = position - 1 - (noise(row, position * 7 + 9) % 12)
    if (kind < 0.04 && before > 0 && !isSystem(before)) {
      const said = saying(before)
      if (kind < 0.02) return `>>${said.split('\n').join('\n>>')}\n${saying(position)}`
      return [QUOTE_LINE, `${nameOf(authorAt(before))} [${clockTime(plan.timeAt(before), plan.utcOffsetMinutes)}]`, said, QUOTE_LINE, saying(position)].join('\n')
    }
    if (fileCountAt(position) > 0 && noise(row, position * 7 + 10) % 2 === 0) return ''
    return saying(position)
  }

  function systemAt(position: number): Pick<Message, 'text' | 'systemCode'> {
    const someone = authorAt(position + 1)
    if (position === 0) return { text: `${actor(plan.ownerId)} invited ${actor(someone)} to the chat`, systemCode: 'CHAT_JOIN' }
    return noise(row, position) % 2 === 0
      ? { text: `${actor(someone)} joined the chat`, systemCode: 'CHAT_JOIN' }
      : { text: `${actor(someone)} left the chat`, systemCode: 'CHAT_LEAVE' }
  }

  function likesAt(position: number): number[] {
    const number = noise(row, position * 7 + 11)
    if (number % 9 !== 0) return []
    const likers = Array.from({ length: 1 + (number >>> 8) % 4 }, (_unused, index) => pick(plan.authorIds(), noise(row, position * 7 + 12 + index * 101)))
    return [...new Set(likers)]
  }

  function fileIdsAt(position: number): number[] {
    if (fileCountAt(position) === 0) return []
    return Array.from({ length: fileCountAt(position) }, (_unused, index) => plan.idAt(position) * FILES_A_MESSAGE + index)
  }

  /** Answers go to something said shortly before. */
  function replyAt(position: number): number | undefined {
    const number = noise(row, position * 7 + 13)
    const before = position - 1 - (number >>> 8) % 20
    return number % 11 === 0 && before >= 0 && !isSystem(before) ? plan.idAt(before) : undefined
  }

  function messageAt(position: number): Message {
    const id = plan.idAt(position)
    const createdAt = plan.timeAt(position)
    if (isSystem(position)) return { id, createdAt, authorId: 0, likedBy: [], fileIds: [], ...systemAt(position) }
    const replyToId = replyAt(position)
    return {
      id,
      createdAt,
      ...(replyToId === undefined ? {} : { replyToId }),
      authorId: authorAt(position),
      text: textAt(position),
      likedBy: likesAt(position),
      fileIds: fileIdsAt(position),
      systemCode: '',
    }
  }

  function fileAt(id: number): FileInfo | undefined {
    const messageId = Math.floor(id / FILES_A_MESSAGE)
    const position = firstWhere(plan.count, middle => plan.idAt(middle) >= messageId)
    if (position === plan.count || plan.idAt(position) !== messageId || id % FILES_A_MESSAGE >= fileCountAt(position)) return undefined
    const number = noise(row, id)
    const [name, type] = pick(FILE_NAMES, number)
    return { id, name, type, size: 1_000 + number % 8_000_000, authorId: authorAt(position), createdAt: plan.timeAt(position) }
  }

  function* fileKeys(): Generator<number> {
    for (let position = 5; position < plan.count; position += FILE_EVERY) yield* fileIdsAt(position)
  }

  return {
    source: { count: plan.count, idAt: plan.idAt, messageAt },
    files: new GeneratedMap<FileInfo>({ valueOf: fileAt, keys: fileKeys }),
  }
}
