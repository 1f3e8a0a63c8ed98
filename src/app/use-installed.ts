import { shallowRef, type ShallowRef } from 'vue'
import { PortalError, usePortal } from '../bitrix24/index.ts'
import { readApp } from '../install/registration/portal-state.ts'

export type InstalledState =
  | { state: 'loading' }
  /** Null when the portal did not say. */
  | { state: 'ready', isInstalled: boolean | null }
  | { state: 'failed', error: PortalError }

/** Whether the installation of this app is complete, as the portal tells everybody who may use it. */
export function useInstalled(): { installed: ShallowRef<InstalledState>, load: () => Promise<void> } {
  const portal = usePortal()
  const installed = shallowRef<InstalledState>({ state: 'loading' })
  let runs = 0

  async function load(): Promise<void> {
    const run = ++runs
    installed.value = { state: 'loading' }
    let next: InstalledState
    try {
      const { app } = await portal.batch({ app: { method: 'app.info' } })
      next = { state: 'ready', isInstalled: readApp(app).isInstalled }
    } catch (cause) {
      next = { state: 'failed', error: cause instanceof PortalError ? cause : new PortalError('unknown', { cause }) }
    }
    if (run === runs) installed.value = next
  }

  return { installed, load }
}
