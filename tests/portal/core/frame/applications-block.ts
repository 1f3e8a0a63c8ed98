import type { Chat } from '../world/model.ts'

/**
 * Kinds of chats whose sidebar has no block *Applications*. The messenger picks a preset of blocks by the chat's type; these
 * presets leave the block out, and a type that no preset names gets one that has it.
 * Source: the newest readable im/v2/lib/sidebar, presets and SidebarManager. Its preset for `lines` leaves the block out as well,
 * older messengers show it there, and the page of IM_SIDEBAR offers `LINES` as a context: the page is followed.
 */
const WITHOUT_BLOCK = ['tasksTask', 'channel', 'openChannel', 'generalChannel', 'comment', 'copilot', 'collab', 'support24Question']

/**
 * Whether the sidebar of this dialog has the block at all, whatever is registered. Notes to oneself have none; a conversation
 * with a bot has one, except with the assistant, whom this portal does not have.
 */
export function hasApplicationsBlock(viewerId: number, dialogId: string, chat: Chat | null): boolean {
  if (dialogId === String(viewerId)) return false
  // The letter is the same for comments under every name of their type.
  return chat === null || (chat.messageType !== 'T' && !WITHOUT_BLOCK.includes(chat.type))
}
