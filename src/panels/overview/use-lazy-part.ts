import { h, type Component } from 'vue'
import { useErrorText } from '../../i18n/error-text.ts'
import { useTextsOwner, type TextsOwner } from '../../i18n/texts.ts'
import FailedState from '../../ui/FailedState.vue'
import { lazyPart } from '../../ui/lazy-part.ts'
import { reloadPage } from '../../ui/reload-page.ts'

/** A part of this panel in a file of its own, which brings its texts: with what is shown until it has come, and words when it does not. */
export function useLazyPart(find: () => Promise<{ load(texts: TextsOwner): Promise<Component> }>, loading: Component): Component {
  const errorText = useErrorText()
  const texts = useTextsOwner()
  return lazyPart(async () => ({ default: await (await find()).load(texts) }), {
    loading,
    failed: () => {
      const { text, actionText } = errorText({ kind: 'incomplete' })
      return h(FailedState, { text, actionText, onAction: () => reloadPage() })
    },
  })
}
