/** What was read of a chat follows what a beat found there: nothing is read again for it. */
import type { ArchiveNews } from '../keep/protocol.ts'
import { joinPages, withoutWords, type Message, type MessagePage } from '../message.ts'
import { describeMessage, type DescribedMessage } from './describe-message.ts'
import type { MarkWord } from './mark-words.ts'
import { type Missed, withTold } from './read-missed.ts'

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
export function followMissed(missed: Missed, { after, added, isGap, changed, deleted, end }: ArchiveNews, words: readonly MarkWord[]): Followed {
  const told = end ? [changed, added, end.page] : [changed, added]
  const now = new Map<number, Message>(told.flatMap(page => page.messages).map(message => [message.id, message]))
  const gone = new Set(deleted)
  const there = new Set(end?.ids)
  const isGone = (id: number) => gone.has(id) || (end !== null && id > end.behind && !there.has(id))
  const renew = (one: DescribedMessage): DescribedMessage => {
    const message = now.get(one.message.id) ?? (!one.message.isDeleted && isGone(one.message.id) ? withoutWords(one.message) : null)
    return message ? describeMessage(withTold(message, one.message), words) : one
  }
  const described = missed.described.map(renew)
  const last = endOf(missed)
  const behind = [...now.values()].filter(({ id }) => id > last).sort((one, other) => one.id - other.id)
  const isWhole = (!isGap && after <= last) || (end !== null && end.behind <= last)
  const isJoined = missed.resume === null && isWhole
  if (isJoined) described.push(...behind.map(message => describeMessage(message, words)))
  return {
    missed: { ...missed, described, page: toPage(described, missed.page, ...told) },
    isBehind: missed.resume === null && !isJoined && (isGap || behind.length > 0),
  }
}

/** Each person and file once, as it was last said. */
function toPage(described: readonly DescribedMessage[], ...pages: readonly MessagePage[]): MessagePage {
  const { files, people } = joinPages(...pages)
  const once = <Row extends { id: number }>(rows: readonly Row[]): Row[] => [...new Map(rows.map(row => [row.id, row])).values()]
  return { messages: described.map(({ message }) => message), files: once(files), people: once(people) }
}
