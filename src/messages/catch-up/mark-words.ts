import { array, fallback, object, parse, string } from 'valibot'
import { foldText } from '../../lib/fold-text.ts'
import { isRecord } from '../../lib/is-record.ts'
import { MARKS } from '../../texts/marks.ts'

/**
 * People mark what a chat came to by a word before it: "Decision: we ship on Monday". The words of all languages of the app count in
 * every chat, because people write in more than one; an administrator can change them.
 */
export interface MarkWord {
  kind: 'decision' | 'promise'
  /** As it is written before the colon, for example `Decision`. */
  word: string
}

/** A word that several languages share stands once. */
function wordsOf(kind: MarkWord['kind']): MarkWord[] {
  return [...new Set(MARKS.flatMap(language => language[kind]))].map(word => ({ kind, word }))
}

export const MARK_WORDS: readonly MarkWord[] = [...wordsOf('decision'), ...wordsOf('promise')]

/** More words than this are no list of words. */
export const MOST_WORDS = 400
export const LONGEST_WORD = 40

/** A word as somebody typed it, without the colon that is written after it. */
export function withoutColon(typed: string): string {
  let end = typed.length
  // a pattern would look for the end of a long line from each of its blanks
  while (/[\s:：]/.test(typed.charAt(end - 1))) end -= 1
  return typed.slice(0, end).trimStart()
}

/** The table for `describeMessage`; words that are too long, too many, or in no line would be found are left out. */
export function toMarkWords(words: readonly MarkWord[]): MarkWord[] {
  return words
    .map(({ kind, word }) => ({ kind, word: foldText(withoutColon(word)) }))
    .filter(one => one.word.length <= LONGEST_WORD && markedLine(`${one.word}: …`, [one]))
    .slice(0, MOST_WORDS)
}

/** What may stand before the word on its line: list marks, signs and emoji, but no other word. */
const BEFORE = /^[^\p{L}\p{N}]{0,8}/u
/** The word ends at a colon, of which Chinese and Japanese have their own. */
const AFTER = /[:：]/

/** The first line that one of the words begins, and the word as its author wrote it; null when there is none. */
export function markedLine(text: string, words: readonly MarkWord[]): { kind: MarkWord['kind'], word: string } | null {
  for (const line of text.split('\n')) {
    const head = line.slice(0, 2 * LONGEST_WORD).replace(BEFORE, '')
    const end = head.search(AFTER)
    if (end <= 0 || /^\s*$/.test(line.slice(line.search(AFTER) + 1))) continue
    const written = head.slice(0, end).trim()
    const folded = foldText(written)
    const found = words.find(({ word }) => word === folded)
    if (found) return { kind: found.kind, word: written }
  }
  return null
}

/** Name of the app's option. Its value is text, because the handshake documents no nested values (BX24.appOption.get). */
export const MARK_WORDS_OPTION = 'markWords'
/** Far above what 400 words of 40 characters need. */
const LONGEST_OPTION = 40_000

const listed = fallback(array(string()), [])
const keptWords = object({ decision: listed, promise: listed })

/** The words that an administrator has chosen; those of the app where nobody has, or where what is there cannot be read. */
export function parseMarkWords(option: unknown): readonly MarkWord[] {
  if (typeof option !== 'string' || option.length > LONGEST_OPTION) return MARK_WORDS
  try {
    const value: unknown = JSON.parse(option)
    if (!isRecord(value)) return MARK_WORDS
    const { decision, promise } = parse(keptWords, value)
    return [...decision.map(word => ({ kind: 'decision', word }) as const), ...promise.map(word => ({ kind: 'promise', word }) as const)]
  } catch {
    return MARK_WORDS // not JSON, or of another kind
  }
}

export function writeMarkWords(words: readonly MarkWord[]): string {
  const of = (kind: MarkWord['kind']) => words.filter(one => one.kind === kind).map(({ word }) => word)
  return JSON.stringify({ decision: of('decision'), promise: of('promise') })
}
