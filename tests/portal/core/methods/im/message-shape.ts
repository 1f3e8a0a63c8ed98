import { isoDate } from '../../world/dates.ts'
import { activeMembers } from '../../world/dialog.ts'
import type { Chat, ForwardedFrom, Member, Message, Person, World } from '../../world/model.ts'
import { systemWords } from '../../life/system-words.ts'
import { uuidText } from '../../world/random.ts'

/**
 * `ATTACH` is a list of what `im.message.add` was given, with its blocks brought into one form (bitrix-core-business,
 * modules/im/classes/general/im_message_param.php, GetAttachByJson): assumed to be so today, the page of attachments says only
 * that they arrive in `params`. Set fields only; with none of them PHP prints its empty map as a list.
 */
export function messageParams(message: Message): Record<string, unknown> | [] {
  const params: Record<string, unknown> = {}
  if (message.likedBy.length > 0) params['LIKE'] = message.likedBy
  if (message.fileIds.length > 0) params['FILE_ID'] = message.fileIds
  if (message.attach !== undefined && message.attach.length > 0) params['ATTACH'] = message.attach
  // Not on the page, but where the source keeps it (bitrix-core-business, modules/im/lib/V2/Message/Params.php).
  if (message.replyToId !== undefined) params['REPLY_ID'] = message.replyToId
  // Not on the page either. The source once named the chat by its number alone (FORWARD_CHAT_ID, FORWARD_TITLE); later it has the place as
  // it stands behind a quote, and the title (Params.php; im_messenger.php and classes/general/im_message.php read both).
  if (message.forward !== undefined) {
    params['FORWARD_ID'] = message.forward.messageId
    params['FORWARD_CONTEXT_ID'] = forwardContext(message.forward)
    params['FORWARD_USER_ID'] = message.forward.authorId
    params['FORWARD_CHAT_TITLE'] = message.forward.chatTitle
  }
  if (message.isEdited === true) params['IS_EDITED'] = 'Y'
  if (message.isPinned === true) params['IS_PINNED'] = 'Y'
  // nothing else is left of a message that was deleted (modules/im/lib/V2/Message/Delete/DeleteService.php, deleteSoft)
  if (message.isDeleted === true) return { IS_DELETED: 'Y' }
  // modules/im/lib/V2/Link/Pin/PinService.php, sendMessageAboutPin
  if (message.isPinNote === true) Object.assign(params, { CLASS: 'bx-messenger-content-item-system', BETA: 'Y' })
  if (message.systemCode !== '') {
    params['CODE'] = [message.systemCode]
    params['NOTIFY'] = 'N'
  }
  return Object.keys(params).length > 0 ? params : []
}

export function forwardContext({ place, messageId }: ForwardedFrom): string {
  return `${place}/${messageId}`
}

export function messageUuid(world: World, message: Message): string | null {
  return message.authorId === 0 ? null : uuidText(`${world.settings.memberId}:message:${message.id}`)
}

/** Only members have something to read: for people who just look nothing is unread. */
export function isUnread(member: Member | undefined, message: Message): boolean {
  return member !== undefined && member.lastReadId < message.id
}

/** Those of `messageParams` that im.dialog.messages.get prints. */
function paramsOfPage({ settings }: World, message: Message): Record<string, unknown> | [] {
  const params = messageParams(message)
  if (settings.undocumented?.messageParams !== 'as-sourced') return params
  const left = Object.entries(params).filter(([name]) => !/^(?:FORWARD|REPLY)_/.test(name))
  if (message.forward && message.isDeleted !== true) left.push(['FORWARD_ID', [String(message.forward.messageId)]])
  return left.length > 0 ? Object.fromEntries(left) : []
}

/**
 * A message as im.dialog.messages.get prints it. A sticker has no words, and this method takes whatever has none, no file, no keyboard and no
 * attachment for deleted, and says so in the caller's language; the search knows better (yuliai/bitrix-modules of May 2026, im/lib/chat.php,
 * getMessages; im/lib/V2/Message.php, isCompletelyEmpty). Keys of the sticker are in upper case here (im_message_param.php, PrepareValues).
 */
export function messageShape(world: World, chat: Chat, member: Member | undefined, viewer: Person, message: Message): Record<string, unknown> {
  const { sticker } = message
  return {
    id: message.id,
    chat_id: chat.id,
    author_id: message.authorId,
    date: isoDate(message.createdAt, world.settings.utcOffsetMinutes),
    text: sticker ? systemWords(world, 'deleted', { who: viewer }) : message.text,
    unread: isUnread(member, message),
    uuid: messageUuid(world, message),
    replaces: [],
    params: sticker
      ? { ...paramsOfPage(world, message), STICKER_PARAMS: { ID: sticker.id, PACK_ID: sticker.packId, PACK_TYPE: sticker.packType }, IS_DELETED: 'Y' }
      : paramsOfPage(world, message),
    disappearing_date: null,
  }
}

/**
 * People of a selection of messages: authors, and whom a system message names, as the sample has it. People who are only
 * mentioned or who only liked are assumed to be missing: the page does not promise more than the people of the selection.
 */
export function peopleIn(world: World, messages: readonly Message[]): Person[] {
  const ids = new Set<number>()
  for (const message of messages) {
    if (message.authorId > 0) ids.add(message.authorId)
    if (message.systemCode === '') continue
    for (const [, id] of message.text.matchAll(/\[USER=(\d+)/g)) ids.add(Number(id))
  }
  return [...ids].map(id => world.people.get(id)).filter(person => person !== undefined)
}

export function filesIn(chat: Chat, messages: readonly Message[]) {
  return messages.flatMap(message => message.fileIds).map(id => chat.files.get(id)).filter(file => file !== undefined)
}

/** Who has read a message, besides its author: in the order of reading. */
export function readersOf(world: World, chat: Chat, message: Message): [Member, Person][] {
  return [...activeMembers(world, chat)]
    .filter(([member]) => member.lastReadId >= message.id && member.personId !== message.authorId)
    .sort(([one], [other]) => (one.lastReadAt ?? 0) - (other.lastReadAt ?? 0))
}
