/** A world as the messenger's page shows it: read from the world itself, so that looking costs no REST request. */
import type { Portal } from '../../core/facade.ts'
import { mayPost } from '../../core/methods/im/chat-shape.ts'
import { readersOf } from '../../core/methods/im/message-shape.ts'
import { activeMembers, chatsAround, dialogIdFor, firstVisible, hasAccess, partnerOf, resolveDialog, roleOf, strangerOf, unreadCount } from '../../core/world/dialog.ts'
import { BLANK_AVATAR } from '../../core/world/cast.ts'
import { membersOf } from '../../core/world/member-list.ts'
import type { Chat, Member, Message, Person, World } from '../../core/world/model.ts'
import type { ChatRow, ChatView, CrmChoice, MessagePage, MessageView, PersonView } from './types.ts'

const MAX_PEOPLE = 200
const SHOWN_MEMBERS = 8
/** Characters: the page that stands in for the messenger shows the beginning of anything longer, so that it never hangs before the app does. */
const LONGEST = { line: 300, message: 2_000 }

export function personView(person: Person): PersonView {
  const { id, color, isAdmin, isExtranet, isBot, presence, language } = person
  const name = `${person.firstName} ${person.lastName}`.trim().slice(0, LONGEST.line)
  const avatar = person.avatar.endsWith(BLANK_AVATAR) ? '' : person.avatar
  return { id, name, position: person.position.slice(0, LONGEST.line), color, avatar, isAdmin, isExtranet, isBot, presence, language }
}

/** People one may look at the portal as, whoever looks now first. */
export function peopleViews(world: World, viewer: Person): PersonView[] {
  const views = [personView(viewer)]
  for (const person of world.people.values()) {
    if (views.length >= MAX_PEOPLE) break
    if (person !== viewer && person.isActive && !person.isConnector) views.push(personView(person))
  }
  return views
}

/** The viewer's conversations, the liveliest first. */
export function chatRows(world: World, viewerId: number): ChatRow[] {
  const rows: ChatRow[] = []
  for (const chat of chatsAround(world, viewerId)) {
    if (chat.members.of(viewerId) !== undefined) rows.push(chatRow(world, chat, viewerId))
  }
  return rows.sort((one, other) => other.lastAt - one.lastAt)
}

/** A conversation that nobody has begun: the messenger shows it empty, and it begins with the first message. */
function emptyView(world: World, viewerId: number, person: Person): ChatView {
  const dialogId = String(person.id)
  const { name, color, avatar, presence } = personView(person)
  const viewer = world.people.get(viewerId)
  return {
    dialogId, listedAs: dialogId, title: name, messageType: 'P', entityType: '', color, avatar, presence, lastText: '', lastAt: 0, unread: 0,
    description: '', memberCount: 2, members: [viewer, person].filter(one => one !== undefined).map(personView), isMember: true,
    pace: 'still', lastRead: { name: '', count: 0 },
    canWrite: world.beginPrivateChat !== undefined,
  }
}

/** Any chat that the dialog id names, also one the viewer is not in, or a colleague nobody has written to; null when there is none. */
export function chatView({ world, life }: Portal, viewerId: number, dialogId: string): ChatView | null {
  const stranger = strangerOf(world, viewerId, dialogId)
  if (stranger) return emptyView(world, viewerId, stranger)
  const chat = resolveDialog(world, viewerId, dialogId)
  if (chat === null) return null
  const people = [...activeMembers(world, chat)].map(([, person]) => person)
  const isMember = chat.members.of(viewerId) !== undefined
  const row = chatRow(world, chat, viewerId)
  return {
    ...row,
    dialogId,
    listedAs: row.dialogId,
    description: chat.description.slice(0, LONGEST.message),
    memberCount: people.length,
    members: people.slice(0, SHOWN_MEMBERS).map(personView),
    isMember,
    canWrite: isMember && mayPost(roleOf(world, viewerId, chat), chat),
    pace: life.paceOf(chat.id),
    lastRead: lastRead(world, viewerId, chat),
  }
}

