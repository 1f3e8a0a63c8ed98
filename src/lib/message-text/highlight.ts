import { foldWithPlaces, toWords, type Span } from '../fold-text.ts'
import { joinTexts, type MessageNode } from './nodes.ts'

const LONGEST_QUERY = 200
const MOST_WORDS = 10
const MOST_HITS = 500
/** Between texts that do not run on; nobody can look for it. */
const BORDER = '\0'

/** Where the words are in a text, in order and not overlapping. */
function findSpans(text: string, words: readonly string[]): Span[] {
  const { folded, spanOf } = foldWithPlaces(text)
  const hits: Span[] = []
  for (const word of words) {
    for (let at = folded.indexOf(word), found = 0; at >= 0 && found < MOST_HITS; at = folded.indexOf(word, at + word.length), found++) {
      hits.push(spanOf(at, at + word.length))
    }
  }
  const merged: Span[] = []
  for (const hit of hits.sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1)
    if (last && hit.from <= last.to) last.to = Math.max(last.to, hit.to)
    else merged.push({ ...hit })
  }
  return merged.slice(0, MOST_HITS)
}

/** All texts of the nodes in a row, with a border where a block begins or ends. */
function textsOf(nodes: readonly MessageNode[]): string {
  return nodes.map((node) => {
    if (node.kind === 'text' || node.kind === 'mark') return node.text
    if (!('children' in node)) return BORDER
    const isBlock = node.kind === 'quote' || node.kind === 'code'
    return isBlock ? BORDER + textsOf(node.children) + BORDER : textsOf(node.children)
  }).join('')
}

/** The same walk as `textsOf`, handing each text to be marked with its place in the row. */
function mapTexts(nodes: readonly MessageNode[], mark: (text: string, at: number) => MessageNode[]): MessageNode[] {
  let at = 0
  const walk = (list: readonly MessageNode[]): MessageNode[] => list.flatMap((node): MessageNode[] => {
    if (node.kind === 'text' || node.kind === 'mark') {
      at += node.text.length
      return mark(node.text, at - node.text.length)
    }
    const border = node.kind === 'quote' || node.kind === 'code' ? BORDER.length : 0
    at += 'children' in node ? border : BORDER.length
    const walked = 'children' in node ? { ...node, children: walk(node.children) } : node
    at += border
    return [walked]
  })
  return walk(nodes)
}

/**
 * The nodes with every word of the query marked, wherever it is written, by the rule of `foldText`; a word half of which is bold
 * is found, and no sign is marked in part. At most `MOST_HITS` marks; time in proportion to the text.
 */
export function highlight(nodes: readonly MessageNode[], query: string): MessageNode[] {
  const words = toWords(query.slice(0, LONGEST_QUERY).replaceAll(BORDER, ' ')).slice(0, MOST_WORDS)
  const ranges = words.length === 0 ? [] : findSpans(textsOf(nodes), words)
  let next = 0
  return mapTexts(nodes, (text, at) => {
    const pieces: MessageNode[] = []
    let done = 0
    while ((ranges[next]?.to ?? Infinity) <= at) next++
    for (let index = next; index < ranges.length; index++) {
      const from = Math.max((ranges[index]?.from ?? 0) - at, 0)
      const to = Math.min((ranges[index]?.to ?? 0) - at, text.length)
      if (from >= text.length) break
      pieces.push({ kind: 'text', text: text.slice(done, from) }, { kind: 'mark', text: text.slice(from, to) })
      done = to
    }
    pieces.push({ kind: 'text', text: text.slice(done) })
    return joinTexts(pieces)
  })
}
