import { cleanText, cutText } from '../../lib/clean-text.ts'
import { WORD_JOINER, withoutTags } from '../../lib/without-tags.ts'
import { plainText, type MessageNode } from '../text/nodes.ts'
import { parseMessage } from '../text/parse-message.ts'
import type { Message, NamedFile } from '../message.ts'

/** The line around a quote: im/install/js/im/v2/lib/quote (bitrix-core-business), of which this is the form. */
const FENCE = '-'.repeat(54)
/** As much of a message as is quoted, in UTF-16 units; the input field takes 20,000. */
const LONGEST_QUOTE = 1_000
const LONGEST_AUTHOR = 100

/** The nodes without their quotes, at any depth. */
function withoutQuotes(nodes: readonly MessageNode[]): MessageNode[] {
  return nodes.flatMap((node): MessageNode[] => {
    if (node.kind === 'quote' || node.kind === 'cut') return []
    return 'children' in node ? [{ ...node, children: withoutQuotes(node.children) }] : [node]
  })
}

/** Disarms what the messenger would read as a tag or a quote: the quoted words are somebody else's and must not act again. */
function harmless(text: string): string {
  return withoutTags(text)
    .replace(/-{54,}/g, FENCE.slice(1))
    .replace(/^>>/gm, `>${WORD_JOINER}>`)
}

/** The words of a message that a quote carries, its own quotes left out; `''` when it has none but files. */
function quotedWords(text: string, { files, inWords }: Pick<QuoteOptions, 'files' | 'inWords'>): string {
  const words = plainText(withoutQuotes(inWords(parseMessage(text)))).replace(/\n{2,}/g, '\n').trim()
  const names = files.map(({ name }) => cleanText(name).replace(/\s+/g, ' ').trim()).filter(name => name !== '')
  const whole = words === '' ? names.join(', ') : words
  const kept = cutText(whole, LONGEST_QUOTE)
  return harmless(kept.length < whole.length ? `${kept.trimEnd()}…` : kept)
}

interface QuoteOptions {
  /** The message's own. */
  files: readonly NamedFile[]
  /** See `useMessageView`. */
  inWords: (nodes: readonly MessageNode[]) => MessageNode[]
  author: string
  /** In the reader's language. */
  time: string
  dialogId: string
  viewerId: number | null
}

/** Where the quoted message is, which the messenger makes a link of; `''` where it would not understand it. */
function toContext(messageId: number, { dialogId, viewerId }: QuoteOptions): string {
  if (/^chat\d{1,15}$/.test(dialogId)) return ` #${dialogId}/${messageId}`
  return /^\d{1,15}$/.test(dialogId) && viewerId !== null ? ` #${dialogId}:${viewerId}/${messageId}` : ''
}

/**
 * A message as the messenger quotes one: dashed lines around author, time, place and words. Ends with a line feed, for what the
 * person writes below. `''` when there is nothing to quote.
 */
export function quoteText({ id, text }: Pick<Message, 'id' | 'text'>, options: QuoteOptions): string {
  const words = quotedWords(text, options)
  if (words === '') return ''
  // brackets would end the time, and lines the head
  const inHead = (text: string) => cleanText(text).replace(/[[\]\s]+/g, ' ').trim()
  const author = cutText(inHead(options.author), LONGEST_AUTHOR)
  return `${FENCE}\n${author} [${inHead(options.time)}]${toContext(id, options)}\n${words}\n${FENCE}\n`
}
