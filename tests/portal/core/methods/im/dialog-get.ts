import { activeMembers, inOrderOfJoining, roleOf } from '../../world/dialog.ts'
import type { Chat, World } from '../../world/model.ts'
import { fullName } from '../../world/people.ts'
import type { Method, MethodContext } from '../../rest/exchange.ts'
import { requireDialog } from './access.ts'
import { commonChatShape, readingShape, restrictionsShape } from './chat-shape.ts'
import { readersOf } from './message-shape.ts'
import { upperCaseNames } from './params.ts'

/** Everybody but the caller, active accounts only, however many: the source reads all relations and names no limit. */
function readedList(chat: Chat, { world, viewer, isoDate }: MethodContext) {
  return inOrderOfJoining(chat, [...activeMembers(world, chat)], ([member]) => member.personId)
    .filter(([member]) => member.personId !== viewer.id)
    .map(([member, person]) => ({
      user_id: member.personId,
      user_name: fullName(person),
      message_id: member.lastReadId,
      date: member.lastReadAt === null ? null : isoDate(member.lastReadAt),
    }))
}

/**
 * At most one name and a number. The page calls the number "number of views", yet its open-line twin prints 0 beside one
 * viewer, the caller: assumed that the caller does not count. The alternative is how many there are beyond the one named.
 */
function lastMessageViews(chat: Chat, { world, viewer, isoDate }: MethodContext) {
  const { messages } = chat
  if (messages.count === 0) return { message_id: 0, first_viewers: [], count_of_viewers: 0 }
  const readers = readersOf(world, chat, messages.at(messages.count - 1))
  return {
    message_id: messages.lastId,
    first_viewers: readers.slice(0, 1).map(([member, person]) => ({
      user_id: person.id,
      user_name: fullName(person),
      date: isoDate(member.lastReadAt ?? 0),
    })),
    count_of_viewers: readers.filter(([member]) => member.personId !== viewer.id).length,
  }
}

/** In an open line the samples print null where nobody wrote a description. */
function descriptionOf(chat: Chat): string | null {
  return chat.messageType === 'L' && chat.description === '' ? null : chat.description
}

function chatShape(world: World, chat: Chat, dialogId: string, context: MethodContext): Record<string, unknown> {
  const { viewer } = context
  return {
    // A private conversation has no name of its own: assumed `''`, the alternative is the partner's.
    ...commonChatShape(world, viewer.id, chat),
    ...readingShape(viewer.id, chat),
    description: descriptionOf(chat),
    restrictions: { ...restrictionsShape(chat), path: '', path_title: '' },
    marked_id: 0,
    disk_folder_id: chat.diskFolderId,
    // Only the caller's own number is ever in it (bitrix-core-business, modules/im/lib/chat.php).
    mute_list: chat.members.of(viewer.id)?.isMuted ? [viewer.id] : [],
    role: roleOf(world, viewer.id, chat),
    is_new: false,
    readed_list: readedList(chat, context),
    last_message_views: lastMessageViews(chat, context),
    dialog_id: dialogId,
  }
}

export const dialogGet: Method = {
  name: 'im.dialog.get',
  scopes: ['im'],
  source: 'api-reference/chats/im-dialog-get.md',
  run(params, context) {
    const { chat, dialogId } = requireDialog(upperCaseNames(params)['DIALOG_ID'], context)
    return { result: chatShape(context.world, chat, dialogId, context) }
  },
}
