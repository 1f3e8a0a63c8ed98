import { defineAsyncComponent, h, type Component } from 'vue'
import { loadFile } from '../lib/with-deadline.ts'
import { useTextsOwner, type TextPart } from '../texts/texts.ts'
import FailedState from './FailedState.vue'

interface LazyParts {
  /** The texts that it needs beyond those of the first view. */
  texts?: readonly TextPart[]
  /** Shown until the part has come. */
  loading: Component
  /** Shown in its place when it does not come; by default a sentence that says so. */
  failed?: Component
}

const incomplete = () => h(FailedState, { error: { kind: 'incomplete' } })

/**
 * A part of the page in a file of its own, loaded together with its texts; for a component's setup. A failed load becomes a component here,
 * because Vue would report it as an error of the app, which shows the screen for unexpected errors.
 */
export function lazyPart(load: () => Promise<{ default: Component }>, { texts = [], loading, failed = incomplete }: LazyParts): Component {
  const owner = texts.length > 0 ? useTextsOwner() : null
  return defineAsyncComponent({
    loader: () => Promise.all([loadFile(load), ...texts.map(part => owner?.need(part))]).then(([part]) => part.default, () => failed),
    loadingComponent: loading,
    delay: 0,
  })
}
