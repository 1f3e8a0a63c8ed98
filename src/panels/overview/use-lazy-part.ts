import { h, type Component } from 'vue'
import { useErrorText } from '../../texts/error-text.ts'
import FailedState from '../../ui/FailedState.vue'
import { lazyPart } from '../../ui/lazy-part.ts'
import { reloadPage } from '../../ui/reload-page.ts'

/**
 * A part of this panel in a file of its own, with what is shown until it has come, and words when it does not. It says what the first
 * view does not, so the texts of panels come with it.
 */
export function useLazyPart(find: () => Promise<Component>, loading: Component): Component {
  const errorText = useErrorText()
  return lazyPart(async () => ({ default: await find() }), {
    texts: ['rest'],
    loading,
    failed: () => {
      const { text, actionText } = errorText({ kind: 'incomplete' })
      return h(FailedState, { text, actionText, onAction: () => reloadPage() })
    },
  })
}
