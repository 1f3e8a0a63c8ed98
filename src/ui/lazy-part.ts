import { h, shallowRef, type Component } from 'vue'
import { loadFile } from '../lib/with-deadline.ts'
import { useTextsOwner, type TextPart } from '../texts/texts.ts'
import FailedState from './FailedState.vue'

interface LazyParts {
  /** The texts that it needs beyond those of the first view. */
  texts?: readonly TextPart[]
  /** Shown until the part has come; by default nothing. */
  loading?: Component
  /** Shown in its place when it does not come; by default a sentence that says so. */
  failed?: Component
}

type Load = () => Promise<{ default: Component }>

export const nothing: Component = () => null
const incomplete = () => h(FailedState, { error: { kind: 'incomplete' } })

/** What has come, as the browser's own list of modules knows it: that one tells a moment later, when something else has been painted. */
const arrived = new WeakMap<Load, Component>()

/** Brings a part's file, unless it has come; one that did not come is asked for again. @throws whatever kept it from loading */
export async function bringPart(load: Load): Promise<Component> {
  const part = arrived.get(load) ?? (await loadFile(load)).default
  arrived.set(load, part)
  return part
}

/**
 * A part of the page in a file of its own, which comes with its texts; for a component's setup. What has come before is there at once, the
 * next time that it is shown. Vue's own `defineAsyncComponent()` shows what stands for it even then for a moment, and reports a failed load
 * as an error of the app, which shows the screen for the unforeseen.
 */
export function lazyPart(load: Load, { texts = [], loading = nothing, failed = incomplete }: LazyParts = {}): Component {
  const owner = texts.length > 0 ? useTextsOwner() : null
  return {
    inheritAttrs: false,
    setup(_props, { attrs, slots }) {
      const there = texts.every(name => owner?.has(name)) ? arrived.get(load) : undefined
      const shown = shallowRef(there ?? loading)
      if (!there) {
        Promise.all([bringPart(load), ...texts.map(name => owner?.need(name))]).then(([part]) => {
          shown.value = part
        }, () => {
          shown.value = failed
        })
      }
      return () => [loading, failed].includes(shown.value) ? h(shown.value) : h(shown.value, attrs, slots)
    },
  }
}
