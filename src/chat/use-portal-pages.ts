import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { PortalError, usePortal } from '../bitrix24/index.ts'

export interface PortalPages {
  /** Why the last page did not open; null when it did. */
  failure: ShallowRef<PortalError | null>
  /** A page of the portal in its slider. */
  open(path: string): Promise<void>
  openPerson(id: number): Promise<void>
}

/** Opens pages of the portal over the chat; `onReturn` runs when one has closed, because things may have changed in it. */
export function usePortalPages({ onReturn }: { onReturn: () => void }): PortalPages {
  const portal = usePortal()
  const failure = shallowRef<PortalError | null>(null)
  let isDisposed = false
  let runs = 0
  onScopeDispose(() => {
    isDisposed = true
  })

  async function open(path: string): Promise<void> {
    const run = ++runs
    failure.value = null
    try {
      await portal.openPath(path)
      if (!isDisposed) onReturn()
    } catch (cause) {
      if (run === runs) failure.value = cause instanceof PortalError ? cause : new PortalError('unknown', { cause })
    }
  }

  return { failure, open, openPerson: id => open(`/company/personal/user/${id}/`) }
}
