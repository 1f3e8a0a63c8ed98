import { PortalError, usePortal } from '../bitrix24/index.ts'
import { readApp } from '../settings/registration/portal-state.ts'
import { useLatest, type Latest } from '../lib/use-latest.ts'

export type InstalledState =
  | { state: 'loading' }
  /** Null when the portal did not say. */
  | { state: 'ready', isInstalled: boolean | null }
  | { state: 'failed', error: PortalError }

/** Whether the installation of this app is complete, as the portal tells everybody who may use it. */
export function useInstalled(): Latest<InstalledState> {
  const portal = usePortal()
  return useLatest<InstalledState>({ state: 'loading' }, async ({ show }) => {
    show({ state: 'loading' })
    try {
      const { app } = await portal.batch({ app: { method: 'app.info' } })
      show({ state: 'ready', isInstalled: readApp(app).isInstalled })
    } catch (cause) {
      show({ state: 'failed', error: PortalError.from(cause) })
    }
  })
}
