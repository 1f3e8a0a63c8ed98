import { aPortal } from '../../rest/test-portal.ts'
import { aWorld } from '../../rest/test-world.ts'

export const sidebar = { PLACEMENT: 'IM_SIDEBAR', HANDLER: 'https://app.example.com/', OPTIONS: { iconName: 'fa-users' } }

/** A portal and a `placement.bind` on it with the sidebar's usual parameters. */
export function aBinding(world = aWorld()) {
  const portal = aPortal(world)
  const bind = (changes: Record<string, unknown> = {}, personId = 1) => portal.call('placement.bind', { ...sidebar, ...changes }, personId)
  return { ...portal, bind, rows: () => world.app.bindings }
}
