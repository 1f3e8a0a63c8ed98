import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { ArchiveError, isCancelled, useArchive } from '../../chat/archive/index.ts'
import { joinPages, NO_MESSAGES, type MessagePage } from '../../chat/message.ts'
import type { FigureSource } from './figures.ts'
import { useAnswer, type AnswerState } from './use-answer.ts'

/** Rows that are fetched at a time. */
const PAGE = 100

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
  const page = shallowRef(NO_MESSAGES)
  let fetching: AbortController | null = null
  onScopeDispose(() => fetching?.abort())

  const { answer: ids, retry } = useAnswer({ question: () => '', ask: signal => idsOf(source, signal) })

  async function idsOf(from: FigureSource, signal: AbortSignal): Promise<Float64Array> {
    if (from.kind === 'filter') return await archive.filter(from.filter, { signal })
    if (from.kind === 'answers') return await archive.ask('answersOf', { ...from.question, personId: from.personId }, { signal })
    return await archive.ask('openQuestions', from.question, { signal })
  }

  /** Fetches messages up to a number of them; those before `from` stay. */
  async function fetchMessages(all: Float64Array, from: number, to: number): Promise<void> {
    fetching?.abort()
    const run = fetching = new AbortController()
    try {
      const found = await archive.messages([...all.subarray(from, to)], { signal: run.signal })
      if (run === fetching) page.value = from === 0 ? found : joinPages({ ...page.value, messages: page.value.messages.slice(0, from) }, found)
    } catch (error) {
      if (run === fetching && !isCancelled(error)) ids.value = { state: 'failed', error: error instanceof ArchiveError ? error : new ArchiveError('failed', error) }
    }
    if (run === fetching) fetching = null
  }

  watch(ids, (found) => {
    if (found.state === 'ready') void fetchMessages(found.answer, 0, Math.max(PAGE, page.value.messages.length))
  })

  return {
    ids, page, retry,
    more() {
      const found = ids.value
      const shown = page.value.messages.length
      if (found.state === 'ready' && !fetching && shown < found.answer.length) void fetchMessages(found.answer, shown, shown + PAGE)
    },
  }
}
