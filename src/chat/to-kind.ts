import type { ChatKind } from './overview.ts'

/** `entity_type`, the thing a chat belongs to (im.chat.get). */
const KIND_OF_ENTITY: ReadonlyMap<string, ChatKind> = new Map<string, ChatKind>([
  ['LINES', 'open-line'],
  ['LIVECHAT', 'open-line'],
  ['CRM', 'crm'],
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
