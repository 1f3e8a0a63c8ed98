import { onScopeDispose, readonly, shallowRef, watch, type DeepReadonly, type ShallowRef } from 'vue'
import type { Finding } from './findings.ts'
import { testHandler } from './test-handler.ts'

/** A host that needs longer than this keeps people waiting in front of an empty sidebar. Milliseconds. */
const DEADLINE = 10_000

export type HandlerTestState =
  | { state: 'idle' | 'running' }
  | { state: 'done', findings: Finding[] }

/** The test of one address at a time: a new run, another address and the end of the component each end the one before. */
export function useHandlerTest({ address, portalOrigin }: { address: () => string, portalOrigin: string }): {
  test: DeepReadonly<ShallowRef<HandlerTestState>>
  run: () => Promise<void>
} {
  const test = shallowRef<HandlerTestState>({ state: 'idle' })
  let current = new AbortController()

  function stop() {
    current.abort()
    test.value = { state: 'idle' }
  }

  async function run() {
    stop()
    const { signal } = current = new AbortController()
    test.value = { state: 'running' }
    try {
      const findings = await testHandler(address(), { fetch, pageOrigin: location.origin, portalOrigin, deadlineMs: DEADLINE, signal })
      if (!signal.aborted) test.value = { state: 'done', findings }
    } catch (error) {
      if (signal.aborted) return // nobody waits for this run any more
      stop()
      throw error
    }
  }

  watch(address, stop)
  onScopeDispose(stop)
  return { test: readonly(test), run }
}
