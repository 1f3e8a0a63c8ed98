import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

export interface Run<State> {
  /** Aborted when a later run begins, or when the component that asked is gone. */
  signal: AbortSignal
  /** Shows the state, unless a later run has begun. */
  show(state: State): void
}

export interface Latest<State, Given extends unknown[] = []> {
  state: ShallowRef<State>
  reload(...given: Given): Promise<void>
  /** Ends the run, if there is one; what is shown stays. */
  stop(): void
}

/** Loads something, perhaps again before the first answer: of several runs the last one counts, in whatever order they end. */
export function useLatest<State, Given extends unknown[] = []>(
  first: State, load: (run: Run<State>, ...given: Given) => Promise<void>,
): Latest<State, Given> {
  const state: ShallowRef<State> = shallowRef(first)
  let current = new AbortController()
  const stop = () => current.abort()
  onScopeDispose(stop)

  return {
    state,
    stop,
    reload(...given) {
      stop()
      const { signal } = current = new AbortController()
      const show = (next: State) => {
        if (!signal.aborted) state.value = next
      }
      return load({ signal, show }, ...given)
    },
  }
}
