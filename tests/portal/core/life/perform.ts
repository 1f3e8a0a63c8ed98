import { inOrderOfJoining } from '../world/dialog.ts'
import { membersOf } from '../world/member-list.ts'
import type { Chat, Member, Message, Person, World } from '../world/model.ts'
import { quoteOf } from '../world/quote.ts'
import { type Deed, DeedRefused } from './deed.ts'
import type { Saying } from './system-sentences.ts'
import { systemWords } from './system-words.ts'

type Of<Kind extends Deed['kind']> = Extract<Deed, { kind: Kind }>

interface Stage {
  world: World
  chat: Chat
  now: number
  person: Person
}

/** Files of a message take their ids from four times the message's own, as in a made conversation. */
const FILES_A_MESSAGE = 4

function personOf(world: World, id: number): Person {
  const person = world.people.get(id)
  if (!person) throw new DeedRefused(`There is no person ${id}.`)
  return person
}

function memberOf(chat: Chat, id: number): Member {
  const member = chat.members.of(id)
  if (!member) throw new DeedRefused(`Person ${id} is no member of chat ${chat.id}.`)
  return member
}

/** A message that is still there. */
function messageOf(chat: Chat, id: number): Message {
  const message = chat.messages.byId(id)
  if (!message || message.isDeleted) throw new DeedRefused(`There is no message ${id} in chat ${chat.id}.`)
  return message
}

function manages(chat: Chat, id: number): boolean {
  return chat.ownerId === id || memberOf(chat, id).isManager
}

/** `NOTIFY` and `uuid` follow from the code and the author when the message is printed. A change of picture has the code of leaving in the source. */
function say({ world, chat, now, person }: Stage, saying: Saying, systemCode: string, more: { whom?: Person[] | undefined, title?: string } = {}): Message {
  return chat.messages.add({ authorId: 0, createdAt: now, text: systemWords(world, saying, { who: person, ...more }), likedBy: [], fileIds: [], systemCode })
}

/** An open channel says nothing of who comes and goes (V2/Chat/OpenChannelChat.php). */
function announce(stage: Stage, saying: Saying, systemCode: string, whom?: Person[]): Message | null {
  return stage.chat.messageType === 'J' ? null : say(stage, saying, systemCode, { whom })
}

function read(chat: Chat, member: Member, messageId: number, now: number): void {
  if (messageId > chat.messages.lastId) throw new DeedRefused(`There is no message ${messageId} in chat ${chat.id}.`)
  if (messageId > member.lastReadId) Object.assign(member, { lastReadId: messageId, lastReadAt: now })
}

function write({ chat, now, person }: Stage, { text, replyToId, file }: Of<'write'>): Message {
  const member = memberOf(chat, person.id)
  const isChannel = chat.messageType === 'N' || chat.messageType === 'J'
  if (!chat.restrictions.send || (isChannel && !manages(chat, person.id))) throw new DeedRefused(`Person ${person.id} may only read in chat ${chat.id}.`)
  const message = chat.messages.add({
    authorId: person.id, createdAt: now, text, likedBy: [], fileIds: [], systemCode: '', ...(replyToId === undefined ? {} : { replyToId }),
  })
  read(chat, member, message.id, now)
  if (!file) return message
  const id = message.id * FILES_A_MESSAGE
  chat.files.set(id, { ...file, id, authorId: person.id, createdAt: now })
  chat.messages.amend(message.id, { fileIds: [id] })
  return { ...message, fileIds: [id] }
}

function edit({ chat, person }: Stage, { messageId, text }: Of<'edit'>): Message {
  const message = messageOf(chat, messageId)
  if (message.authorId !== person.id) throw new DeedRefused(`Message ${messageId} is somebody else's.`)
  chat.messages.amend(messageId, { text, isEdited: true })
  return { ...message, text, isEdited: true }
}

function isReadByOthers(chat: Chat, message: Message): boolean {
  for (const { personId, lastReadId } of membersOf(chat.members)) if (personId !== message.authorId && lastReadId >= message.id) return true
  return false
}

function remove({ world, chat, person }: Stage, { messageId }: Of<'delete'>): Message | null {
  const message = messageOf(chat, messageId)
  if (message.authorId !== person.id && !manages(chat, person.id)) throw new DeedRefused(`Message ${messageId} is somebody else's.`)
  for (const id of message.fileIds) chat.files.delete(id)
  const { deletion = 'unread-vanishes' } = world.settings.undocumented ?? {}
  // In a channel nothing is left, in an open line something always is.
  const leavesWords = chat.messageType === 'L' || deletion === 'always-words' || isReadByOthers(chat, message)
  if (!leavesWords || chat.messageType === 'N' || chat.messageType === 'J') {
    chat.messages.remove(messageId)
    return null
  }
  const left = { text: systemWords(world, 'deleted', { who: person }), isDeleted: true, likedBy: [], fileIds: [] }
  chat.messages.amend(messageId, left)
  return { ...message, ...left }
}

function like({ chat, person }: Stage, { kind, messageId }: Of<'like' | 'unlike'>): Message {
  const message = messageOf(chat, messageId)
  memberOf(chat, person.id)
  const others = message.likedBy.filter(id => id !== person.id)
  const likedBy = kind === 'like' ? [...others, person.id].sort((one, other) => one - other) : others
  chat.messages.amend(messageId, { likedBy })
  return { ...message, likedBy }
}

