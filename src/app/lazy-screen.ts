import { h, type Component } from 'vue'
import { lazyPart } from '../ui/lazy-part.ts'
import FailureScreen from './FailureScreen.vue'
import StartingScreen from './StartingScreen.vue'

/** A screen in a file of its own, with what is shown until it has come and when it does not. */
export function lazyScreen(load: () => Promise<{ default: Component }>): Component {
  return lazyPart(load, { loading: StartingScreen, failed: () => h(FailureScreen, { failure: { kind: 'incomplete' } }) })
}
