import { watch, type ShallowRef } from 'vue'
import { ArchiveError, isCancelled, useArchive } from '../../messages/keep/index.ts'
import { useLatest } from '../../lib/use-latest.ts'

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
 * What the archive answers, asked again when the question or the archive has changed. A new question ends the one before; an archive
 * that only grows waits until there is an answer, because pages may come faster than answers. What was answered stays meanwhile.
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
