import { hasAccess, privateKey, resolveDialog, sharesWorkgroup } from '../../world/dialog.ts'
import type { Chat } from '../../world/model.ts'
import { type MethodContext, RestError } from '../../rest/exchange.ts'
import { integerOf, isGiven, textOf } from './params.ts'

/**
 * The form that the portal checks: digits, or `chat`/`sg` and digits, letters in either case; `0` counts as empty, as
 * everything that PHP takes for false (bitrix-core-business, modules/im/lib/common.php). The source also lets `crm` and
 * digits through, which no page mentions: left out here.
 */
const DIALOG_ID = /^(\d+|(chat|sg)\d+)$/i

function noDialog(): RestError {
  return new RestError('ACCESS_ERROR', 'You do not have access to the specified dialog', 403)
}

function noChat(): RestError {
  return new RestError('ACCESS_ERROR', 'You don\'t have access to this chat', 400)
}

/** `DIALOG_ID` as it came, and as `resolveDialog` wants it. @throws RestError `DIALOG_ID_EMPTY` 400 */
export function readDialogId(value: unknown): { dialogId: string, plain: string } {
  const dialogId = textOf(value)
  if (dialogId === '0' || !DIALOG_ID.test(dialogId)) throw new RestError('DIALOG_ID_EMPTY', 'Dialog ID can\'t be empty', 400)
  return { dialogId, plain: dialogId.toLowerCase().replace(/^(chat|sg|)0+(?=\d)/, '$1') }
}

/**
 * The chat that `DIALOG_ID` names, if the viewer may read it.
 * @throws RestError `DIALOG_ID_EMPTY` 400 for no or a malformed id, `ACCESS_ERROR` 403 without access, `ACCESS_ERROR` 400
 * with the other text when the person may be written to but no conversation exists (same source, dialogGet)
 */
export function requireDialog(value: unknown, { world, viewer }: MethodContext): { chat: Chat, dialogId: string } {
  const { dialogId, plain } = readDialogId(value)
  const chat = resolveDialog(world, viewer.id, plain)
  if (chat) {
    if (!hasAccess(world, viewer, chat)) throw noDialog()
    return { chat, dialogId }
  }
  if (/^\d/.test(plain) && mayTalkTo(Number(plain), { world, viewer })) throw noChat()
  throw noDialog()
}

/** Anybody inside may write to anybody inside; with an external person on either side they must share a workgroup. */
function mayTalkTo(personId: number, { world, viewer }: Pick<MethodContext, 'world' | 'viewer'>): boolean {
  if (personId === viewer.id || world.privateChats.has(privateKey(personId, viewer.id))) return true
  const isInside = !viewer.isExtranet && !(world.people.get(personId)?.isExtranet ?? false)
  return isInside || sharesWorkgroup(world, viewer.id, personId)
}

/**
 * The chat that `CHAT_ID` names, if the viewer may read it.
 * @throws RestError `CHAT_ID_EMPTY` 400 with `emptyText`, `ACCESS_ERROR` 403 with `accessText`
 */
export function requireChat(value: unknown, texts: { empty: string, access: string }, { world, viewer }: MethodContext): Chat {
  if (!isGiven(value) || textOf(value) === '') throw new RestError('CHAT_ID_EMPTY', texts.empty, 400)
  const chat = world.chats.get(integerOf(value))
  if (!chat || !hasAccess(world, viewer, chat)) throw new RestError('ACCESS_ERROR', texts.access, 403)
  return chat
}
