import { defineAsyncComponent, h, type Component } from 'vue'
import { loadFile } from '../lib/load-file.ts'
import FailureScreen from './FailureScreen.vue'
import StartingScreen from './StartingScreen.vue'

type Load = () => Promise<{ default: Component }>

/**
 * A part of the page in a file of its own, with what is shown until it has come and when it does not. A failed load
 * becomes a component here: Vue would also report it as an error of the app, which shows the screen for the unforeseen.
 */
export function lazyPart(load: Load, { loading, failed }: { loading: Component, failed: Component }): Component {
  return defineAsyncComponent({
    loader: () => loadFile(load).then(part => part.default, () => failed),
    loadingComponent: loading,
    delay: 0,
  })
}

export function lazyScreen(load: Load): Component {
  return lazyPart(load, { loading: StartingScreen, failed: () => h(FailureScreen, { failure: { kind: 'incomplete' } }) })
}
