import { readFacts } from '../keep/message-facts.ts'
import type { Message } from '../message.ts'
import { asksItself } from '../message-marks.ts'
import { childrenOf, type MessageNode, plainText } from '../text/nodes.ts'
import { parseMessage } from '../text/parse-message.ts'
import { markedLine, type MarkWord } from './mark-words.ts'

/** A message with what Catch up asks of it, worked out once, when it arrives: reading a text is the slow part. */
export interface DescribedMessage {
  message: Message
  /** Whom its author names, without the people in what it quotes. */
  mentions: ReadonlySet<number | 'all'>
  /** Its author asks something with it. */
  isQuestion: boolean
  /** The word that its author put before a line to mark it, as it was written; null for none. */
  mark: { kind: MarkWord['kind'], word: string } | null
  hasLink: boolean
}

/** The words of a forwarded, deleted or system message are not its author's: it names nobody, asks nothing and marks nothing. */
export function describeMessage(message: Message, words: readonly MarkWord[]): DescribedMessage {
  const { isQuestion, links } = readFacts(message)
  const hasLink = links.length > 0 && !message.isSystem
  if (!asksItself(message)) return { message, mentions: new Set(), isQuestion: false, mark: null, hasLink }
  const own = withoutQuotes(parseMessage(message.text))
  return { message, mentions: new Set(own.flatMap(mentionsIn)), isQuestion, mark: markedLine(plainText(own), words), hasLink }
}

/** Quotes are somebody else's words, and code is nobody's. */
function withoutQuotes(nodes: readonly MessageNode[]): MessageNode[] {
  return nodes.filter(({ kind }) => kind !== 'quote' && kind !== 'code')
}

function mentionsIn(node: MessageNode): (number | 'all')[] {
  return node.kind === 'mention' ? [node.personId] : childrenOf(node).flatMap(mentionsIn)
}
