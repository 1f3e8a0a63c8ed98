import { firstVisible, unreadCount } from '../../world/dialog.ts'
import type { Chat, Member, Message } from '../../world/model.ts'
import type { Undocumented } from '../../world/undocumented.ts'
import { type Method, type MethodContext, type Params, RestError } from '../../rest/exchange.ts'
import { requireDialog } from './access.ts'
import { fileShape } from './file-shape.ts'
import { filesIn, messageShape, peopleIn } from './message-shape.ts'
import { integerOf, isGiven, limitOf, textOf, upperCaseNames } from './params.ts'
import { userShape } from './user-shape.ts'

interface Selection {
  messages: Message[]
  /** Those whose people and files come along. */
  described: Message[]
}

const whole = (messages: Message[]): Selection => ({ messages, described: messages })

/** Messages at `from … to − 1`, oldest first. */
function between(chat: Chat, from: number, to: number): Message[] {
  const messages: Message[] = []
  for (let position = Math.max(0, from); position < to; position += 1) messages.push(chat.messages.at(position))
  return messages
}

/** @throws RestError when the parameter is given and is no row of digits */
function cursor(params: Params, name: 'FIRST_ID' | 'LAST_ID'): number | null {
  if (!isGiven(params[name])) return null
  if (!/^\d+$/.test(textOf(params[name]))) {
    throw new RestError(`${name}_STRING`, `${name === 'FIRST_ID' ? 'First' : 'Last'} ID can't be string`, 400)
  }
  return integerOf(params[name])
}

/**
 * The latest messages, newest first, and as many more as are unread. With more unread than `limit` the portal begins at the
 * first unread one instead: the `limit` messages from there and the `limit` before it, so the newest are *not* among them, and
 * people and files come for those from the first unread one on alone.
 * The page promises the latest and warns of more than the limit; this is what the source does (bitrix-core-business,
 * modules/im/lib/chat.php, getMessages). The alternative is the latest `limit` messages and no more.
 */
function withoutCursor(chat: Chat, member: Member | undefined, limit: number): Selection {
  const first = firstVisible(chat, member)
  const end = chat.messages.count
  const unread = unreadCount(chat, member)
  if (unread > limit) {
    const firstUnread = end - unread
    const described = between(chat, firstUnread, Math.min(end, firstUnread + limit)).reverse()
    return { messages: [...described, ...between(chat, Math.max(first, firstUnread - limit), firstUnread).reverse()], described }
  }
  return whole(between(chat, Math.max(first, end - limit - unread), end).reverse())
}

function select(chat: Chat, member: Member | undefined, params: Params, undocumented: Undocumented): Selection {
  const { firstIdOrder = 'oldest-first', zeroCursor = 'end', missingCursor = 'nothing' } = undocumented
  const limit = limitOf(params['LIMIT'], 20, 50)
  const first = firstVisible(chat, member)
  const firstId = cursor(params, 'FIRST_ID')
  // The source does not look at LAST_ID when FIRST_ID is there.
  const lastId = firstId === null ? cursor(params, 'LAST_ID') : null
  const { messages } = chat
  const chosen = firstId ?? lastId
  if (chosen === null) return withoutCursor(chat, member, limit)
  // The page answers an id that does not exist with nothing: assumed to mean one that is no message of this chat, such as a
  // deleted one. 0 exists nowhere but is no id either: assumed to stand for the beginning or the end, as in the source.
  if (chosen === 0 && zeroCursor === 'nothing') return whole([])
  if (chosen > 0 && missingCursor === 'nothing' && !messages.byId(chosen)) return whole([])
  if (firstId !== null) {
    const from = Math.max(first, messages.lowerBound(firstId + 1))
    const found = between(chat, from, Math.min(messages.count, from + limit))
    return whole(firstIdOrder === 'oldest-first' ? found : found.reverse())
  }
  const end = chosen === 0 ? messages.count : messages.lowerBound(chosen)
  return whole(between(chat, Math.max(first, end - limit), end).reverse())
}

export const dialogMessagesGet: Method = {
  name: 'im.dialog.messages.get',
  scopes: ['im'],
  source: 'api-reference/chats/messages/im-dialog-messages-get.md',
  run(params, context: MethodContext) {
    const { world, viewer } = context
    const given = upperCaseNames(params)
    const { chat } = requireDialog(given['DIALOG_ID'], context)
    const member = chat.members.of(viewer.id)
    const { messages, described } = select(chat, member, given, world.settings.undocumented ?? {})
    return {
      result: {
        chat_id: chat.id,
        messages: messages.map(message => messageShape(world, chat, member, viewer, message)),
        users: peopleIn(world, described).map(person => userShape(world, person)),
        files: filesIn(chat, described).map(file => fileShape(world, chat, file)),
      },
    }
  },
}
