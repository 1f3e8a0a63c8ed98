import { perform } from '../../life/perform.ts'
import { hasAccess, resolveDialog, unreadCount } from '../../world/dialog.ts'
import type { Chat, Member } from '../../world/model.ts'
import { type Method, type MethodContext, RestError } from '../../rest/exchange.ts'
import { readDialogId } from './access.ts'
import { integerOf, isGiven, textOf, upperCaseNames } from './params.ts'

function findChat(given: Record<string, unknown>, { world, viewer }: MethodContext): Chat | null {
  // Where both are given the published source looks at the dialog id (bitrix-core-business, im_rest.php, chatMute).
  if (isGiven(given['DIALOG_ID'])) return resolveDialog(world, viewer.id, readDialogId(given['DIALOG_ID']).plain)
  const chatId = integerOf(given['CHAT_ID'])
  if (chatId <= 0) throw new RestError('CHAT_ID_EMPTY', 'Chat ID can\'t be empty', 400)
  return world.chats.get(chatId) ?? null
}

/** The page takes a person's number for `DIALOG_ID`; an older published source refuses one with `DIALOG_ID_EMPTY`. */
export const chatMute: Method = {
  name: 'im.chat.mute',
  scopes: ['im'],
  source: 'api-reference/chats/special-operations/im-chat-mute.md',
  run(params, context) {
    const given = upperCaseNames(params)
    const chat = findChat(given, context)
    const member = chat && hasAccess(context.world, context.viewer, chat) ? chat.members.of(context.viewer.id) : undefined
    // since October 2025 nobody may mute a conversation of an open line, although its restrictions say so, and members alone any other chat
    // (yuliai/bitrix-modules, im/classes/general/im_rest.php, chatMute, and im/lib/V2/Permission.php)
    if (!chat?.restrictions.mute || chat.messageType === 'L' || !member) throw new RestError('ACCESS_ERROR', 'This chat cannot be muted', 403)
    member.isMuted = textOf(given['MUTE']) !== 'N'
    return { result: true }
  },
}

/** Id of the last message up to `messageId`, all of them without one; a mark never goes back: assumed, the page does not say. */
function markFor(chat: Chat, member: Member, messageId: number): number {
  const { messages } = chat
  const after = messageId > 0 ? messages.lowerBound(messageId + 1) : messages.count
  return after === 0 ? member.lastReadId : Math.max(member.lastReadId, messages.at(after - 1).id)
}

export const dialogRead: Method = {
  name: 'im.dialog.read',
  scopes: ['im'],
  source: 'api-reference/chats/messages/im-dialog-read.md',
  run(params, context) {
    const given = upperCaseNames(params)
    const { dialogId, plain } = readDialogId(given['DIALOG_ID'])
    const chat = resolveDialog(context.world, context.viewer.id, plain)
    const member = chat?.members.of(context.viewer.id)
    // "Returns false if the user does not have access": assumed for those, too, who only look and have no read mark.
    if (!chat || !member) return { result: false }
    const lastId = markFor(chat, member, integerOf(given['MESSAGE_ID']))
    if (lastId > member.lastReadId) Object.assign(member, { lastReadId: lastId, lastReadAt: context.now })
    return { result: { dialogId, chatId: chat.id, lastId: member.lastReadId, counter: unreadCount(chat, member) } }
  },
}

/** Texts and statuses of the published source (bitrix-core-business, im_rest.php, chatUserDelete; modules/im/classes/general/im_chat.php). */
function refuseLeaving(chat: Chat | undefined, { viewer }: MethodContext): void {
  if (chat?.entityType === 'GENERAL') throw new RestError('ACCESS_ERROR', 'Action unavailable', 403)
  // A chat that is not there allows nothing; a private conversation has nobody who could leave: assumed.
  if (!chat?.restrictions.leave || chat.messageType === 'P') {
    throw new RestError('ACCESS_ERROR', 'It is forbidden to delete users of this chat', 403)
  }
  const isOwner = chat.ownerId === viewer.id
  // Chats of the new task card and CoPilot's have the restrictions of any chat, and rights of their own (yuliai/bitrix-modules of May 2026,
  // tasks/lib/V2/Internal/Integration/Im/Chat.php, onRegisterType, and im/lib/V2/Permission.php).
  const isHeld = chat.entityType === 'TASKS_TASK' || (isOwner && chat.messageType === 'A')
  const cannotLeave = isHeld || !chat.members.of(viewer.id) || (isOwner && !chat.restrictions.leaveOwner)
  // The page names code and text, and two statuses for all its errors: 400 is that of this place in the source.
  if (cannotLeave) throw new RestError('ACCESS_DENIED_KICK', 'Access denied to kick user from chat', 400)
}

export const chatLeave: Method = {
  name: 'im.chat.leave',
  scopes: ['im'],
  source: 'api-reference/chats/chat-users/im-chat-leave.md',
  run(params, context) {
    const chatId = integerOf(upperCaseNames(params)['CHAT_ID'])
    if (chatId <= 0) throw new RestError('CHAT_ID_EMPTY', 'Chat ID can\'t be empty', 400)
    const chat = context.world.chats.get(chatId)
    refuseLeaving(chat, context)
    if (chat) perform(context.world, chat, { kind: 'leave', by: context.viewer.id }, context.now)
    return { result: true }
  },
}
