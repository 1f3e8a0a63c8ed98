import { foldWithSpans, toWords, type Span } from '../../lib/fold-text.ts'
import { BORDER, joinTexts, mapTexts, textsOf, type MessageNode } from './nodes.ts'

const LONGEST_QUERY = 200
const MOST_WORDS = 10
const MOST_HITS = 500

/** The places of the words in a text, in order and not overlapping. */
function findSpans(text: string, words: readonly string[]): Span[] {
  const { folded, spanOf } = foldWithSpans(text)
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

/**
 * The nodes with every word of the query marked, by the rule of `foldText`. A word half of which is bold
 * is found, and no sign is marked in part. It makes at most `MOST_HITS` marks and takes time in proportion to the text.
 */
export function highlight(nodes: readonly MessageNode[], query: string): MessageNode[] {
  const words = toWords(query.slice(0, LONGEST_QUERY).replaceAll(BORDER, ' ')).slice(0, MOST_WORDS)
  const ranges = words.length === 0 ? [] : findSpans(textsOf(nodes), words)
  let next = 0
  return mapTexts(nodes, (text, at) => {
    const tokens: MessageNode[] = []
    let done = 0
    while ((ranges[next]?.to ?? Infinity) <= at) next++
    for (let index = next; index < ranges.length; index++) {
      const from = Math.max((ranges[index]?.from ?? 0) - at, 0)
      const to = Math.min((ranges[index]?.to ?? 0) - at, text.length)
      if (from >= text.length) break
      tokens.push({ kind: 'text', text: text.slice(done, from) }, { kind: 'mark', text: text.slice(from, to) })
      done = to
    }
    tokens.push({ kind: 'text', text: text.slice(done) })
    return joinTexts(tokens)
  })
}
