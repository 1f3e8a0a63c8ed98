import { h, shallowRef, type Component, type FunctionalComponent } from 'vue'
import { loadFile } from '../lib/load-file.ts'
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

type Load = () => Promise<{ default: Component }>

/** Parts that came before they were to be shown. */
const loaded = new WeakMap<Load, Component>()

/** Loads a part that is needed later: without texts of its own it is then shown in one go, with nothing in its place before. */
export async function bringPart(load: Load): Promise<void> {
  loaded.set(load, (await loadFile(load)).default)
}

const incomplete = () => h(FailedState, { error: { kind: 'incomplete' } })

/**
 * A part of the page in a file of its own, which comes with its texts when it is first shown; for a component's setup. A failed load becomes a
 * component here: nothing of the app is broken then.
 */
export function lazyPart(load: Load, { texts = [], loading, failed = incomplete }: LazyParts): Component {
  const owner = texts.length > 0 ? useTextsOwner() : null
  const part = shallowRef(owner ? undefined : loaded.get(load))
  let isAsked = part.value !== undefined

  const Part: FunctionalComponent = (_props, { attrs, slots }) => {
    if (!isAsked) {
      isAsked = true
      const come = Promise.all([loadFile(load), ...texts.map(one => owner?.need(one))]).then(([file]) => file.default, () => failed)
      void come.then((component) => { part.value = component })
    }
    return part.value ? h(part.value, attrs, slots) : h(loading)
  }
  Part.inheritAttrs = false
  return Part
}
