import { array, fallback, object, pipe, safeParse, transform, union, unknown } from 'valibot'
import { PortalError } from '../bitrix24/index.ts'
import { colorOrNull, countOrNull, dateOrNull, description, flag, flagUnlessDenied, idField, idOrNull, line, lowerText, rows, text, upperText } from '../bitrix24/fields.ts'
import type { ChatKind, Role } from './overview.ts'
import type { Belonging } from './to-links.ts'
import { viewsAnswer } from './to-read-state.ts'

/** `entity_type`, the thing a chat belongs to (im.chat.get). */
const KIND_OF_ENTITY: ReadonlyMap<string, ChatKind> = new Map<string, ChatKind>([
  ['LINES', 'open-line'],
  ['LIVECHAT', 'open-line'],
  ['CRM', 'crm'],
  ['GENERAL', 'open'],
  ['SONET_GROUP', 'workgroup'],
  ['TASKS_TASK', 'task'],
  ['TASKS', 'task'],
  ['CALENDAR', 'calendar'],
  ['MAIL', 'mail'],
  ['VIDEOCONF', 'video-conference'],
  ['CALL', 'call'],
  ['ANNOUNCEMENT', 'announcement'],
  ['THREAD', 'thread'],
  ['AI_ASSISTANT_PRIVATE', 'assistant'],
])

/** `type`: documented for chatbots v2 (entities), the rest from samples; any other is an `entity_type` in camel case. */
const KIND_OF_TYPE: ReadonlyMap<string, ChatKind> = new Map<string, ChatKind>([
  ['private', 'private'],
  ['chat', 'group'],
  ['open', 'open'],
  ['channel', 'channel'],
  ['openChannel', 'open-channel'],
  ['generalChannel', 'open-channel'],
  ['copilot', 'assistant'],
])

/** `message_type`: C, O, P and L are documented; N, J and T are channels and comments in the portal's own constants. */
const KIND_OF_LETTER: ReadonlyMap<string, ChatKind> = new Map<string, ChatKind>([
  ['P', 'private'],
  ['C', 'group'],
  ['O', 'open'],
  ['L', 'open-line'],
  ['N', 'channel'],
  ['J', 'open-channel'],
  ['T', 'thread'],
])

/** The most telling field wins; a thing that this app does not know makes the chat `other`, not an ordinary group. */
export function toKind({ entityType, type, messageType }: { entityType: string, type: string, messageType: string }): ChatKind {
  const known = KIND_OF_ENTITY.get(entityType) ?? KIND_OF_TYPE.get(type) ?? KIND_OF_ENTITY.get(type.replace(/[A-Z]/g, '_$&').toUpperCase())
  if (known && known !== 'group') return known
  if (entityType !== '' && entityType !== 'CHAT') return 'other'
  return KIND_OF_LETTER.get(messageType) ?? known ?? 'other'
}

/** What im.dialog.get says, in our words; what depends on other answers is still to be made of it. */
export interface ChatFacts {
  id: number
  title: string
  description: string
  avatar: string
  color: string | null
  kind: ChatKind
  createdAt: Date | null
  ownerId: number | null
  managerIds: readonly number[]
  memberCount: number | null
  messageCount: number | null
  /** Null where the portal did not say. */
  role: Role | null
  mayListMembers: boolean
  /** What the chat allows its members; leaving as its owner is a case of its own. */
  allows: { mute: boolean, leave: boolean, leaveOwner: boolean }
  /** Who has switched its notifications off: the viewer or nobody. */
  mutedIds: readonly number[]
  unreadCount: number | null
  belonging: Belonging
  lastMessageId: number | null
  readers: unknown[]
  views: { message_id: number | null, first_viewers: unknown[], count_of_viewers: number | null }
}

/** A list of people, in some answers a map of them to `true` (`im.recent.list`). */
const muteList = fallback(union([
  array(unknown()),
  pipe(unknown(), transform(people => Object.entries(people ?? {}).map(([id, isMuted]: [string, unknown]) => isMuted === true ? id : isMuted))),
]), [])

const chatAnswer = object({
  id: idField,
  name: line,
  description,
  owner: idOrNull,
  avatar: text,
  color: colorOrNull,
  type: text,
  message_type: text,
  entity_type: upperText,
  entity_id: text,
  entity_data_1: text,
  entity_data_2: text,
  // `[]` when there is none
  entity_link: fallback(object({ type: upperText, url: text, id: text }), { type: '', url: '', id: '' }),
  date_create: dateOrNull,
  user_counter: countOrNull,
  message_count: countOrNull,
  last_message_id: idOrNull,
  role: lowerText,
  manager_list: rows,
  restrictions: fallback(
    object({ user_list: flagUnlessDenied, mute: flag, leave: flag, leave_owner: flag }),
    { user_list: true, mute: false, leave: false, leave_owner: false },
  ),
  mute_list: muteList,
  counter: countOrNull,
  readed_list: rows,
  last_message_views: viewsAnswer,
})

const ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['owner', 'owner'], ['manager', 'manager'], ['member', 'member'], ['guest', 'guest'], ['none', 'none'],
])

/** @throws PortalError `bad-answer` when it is no chat */
export function toChat(raw: unknown): ChatFacts {
  const { success, output: chat } = safeParse(chatAnswer, raw)
  if (!success) throw new PortalError('bad-answer', { method: 'im.dialog.get' })
  return {
    id: chat.id,
    title: chat.name,
    description: chat.description,
    avatar: chat.avatar,
    color: chat.color,
    kind: toKind({ entityType: chat.entity_type, type: chat.type, messageType: chat.message_type }),
    createdAt: chat.date_create,
    ownerId: chat.owner,
    managerIds: toIds(chat.manager_list),
    memberCount: chat.user_counter,
    messageCount: chat.message_count,
    role: ROLES.get(chat.role) ?? null,
    mayListMembers: chat.restrictions.user_list,
    allows: { mute: chat.restrictions.mute, leave: chat.restrictions.leave, leaveOwner: chat.restrictions.leave_owner },
    mutedIds: toIds(chat.mute_list),
    unreadCount: chat.counter,
    belonging: {
      entityType: chat.entity_type,
      entityId: chat.entity_id,
      entityData1: chat.entity_data_1,
      entityData2: chat.entity_data_2,
      link: chat.entity_link,
    },
    lastMessageId: chat.last_message_id,
    readers: chat.readed_list,
    views: chat.last_message_views,
  }
}

function toIds(list: readonly unknown[]): number[] {
  return list.map(row => safeParse(idField, row)).filter(row => row.success).map(row => row.output)
}
