import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { writeClipboard } from '../lib/browser/clipboard.ts'
import { useTexts } from '../texts/texts.ts'

export type CopyOutcome = 'none' | 'copied' | 'selected'

interface CopyOptions {
  text: () => string
  /** Selects the text on the page, for a frame that may not use the clipboard, as a portal's. */
  select: () => void
}

interface Copying {
  outcome: Readonly<Ref<CopyOutcome>>
  /** The outcome in words; `''` for none. */
  told: ComputedRef<string>
  copy(): Promise<void>
}

/** Copies a text, and says how that ended until the text changes. */
export function useCopy({ text, select }: CopyOptions): Copying {
  const { t } = useTexts()
  const outcome = ref<CopyOutcome>('none')
  watch(text, () => {
    outcome.value = 'none'
  })

  async function copy() {
    const wanted = text()
    const isCopied = await writeClipboard(wanted)
    if (wanted !== text()) return
    if (!isCopied) select()
    outcome.value = isCopied ? 'copied' : 'selected'
  }

  const told = computed(() => {
    if (outcome.value === 'none') return ''
    return outcome.value === 'copied' ? t('actions.copied') : t('actions.selected')
  })

  return { outcome, told, copy }
}
