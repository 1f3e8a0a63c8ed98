import { isoDate } from '../../world/dates.ts'
import { activeMembers, firstVisible, inOrderOfJoining, roleOf, unreadCount } from '../../world/dialog.ts'
import type { Chat, Role, World } from '../../world/model.ts'
import { membersOf } from '../../world/member-list.ts'
import { absolute } from './user-shape.ts'

type Threshold = 'member' | 'manager' | 'owner'

/**
 * Who may do what: the values of the samples. In channels only owner and managers write and add people: assumed from what a
 * channel is.
 */
export function permissionsOf(chat: Chat): Record<string, Threshold> {
  const isChannel = chat.messageType === 'N' || chat.messageType === 'J'
  const anybody: Threshold = isChannel ? 'manager' : 'member'
  return {
    manage_users_add: anybody,
    manage_users_delete: 'manager',
    manage_ui: anybody,
    manage_settings: 'owner',
    manage_messages: anybody,
    can_post: anybody,
  }
}

const RANK: Readonly<Record<Role | Threshold, number>> = { none: 0, guest: 0, member: 1, manager: 2, owner: 3 }

export function isPermitted(role: Role, threshold: Threshold): boolean {
  return RANK[role] >= RANK[threshold]
}

export function mayPost(role: Role, chat: Chat): boolean {
  return chat.restrictions.send && isPermitted(role, permissionsOf(chat)['can_post'] ?? 'owner')
}

/** Dismissed people are not counted: assumed, as they are not listed either. */
export function memberCount(world: World, chat: Chat): number {
  return [...activeMembers(world, chat)].length
}

export function managerIds(chat: Chat): number[] {
  const ids: number[] = []
  for (const member of membersOf(chat.members)) if (member.isManager) ids.push(member.personId)
  return inOrderOfJoining(chat, ids, id => id)
}

/** In the spelling of the pages; `path` and `path_title` belong to im.dialog.get alone. */
export function restrictionsShape(chat: Chat): Record<string, boolean> {
  const { leaveOwner, userList, ...same } = chat.restrictions
  return { ...same, leave_owner: leaveOwner, user_list: userList }
}

/** The fields that im.dialog.get and a chat's row in im.recent.list have in common, except `role` and `mute_list`. */
export function commonChatShape(world: World, viewerId: number, chat: Chat): Record<string, unknown> {
  return {
    id: chat.id,
    parent_chat_id: 0,
    parent_message_id: 0,
    name: chat.name,
    owner: chat.ownerId,
    extranet: chat.isExtranet,
    avatar: absolute(world, chat.avatar),
    color: chat.color,
    type: chat.type,
    entity_type: chat.entityType,
    entity_id: chat.entityId,
    entity_data_1: chat.entityData1,
    entity_data_2: chat.entityData2,
    entity_data_3: chat.entityData3,
    date_create: isoDate(chat.createdAt, world.settings.utcOffsetMinutes),
    message_type: chat.messageType,
    user_counter: memberCount(world, chat),
    restrictions: restrictionsShape(chat),
    text_field_enabled: mayPost(roleOf(world, viewerId, chat), chat),
    background_id: null,
    entity_link: chat.entityLink,
    permissions: permissionsOf(chat),
    manager_list: managerIds(chat),
    public: '',
  }
}

/** What the viewer has yet to read. */
export function readingShape(viewerId: number, chat: Chat) {
  const member = chat.members.of(viewerId)
  const unread = unreadCount(chat, member)
  const { messages } = chat
  return {
    counter: unread,
    message_count: messages.count - firstVisible(chat, member),
    unread_id: unread === 0 ? 0 : messages.at(messages.count - unread).id,
    last_message_id: messages.lastId,
    last_id: member?.lastReadId ?? 0,
  }
}
