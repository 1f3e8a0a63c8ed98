import { parseIsoDate } from '../../world/dates.ts'
import { activeMembers, firstVisible } from '../../world/dialog.ts'
import { firstWhere } from '../../world/message-list.ts'
import type { Chat, Member, Message, Person, World } from '../../world/model.ts'
import { type Method, type MethodContext, type Params, RestError } from '../../rest/exchange.ts'
import { requireChat } from './access.ts'
import { fileShape } from './file-shape.ts'
import { filesIn, forwardContext, isUnread, messageParams, messageUuid, peopleIn } from './message-shape.ts'
import { integerOf, isGiven, limitOf, textOf, upperCaseNames } from './params.ts'
import { absolute, camelUserShape } from './user-shape.ts'
import { fullName } from '../../world/people.ts'

const DAY = 24 * 3_600_000

/** @throws RestError for what is no date: assumed code `0`, the one an exception without a code gets; no page names it */
function dateOf(value: unknown): number | null {
  const text = textOf(value)
  if (text === '') return null
  const time = parseIsoDate(text)
  if (time === null) throw new RestError('0', 'Incorrect date/time', 400)
  return time
}

/** Positions that the dates and the viewer's rights leave: times never fall along the list, so both ends are found quickly. */
function window(chat: Chat, member: Member | undefined, params: Params): { from: number, to: number } {
  const { messages } = chat
  const day = dateOf(params['DATE'])
  const since = Math.max(dateOf(params['DATE_FROM']) ?? -Infinity, day ?? -Infinity)
  const until = Math.min(dateOf(params['DATE_TO']) ?? Infinity, day === null ? Infinity : day + DAY)
  return {
    from: Math.max(firstVisible(chat, member), firstWhere(messages.count, position => messages.at(position).createdAt >= since)),
    to: firstWhere(messages.count, position => messages.at(position).createdAt > until),
  }
}

function isAscending(params: Params): boolean {
  const order = params['ORDER']
  const direction = typeof order === 'object' && order !== null && 'ID' in order ? textOf(order.ID) : ''
  return direction.toUpperCase() === 'ASC'
}

function find(chat: Chat, member: Member | undefined, params: Params): Message[] {
  const { messages } = chat
  const { from, to } = window(chat, member, params)
  const ascending = isAscending(params)
  // Given is given: before 0 there is nothing, so a first page must leave it out (messagecollection.php, processFilters).
  const lastId = isGiven(params['LAST_ID']) ? integerOf(params['LAST_ID']) : null
  const begin = ascending && lastId !== null ? Math.max(from, messages.lowerBound(lastId + 1)) : from
  const end = !ascending && lastId !== null ? Math.min(to, messages.lowerBound(lastId)) : to
  const limit = limitOf(params['LIMIT'], 50, 200)
  const wanted = textOf(params['SEARCH_MESSAGE']).toLocaleLowerCase()
  // A text of one or two characters is as good as none.
  const isWanted = (message: Message) => [...wanted].length <= 2 || message.text.toLocaleLowerCase().includes(wanted)

  const found: Message[] = []
  for (let step = 0; step < end - begin && found.length < limit; step += 1) {
    const message = messages.at(ascending ? begin + step : end - 1 - step)
    if (isWanted(message)) found.push(message)
  }
  return found
}

/** Assumed: who wrote what was passed on is described here, as in the event of such a message, but not by im.dialog.messages.get. */
function forwardedPeople(world: World, messages: readonly Message[]): Person[] {
  return messages.flatMap(({ forward }) => world.people.get(forward?.authorId ?? 0) ?? [])
}

/** `like` is the one reaction that the methods of `im` know. */
function reactionShape(message: Message, viewerId: number) {
  return {
    messageId: message.id,
    reactionCounters: { like: message.likedBy.length },
    reactionUsers: { like: message.likedBy },
    ownReactions: message.likedBy.includes(viewerId) ? ['like'] : [],
  }
}

/** Keys as im_message.php (bitrix-core-business, modules/im/classes/general) puts them together; the page shows `null` only. */
function forwardShape({ forward }: Message) {
  return forward === undefined ? null : { id: forwardContext(forward), userId: forward.authorId, chatTitle: forward.chatTitle, chatType: 'chat' }
}

function searchShape(chat: Chat, messages: readonly Message[], { world, viewer, isoDate }: MethodContext) {
  const member = chat.members.of(viewer.id)
  const everybody = [...activeMembers(world, chat)].map(([one]) => one)
  const liked = messages.filter(message => message.likedBy.length > 0)
  const likers = [...new Set(liked.flatMap(message => message.likedBy))].map(id => world.people.get(id)).filter(person => person !== undefined)
  return {
    users: [...peopleIn(world, messages), ...forwardedPeople(world, messages)].map(person => camelUserShape(world, person)),
    files: filesIn(chat, messages).map(file => fileShape(world, chat, file)),
    additionalMessages: [],
    copilot: null,
    stickers: [],
    reactions: liked.map(message => reactionShape(message, viewer.id)),
    tariffRestrictions: { isHistoryLimitExceeded: chat.historyLimitedBeforeId !== null && chat.historyLimitedBeforeId > chat.messages.firstId },
    usersShort: likers.map(person => ({ id: person.id, name: fullName(person), avatar: absolute(world, person.avatar) })),
    messages: messages.map((message) => {
      const viewers = everybody.filter(one => one.lastReadId >= message.id && one.personId !== message.authorId).length
      return {
        id: message.id,
        chatId: chat.id,
        chat_id: chat.id,
        authorId: message.authorId,
        author_id: message.authorId,
        date: isoDate(message.createdAt),
        text: message.text,
        isSystem: message.authorId === 0,
        uuid: messageUuid(world, message),
        forward: forwardShape(message),
        // StickerParams.php, toRestFormat
        params: message.sticker ? { ...messageParams(message), STICKER_PARAMS: message.sticker } : messageParams(message),
        viewedByOthers: viewers > 0,
        block: null,
        unread: isUnread(member, message),
        viewed: member !== undefined && !isUnread(member, message),
        viewedCount: viewers,
      }
    }),
  }
}

export const dialogMessagesSearch: Method = {
  name: 'im.dialog.messages.search',
  scopes: ['im'],
  source: 'api-reference/chats/messages/im-dialog-messages-search.md',
  run(params, context) {
    const given = upperCaseNames(params)
    const chat = requireChat(given['CHAT_ID'], { empty: 'CHAT_ID can\'t be empty', access: 'You do not have access to this chat' }, context)
    const messages = find(chat, chat.members.of(context.viewer.id), given)
    return { result: searchShape(chat, messages, context) }
  },
}
