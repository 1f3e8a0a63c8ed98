import { type ShallowRef, watch } from 'vue'
import { ArchiveError, isCancelled, useArchive } from '../../messages/keep/index.ts'
import { useLatest } from '../../lib/use-latest.ts'
import type { Activity } from '../../messages/keep/questions/insights/activity.ts'
import type { InsightsQuestion } from '../../messages/keep/questions/insights/asked.ts'
import type { PersonActivity } from '../../messages/keep/questions/insights/people.ts'
import { joinPages, type MessagePage, NO_MESSAGES } from '../../messages/message.ts'
import type { FigureSource } from './figures.ts'

export type AnswerState<Answer> =
  | { state: 'loading' }
  | { state: 'ready', answer: Answer }
  | { state: 'failed', error: ArchiveError }

interface AnswerOptions<Answer> {
  /** Changes when another answer is wanted. */
  question: () => string
  /** @throws ArchiveError */
  ask: (signal: AbortSignal) => Promise<Answer>
}

/**
 * The archive's answer to a question, asked for again when the question or the archive has changed. A new question ends the one before.
 * When the archive only grows, the running question ends first, because pages may come faster than answers. The last answer stays until
 * there is another.
 */
export function useAnswer<Answer>({ question, ask }: AnswerOptions<Answer>): { answer: ShallowRef<AnswerState<Answer>>, retry: () => void } {
  const archive = useArchive()
  let isAsking = false
  let hasGrown = false

  const { state: answer, reload } = useLatest<AnswerState<Answer>>({ state: 'loading' }, async ({ signal, show }) => {
    isAsking = true
    hasGrown = false
    try {
      show({ state: 'ready', answer: await ask(signal) })
    } catch (cause) {
      if (!isCancelled(cause)) show({ state: 'failed', error: ArchiveError.from(cause) })
    }
    if (signal.aborted) return
    isAsking = false
    if (hasGrown) void reload()
  })

  watch(question, () => void reload(), { immediate: true })
  watch(() => archive.status?.version, () => {
    if (isAsking) hasGrown = true
    else void reload()
  })

  return { answer, retry: () => void reload() }
}

export interface Figures {
  /** The question that they answer. */
  question: InsightsQuestion
  activity: Activity
  people: PersonActivity[]
  openQuestions: number
}

/** All figures of a span of time and of some people. */
export function useFigures(question: () => Omit<InsightsQuestion, 'now'>): { figures: ShallowRef<AnswerState<Figures>>, retry: () => void } {
  const archive = useArchive()

  async function ask(signal: AbortSignal): Promise<Figures> {
    const asked = { ...question(), now: Date.now() }
    const [activity, people, open] = await Promise.all([
      archive.ask('activity', asked, { signal }),
      archive.ask('peopleActivity', asked, { signal }),
      archive.ask('openQuestions', asked, { signal }),
    ])
    return { question: asked, activity, people, openQuestions: open.length }
  }

  const { answer, retry } = useAnswer({ question: () => JSON.stringify(question()), ask })
  return { figures: answer, retry }
}

/** Rows that are fetched at a time. */
const PAGE = 100

type FetchedPart = [all: Float64Array, from: number, to: number]

interface FigureMessages {
  /** Ids of all of them, in the order shown. */
  ids: ShallowRef<AnswerState<Float64Array>>
  /** As many as were scrolled to. */
  page: ShallowRef<MessagePage>
  more(): void
  retry(): void
}

/** The messages of a figure. */
export function useFigureMessages(source: FigureSource): FigureMessages {
  const archive = useArchive()

  let isFetching = false

  const { answer: ids, retry } = useAnswer({ question: () => '', ask: signal => idsOf(source, signal) })

  async function idsOf(from: FigureSource, signal: AbortSignal): Promise<Float64Array> {
    if (from.kind === 'filter') return await archive.filter(from.filter, { signal })
    if (from.kind === 'answers') return await archive.ask('answersOf', { ...from.question, personId: from.personId }, { signal })
    return await archive.ask('openQuestions', from.question, { signal })
  }

  /** Fetches messages up to an index; those before `from` stay. */
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
