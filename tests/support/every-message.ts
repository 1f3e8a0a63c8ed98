import { expect } from 'vitest'
import { messageCorpus } from '../fixtures/message-corpus/corpus.ts'

/** One property of every message of the corpus: all are tried, and those that do not have it are named. */
export function expectOfEveryMessage(check: (text: string) => void): void {
  const failures = messageCorpus.flatMap(({ name, text }) => {
    try {
      check(text)
      return []
    } catch (error) {
      return [`${name}: ${String(error).slice(0, 2_000)}`]
    }
  })
  expect(failures).toEqual([])
}
