/** What was read of a chat follows what a beat found there: nothing is read again for it. */
import type { ArchiveNews } from '../keep/protocol.ts'
import { joinPages, withoutWords, type Message, type MessagePage } from '../message.ts'
import { describeMessage, type DescribedMessage } from './describe-message.ts'
import type { MarkWord } from './mark-words.ts'
import type { Missed } from './read-missed.ts'

export interface Followed {
  missed: Missed
  /** More came than the news brought: it is there once the chat is read. */
  isBehind: boolean
}

/** The newest message that what was read goes up to. */
export function endOf({ described, afterId }: Pick<Missed, 'described' | 'afterId'>): number {
  return Math.max(afterId, described.at(-1)?.message.id ?? 0)
}

/**
 * A message that is gone altogether stays as one without words, so that whoever reads it sees what became of it. What was not read to the
 * end is not continued: the rest is read in its order.
 */
export function followMissed(missed: Missed, { after, added, isGap, changed, deleted, end: last }: ArchiveNews, words: readonly MarkWord[]): Followed {
  const now = new Map<number, Message>([...changed.messages, ...last?.page.messages ?? []].map(message => [message.id, message]))
  const there = new Set(last?.ids)
  const gone = new Set([...deleted, ...last ? missed.described.map(({ message }) => message.id).filter(id => id > last.behind && !there.has(id)) : []])
  const renew = (one: DescribedMessage): DescribedMessage => {
    const message = now.get(one.message.id) ?? (!one.message.isDeleted && gone.has(one.message.id) ? withoutWords(one.message) : null)
    return message ? describeMessage(message, words) : one
  }
  const described = missed.described.map(renew)
  const end = endOf(missed)
  const behind = added.messages.filter(({ id }) => id > end)
  const isJoined = missed.resume === null && !isGap && after <= end
  if (isJoined) described.push(...behind.map(message => describeMessage(message, words)))
  return {
    missed: { ...missed, described, page: toPage(described, missed.page, changed, added, ...last ? [last.page] : []) },
    isBehind: missed.resume === null && !isJoined && (isGap || behind.length > 0),
  }
}

/** Each person and file once, as it was last said. */
function toPage(described: readonly DescribedMessage[], ...pages: readonly MessagePage[]): MessagePage {
  const { files, people } = joinPages(...pages)
  const once = <Row extends { id: number }>(rows: readonly Row[]): Row[] => [...new Map(rows.map(row => [row.id, row])).values()]
  return { messages: described.map(({ message }) => message), files: once(files), people: once(people) }
}
