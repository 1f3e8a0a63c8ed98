import { shallowRef, type ShallowRef } from 'vue'
import { PortalError, usePortal, type Command, type Outcome } from '../bitrix24/index.ts'
import { parseRegistrations, type Registration } from '../install/registration/registrations.ts'
import { isRecord } from '../lib/is-record.ts'

export interface HomeFacts {
  /** Null when the portal did not say. */
  isInstalled: boolean | null
  /** Null for people who may not ask; a failure when the portal did not answer the question. */
  registrations: { state: 'ready', rows: Registration[] } | { state: 'failed', error: PortalError } | null
}

export type HomeState =
  | { state: 'loading' }
  | { state: 'ready', facts: HomeFacts }
  | { state: 'failed', error: PortalError }

function readInstalled(outcome: Outcome): boolean | null {
  const value = outcome.ok && isRecord(outcome.value) ? outcome.value['INSTALLED'] : undefined
  return typeof value === 'boolean' ? value : null
}

function readRegistrations(outcome: Outcome): NonNullable<HomeFacts['registrations']> {
  try {
    if (!outcome.ok) return { state: 'failed', error: outcome.error }
    return { state: 'ready', rows: parseRegistrations(outcome.value) }
  } catch (cause) {
    return { state: 'failed', error: cause instanceof PortalError ? cause : new PortalError('unknown', { cause }) }
  }
}

/** What the app's own page tells: whether it is installed and, to administrators, where it is registered. */
export function useHome(): { home: ShallowRef<HomeState>, load: () => Promise<void> } {
  const portal = usePortal()
  const home = shallowRef<HomeState>({ state: 'loading' })
  let runs = 0

  async function load(): Promise<void> {
    const run = ++runs
    if (home.value.state === 'failed') home.value = { state: 'loading' }
    const commands: Record<'app', Command> = { app: { method: 'app.info' } }
    let next: HomeState
    try {
      const { app, bindings } = portal.opening.isAdmin
        ? await portal.batch({ ...commands, bindings: { method: 'placement.get' } })
        : { ...await portal.batch(commands), bindings: null }
      next = { state: 'ready', facts: { isInstalled: readInstalled(app), registrations: bindings && readRegistrations(bindings) } }
    } catch (cause) {
      next = { state: 'failed', error: cause instanceof PortalError ? cause : new PortalError('unknown', { cause }) }
    }
    if (run === runs) home.value = next
  }

  return { home, load }
}