function lastRead(world: World, viewerId: number, chat: Chat): ChatView['lastRead'] {
  const viewer = world.people.get(viewerId)
  if (chat.messages.count === 0 || !viewer || !hasAccess(world, viewer, chat)) return { name: '', count: 0 }
  const readers = readersOf(world, chat, chat.messages.at(chat.messages.count - 1)).filter(([, person]) => person.id !== viewerId)
  const [first] = readers
  return { name: first ? personView(first[1]).name : '', count: readers.length }
}

/** Up to `limit` messages that stand before position `before`; null means the newest. Empty for people who may not read. */
export function messagePage(world: World, viewer: Person, chat: Chat, range: { before: number | null, limit: number }): MessagePage {
  if (!hasAccess(world, viewer, chat)) return { position: 0, hasOlder: false, messages: [] }
  const first = firstVisible(chat, chat.members.of(viewer.id))
  const end = Math.min(range.before ?? chat.messages.count, chat.messages.count)
  const position = Math.max(first, end - range.limit)
  const messages: MessageView[] = []
  const marks = readMarks(chat)
  for (let index = position; index < end; index += 1) messages.push(messageView(world, chat, chat.messages.at(index), marks))
  return { position, hasOlder: position > first, messages }
}

/** The two members who have read furthest: one of them is not the author of whatever is asked about. */
interface ReadMarks {
  first: Pick<Member, 'personId' | 'lastReadId'>
  second: Pick<Member, 'personId' | 'lastReadId'>
}

function readMarks(chat: Chat): ReadMarks {
  const marks: ReadMarks = { first: { personId: 0, lastReadId: 0 }, second: { personId: 0, lastReadId: 0 } }
  for (const member of membersOf(chat.members)) {
    if (member.lastReadId > marks.first.lastReadId) Object.assign(marks, { first: member, second: marks.first })
    else if (member.lastReadId > marks.second.lastReadId) marks.second = member
  }
  return marks
}

export function messageView(world: World, chat: Chat, message: Message, marks = readMarks(chat)): MessageView {
  const author = world.people.get(message.authorId)
  return {
    id: message.id,
    author: author === undefined ? null : personView(author),
    at: message.createdAt,
    text: message.text.slice(0, LONGEST.message),
    systemCode: message.systemCode,
    isEdited: message.isEdited === true,
    isDeleted: message.isDeleted === true,
    isPinned: message.isPinned === true,
    isRead: (marks.first.personId === message.authorId ? marks.second : marks.first).lastReadId >= message.id,
    fileNames: message.fileIds.flatMap(id => chat.files.get(id)?.name.slice(0, LONGEST.line) ?? []),
    likes: message.likedBy.length,
  }
}

/** CRM objects that this world's chats are tied to: the only ones it knows. */
export function crmChoices(world: World): CrmChoice[] {
  const prefixes: Record<string, string> = { lead: 'L', contact: 'C', company: 'CO', deal: 'D', quote: 'Q' }
  const choices = new Map<string, CrmChoice>()
  for (const chat of chatsAround(world, null)) {
    const [, type, number] = /^\/crm\/(\w+)\/details\/(\d+)\//.exec(chat.entityLink.url) ?? []
    const prefix = type === undefined ? undefined : prefixes[type]
    if (type === undefined || prefix === undefined) continue
    const id = `${prefix}_${number}`
    choices.set(id, { id, type, place: type, title: chat.name, desc: '', url: chat.entityLink.url })
  }
  return [...choices.values()]
}

function chatRow(world: World, chat: Chat, viewerId: number): ChatRow {
  const partner = partnerOf(world, viewerId, chat)
  const last = chat.messages.count === 0 ? undefined : chat.messages.at(chat.messages.count - 1)
  return {
    dialogId: dialogIdFor(world, viewerId, chat),
    title: partner === null ? chat.name.slice(0, LONGEST.line) : personView(partner).name,
    messageType: chat.messageType,
    entityType: chat.entityType,
    color: partner?.color ?? chat.color,
    avatar: partner === null ? chat.avatar : personView(partner).avatar,
    presence: partner?.presence ?? null,
    lastText: last?.text.slice(0, LONGEST.line) ?? '',
    lastAt: last?.createdAt ?? chat.createdAt,
    unread: unreadCount(chat, chat.members.of(viewerId)),
  }
}
