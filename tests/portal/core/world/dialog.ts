import { membersOf } from './member-list.ts'
import type { Chat, Member, Person, Role, World } from './model.ts'
import { hashText, noise } from './random.ts'

export type ChatContext = 'USER' | 'CHAT' | 'LINES' | 'CRM' | 'NONE'

/** Key of a private conversation in `World.privateChats`. */
export function privateKey(personId: number, otherId: number): string {
  return `${Math.min(personId, otherId)}:${Math.max(personId, otherId)}`
}

/** The chats that this person may be in, in the world's order, for nobody the group chats: the private ones of others need not be made for it. */
export function* chatsAround(world: World, personId: number | null): Generator<Chat> {
  const others = new Set<number>()
  for (const [pair, id] of world.privateChats) {
    if (personId === null || !(pair.startsWith(`${personId}:`) || pair.endsWith(`:${personId}`))) others.add(id)
  }
  for (const id of world.chats.keys()) {
    const chat = others.has(id) ? undefined : world.chats.get(id)
    if (chat) yield chat
  }
}

/**
 * The chat that a dialog id names for this viewer: `chat1489`, `sg12`, or the number of the other person. Only these forms,
 * in lower case and without leading zeros; null for any other text and for what does not exist. Says nothing about access.
 */
export function resolveDialog(world: World, viewerId: number, dialogId: string): Chat | null {
  const parts = /^(chat|sg|)([1-9]\d{0,15})$/.exec(dialogId)
  if (!parts) return null
  const id = Number(parts[2])
  if (parts[1] === 'chat') return world.chats.get(id) ?? null
  const chatId = parts[1] === 'sg' ? world.workgroupChats.get(id) : world.privateChats.get(privateKey(viewerId, id))
  return (chatId === undefined ? undefined : world.chats.get(chatId)) ?? null
}

/** The person with whom the viewer has no conversation yet but could begin one; null when there is none or it is the viewer. */
export function strangerOf(world: World, viewerId: number, dialogId: string): Person | null {
  if (!/^[1-9]\d{0,15}$/.test(dialogId) || Number(dialogId) === viewerId || resolveDialog(world, viewerId, dialogId)) return null
  const person = world.people.get(Number(dialogId))
  return person?.isActive ? person : null
}

/** What the messenger writes for this viewer: the partner's id in a private conversation, else `chatN`. */
export function dialogIdFor(_world: World, viewerId: number, chat: Chat): string {
  if (chat.messageType !== 'P') return `chat${chat.id}`
  for (const { personId } of membersOf(chat.members)) if (personId !== viewerId) return String(personId)
  return String(viewerId)
}

/** The other person of a private conversation; null in any other chat, and where the account is gone. */
export function partnerOf(world: World, viewerId: number, chat: Chat): Person | null {
  if (chat.messageType !== 'P') return null
  return world.people.get(Number(dialogIdFor(world, viewerId, chat))) ?? null
}

/**
 * Whether this person may read the chat. Members may. Others may read open chats, open channels and open collabs unless they come from
 * outside (portal facts 6.3; of collabs it is assumed: their source calls them open, im/lib/V2/Chat/Type/TypeRegistry.php). Open lines
 * let in who may join them: assumed to be administrators, since the rights of an open line are its own settings; the alternative is
 * every operator of the line.
 */
export function hasAccess(_world: World, viewer: Person, chat: Chat): boolean {
  if (chat.members.of(viewer.id)) return true
  if (['O', 'J', 'E'].includes(chat.messageType)) return !viewer.isExtranet
  return chat.messageType === 'L' && viewer.isAdmin && !viewer.isExtranet
}

/** Role in `im.dialog.get`: the owner before a manager before a member; `guest` may only look, `none` may not even that. */
export function roleOf(world: World, viewerId: number, chat: Chat): Role {
  const member = chat.members.of(viewerId)
  if (member) {
    if (chat.ownerId === viewerId) return 'owner'
    return member.isManager ? 'manager' : 'member'
  }
  const viewer = world.people.get(viewerId)
  return viewer && hasAccess(world, viewer, chat) ? 'guest' : 'none'
}

/**
 * Which value of `context` of an `IM_SIDEBAR` registration covers this chat (api-reference/widgets/im/sidebar.md). Private
 * conversations with bots are excluded from `USER` and are no group chat either, so only `ALL` shows items there: assumed,
 * the page does not say what covers them.
 */
export function chatContext(chat: Chat): ChatContext {
  if (chat.messageType === 'P') return chat.isWithBot ? 'NONE' : 'USER'
  if (chat.messageType === 'L' || chat.entityType === 'LINES') return 'LINES'
  return chat.entityType === 'CRM' ? 'CRM' : 'CHAT'
}

/** Whether the two meet in a workgroup: what an external person may see of others hangs on it. */
export function sharesWorkgroup(world: World, personId: number, otherId: number): boolean {
  for (const chatId of world.workgroupChats.values()) {
    const members = world.chats.get(chatId)?.members
    if (members?.of(personId) && members.of(otherId)) return true
  }
  return false
}

/** Position of the first message this member may see: where their history begins, or the plan's limit. */
export function firstVisible(chat: Chat, member: Member | undefined): number {
  return chat.messages.lowerBound(Math.max(member?.historyFromId ?? 0, chat.historyLimitedBeforeId ?? 0))
}

/**
 * How many messages came after the last one this member read; zero for people who only look. Own messages are not left out:
 * assumed, whoever writes has read up to there, so on a real portal none of theirs lies behind the mark.
 */
export function unreadCount(chat: Chat, member: Member | undefined): number {
  if (!member) return 0
  return chat.messages.count - Math.max(chat.messages.lowerBound(member.lastReadId + 1), firstVisible(chat, member))
}

/**
 * In the order in which people joined: whoever began the chat, then the others, whose order here follows from the chat's number.
 * Bitrix24 lists members so unless it is asked to go on from somebody's id (bitrix-core-business, modules/im/lib/chat.php,
 * getRelation; the sample of im.dialog.users.list has 1269, 99, 1271).
 */
export function inOrderOfJoining<T>(chat: Chat, rows: readonly T[], idOf: (row: T) => number): T[] {
  const row = hashText(`joined:${chat.id}`)
  const rank = (id: number) => id === chat.ownerId ? -1 : noise(row, id)
  return rows
    .map(one => ({ one, rank: rank(idOf(one)) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ one }) => one)
}

/** Members whose accounts are in use: dismissed people stay in the list but the portal neither counts nor shows them. */
export function* activeMembers(world: World, chat: Chat): Generator<[Member, Person]> {
  for (const member of membersOf(chat.members)) {
    const person = world.people.get(member.personId)
    if (person?.isActive) yield [member, person]
  }
}
