import { bindParams, type SidebarItem } from '../../src/settings/registration/sidebar-item.ts'
import { aPortal, type TestPortal } from '../portal/core/rest/test-portal.ts'
import { aChat, aWorld } from '../portal/core/rest/test-world.ts'

/** An item that every portal accepts, so a test that changes one field judges that field alone. */
export const VALID_ITEM: SidebarItem = {
  handler: 'https://app.example.com/', titles: { en: 'About this chat' }, iconName: 'fa-comments', context: 'ALL', role: 'USER', extranet: 'N', color: '',
}

/**
 * A portal that answers any number of calls: 1 is an administrator, 2 an employee, 3 from outside, 4 a bot; chats 10 (group),
 * 11 (open line), 12 (1 with 2), 13 (of CRM), 14 (channel).
 */
export function aPatientPortal(): TestPortal {
  const world = aWorld({ limits: { burst: Number.MAX_SAFE_INTEGER, operatingSeconds: null } })
  world.chats.set(13, aChat({ id: 13, type: 'crm', entityType: 'CRM' }))
  world.chats.set(14, aChat({ id: 14, type: 'channel', messageType: 'N' }))
  return aPortal(world)
}

/** The portal's answer to the registration of an item: `true`, or the code of its refusal from any place in the answer. */
export function verdictOn({ call, portal }: TestPortal, item: SidebarItem): unknown {
  portal.world.app.bindings = []
  const { error, result } = call('placement.bind', bindParams(item)).body
  return error ?? (typeof result === 'object' && result !== null && 'error' in result ? result.error : result)
}
