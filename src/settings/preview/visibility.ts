import { readContext, type Context, type SidebarItem } from '../registration/sidebar-item.ts'

/** Who looks at a chat. External people are those of the extranet. */
export const AUDIENCES = ['admin', 'employee', 'external'] as const
export type Audience = typeof AUDIENCES[number]

interface KindOfChat {
  id: string
  /** What the chat counts as when `context` is compared; null where only `ALL` fits. */
  countsAs: Context | null
}

/**
 * Kinds of chats whose sidebar has the block of applications, with what they count as. Sources: the messenger's presets for its
 * sidebar (modules/im, im/v2/lib/sidebar/src/presets; a kind without a preset has the block), im/v2/lib/market/src/classes/availability-manager.js,
 * and https://apidocs.bitrix24.com/api-reference/widgets/im/sidebar.html. That page is followed where it and the source differ: it keeps
 * bots out of `USER`, and gives `LINES` an item that the newest readable source leaves out.
 */
export const KINDS = [
  { id: 'private', countsAs: 'USER' },
  { id: 'bot', countsAs: null },
  { id: 'group', countsAs: 'CHAT' },
  { id: 'open', countsAs: 'CHAT' },
  { id: 'general', countsAs: 'CHAT' },
  { id: 'workgroup', countsAs: 'CHAT' },
  { id: 'calendar', countsAs: 'CHAT' },
  { id: 'old-task', countsAs: 'CHAT' },
  { id: 'video-conference', countsAs: 'CHAT' },
  { id: 'other', countsAs: 'CHAT' },
  { id: 'open-line', countsAs: 'LINES' },
  { id: 'crm', countsAs: 'CRM' },
] as const satisfies readonly KindOfChat[]

/** Kinds whose sidebar has no block of applications, whatever is registered: the same presets. */
export const KINDS_WITHOUT_APPLICATIONS = [
  'notes', 'assistant', 'copilot', 'collab', 'task', 'channel', 'channel-comments', 'support',
] as const

type Options = Pick<SidebarItem, 'context' | 'role' | 'extranet'>

function fits(context: string, { countsAs }: KindOfChat): boolean {
  const contexts = readContext(context)
  return contexts === 'ALL' || (countsAs !== null && contexts.includes(countsAs))
}

/** modules/im/lib/V2/Marketplace/Application.php: administrators see everything, others what is for `USER`, external people what is for them too. */
function isFor(audience: Audience, { role, extranet }: Options): boolean {
  if (audience === 'admin') return true
  return role === 'USER' && (audience === 'employee' || extranet === 'Y')
}

/** Whether an item with these options is seen in the sidebar of a chat of this kind by somebody in it. */
export function isSeen(options: Options, kind: KindOfChat, audience: Audience): boolean {
  return fits(options.context, kind) && isFor(audience, options)
}
