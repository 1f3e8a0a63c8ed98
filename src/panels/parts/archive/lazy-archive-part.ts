import { h, type Component } from 'vue'
import { useErrorText } from '../../../i18n/error-text.ts'
import { textPart } from '../../../i18n/text-part.ts'
import { useTextsOwner, type Messages } from '../../../i18n/texts.ts'
import FailedState from '../../../ui/FailedState.vue'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { reloadPage } from '../../../ui/reload-page.ts'
import ListSkeleton from './ListSkeleton.vue'

/** What the parts of this folder say: it comes with the first panel that needs it, and with no first view. */
const addTexts = textPart(import.meta.glob<Messages>('./locales/*.json', { import: 'default' }))

/** The part of a panel that looks at the whole conversation, with the texts of this folder. For a component's setup. */
export function lazyArchivePart(load: () => Promise<{ default: Component }>): Component {
  const owner = useTextsOwner()
  const errorText = useErrorText()
  return lazyPart(
    async () => {
      const [found] = await Promise.all([load(), addTexts(owner)])
      return found
    },
    {
      loading: ListSkeleton,
      failed: () => {
        const { text, actionText } = errorText({ kind: 'incomplete' })
        return h(FailedState, { text, actionText, onAction: () => reloadPage() })
      },
    },
  )
}
