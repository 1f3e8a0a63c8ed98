/** Enough after the limit to see whether a character continues there. */
const AHEAD = 2
/** How far before the limit characters are distinguished; flags in a longer row may be split wrongly. */
const BEHIND = 1_000

/** The beginning of a text, at most so many UTF-16 units, never half a character of two. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text
  const last = text.charCodeAt(limit - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit)
}

/**
 * The beginning of a text, at most so many UTF-16 units, that ends with a whole character as people see it: joined emoji, flags and
 * letters with their marks are kept whole or left out, unless one alone is too long. Takes no longer for a longer text.
 */
export function cutCharacters(text: string, limit: number): string {
  if (text.length <= limit) return text
  // not in every browser that opens the app
  if (!('Segmenter' in Intl)) return cutText(text, limit)
  const start = Math.max(0, limit - BEHIND)
  const near = cutText(text.slice(start, limit + AHEAD + 1), limit + AHEAD - start)
  const end = start + (new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(near).containing(limit - start)?.index ?? 0)
  return end === start ? cutText(text, limit) : text.slice(0, end)
}

/** Text from outside for a place that has room for a line or two. */
export function shorten(text: string, most = 300): string {
  return text.length > most ? `${cutCharacters(text, most)}…` : text
}
