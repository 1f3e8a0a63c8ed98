import { h, type Component } from 'vue'
import { useErrorText } from '../../../i18n/error-text.ts'
import { useTextsOwner, type Messages, type TextLoaders } from '../../../i18n/texts.ts'
import FailedState from '../../../ui/FailedState.vue'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { reloadPage } from '../../../ui/reload-page.ts'
import ListSkeleton from './ListSkeleton.vue'

/** What the parts of this folder say: it comes with the first panel that needs it, and with no first view. */
function collectArchiveTexts(): TextLoaders {
  const files = import.meta.glob<Messages>('./locales/*.json', { import: 'default' })
  return Object.fromEntries(Object.entries(files).map(([path, load]) => [path.replace(/^.*\/|\.json$/g, ''), load]))
}

/** The part of a panel that looks at the whole conversation, with the texts of this folder. For a component's setup. */
export function lazyArchivePart(load: () => Promise<{ default: Component }>): Component {
  const owner = useTextsOwner()
  const errorText = useErrorText()
  return lazyPart(
    async () => {
      const [found] = await Promise.all([load(), owner.extend(collectArchiveTexts())])
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
