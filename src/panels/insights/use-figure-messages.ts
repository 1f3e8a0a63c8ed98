import { watch, type ShallowRef } from 'vue'
import { ArchiveError, isCancelled, useArchive } from '../../messages/keep/index.ts'
import { joinPages, NO_MESSAGES, type MessagePage } from '../../messages/message.ts'
import { useLatest } from '../../lib/use-latest.ts'
import type { FigureSource } from './figures.ts'
import { useAnswer, type AnswerState } from './use-answer.ts'

/** Rows that are fetched at a time. */
const PAGE = 100

type FetchedPart = [all: Float64Array, from: number, to: number]

export interface FigureMessages {
  /** Ids of all of them, in the order shown. */
  ids: ShallowRef<AnswerState<Float64Array>>
  /** As far as somebody has scrolled. */
  page: ShallowRef<MessagePage>
  more(): void
  retry(): void
}

/** The messages behind a figure. */
export function useFigureMessages(source: FigureSource): FigureMessages {
  const archive = useArchive()

  let isFetching = false

  const { answer: ids, retry } = useAnswer({ question: () => '', ask: signal => idsOf(source, signal) })

  async function idsOf(from: FigureSource, signal: AbortSignal): Promise<Float64Array> {
    if (from.kind === 'filter') return await archive.filter(from.filter, { signal })
    if (from.kind === 'answers') return await archive.ask('answersOf', { ...from.question, personId: from.personId }, { signal })
    return await archive.ask('openQuestions', from.question, { signal })
  }

  /** Fetches messages up to a number of them; those before `from` stay. */
  const { state: page, reload: fetchMessages } = useLatest<MessagePage, FetchedPart>(NO_MESSAGES, async ({ signal, show }, all, from, to) => {
    isFetching = true
    try {
      const found = await archive.messages([...all.subarray(from, to)], { signal })
      show(from === 0 ? found : joinPages({ ...page.value, messages: page.value.messages.slice(0, from) }, found))
    } catch (cause) {
      if (!signal.aborted && !isCancelled(cause)) ids.value = { state: 'failed', error: ArchiveError.from(cause) }
    }
    if (!signal.aborted) isFetching = false
  })

  watch(ids, (found) => {
    if (found.state === 'ready') void fetchMessages(found.answer, 0, Math.max(PAGE, page.value.messages.length))
  })

  return {
    ids, page, retry,
    more() {
      const found = ids.value
      const shown = page.value.messages.length
      if (found.state === 'ready' && !isFetching && shown < found.answer.length) void fetchMessages(found.answer, shown, shown + PAGE)
    },
  }
}
