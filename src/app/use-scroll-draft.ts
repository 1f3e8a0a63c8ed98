import { onBeforeUnmount, onMounted, type ShallowRef } from 'vue'
import { useDraft } from '../chat/drafts.ts'
import { loadFile } from '../lib/with-deadline.ts'

/** Keeps how far a part is scrolled; what does so is loaded when there is something to scroll to, or somebody scrolls. */
export function useScrollDraft(part: string, content: Readonly<ShallowRef<HTMLElement | null>>): void {
  const draft = useDraft(part)
  let isGone = false
  let stop: () => void = () => undefined

  async function follow(): Promise<void> {
    const file = await loadFile(() => import('./keep-scroll.ts')).catch(() => null)
    // a draft that is not kept is a small loss
    if (file && content.value && !isGone) stop = file.keepScroll({ draft, content: content.value })
  }

  onMounted(() => {
    if (draft.read() !== undefined) return void follow()
    window.addEventListener('scroll', follow, { once: true, passive: true })
  })
  onBeforeUnmount(() => {
    isGone = true
    window.removeEventListener('scroll', follow)
    stop()
    // whatever comes here next begins at its top
    window.scrollTo(0, 0)
  })
}
