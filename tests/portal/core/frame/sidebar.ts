import { colorByName, colorByNumber } from '../methods/placement/im-colors.ts'
import { titleFor } from '../methods/placement/titles.ts'
import { trimText } from '../php.ts'
import { mayUseApp } from '../rest/caller.ts'
import { chatContext, resolveDialog } from '../world/dialog.ts'
import type { Chat, PlacementBinding, World } from '../world/model.ts'
import { hasApplicationsBlock } from './applications-block.ts'
import type { SidebarItem } from './exchange.ts'

/**
 * Context of a dialog; a private conversation that nobody began yet has no chat, and what the portal does not know is `null`.
 * The page of IM_SIDEBAR excludes bots from `USER`; the newest readable availability-manager.js would count them in.
 */
function contextOf(world: World, dialogId: string, chat: Chat | null): string | null {
  if (chat) return chatContext(chat)
  const partner = /^\d+$/.test(dialogId) ? world.people.get(Number(dialogId)) : undefined
  if (!partner) return null
  return partner.isBot ? 'NONE' : 'USER'
}

/** `ALL` covers everything, and a dialog of unknown kind shows every item: im/v2/lib/market, availability-manager.js. */
function coversContext({ options }: PlacementBinding, context: string | null): boolean {
  const covered = trimText(options['context'] ?? 'ALL').split(';')
  return context === null || covered.includes('ALL') || covered.includes(context)
}

/**
 * Items that the *Applications* block shows: where there is one, only of a finished installation, to people who may use the
 * application, by role, extranet and context of the registration. All have the same order value, so they come as they were registered.
 * Source: modules/im/lib/V2/Marketplace/Application.php and Application/Entity.php.
 */
export function listSidebarItems(world: World, viewerId: number, dialogId: string, language: string): SidebarItem[] {
  const viewer = world.people.get(viewerId)
  if (!world.app.isInstalled || !viewer || !mayUseApp(world, viewer)) return []
  const chat = resolveDialog(world, viewerId, dialogId)
  if (!hasApplicationsBlock(viewerId, dialogId, chat)) return []
  const context = contextOf(world, dialogId, chat)
  return world.app.bindings
    .filter(binding => binding.placement === 'IM_SIDEBAR'
      && (viewer.isAdmin || (binding.options['role'] ?? 'USER') === 'USER')
      && (!viewer.isExtranet || binding.options['extranet'] === 'Y')
      && coversContext(binding, context))
    .map(binding => ({
      bindingId: binding.id,
      title: titleFor(binding, language, world.settings),
      iconName: binding.options['iconName'] ?? '',
      color: colorByName(binding.options['color'] ?? '') ?? colorByNumber(binding.id),
    }))
}
