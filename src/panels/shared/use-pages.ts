import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { ArchiveError, isCancelled, useArchive } from '../../chat/archive/index.ts'

export type PagesState<Answer> =
  | { state: 'loading' }
  | { state: 'ready', answer: Answer }
  | { state: 'failed', error: ArchiveError }

interface PagesOptions<Answer> {
  /** Asks the archive for so many rows from one on. @throws ArchiveError */
  ask: (from: number, limit: number, signal: AbortSignal) => Promise<Answer>
  /** Changes when another answer is wanted. */
  question: () => string
  /** How many rows there are in all. */
  totalOf: (answer: Answer) => number
}

/** Rows that are asked for at a time: about as many as somebody scrolls through in half a minute. */
const PAGE = 200

/**
 * An answer of many rows, asked for as far as somebody has scrolled: again, from its beginning, when the question or the archive has
 * changed. The last question counts; until it is answered the answer before stays.
 */
export function usePages<Row, Answer extends { rows: Row[] }>({ ask, question, totalOf }: PagesOptions<Answer>): {
  pages: ShallowRef<PagesState<Answer>>
  retry: () => void
  more: () => void
} {
  const archive = useArchive()
  const pages = shallowRef<PagesState<Answer>>({ state: 'loading' })
  let current = new AbortController()
  let asked = ''

  async function load(from: number, limit: number): Promise<void> {
    current.abort()
    const run = current = new AbortController()
    const before = pages.value
    try {
      const answer = await ask(from, limit, run.signal)
      if (run !== current) return
      const rows = from > 0 && before.state === 'ready' ? [...before.answer.rows.slice(0, from), ...answer.rows] : answer.rows
      pages.value = { state: 'ready', answer: { ...answer, rows } }
    } catch (error) {
      if (run === current && !isCancelled(error)) pages.value = { state: 'failed', error: error instanceof ArchiveError ? error : new ArchiveError('failed', error) }
    }
  }

  function reload() {
    const isSame = asked === question()
    asked = question()
    const shown = isSame && pages.value.state === 'ready' ? pages.value.answer.rows.length : 0
    void load(0, Math.max(PAGE, shown))
  }

  function more() {
    const shown = pages.value
    if (shown.state === 'ready' && shown.answer.rows.length < totalOf(shown.answer)) void load(shown.answer.rows.length, PAGE)
  }

  watch([question, () => archive.status?.version], reload, { immediate: true })
  onScopeDispose(() => current.abort())

  return { pages, retry: reload, more }
}
