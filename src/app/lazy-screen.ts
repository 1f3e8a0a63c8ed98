import { h, type Component } from 'vue'
import type { TextPart } from '../texts/texts.ts'
import { lazyPart } from '../ui/lazy-part.ts'
import FailureScreen from './FailureScreen.vue'
import StartingScreen from './StartingScreen.vue'

/** A screen in a file of its own, with what is shown until it has come and when it does not. For a component's setup. */
export function lazyScreen(load: () => Promise<{ default: Component }>, texts: readonly TextPart[]): Component {
  return lazyPart(load, { texts, loading: StartingScreen, failed: () => h(FailureScreen, { failure: { kind: 'incomplete' } }) })
}
