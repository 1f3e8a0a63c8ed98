import { chatsAround, firstVisible } from '../../world/dialog.ts'
import type { MadeOfMessage } from '../../world/made-of-message.ts'
import type { Chat, Message } from '../../world/model.ts'
import { quoteOf } from '../../world/quote.ts'
import { type Method, type MethodContext, type Params, RestError } from '../../rest/exchange.ts'
import { requireDialog } from './access.ts'
import { integerOf, textOf, upperCaseNames } from './params.ts'

/** `MESSAGE_ID`, for which the source also takes `ID`. @throws RestError `MESSAGE_ID_ERROR` 400 */
function readMessageId(given: Params): number {
  const id = integerOf(given['MESSAGE_ID'] ?? given['ID'])
  if (id <= 0) throw new RestError('MESSAGE_ID_ERROR', 'Message ID can\'t be empty', 400)
  return id
}

/** A message by its id alone, which no other message of the portal has, where the caller is a member. */
function findOwn({ world, viewer }: MethodContext, id: number): { chat: Chat, message: Message } | null {
  for (const chat of chatsAround(world, viewer.id)) {
    const message = chat.members.of(viewer.id) && chat.messages.byId(id)
    if (message) return { chat, message }
  }
  return null
}

/**
 * "Who can execute: chat participant". The page explains `WITHOUT_CHANGES` as a state that was already the same; the source gives
 * the same answer to who is no member and for a message that is not there (bitrix-core-business, im_rest.php, messageLike;
 * modules/im/classes/general/im_messenger.php, Like). Anything but `plus` and `minus` is `auto`, in any case.
 */
export const messageLike: Method = {
  name: 'im.message.like',
  scopes: ['im'],
  source: 'api-reference/chats/messages/im-message-like.md',
  run(params, context) {
    const { viewer } = context
    const given = upperCaseNames(params)
    const found = findOwn(context, readMessageId(given))
    const action = textOf(given['ACTION']).toLowerCase()
    const isLiked = found?.message.likedBy.includes(viewer.id) ?? false
    const isAsked = action === 'plus' || (action !== 'minus' && !isLiked)
    if (!found || isAsked === isLiked) throw new RestError('WITHOUT_CHANGES', 'Action completed without changes', 400)
    const others = found.message.likedBy.filter(id => id !== viewer.id)
    found.chat.messages.amend(found.message.id, { likedBy: isAsked ? [...others, viewer.id].sort((one, other) => one - other) : others })
    return { result: true }
  },
}

const KINDS: ReadonlyMap<string, MadeOfMessage['kind']> = new Map([['CHAT', 'chat'], ['TASK', 'task'], ['POST', 'post'], ['CALEND', 'meeting']])
/** Ends of the message that the portal writes about it; the wording is assumed, the source has it in its language files. */
const NOTES: Record<MadeOfMessage['kind'], (personId: number, id: number) => string> = {
  chat: (_personId, id) => `A chat was created from this message: [CHAT=${id}]open[/CHAT]`,
  task: (personId, id) => `A task was created from this message: /company/personal/user/${personId}/tasks/task/view/${id}/`,
  post: (personId, id) => `A post was created from this message: /company/personal/user/${personId}/blog/${id}/`,
  meeting: (personId, id) => `An event was created from this message: /company/personal/user/${personId}/calendar/?EVENT_ID=${id}`,
}

/** What the caller may read of the dialog's chat, or null. The source looks the message up in any chat: that it is one of the dialog's is assumed. */
function readableMessage(chat: Chat, { viewer }: MethodContext, id: number): Message | null {
  const message = chat.messages.byId(id)
  return message && chat.messages.lowerBound(id) >= firstVisible(chat, chat.members.of(viewer.id)) ? message : null
}

/** The portal tells everybody in the chat, quoting the message as the messenger does (modules/im/classes/general/im_share.php, SendMessage). */
function tell(chat: Chat, message: Message, made: MadeOfMessage, { world, now }: MethodContext): void {
  chat.messages.add({
    authorId: 0, createdAt: now, likedBy: [], fileIds: [], systemCode: '', text: [...quoteOf(world, chat, message), NOTES[made.kind](made.personId, made.id)].join('\n'),
  })
}

/**
 * Each call makes another object, and none says which: the answer is `true`. External people are refused and so is an unknown type,
 * as the page's "incorrect request parameters" (modules/im/classes/general/im_messenger.php, Share; the newest readable source lets
 * an unknown type pass and makes nothing).
 */
export const messageShare: Method = {
  name: 'im.message.share',
  scopes: ['im'],
  source: 'api-reference/chats/messages/im-message-share.md',
  run(params, context) {
    const { world, viewer, now } = context
    const given = upperCaseNames(params)
    const messageId = readMessageId(given)
    const { chat } = requireDialog(given['DIALOG_ID'], context)
    const kind = KINDS.get(textOf(given['TYPE']))
    const message = readableMessage(chat, context, messageId)
    if (!kind || !message || viewer.isExtranet) throw new RestError('PARAMS_ERROR', 'Incorrect params', 400)
    const made: MadeOfMessage = {
      id: 1_000 + world.madeOfMessages.length, kind, personId: viewer.id, messageId, title: message.text.replace(/\s+/g, ' ').trim().slice(0, 255), createdAt: now,
    }
    world.madeOfMessages.push(made)
    tell(chat, message, made, context)
    return { result: true }
  },
}
