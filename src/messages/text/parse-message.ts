import { cleanText, cutText, withLineFeeds } from '../../lib/clean-text.ts'
import { findLinks } from './links.ts'
import { nestTags, scanTags, type Branch } from './tags.ts'
import { joinTexts, type MessageNode } from './nodes.ts'
import { splitQuotes } from './split-quotes.ts'
import { toTagNodes } from './tag-nodes.ts'

/**
 * The smileys that a portal begins with, as the messenger reads them, and the characters that look like them. Which they are: the set
 * in the tests of ui.text-editor (bitrix-core-business), the same pictures as the portal's default set; a portal may add its own,
 * which stay as they were written.
 */
const SMILEYS: ReadonlyMap<string, string> = new Map([
  [':)', '🙂'], [':-)', '🙂'], [';)', '😉'], [';-)', '😉'], [':D', '😃'], [':-D', '😃'], ['8-)', '😎'], [':facepalm:', '🤦'],
  [':{}', '😘'], [':-{}', '😘'], [':(', '🙁'], [':-(', '🙁'], [':|', '😐'], [':-|', '😐'], [':oops:', '😳'], [':cry:', '😢'], [':~(', '😢'],
  [':evil:', '😠'], ['>:-<', '😠'], [':o', '😮'], [':-o', '😮'], [':shock:', '😮'], [':/', '😕'], [':-/', '😕'],
  [':idea:', '💡'], [':?:', '❓'], [':!:', '❗'], [':like:', '👍'],
])

const ANY = [...SMILEYS.keys()]
  .sort((one, other) => other.length - one.length)
  .map(smiley => smiley.replace(/[()|{}?]/g, character => `\\${character}`))
  .join('|')
/** One or more in a row, with nothing but white space, quotation marks, tags or the ends of the text around them, as in the messenger's own parser. */
const ROW = new RegExp(`(?<![^\\s"<>])(?:${ANY})+(?=[\\s"<]|$)`, 'g')
const ONE = new RegExp(ANY, 'g')

/** A text with its smileys as characters that can be seen without loading anything. Takes time in proportion to the length. */
export function withSmileys(text: string): string {
  return text.replace(ROW, row => row.replace(ONE, smiley => SMILEYS.get(smiley) ?? smiley))
}

/**
 * The longest message that the messenger keeps, in characters:
 * https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/imbot.v2/messages/index.html
 */
const LONGEST_MESSAGE = 20_000
/** The most of each in one message; the rest stays text. Opening, closing and single tags count alike. */
const MOST = { tags: 500, links: 100, quotes: 50 }
/** A tag or an address makes a text before it, a node and a text in it; a quote makes a text before, in and after it. */
export const MOST_NODES = 3 * (MOST.tags + MOST.links) + 4 * MOST.quotes + 2

/** Tags whose content is an address or a name, in which no other address is looked for. */
const TARGETS = new Set(['url', 'img', 'user', 'chat', 'context'])

interface Reading {
  budget: typeof MOST
  isInLink: boolean
  isAsWritten: boolean
}

function toNodes(branches: readonly Branch[], { budget, isInLink, isAsWritten }: Reading): MessageNode[] {
  return joinTexts(branches.flatMap((branch): MessageNode[] => {
    if (branch.kind === 'text') {
      if (isInLink) return [branch]
      return findLinks(branch.text, budget).map(node => (node.kind === 'text' && !isAsWritten ? { ...node, text: withSmileys(node.text) } : node))
    }
    const { tag, children: inner } = branch
    const isTarget = TARGETS.has(tag.name)
    const children = tag.name === 'code'
      ? inner.flatMap(inside => inside.kind === 'text' ? [inside] : [])
      : toNodes(inner, { budget, isInLink: isInLink || isTarget, isAsWritten })
    const literally = (): MessageNode[] => [
      { kind: 'text', text: tag.source },
      ...children,
      { kind: 'text', text: tag.closing },
    ]
    return toTagNodes({ name: tag.name, value: tag.value, children, isInLink }) ?? literally()
  }))
}

const isBlock = (node: MessageNode | undefined): boolean => node?.kind === 'quote' || node?.kind === 'code'

/** A block has lines of its own, so the line feeds that touch it would be empty lines. */
function withoutOuterBreaks(nodes: readonly MessageNode[]): MessageNode[] {
  return joinTexts(nodes.map((node, index) => {
    if (node.kind !== 'text') return node
    const text = isBlock(nodes[index - 1]) ? node.text.replace(/^\n/, '') : node.text
    return { kind: 'text', text: isBlock(nodes[index + 1]) ? text.replace(/\n$/, '') : text }
  }))
}

/**
 * Parses a message's text into nodes to show. For any text it takes time in proportion to `limit` (UTF-16 units) and yields at
 * most `MOST_NODES` nodes, no deeper than `DEEPEST` and a quote around them, and no address but http, https, mailto or a path
 * of the portal. What it does not understand stays as written. A text that was cut ends with a `cut` node.
 * @param options.isAsWritten for programs: keeps the characters that could leave a row, and smileys as they were typed
 */
export function parseMessage(text: string, { limit = LONGEST_MESSAGE, isAsWritten = false }: { limit?: number, isAsWritten?: boolean } = {}): MessageNode[] {
  const budget = { ...MOST }
  const kept = cutText(text, limit)
  const nodes = splitQuotes(isAsWritten ? withLineFeeds(kept) : cleanText(kept), budget).flatMap((part): MessageNode[] => {
    const children = withoutOuterBreaks(toNodes(nestTags(scanTags(part.text, budget)), { budget, isInLink: false, isAsWritten }))
    return part.kind === 'plain' ? children : [{ kind: 'quote', head: part.head, children }]
  })
  return kept.length < text.length ? [...joinTexts(nodes), { kind: 'cut' }] : joinTexts(nodes)
}

/** Whether the message was longer than the part that was parsed. */
export function isCut(nodes: readonly MessageNode[]): boolean {
  return nodes.at(-1)?.kind === 'cut'
}
