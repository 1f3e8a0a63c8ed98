import { h, type Component } from 'vue'
import { useErrorText } from '../../../texts/error-text.ts'
import FailedState from '../../../ui/FailedState.vue'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { reloadPage } from '../../../ui/reload-page.ts'
import ListSkeleton from './ListSkeleton.vue'

/** The part of a panel that looks at the whole conversation. For a component's setup. */
export function lazyArchivePart(load: () => Promise<{ default: Component }>): Component {
  const errorText = useErrorText()
  return lazyPart(load, {
    loading: ListSkeleton,
    failed: () => {
      const { text, actionText } = errorText({ kind: 'incomplete' })
      return h(FailedState, { text, actionText, onAction: () => reloadPage() })
    },
  })
}
