import { parseIsoDate } from '../../world/dates.ts'
import { chatsAround, partnerOf, roleOf, unreadCount } from '../../world/dialog.ts'
import type { Chat, Member, Message, Person } from '../../world/model.ts'
import { fullName } from '../../world/people.ts'
import type { Method, MethodContext, Params } from '../../rest/exchange.ts'
import { commonChatShape, isPermitted, mayPost, permissionsOf, restrictionsShape } from './chat-shape.ts'
import { messageUuid, readersOf } from './message-shape.ts'
import { integerOf, isFlagSet, limitOf, offsetOf, textOf, upperCaseNames } from './params.ts'
import { absolute, userShape } from './user-shape.ts'

interface Recent {
  chat: Chat
  member: Member
  last: Message
}

/** Chats the viewer belongs to, the liveliest first. An empty chat has nothing to be listed by. */
function recentsOf({ world, viewer }: MethodContext): Recent[] {
  const recents: Recent[] = []
  for (const chat of chatsAround(world, viewer.id)) {
    const member = chat.members.of(viewer.id)
    if (!member || chat.messages.count === 0) continue
    recents.push({ chat, member, last: chat.messages.at(chat.messages.count - 1) })
  }
  return recents.sort((one, other) => other.last.createdAt - one.last.createdAt || other.last.id - one.last.id)
}

function isChosen({ chat, member, last }: Recent, params: Params, { world, viewer }: MethodContext): boolean {
  const isOpenLine = chat.messageType === 'L'
  const isPrivate = chat.messageType === 'P'
  const isChannel = chat.messageType === 'N' || chat.messageType === 'J'
  const before = parseIsoDate(textOf(params['LAST_MESSAGE_DATE']))
  // The conversation that the date was taken from comes again.
  if (before !== null && last.createdAt > before) return false
  if (isFlagSet(params['SKIP_OPENLINES']) && isOpenLine) return false
  if (isFlagSet(params['SKIP_DIALOG']) && isPrivate) return false
  if (isFlagSet(params['SKIP_CHAT']) && !isPrivate && !isOpenLine && !isChannel) return false
  if (isFlagSet(params['UNREAD_ONLY']) && unreadCount(chat, member) === 0) return false
  if (isFlagSet(params['ONLY_COPILOT']) && chat.type !== 'copilot') return false
  if (isFlagSet(params['ONLY_CHANNEL']) && !isChannel) return false
  return !isFlagSet(params['CAN_MANAGE_MESSAGES'])
    || isPermitted(roleOf(world, viewer.id, chat), permissionsOf(chat)['manage_messages'] ?? 'owner')
}

/** The samples show plain words: assumed that tags are taken out unless the original is asked for. */
function previewText(text: string, params: Params): string {
  return isFlagSet(params['GET_ORIGINAL_TEXT']) ? text : text.replaceAll(/\[\/?[a-z]+(?:[= ][^\]]*)?\]/gi, '')
}

function messageRow({ chat, last }: Recent, params: Params, { world, viewer, isoDate }: MethodContext) {
  const isSeen = last.authorId === viewer.id && readersOf(world, chat, last).length > 0
  return {
    id: last.id,
    text: previewText(last.text, params),
    file: last.fileIds.length > 0,
    author_id: last.authorId,
    attach: false,
    sticker: null,
    date: isoDate(last.createdAt),
    // `received` is the sample's; `delivered` for what others have read is assumed from the messenger's three states.
    status: isSeen ? 'delivered' : 'received',
    uuid: messageUuid(world, last),
  }
}

/** Three fields in a private row; in a group `role` in capitals and `mute_list` a map, which is `[]` when empty. */
function chatRow({ chat, member }: Recent, isPrivate: boolean, { world, viewer }: MethodContext) {
  const muted = member.isMuted ? { [viewer.id]: true } : []
  if (isPrivate) return { text_field_enabled: mayPost(roleOf(world, viewer.id, chat), chat), background_id: null, mute_list: muted }
  return {
    ...commonChatShape(world, viewer.id, chat),
    contains_collaber: false,
    restrictions: restrictionsShape(chat),
    mute_list: muted,
    role: roleOf(world, viewer.id, chat).toUpperCase(),
  }
}

/** Whose picture is beside the last message: the partner, or its author in a group; nobody for a system message. */
function userRow({ last }: Recent, partner: Person | null, { world }: MethodContext) {
  const person = partner ?? world.people.get(last.authorId)
  return person ? { user: userShape(world, person) } : {}
}

function itemShape(recent: Recent, params: Params, context: MethodContext): Record<string, unknown> {
  const { world, viewer, isoDate } = context
  const { chat, member, last } = recent
  const partner = partnerOf(world, viewer.id, chat)
  const user = userRow(recent, partner, context)
  return {
    id: partner ? partner.id : `chat${chat.id}`,
    chat_id: chat.id,
    type: partner ? 'user' : 'chat',
    avatar: { url: partner ? String(user.user?.['avatar'] ?? '') : absolute(world, chat.avatar), color: partner ? partner.color : chat.color },
    title: partner ? fullName(partner) : chat.name,
    message: messageRow(recent, params, context),
    counter: unreadCount(chat, member),
    last_id: member.lastReadId,
    pinned: false,
    unread: false,
    has_reminder: false,
    date_update: isoDate(last.createdAt),
    date_last_activity: isoDate(last.createdAt),
    ...user,
    chat: chatRow(recent, partner !== null, context),
    // Assumed: the dialogue's number from `entity_data_1`, and 20, a dialogue somebody has answered.
    ...(chat.messageType === 'L' ? { lines: { id: integerOf(chat.entityData1.split('|')[5]), status: 20, date_create: isoDate(chat.createdAt) } } : {}),
    options: [],
  }
}

/**
 * Paging, the date's edge and what `SKIP_CHAT` leaves follow the source where the page is silent (bitrix-core-business,
 * modules/im/lib/recent.php getList, im_rest.php recentList): a full page always says that there is more, and an offset beside a
 * date is not looked at. Missing here: waiting open lines, which the portal adds to every page on top of the limit.
 */
export const recentList: Method = {
  name: 'im.recent.list',
  scopes: ['im'],
  source: 'api-reference/chats/im-recent-list.md',
  run(params, context) {
    const given = upperCaseNames(params)
    const limit = limitOf(given['LIMIT'], 50, 200)
    const offset = offsetOf(params)
    const from = parseIsoDate(textOf(given['LAST_MESSAGE_DATE'])) === null ? offset : 0
    const recents = recentsOf(context).filter(recent => isChosen(recent, given, context)).slice(from, from + limit)
    const hasMore = recents.length === limit
    return {
      result: {
        items: recents.map(recent => itemShape(recent, given, context)),
        hasMorePages: hasMore,
        hasMore,
        // Assumed null where the assistant is switched off: the sample is of a portal that has it.
        copilot: null,
        messagesAutoDeleteConfigs: [],
      },
      total: -1,
      ...(hasMore ? { next: offset + recents.length } : {}),
    }
  },
}
