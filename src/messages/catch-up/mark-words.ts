import { foldText } from '../../lib/fold-text.ts'

/**
 * People mark what a chat came to by a word before it: "Decision: we ship on Monday". The words of all languages of the app count in
 * every chat, because people write in more than one; an administrator can change them.
 */
export interface MarkWord {
  kind: 'decision' | 'promise'
  /** As it is written before the colon, for example `Decision`. */
  word: string
}

const DECISIONS = ['Decision', 'Decided', 'Agreed', 'Resolution', 'Entscheidung', 'Entschieden', 'Beschluss', 'Beschlossen', 'Vereinbart', 'Решение', 'Решили', 'Решено', 'Договорились', 'Итог']
const PROMISES = ['Action', 'Action item', 'To do', 'To-do', 'Todo', 'Next step', 'Promise', 'Aufgabe', 'Zu tun', 'Nächster Schritt', 'Zusage', 'Задача', 'Сделать', 'Обещание', 'Следующий шаг']

export const MARK_WORDS: readonly MarkWord[] = [
  ...DECISIONS.map(word => ({ kind: 'decision', word }) as const),
  ...PROMISES.map(word => ({ kind: 'promise', word }) as const),
]

/** More words than this are no list of words. */
const MOST_WORDS = 200
const LONGEST_WORD = 40

/** The table for `describeMessage`; words that are too long, empty or too many are left out. */
export function toMarkWords(words: readonly MarkWord[]): MarkWord[] {
  return words.map(({ kind, word }) => ({ kind, word: foldText(word) })).filter(({ word }) => word !== '' && word.length <= LONGEST_WORD).slice(0, MOST_WORDS)
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
    const found = words.find(({ word }) => word === foldText(written))
    if (found) return { kind: found.kind, word: written }
  }
  return null
}
