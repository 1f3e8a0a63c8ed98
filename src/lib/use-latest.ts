import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

export interface Run<State> {
  /** Aborted when a later run begins, or when whoever asked is gone. */
  signal: AbortSignal
  /** Shows how it stands, unless the run was overtaken; says whether it still counts. */
  show(state: State): boolean
}

export interface Latest<State, Given extends unknown[] = []> {
  state: ShallowRef<State>
  reload(...given: Given): Promise<void>
  /** Ends the run, if there is one; what is shown stays. */
  stop(): void
  isRunning(): boolean
}

/** Something that is loaded, perhaps again before it has come: of several runs the last one counts, in whatever order they end. */
export function useLatest<State, Given extends unknown[] = []>(
  first: State, load: (run: Run<State>, ...given: Given) => Promise<void>,
): Latest<State, Given> {
  const state: ShallowRef<State> = shallowRef(first)
  let current: AbortController | null = null

  function stop() {
    current?.abort()
    current = null
  }

  async function reload(...given: Given): Promise<void> {
    stop()
    const own = current = new AbortController()
    const { signal } = own
    const show = (next: State) => {
      if (!signal.aborted) state.value = next
      return !signal.aborted
    }
    try {
      await load({ signal, show }, ...given)
    } finally {
      if (current === own) current = null
    }
  }

  onScopeDispose(stop)

  return {
    state,
    reload,
    stop,
    isRunning: () => current !== null,
  }
}
