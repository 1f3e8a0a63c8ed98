import { cutText } from './message-text/clean-text.ts'

/** Enough behind the limit to tell whether a character goes on there. */
const AHEAD = 2
/** How far before the limit a place is looked for from which characters can be told apart. */
const BEHIND = 200
/** Nothing joins these to what stands before them. */
const LAST_PLAIN = /[ -~](?=[^ -~]*$)/

/**
 * The beginning of a text, at most so many UTF-16 units, that ends with a whole character as people see it: joined emoji, flags and
 * letters with their marks are kept whole or left out, unless one alone is too long. Takes no longer for a longer text.
 */
export function cutCharacters(text: string, limit: number): string {
  if (text.length <= limit) return text
  // not in every browser that opens the app
  if (!('Segmenter' in Intl)) return cutText(text, limit)
  const window = Math.max(0, limit - BEHIND)
  const plain = text.slice(window, limit).search(LAST_PLAIN)
  const start = plain < 0 ? 0 : window + plain
  let end = 0
  for (const { index } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(cutText(text.slice(start), limit + AHEAD - start))) {
    if (start + index > limit) break
    end = start + index
  }
  return end === 0 ? cutText(text, limit) : text.slice(0, end)
}
