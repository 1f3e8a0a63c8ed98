/**
 * The one rule by which words are found: in the archive, in lists of people, files and links, and where what was found is marked.
 * A text is split into what a reader sees as one sign (a letter with its marks, an emoji with its tone), and each sign is folded
 * separately, so that a hit can be marked at its place in the original text.
 */

/** Letters that Unicode does not take apart, as people type them who do not have them. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th', ð: 'd', đ: 'd', ɖ: 'd', ħ: 'h', ı: 'i', ĸ: 'k', ł: 'l', ŋ: 'n', ø: 'o', ŧ: 't', ƀ: 'b', ɨ: 'i', ʉ: 'u', ς: 'σ',
}

/** What is typed for one another: apostrophes (also of Hebrew and Hawaiian), quotes, dashes. */
const APOSTROPHES = /[`´‘’‚‛′‹›ʹʻʼʽʾʿˈˊˋꞌ＇׳]/gu
const QUOTES = /[“”„‟«»″〝〞〟＂״]/gu
const DASHES = /[\p{Pd}−⁃]/gu

/**
 * Marks that readers leave out: accents of Latin, Greek and Cyrillic, points of Hebrew, Arabic and Syriac, what chooses a glyph, and the
 * stroke that only makes an Arabic word longer. Marks of other scripts are vowels or make another letter (`काम` is not `कम`).
 */
const OPTIONAL_RANGES = [
  '300-36f', '483-489', '591-5bd', '5bf-5c7', '610-61a', '640-640', '64b-65f', '670-670', '6d6-6dc', '6df-6e8', '6ea-6ed', '711-711', '730-74a', '898-89f', '8ca-8ff',
  '180b-180d', '180f-180f', '1ab0-1aff', '1dc0-1dff', '20d0-20f0', '2de0-2dff', 'a66f-a67d', 'a69e-a69f', 'fe00-fe0f', 'fe20-fe2f', 'e0100-e01ef',
]
const OPTIONAL = new RegExp(`[${OPTIONAL_RANGES.map(range => range.replace(/[0-9a-f]+/g, '\\u{$&}')).join('')}]`, 'gu')
/** Characters that cannot be seen. */
const UNSEEN = /\p{Cf}/gu

/** One sign: a character or a flag's two, with everything that belongs to it; a joiner may tie another emoji to it. */
const SIGNS = /(?:\p{RI}{2}|[^])(?:\u200d\p{Extended_Pictographic}|[\p{M}\p{Cf}\p{Emoji_Modifier}\u1160-\u11ff\uff9e\uff9f])*/gu

/** Some characters stand for a whole sentence (U+FDFA); a text of them would become eighteen times as long. */
const LONGEST_OF_UNIT = 4

/** Letters and blanks that have no marks, and nothing that cannot be seen. */
const PLAIN = /^[\t-\r\x20-\x5f\x61-\x7e]*$/

/** Signs that were folded before: a conversation is folded as a whole, and most of it is a few hundred of them. */
const known = new Map<string, string>()
const MOST_KNOWN = 5_000
const LONGEST_KNOWN = 16
/** Code points that are brought into a normal form at once: it puts marks in order, which takes the square of their number. */
const TOGETHER = /[^]{1,64}/gu

function foldSign(sign: string): string {
  const found = known.get(sign)
  if (found !== undefined) return found
  const folded = sign.replace(TOGETHER, foldAnew)
  if (sign.length > LONGEST_KNOWN) return folded
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(sign, folded)
  return folded
}

function foldAnew(sign: string): string {
  // an accent on its own would become a blank with an accent
  const seen = sign.replace(APOSTROPHES, '\'').replace(QUOTES, '"').replace(UNSEEN, '')
  const apart = seen.normalize('NFKD').toLowerCase().normalize('NFKD')
  return simplify(apart.length > seen.length * LONGEST_OF_UNIT ? seen.normalize('NFD').toLowerCase().normalize('NFD') : apart)
}

function simplify(text: string): string {
  return text
    .replace(OPTIONAL, '')
    .replace(APOSTROPHES, '\'').replace(QUOTES, '"').replace(DASHES, '-')
    .replace(/\P{ASCII}/gu, letter => LETTERS[letter] ?? letter)
    // folded apart, `は` would be found in `ば`
    .replace(/[\u3040-\u30ff][\u3099\u309a]/gu, kana => kana.normalize('NFC'))
    .replace(/\s+/g, ' ')
}

/** A text as it is compared when looking for it: without case, accents and what cannot be seen, one blank between words. */
export function foldText(text: string): string {
  // most text needs no more, and a whole conversation is folded
  if (PLAIN.test(text)) return text.toLowerCase().replace(/\s+/g, ' ').trim()
  return text.replace(SIGNS, foldSign).replace(/\s+/g, ' ').trim()
}

/** The words of a search, folded; no word contains a blank. */
export function toWords(text: string): string[] {
  return foldText(text).split(' ').filter(word => word !== '')
}

/** Makes a check whether a text contains every word; without words it is always true. */
export function wordsTest(query: string): (text: string) => boolean {
  const words = toWords(query)
  if (words.length === 0) return () => true
  return (text) => {
    const folded = foldText(text)
    return words.every(word => folded.includes(word))
  }
}

/** A span of a text, in UTF-16 units; the end is exclusive. */
export interface Span {
  from: number
  to: number
}

export interface FoldedText {
  folded: string
  /** Where the units of `folded` between two offsets come from: whole signs of the text. */
  spanOf(from: number, to: number): Span
}

/** A folded text that knows where its parts come from. Blanks stay as many as they are. */
export function foldWithSpans(text: string): FoldedText {
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const [sign] of text.matchAll(SIGNS)) {
    const part = foldSign(sign)
    for (let unit = 0; unit < part.length; unit++) {
      starts.push(at)
      ends.push(at + sign.length)
    }
    parts.push(part)
    at += sign.length
  }
  return { folded: parts.join(''), spanOf: (from, to) => ({ from: starts[from] ?? 0, to: ends[to - 1] ?? text.length }) }
}
