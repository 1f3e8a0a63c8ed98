import { ref, watch, type Ref } from 'vue'
import { writeClipboard } from '../lib/browser/clipboard.ts'

export type CopyOutcome = 'none' | 'copied' | 'selected'

interface CopyOptions {
  text: () => string
  /** Selects the text on the page, for a frame that may not use the clipboard, as a portal's. */
  select: () => void
}

/** Copies a text, and says how that ended until the text changes. */
export function useCopy({ text, select }: CopyOptions): { outcome: Readonly<Ref<CopyOutcome>>, copy: () => Promise<void> } {
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

  return { outcome, copy }
}
