import { isPlace } from '../bitrix24/placements.ts'
import type { StartState } from './start-state.ts'

export type ScreenName =
  | 'starting' | 'sidebar' | 'wide' | 'home' | 'install' | 'outside' | 'wrong-host' | 'unknown-placement' | 'failed'

/** Which screen fits: chosen from what the portal says, never from the address. */
export function screenFor(start: StartState): ScreenName {
  if (start.state === 'starting') return 'starting'
  if (start.state === 'broken') return 'failed'
  if (start.state === 'failed') {
    if (start.failure.kind === 'outside-portal') return 'outside'
    return start.failure.kind === 'wrong-host' ? 'wrong-host' : 'failed'
  }
  const { placement, isInstallMode, parameters } = start.opening
  if (isPlace(placement)) return 'sidebar'
  if (isInstallMode) return 'install'
  if (placement === 'DEFAULT' && parameters?.['panel'] !== undefined) return 'wide'
  return placement === 'DEFAULT' ? 'home' : 'unknown-placement'
}
