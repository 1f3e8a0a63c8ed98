/** A chat's sidebar: https://apidocs.bitrix24.com/api-reference/widgets/im/sidebar.html. */
export const SIDEBAR = 'IM_SIDEBAR'

/**
 * The *Apps* menu above the input field of a chat in the mobile app, which keeps neither icon nor colour and shows the item to everybody
 * in every chat: https://apidocs.bitrix24.com/api-reference/widgets/mobile-app.html.
 */
export const MOBILE = 'IMMOBILE_CONTEXT_MENU'

/** A place of the portal that opens Chatside beside a chat. */
export type Place = typeof SIDEBAR | typeof MOBILE

export function isPlace(placement: string): placement is Place {
  return placement === SIDEBAR || placement === MOBILE
}
