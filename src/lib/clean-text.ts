export { cutText } from './cut-characters.ts'

const LINE_END = /\r\n?|[\u2028\u2029\u0085]/g
/** Everything that can draw nothing, or can affect what is outside its text; tab and line feed stay. */
const CONTROL = /(?![\t\n])\p{Cc}/gu
/** Embeddings, overrides and isolates. The marks that only colour their neighbours (LRM, RLM, ALM) are not among them. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g
/** Eight is more than any script stacks on a letter, and than the flags of England, Scotland and Wales need. */
const LONG_STACK = /([\p{M}\p{Default_Ignorable_Code_Point}]{8})[\p{M}\p{Default_Ignorable_Code_Point}]+/gu
const BLANK_LINES = /\n(?:[ \t]*\n){3,}/g

/** The text with the messenger's line ends, otherwise unchanged. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

/**
 * A text that stays in its row: no direction that outlives it, no tower of combining marks, no endless run of characters
 * without width or of empty lines. Takes time in proportion to the length.
 */
export function cleanText(text: string): string {
  return text
    .replace(LINE_END, '\n')
    .replace(CONTROL, '')
    .replace(DIRECTIONS, '')
    .replace(LONG_STACK, '$1')
    .replace(BLANK_LINES, '\n\n\n')
}

/** A text in which halves of characters, which no file can hold, are the sign for an unknown one. */
export function wholeCharacters(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd')
}
