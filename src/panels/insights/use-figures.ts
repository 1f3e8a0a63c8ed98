import { shallowRef, type ShallowRef, watch } from 'vue'
import { ArchiveError, isCancelled, useArchive } from '../../messages/keep/index.ts'
import { useLatest } from '../../lib/use-latest.ts'
import type { Activity } from '../../messages/keep/questions/insights/activity.ts'
import type { InsightsQuestion } from '../../messages/keep/questions/insights/asked.ts'
import type { PersonActivity } from '../../messages/keep/questions/insights/people.ts'
import { holdRows, type WaitingRows } from '../parts/archive/hold-rows.ts'
import { joinPages, type MessagePage, NO_MESSAGES, withoutWords } from '../../messages/message.ts'
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

type FetchedPart = [wanted: readonly number[], from: number]

interface FigureMessages {
  /** Ids of all of them, in the order shown. */
  ids: ShallowRef<AnswerState<Float64Array>>
  /** As many as were scrolled to. */
  page: ShallowRef<MessagePage>
  /** Ids of those that came by themselves. */
  waiting: ShallowRef<WaitingRows<number> | null>
  showNew(): void
  more(): void
  retry(): void
}

/** The messages of a figure. */
export function useFigureMessages(source: FigureSource): FigureMessages {
  const archive = useArchive()

  let isFetching = false
  /** The end of the rows was seen while they were fetched: the list says so once. */
  let isMoreWanted = false
  /** Ids of the rows, as far as they were scrolled to. */
  let shown: readonly number[] = []
  const waiting = shallowRef<WaitingRows<number> | null>(null)

  const { answer: ids, retry } = useAnswer({ question: () => '', ask: signal => idsOf(source, signal) })

  async function idsOf(from: FigureSource, signal: AbortSignal): Promise<Float64Array> {
    if (from.kind === 'filter') return await archive.filter(from.filter, { signal })
    if (from.kind === 'answers') return await archive.ask('answersOf', { ...from.question, personId: from.personId }, { signal })
    return await archive.ask('openQuestions', from.question, { signal })
  }

  /** Fetches messages; those before `from` stay. What is gone from the chat keeps its place. */
  const { state: page, reload: fetchMessages } = useLatest<MessagePage, FetchedPart>(NO_MESSAGES, async ({ signal, show }, wanted, from) => {
    isFetching = true
    try {
      const found = await archive.messages(wanted.slice(from), { signal })
      show(from === 0 ? inPlaces(wanted, found, page.value) : joinPages({ ...page.value, messages: page.value.messages.slice(0, from) }, found))
    } catch (cause) {
      if (!signal.aborted && !isCancelled(cause)) ids.value = { state: 'failed', error: ArchiveError.from(cause) }
    }
    if (signal.aborted) return
    isFetching = false
    if (isMoreWanted) more()
  })

  watch(ids, (found) => {
    if (found.state !== 'ready') return
    const next = [...found.answer.subarray(0, Math.max(PAGE, shown.length))]
    const isHeld = shown.length > 0 && (archive.isByItself || waiting.value !== null)
    const held = isHeld ? holdRows({ shown, next, keyOf: id => id }) : { rows: next, waiting: null }
    showRows(held.rows, held.waiting)
  })

  function showRows(rows: readonly number[], rest: WaitingRows<number> | null) {
    shown = rows
    waiting.value = rest
    void fetchMessages(rows, 0)
  }

  function more() {
    const found = ids.value
    isMoreWanted = isFetching
    if (found.state !== 'ready' || isFetching) return
    const known = new Set(shown)
    const last = found.answer.reduce((last, id, index) => known.has(id) ? index : last, -1)
    const behind = [...found.answer.subarray(last + 1, last + 1 + PAGE)]
    if (behind.length === 0) return
    const from = shown.length
    shown = [...shown, ...behind]
    void fetchMessages(shown, from)
  }

  return {
    ids, page, waiting, retry,
    showNew() {
      if (waiting.value) showRows(waiting.value.rows, null)
    },
    more,
  }
}

function inPlaces(wanted: readonly number[], found: MessagePage, before: MessagePage): MessagePage {
  const now = new Map([...before.messages.map(withoutWords), ...found.messages].map(message => [message.id, message]))
  return { ...joinPages(before, found), messages: wanted.flatMap(id => now.get(id) ?? []) }
}
