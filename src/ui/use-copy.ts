import { ref, watch, type Ref } from 'vue'
import { writeClipboard } from '../lib/browser/clipboard.ts'

export type CopyOutcome = 'none' | 'copied' | 'selected'

interface CopyOptions {
  text: () => string
  /** Selects the text on the page: the way out where the clipboard is closed to us, as in a portal's frame. */
  select: () => void
}

/** Takes a text away, and says how that ended for as long as the text stays what it was. */
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
