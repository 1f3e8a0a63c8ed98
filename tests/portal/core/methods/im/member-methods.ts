import { activeMembers, hasAccess, inOrderOfJoining } from '../../world/dialog.ts'
import type { Chat, Person } from '../../world/model.ts'
import { type Method, type MethodContext, RestError } from '../../rest/exchange.ts'
import { requireChat, requireDialog } from './access.ts'
import { integerOf, isFlagSet, isGiven, limitOf, offsetOf, textOf, upperCaseNames } from './params.ts'
import { userShape } from './user-shape.ts'

/** Names of `SKIP_EXTERNAL_EXCEPT_TYPES`: the external authorisation codes of accounts that are nobody's seat at a desk. */
function externalKind(person: Person): string {
  if (person.isBot) return 'bot'
  if (person.isConnector) return 'imconnector'
  return person.isNetwork ? 'replica' : ''
}

/** Giving the exceptions switches the skipping on by itself (bitrix-core-business, im_rest.php, dialogUsersList). */
function isListed(person: Person, params: Record<string, unknown>): boolean {
  const exceptions = params['SKIP_EXTERNAL_EXCEPT_TYPES']
  if (!isFlagSet(params['SKIP_EXTERNAL']) && !isGiven(exceptions)) return true
  const kind = externalKind(person)
  return kind === '' || textOf(exceptions).split(',').map(type => type.trim()).includes(kind)
}

function mayListMembers(chat: Chat, { world, viewer }: MethodContext): boolean {
  return hasAccess(world, viewer, chat) && (chat.restrictions.userList || chat.members.of(viewer.id)?.isManager === true)
}

export const dialogUsersList: Method = {
  name: 'im.dialog.users.list',
  scopes: ['im'],
  source: 'api-reference/chats/chat-users/im-dialog-users-list.md',
  run(params, context) {
    const given = upperCaseNames(params)
    const { chat } = requireDialog(given['DIALOG_ID'], context)
    // Assumed: what `restrictions.user_list` hides is refused, with the page's second text and the status of the first.
    if (!mayListMembers(chat, context)) throw new RestError('ACCESS_ERROR', 'You don\'t have access to this chat', 403)
    const people = [...activeMembers(context.world, chat)].map(([, person]) => person).filter(person => isListed(person, given))
    const isOld = context.world.settings.undocumented?.lastId === 'ignored'
    const limit = limitOf(given['LIMIT'], 50, isOld ? 50 : 200)
    const shapes = (page: readonly Person[]) => page.map(person => userShape(context.world, person))
    const lastId = given['LAST_ID']
    if (!isOld && isGiven(lastId) && integerOf(lastId) >= 0) {
      // Paging by the last id answers without total and next (same source).
      return { result: shapes(people.filter(({ id }) => id > integerOf(lastId)).slice(0, limit)) }
    }
    const offset = offsetOf(params)
    const next = offset + limit
    const page = inOrderOfJoining(chat, people, ({ id }) => id).slice(offset, next)
    return { result: shapes(page), total: people.length, ...(next < people.length ? { next } : {}) }
  },
}

export const chatUserList: Method = {
  name: 'im.chat.user.list',
  scopes: ['im'],
  source: 'api-reference/chats/chat-users/im-chat-user-list.md',
  run(params, context) {
    const chat = requireChat(upperCaseNames(params)['CHAT_ID'], { empty: 'Chat ID can\'t be empty', access: 'Action unavailable' }, context)
    if (!mayListMembers(chat, context)) return { result: [] }
    return { result: inOrderOfJoining(chat, [...activeMembers(context.world, chat)].map(([, person]) => person.id), id => id) }
  },
}
