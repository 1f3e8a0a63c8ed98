/**
 * The mobile app: what its chats offer in the *Apps* menu above the input field, and the page that this opens over the conversation.
 * Sources: api-reference/widgets/mobile-app.html; avshatalov48 (mirrors of the portal's modules), the mobile extension `market-app-manager`
 * and the page `/mobile/marketplace/` of August 2026, which shows app.layout as the desktop does.
 */
import { titleFor } from '../methods/placement/titles.ts'
import { isMap } from '../php.ts'
import { mayUseApp } from '../rest/caller.ts'
import type { PlacementBinding, World } from '../world/model.ts'
import { MOBILE_PATH, type MobileItem } from './exchange.ts'

const MOBILE = 'IMMOBILE_CONTEXT_MENU'

/**
 * Items of the menu: of a finished installation, to people who may use the application, whatever role, extranet and context their
 * registration has, for the app asks without them. The menu's button, which not every portal has, is always there in this one.
 */
export function listMobileItems(world: World, viewerId: number, language: string, dialogId: string): MobileItem[] {
  const { app, settings } = world
  const viewer = world.people.get(viewerId)
  if (!app.isInstalled || !viewer || !mayUseApp(world, viewer)) return []
  return app.bindings.filter(({ placement }) => placement === MOBILE).map(binding => ({
    title: titleFor(binding, language, settings),
    address: `${MOBILE_PATH}?id=${app.id}&bx24_placement=${binding.placement}&bx24_placementId=${binding.id}`
      + `&bx24_placementOptions=${encodeURIComponent(JSON.stringify({ dialogId }))}`,
  }))
}

/** What the page's own query asks for: which registration, and the options, which are none unless they are the JSON of a map or a list. */
export function readMobileQuery(
  query: Readonly<Record<string, string>>,
  bindings: readonly PlacementBinding[],
): { binding: PlacementBinding, options: unknown } | null {
  const binding = bindings.find(({ id, placement }) => id === Number(query['bx24_placementId']) && placement === query['bx24_placement'])
  return binding ? { binding, options: readOptions(query['bx24_placementOptions'] ?? '') } : null
}

function readOptions(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isMap(value) || Array.isArray(value) ? value : ''
  } catch {
    return ''
  }
}
