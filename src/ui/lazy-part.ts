import { defineAsyncComponent, type Component } from 'vue'
import { loadFile } from '../lib/load-file.ts'

interface LazyParts {
  /** Shown until the part has come. */
  loading: Component
  /** Shown in its place when it does not come. */
  failed: Component
}

/**
 * A part of the page in a file of its own. A failed load becomes a component here: Vue would also report it as an error of the app,
 * which shows the screen for the unforeseen.
 */
export function lazyPart(load: () => Promise<{ default: Component }>, { loading, failed }: LazyParts): Component {
  return defineAsyncComponent({
    loader: () => loadFile(load).then(part => part.default, () => failed),
    loadingComponent: loading,
    delay: 0,
  })
}
