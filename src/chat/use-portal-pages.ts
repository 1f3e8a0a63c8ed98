import { computed, onScopeDispose, type ComputedRef } from 'vue'
import { PortalError, usePortal } from '../bitrix24/index.ts'
import { useLatest } from '../lib/use-latest.ts'
import { useErrorText } from '../texts/error-text.ts'
import { useTexts } from '../texts/texts.ts'

export interface PortalPages {
  /** Why the last page did not open, in words; `''` when it did. */
  refusal: ComputedRef<string>
  /** A page of the portal in its slider. */
  open(path: string): Promise<void>
  openPerson(id: number): Promise<void>
}

/** Opens pages of the portal over the chat; `onReturn` runs when one has closed, because things may have changed in it. */
export function usePortalPages({ onReturn }: { onReturn: () => void }): PortalPages {
  const portal = usePortal()
  const { t } = useTexts()
  const errorText = useErrorText()
  let isDisposed = false
  onScopeDispose(() => {
    isDisposed = true
  })

  const { state: failure, reload: open } = useLatest<PortalError | null, [string]>(null, async ({ show }, path) => {
    show(null)
    try {
      await portal.openPath(path)
      // also after a later one was opened: things may have changed in each
      if (!isDisposed) onReturn()
    } catch (cause) {
      show(PortalError.from(cause))
    }
  })

  return {
    refusal: computed(() => {
      if (!failure.value) return ''
      return failure.value.kind === 'not-found' ? t('chat.open-refused') : errorText(failure.value).text
    }),
    open,
    openPerson: id => open(`/company/personal/user/${id}/`),
  }
}
