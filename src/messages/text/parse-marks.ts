/** The simplest marks of Markdown as nodes: what a note is written with. Everything else stays as it was typed, as far as it stays in its row. */
import { cleanText } from '../../lib/clean-text.ts'
import { findLinks, toSafeLink } from './links.ts'
import { joinTexts, type MessageNode } from './nodes.ts'

/** A code span, `**bold**`, `~~struck~~`, `*italic*`, and a link with words of its own. */
const MARKS = new RegExp([
  /`(?<code>[^`\n]+)`/,
  /\*\*(?<strong>[^\s*]|[^\s*][^\n]*?\S)\*\*/,
  /~~(?<strike>\S|\S[^\n]*?\S)~~/,
  /(?<!\w)\*(?<emphasis>[^\s*]|[^\s*][^*\n]*?[^\s*])\*(?!\w)/,
  /\[(?<words>[^\][\n]+)\]\((?<address>[^\s()]+)\)/,
].map(({ source }) => source).join('|'), 'u')
const DEEPEST = 4

export function parseMarks(text: string): MessageNode[] {
  const budget = { links: 100 }

  function parse(rest: string, depth: number, isInLink: boolean): MessageNode[] {
    const plain = (part: string): MessageNode[] => isInLink ? [{ kind: 'text', text: part }] : findLinks(part, budget)
    const nodes: MessageNode[] = []
    for (let part = rest; part !== '';) {
      const found = depth < DEEPEST ? MARKS.exec(part) : null
      if (!found) {
        nodes.push(...plain(part))
        break
      }
      nodes.push(...plain(part.slice(0, found.index)), ...marked(found, depth, isInLink))
      part = part.slice(found.index + found[0].length)
    }
    return joinTexts(nodes)
  }

  function marked({ 0: whole, groups = {} }: RegExpExecArray, depth: number, isInLink: boolean): MessageNode[] {
    const { code, strong, strike, emphasis, words, address } = groups
    const inside = (part: string, isLink = isInLink): MessageNode[] => parse(part, depth + 1, isLink)
    if (code !== undefined) return [{ kind: 'code', isSpan: true, children: [{ kind: 'text', text: code }] }]
    if (strong !== undefined) return [{ kind: 'strong', children: inside(strong) }]
    if (strike !== undefined) return [{ kind: 'strike', children: inside(strike) }]
    if (emphasis !== undefined) return [{ kind: 'emphasis', children: inside(emphasis) }]
    const href = isInLink || words === undefined || address === undefined ? null : toSafeLink(address)
    return href === null || words === undefined ? [{ kind: 'text', text: whole }] : [{ kind: 'link', href, children: inside(words, true) }]
  }

  return parse(cleanText(text), 0, false)
}
