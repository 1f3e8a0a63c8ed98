/** Puts the answers of one batch together into what the first screen shows. */
import { array, fallback, object, parse, string } from 'valibot'
import { type Outcome, PortalError } from '../bitrix24/index.ts'
import type { DialogId } from './dialog-id.ts'
import { dateOrNull, idOrNull, rows, text } from './fields.ts'
import { type ChatOverview, FIRST_MEMBERS, type Member, type Person, type Role } from './overview.ts'
import type { OverviewAnswers } from './overview-commands.ts'
import { type ChatFacts, toChat } from './to-chat.ts'
import { toLinks } from './to-links.ts'
import { type MapContext, toAvatar, toPerson } from './to-person.ts'
import { toReadState } from './to-read-state.ts'

const profileAnswer = fallback(object({ ID: idOrNull, NAME: text, LAST_NAME: text }), { ID: null, NAME: '', LAST_NAME: '' })
const scopeAnswer = fallback(array(string()), [])

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

  return {
    dialogId,
    chatId: chat.id,
    kind: isPrivate ? 'private' : chat.kind,
    title: chat.title.trim() || (person?.name ?? ''),
    description: chat.description,
    avatar: toAvatar(chat.avatar, context) ?? person?.avatar ?? null,
    color: chat.color ?? person?.color ?? null,
    createdAt: chat.createdAt,
    owner: isPrivate
      ? null
      : toOwner(chat.ownerId, [...(owner ? [owner] : []), ...members, ...(viewer.ID === null ? [] : [{ id: viewer.ID, name: viewerName }])]),
    memberCount: chat.memberCount ?? (answers.members?.ok ? answers.members.total : null),
    messageCount: chat.messageCount,
    role: chat.role ?? deriveRole(chat, viewer.ID),
    members,
    membersHidden: !isPrivate && members.length === 0 && isHidden(answers.members, chat) ? 'no-access' : null,
    links: toLinks(dialogId.kind === 'workgroup' ? belongingTo(dialogId.groupId, chat) : chat.belonging, viewer.ID),
    read: toReadState({ lastMessageId: chat.lastMessageId, readers: chat.readers, views: chat.views, viewerId: viewer.ID }),
    person,
    viewerId: viewer.ID,
    scopes: answers.scope?.ok ? parse(scopeAnswer, answers.scope.value) : null,
  }
}

function valueOf(outcome: Outcome | undefined): unknown {
  return outcome?.ok ? outcome.value : undefined
}

/** The owner first, then managers, then the others, each in the portal's order. */
function toMembers(answer: unknown, chat: ChatFacts, context: MapContext): Member[] {
  const rank = { owner: 0, manager: 1, member: 2 }
  return parse(rows, answer)
    .map(row => toPerson(row, context))
    .filter(person => person !== null)
    .map((person): Member => ({ ...person, role: roleOf(person, chat) }))
    .sort((one, two) => rank[one.role] - rank[two.role])
    .slice(0, FIRST_MEMBERS)
}

function roleOf({ id }: Person, chat: ChatFacts): Member['role'] {
  if (id === chat.ownerId) return 'owner'
  return chat.managerIds.includes(id) ? 'manager' : 'member'
}

/** Null when the chat has no owner, or nobody who was answered for is the owner. */
function toOwner(ownerId: number | null, candidates: { id: number, name: string }[]): ChatOverview['owner'] {
  const owner = candidates.find(({ id, name }) => id === ownerId && name !== '')
  return owner ? { id: owner.id, name: owner.name } : null
}

/** `im.dialog.get` answers members only, as its page says, so one without a role is an ordinary member. */
function deriveRole(chat: ChatFacts, viewerId: number | null): Role {
  if (viewerId !== null && viewerId === chat.ownerId) return 'owner'
  return viewerId !== null && chat.managerIds.includes(viewerId) ? 'manager' : 'member'
}

/** Whatever the reason for a refusal was, the portal does not show its members to this person now. */
function isHidden(members: Outcome | undefined, chat: ChatFacts): boolean {
  return !members?.ok || !Array.isArray(members.value) || !chat.mayListMembers
}

/** A chat that was opened by its workgroup's number belongs to that workgroup, also where the answer does not repeat it. */
function belongingTo(groupId: number, { belonging }: ChatFacts): ChatFacts['belonging'] {
  return belonging.entityType === '' ? { ...belonging, entityType: 'SONET_GROUP', entityId: String(groupId) } : belonging
}
