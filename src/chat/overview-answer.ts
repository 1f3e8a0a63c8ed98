/** Puts the answers of one batch together into what the first screen shows. */
import { fallback, object, parse } from 'valibot'
import { type Outcome, PortalError } from '../bitrix24/index.ts'
import { type Member, roleOf } from '../people/person.ts'
import { type MapContext, toAvatar, toPerson } from '../people/to-person.ts'
import type { DialogId } from './dialog-id.ts'
import { dateOrNull, idOrNull, line, rows } from '../bitrix24/fields.ts'
import { type ChatOverview, FIRST_MEMBERS, isMember, type Role } from './overview.ts'
import type { OverviewAnswers } from './overview-commands.ts'
import { type ChatFacts, toChat } from './to-chat.ts'
import { toLinks } from './to-links.ts'
import { toReadState } from './to-read-state.ts'

const profileAnswer = fallback(object({ ID: idOrNull, NAME: line, LAST_NAME: line }), { ID: null, NAME: '', LAST_NAME: '' })

/**
 * Only the chat itself must be there: any other part that was refused or cannot be read is hidden.
 * @throws PortalError the chat's own, or `bad-answer`
 */
export function toOverview(dialogId: DialogId, answers: OverviewAnswers, resolveUrl: MapContext['resolveUrl']): ChatOverview {
  if (!answers.chat) throw new PortalError('bad-answer', { method: 'im.dialog.get' })
  if (!answers.chat.ok) throw answers.chat.error

  const chat = toChat(answers.chat.value)
  const context: MapContext = { now: parse(dateOrNull, valueOf(answers.time)), resolveUrl }
  const viewer = parse(profileAnswer, valueOf(answers.profile))
  const isPrivate = dialogId.kind === 'person'
  const person = isPrivate ? toPerson(valueOf(answers.person), context) : null
  const members = isPrivate ? [] : toMembers(valueOf(answers.members), chat, context)
  const owner = toPerson(valueOf(answers.owner), context)
  const viewerName = `${viewer.NAME} ${viewer.LAST_NAME}`.trim()
  const memberCount = chat.memberCount ?? (answers.members?.ok ? answers.members.total : null)
  const role = chat.role ?? deriveRole(chat, viewer.ID)

  return {
    dialogId,
    chatId: chat.id,
    kind: isPrivate ? 'private' : chat.kind,
    title: chat.title.trim() || (person?.name ?? ''),
    description: chat.description,
    avatar: toAvatar(chat.avatar, context) ?? person?.avatar ?? null,
    color: chat.color ?? person?.color ?? null,
    createdAt: chat.createdAt,
    owner: isPrivate ? null : toOwner(chat.ownerId, [owner, ...members, { id: viewer.ID, name: viewerName }]),
    memberCount,
    messageCount: chat.messageCount,
    role,
    isMuted: viewer.ID === null ? chat.mutedIds.length > 0 : chat.mutedIds.includes(viewer.ID),
    unreadCount: chat.unreadCount,
    lastMessageId: chat.lastMessageId,
    allows: toAllowed(role, chat, isPrivate),
    members,
    membersHidden: isPrivate || members.length > 0 ? null : toHidden(answers.members, chat),
    links: toLinks(dialogId.kind === 'workgroup' ? belongingTo(dialogId.groupId, chat) : chat.belonging, viewer.ID),
    read: toReadState({
      lastMessageId: chat.lastMessageId,
      readers: chat.readers,
      views: chat.views,
      viewerId: viewer.ID,
      others: isPrivate ? 1 : (memberCount ?? 0) - (isMember(role) ? 1 : 0),
    }),
    person,
    readAt: context.now,
    viewerId: viewer.ID,
    scopes: toScopes(valueOf(answers.scope)),
  }
}

function valueOf(outcome: Outcome | undefined): unknown {
  return outcome?.ok ? outcome.value : undefined
}

/** The owner first, then managers, then the others, each in the portal's order. */
function toMembers(answer: unknown, chat: ChatFacts, context: MapContext): Member[] {
  const rank = { owner: 0, manager: 1, member: 2 }
  const people = parse(rows, answer).map(row => toPerson(row, context)).filter(person => person !== null)
  // each once, whatever the portal repeats
  return [...new Map(people.map(person => [person.id, person])).values()]
    .map((person): Member => ({ ...person, role: roleOf(person.id, chat) }))
    .sort((one, two) => rank[one.role] - rank[two.role])
    .slice(0, FIRST_MEMBERS)
}

/** Null when the chat has no owner, or nobody who was answered for is the owner. */
function toOwner(ownerId: number | null, candidates: readonly ({ id: number | null, name: string } | null)[]): ChatOverview['owner'] {
  const owner = candidates.find(one => one?.name && one.id === ownerId)
  return owner && ownerId !== null ? { id: ownerId, name: owner.name } : null
}

/** `im.dialog.get` answers members only, as its page says, so one without a role is an ordinary member. */
function deriveRole(chat: ChatFacts, viewerId: number | null): Role {
  return viewerId === null ? 'member' : roleOf(viewerId, chat)
}

/**
 * Who only looks has no notifications to switch off and nothing to leave; a private conversation is left by nobody. What the portal says that
 * one may, it refuses all the same: to mute an open line, to leave the chat of a task's new card, and to leave CoPilot's as its owner
 * (yuliai/bitrix-modules, im/lib/V2/Permission.php; tasks/lib/V2/Internal/Integration/Im/Chat.php).
 */
function toAllowed(role: Role, { allows, kind, belonging }: ChatFacts, isPrivate: boolean): ChatOverview['allows'] {
  if (!isMember(role)) return { mute: false, leave: false }
  const mayLeave = allows.leave && !isPrivate && belonging.entityType !== 'TASKS_TASK' && (role !== 'owner' || (allows.leaveOwner && kind !== 'assistant'))
  return { mute: allows.mute && kind !== 'open-line', leave: mayLeave }
}

/** Why there are no members to show: a portal that is busy has refused nobody anything. */
function toHidden(members: Outcome | undefined, chat: ChatFacts): ChatOverview['membersHidden'] {
  if (!chat.mayListMembers) return 'no-access'
  if (members?.ok) return Array.isArray(members.value) && members.value.length === 0 ? null : 'not-read'
  return members?.error.kind === 'no-access' ? 'no-access' : 'not-read'
}

/** Null for an answer that names no scope: it cannot be read, for this one was asked with some scope. */
function toScopes(answer: unknown): string[] | null {
  const scopes = parse(rows, answer).filter(row => typeof row === 'string')
  return scopes.length > 0 ? scopes : null
}

/** A chat that was opened by its workgroup's number belongs to that workgroup, also where the answer does not repeat it. */
function belongingTo(groupId: number, { belonging }: ChatFacts): ChatFacts['belonging'] {
  return belonging.entityType === '' ? { ...belonging, entityType: 'SONET_GROUP', entityId: String(groupId) } : belonging
}
