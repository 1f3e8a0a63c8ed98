import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { ArchiveError, isCancelled, useArchive } from '../../chat/archive/index.ts'

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
  const answer = shallowRef<AnswerState<Answer>>({ state: 'loading' })
  let current: AbortController | null = null
  let hasGrown = false

  async function load(): Promise<void> {
    current?.abort()
    const run = current = new AbortController()
    hasGrown = false
    try {
      const found = await ask(run.signal)
      if (run === current) answer.value = { state: 'ready', answer: found }
    } catch (error) {
      if (run === current && !isCancelled(error)) answer.value = { state: 'failed', error: error instanceof ArchiveError ? error : new ArchiveError('failed', error) }
    }
    if (run !== current) return
    current = null
    if (hasGrown) void load()
  }

  watch(question, () => void load(), { immediate: true })
  watch(() => archive.status?.version, () => {
    if (current) hasGrown = true
    else void load()
  })
  onScopeDispose(() => {
    const run = current
    current = null
    run?.abort()
  })

  return { answer, retry: () => void load() }
}
