import { watch, type ShallowRef } from 'vue'
import { ArchiveError, isCancelled, useArchive } from '../../messages/keep/index.ts'
import { holdRows, type WaitingRows } from '../parts/archive/hold-rows.ts'
import { useLatest } from '../../lib/use-latest.ts'

export type PagesState<Answer, Row> =
  | { state: 'loading' }
  | { state: 'ready', answer: Answer, waiting: WaitingRows<Row> | null }
  | { state: 'failed', error: ArchiveError }

interface PagesOptions<Answer, Row> {
  /** Asks the archive for so many rows from one on. @throws ArchiveError */
  ask: (from: number, limit: number, signal: AbortSignal) => Promise<Answer>
  /** Changes when another answer is wanted. */
  question: () => string
  /** How many rows there are in all. */
  totalOf: (answer: Answer) => number
  keyOf: (row: Row) => string | number
  /** A row in its place, as it is now, see `holdRows`. */
  inPlace?: (shown: Row, now: Row | null) => Row
}

/** Rows that are asked for at a time: about as many as somebody scrolls through in half a minute. */
const PAGE = 200

/**
 * An answer of many rows, asked for as far as somebody has scrolled: again, from its beginning, when the question or the archive has
 * changed. The last question counts; until it is answered the answer before stays. What came by itself moves no row that is shown.
 */
export function usePages<Row, Answer extends { rows: Row[] }>({ ask, question, totalOf, keyOf, inPlace }: PagesOptions<Answer, Row>): {
  pages: ShallowRef<PagesState<Answer, Row>>
  retry: () => void
  more: () => void
  /** Shows what waits. */
  showNew: () => void
} {
  const archive = useArchive()
  let asked = ''

  const { state: pages, reload: load } = useLatest<PagesState<Answer, Row>, [number, number, boolean]>({ state: 'loading' }, async ({ signal, show }, from, limit, isHeld) => {
    const before = pages.value
    try {
      const answer = await ask(from, limit, signal)
      const rows = from > 0 && before.state === 'ready' ? [...before.answer.rows.slice(0, from), ...answer.rows] : answer.rows
      const held = isHeld && before.state === 'ready' ? holdRows({ shown: before.answer.rows, next: rows, keyOf, ...(inPlace ? { inPlace } : {}) }) : { rows, waiting: null }
      show({ state: 'ready', answer: { ...answer, rows: [...held.rows] }, waiting: held.waiting })
    } catch (cause) {
      if (!isCancelled(cause)) show({ state: 'failed', error: ArchiveError.from(cause) })
    }
  })

  function reload() {
    const isSame = asked === question()
    asked = question()
    const before = isSame && pages.value.state === 'ready' ? pages.value : null
    const shown = before?.answer.rows.length ?? 0
    // what waits goes on waiting, whatever comes besides
    void load(0, Math.max(PAGE, shown), before !== null && (archive.isByItself || before.waiting !== null))
  }

  function more() {
    const shown = pages.value
    if (shown.state !== 'ready' || shown.answer.rows.length >= totalOf(shown.answer)) return
    const { length } = shown.answer.rows
    if (shown.waiting) void load(0, length + PAGE, true)
    else void load(length, PAGE, false)
  }

  function showNew() {
    const { value: shown } = pages
    if (shown.state === 'ready' && shown.waiting) pages.value = { state: 'ready', answer: { ...shown.answer, rows: [...shown.waiting.rows] }, waiting: null }
  }

  watch([question, () => archive.status?.version], reload, { immediate: true })

  return { pages, retry: reload, more, showNew }
}