/** The source quotes the message and then names it (PinService.php, getMessageText). Taking a pin away says nothing. */
function pin(stage: Stage, { kind, messageId }: Of<'pin' | 'unpin'>): Message | null {
  const { world, chat, now, person } = stage
  const message = messageOf(chat, messageId)
  memberOf(chat, person.id)
  chat.messages.amend(messageId, { isPinned: kind === 'pin' })
  if (kind === 'unpin') return null
  const place = chat.messageType === 'P' ? [...membersOf(chat.members)].map(({ personId }) => personId).join(':') : `chat${chat.id}`
  const words = systemWords(world, 'pinned', { who: person, context: `${place}/${messageId}` })
  const text = [...quoteOf(world, chat, message), words].join('\n')
  return chat.messages.add({ authorId: 0, createdAt: now, text, likedBy: [], fileIds: [], systemCode: '', isPinNote: true })
}

/** Whoever comes has read what was there (V2/Chat.php, createRelation), and has their own arrival to read. */
function admit({ world, chat }: Stage, ids: readonly number[]): Person[] {
  if (chat.messageType === 'P') throw new DeedRefused('Nobody joins a private conversation.')
  const people = ids.map(id => personOf(world, id))
  for (const { id } of people) if (chat.members.of(id)) throw new DeedRefused(`Person ${id} is a member of chat ${chat.id} already.`)
  for (const { id } of people) {
    chat.members.add({ personId: id, historyFromId: 0, lastReadId: chat.messages.lastId, lastReadAt: null, isManager: false, isMuted: false })
  }
  return people
}

/** Whoever owns a chat and leaves it: assumed that the chat passes to who joined next; the alternative is an owner outside it. */
function passOn(chat: Chat): void {
  const [next] = inOrderOfJoining(chat, [...membersOf(chat.members)], ({ personId }) => personId)
  if (!next) return
  chat.ownerId = next.personId
  next.isManager = true
}

function depart(chat: Chat, personId: number): void {
  memberOf(chat, personId)
  if (chat.messageType === 'P') throw new DeedRefused('Nobody leaves a private conversation.')
  chat.members.remove(personId)
  if (chat.ownerId === personId) passOn(chat)
}

function refuseUnmanaged({ chat, person }: Stage): void {
  if (!manages(chat, person.id)) throw new DeedRefused(`Person ${person.id} does not manage chat ${chat.id}.`)
}

/** No sentence is written about managers (V2/Chat.php, setManagers): only the list of them changes. */
function manage(stage: Stage, { kind, whom }: Of<'appoint' | 'dismiss' | 'hand-over'>): Message | null {
  refuseUnmanaged(stage)
  const member = memberOf(stage.chat, whom)
  member.isManager = kind !== 'dismiss'
  if (kind !== 'hand-over') return null
  stage.chat.ownerId = whom
  return say(stage, 'handedOver', '', { whom: [personOf(stage.world, whom)] })
}

function act(stage: Stage, deed: Deed): Message | null {
  const { world, chat, now, person } = stage
  switch (deed.kind) {
    case 'write': return write(stage, deed)
    case 'read':
      read(chat, memberOf(chat, person.id), deed.messageId ?? chat.messages.lastId, now)
      return null
    case 'edit': return edit(stage, deed)
    case 'delete': return remove(stage, deed)
    case 'like':
    case 'unlike': return like(stage, deed)
    case 'pin':
    case 'unpin': return pin(stage, deed)
    case 'join':
      admit(stage, [person.id])
      return announce(stage, 'joined', 'CHAT_JOIN')
    case 'invite':
      memberOf(chat, person.id)
      return announce(stage, 'invited', 'CHAT_JOIN', admit(stage, deed.whom))
    case 'leave':
      depart(chat, person.id)
      return announce(stage, 'left', 'CHAT_LEAVE')
    case 'expel':
      refuseUnmanaged(stage)
      depart(chat, deed.whom)
      return announce(stage, 'expelled', 'CHAT_LEAVE', [personOf(world, deed.whom)])
    case 'appoint':
    case 'dismiss':
    case 'hand-over': return manage(stage, deed)
    case 'rename':
      memberOf(chat, person.id)
      chat.name = deed.title
      return say(stage, 'renamed', '', { title: deed.title })
    case 'picture':
      memberOf(chat, person.id)
      chat.avatar = deed.address
      return say(stage, 'pictured', 'CHAT_LEAVE')
    case 'presence':
      person.presence = deed.presence
      return null
  }
}

/**
 * Does it, with everything the portal writes, marks and counts because of it. Whoever acts is there: offline people come online.
 * @returns the message that came of it or was changed; null for none
 * @throws DeedRefused when the person cannot do this in the chat
 */
export function perform(world: World, chat: Chat, deed: Deed, now: number): Message | null {
  const person = personOf(world, deed.by)
  const message = act({ world, chat, now, person }, deed)
  person.lastActivityAt = now
  if (deed.kind !== 'presence' && person.presence === 'offline') person.presence = 'online'
  return message
}
