import { watch, type ShallowRef } from 'vue'
import { ArchiveError, isCancelled, useArchive } from '../../messages/keep/index.ts'
import { useLatest } from '../../lib/use-latest.ts'

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
  let asked = ''

  const { state: pages, reload: load } = useLatest<PagesState<Answer>, [number, number]>({ state: 'loading' }, async ({ signal, show }, from, limit) => {
    const before = pages.value
    try {
      const answer = await ask(from, limit, signal)
      const rows = from > 0 && before.state === 'ready' ? [...before.answer.rows.slice(0, from), ...answer.rows] : answer.rows
      show({ state: 'ready', answer: { ...answer, rows } })
    } catch (cause) {
      if (!isCancelled(cause)) show({ state: 'failed', error: ArchiveError.from(cause) })
    }
  })

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

  return { pages, retry: reload, more }
}
