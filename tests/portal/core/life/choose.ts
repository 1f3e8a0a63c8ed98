import { fillPhrase } from '../world/fill-phrase.ts'
import type { Chat, Member, Message, Person, World } from '../world/model.ts'
import { fullName } from '../world/people.ts'
import { FILE_NAMES, PHRASES } from '../world/phrases.ts'
import type { Random } from '../world/random.ts'
import type { Deed } from './deed.ts'

/** How far back people look when they edit, delete, like, answer or pin. */
const RECENT = 30
/** How often somebody suitable is looked for among thousands before nothing happens. */
const TRIES = 8
/** By how many people a chat may shrink or grow. */
const DRIFT = 4

/** What has to be remembered of a chat so that it stays itself. */
export interface Memory {
  /** Members and title that it had when it woke up. */
  readonly home: number
  readonly title: string
  /** Who has left and may come again. */
  gone: number[]
}

export interface Chooser {
  world: World
  chat: Chat
  random: Random
  memory: Memory
}

function recall({ chat, random }: Chooser, isFit: (message: Message) => boolean): Message | null {
  const { messages } = chat
  if (messages.count === 0) return null
  const message = messages.at(messages.count - 1 - random.integer(0, Math.min(RECENT, messages.count) - 1))
  return message.authorId > 0 && message.isDeleted !== true && isFit(message) ? message : null
}

/** People at their desks, customers in an open line; never the person whose world it is. */
function isActor({ world, chat }: Chooser, person: Person | undefined): person is Person {
  if (!person?.isActive || person.isBot || person.id === world.viewerId) return false
  return chat.messageType === 'L' || !person.isConnector
}

function someone(chooser: Chooser, isFit: (member: Member) => boolean = () => true): Person | null {
  const { world, chat, random } = chooser
  if (chat.members.count === 0) return null
  for (let turn = 0; turn < TRIES; turn += 1) {
    const member = chat.members.at(random.integer(0, chat.members.count - 1))
    const person = world.people.get(member.personId)
    if (isActor(chooser, person) && isFit(member)) return person
  }
  return null
}

function ownDeed(chooser: Chooser, make: (message: Message) => Deed): Deed | null {
  const message = recall(chooser, ({ authorId }) => chooser.chat.members.of(authorId) !== undefined && isActor(chooser, chooser.world.people.get(authorId)))
  return message && make(message)
}

function saying({ world, chat, random }: Chooser, author: Person): string {
  const phrases = PHRASES[author.language] ?? PHRASES['en'] ?? []
  return fillPhrase(random.pick(phrases), () => random.integer(0, 0xffff), (number) => {
    const person = world.people.get(chat.members.at(number % chat.members.count).personId)
    return person ? `[USER=${person.id}]${fullName(person)}[/USER]` : ''
  })
}

function write(chooser: Chooser): Deed | null {
  const { chat, random } = chooser
  const isChannel = chat.messageType === 'N' || chat.messageType === 'J'
  if (!chat.restrictions.send) return null
  const author = someone(chooser, member => !isChannel || member.isManager)
  if (!author) return null
  const answered = random.chance(0.15) ? recall(chooser, () => true) : null
  const [name, type] = random.pick(FILE_NAMES)
  const file = random.chance(0.06) ? { name, type, size: random.integer(1_000, 8_000_000) } : null
  return {
    kind: 'write', by: author.id, text: saying(chooser, author), ...(answered ? { replyToId: answered.id } : {}), ...(file ? { file } : {}),
  }
}

function read(chooser: Chooser): Deed | null {
  const { lastId } = chooser.chat.messages
  const reader = someone(chooser, member => member.lastReadId < lastId)
  return reader && { kind: 'read', by: reader.id }
}

function like(chooser: Chooser): Deed | null {
  const person = someone(chooser)
  const message = person && recall(chooser, ({ authorId }) => authorId !== person.id)
  return message && { kind: message.likedBy.includes(person.id) ? 'unlike' : 'like', by: person.id, messageId: message.id }
}

function edit(chooser: Chooser): Deed | null {
  return ownDeed(chooser, ({ id, authorId }) => {
    const author = chooser.world.people.get(authorId)
    return { kind: 'edit', by: authorId, messageId: id, text: author ? saying(chooser, author) : '' }
  })
}

function comeOrGo(chooser: Chooser): Deed | null {
  const person = someone(chooser)
  return person && { kind: 'presence', by: person.id, presence: person.presence === 'online' ? chooser.random.pick(['idle', 'away', 'offline'] as const) : 'online' }
}

function join(chooser: Chooser): Deed | null {
  const { world, chat, random, memory } = chooser
  if (chat.messageType === 'P' || !chat.restrictions.extend || chat.members.count >= memory.home + DRIFT) return null
  const returning = random.chance(0.6) ? memory.gone.shift() : undefined
  const id = returning ?? random.integer(1, 400)
  const person = world.people.get(id)
  if (!isActor(chooser, person) || person.isExtranet || chat.members.of(id)) return null
  const host = random.chance(0.5) ? someone(chooser) : null
  return host ? { kind: 'invite', by: host.id, whom: [id] } : { kind: 'join', by: id }
}

function leave(chooser: Chooser): Deed | null {
  const { chat, random, memory } = chooser
  if (chat.messageType === 'P' || chat.messageType === 'L' || !chat.restrictions.leave || chat.members.count <= Math.max(3, memory.home - DRIFT)) return null
  const person = someone(chooser, member => !member.isManager && member.personId !== chat.ownerId)
  if (!person) return null
  memory.gone.push(person.id)
  const host = random.chance(0.2) ? someone(chooser, member => member.personId === chat.ownerId) : null
  return host ? { kind: 'expel', by: host.id, whom: person.id } : { kind: 'leave', by: person.id }
}

function change(chooser: Chooser): Deed | null {
  const { chat, random, memory } = chooser
  if (chat.messageType === 'P') return null
  const manager = someone(chooser, member => member.isManager)
  if (!manager) return null
  const other = someone(chooser, member => member.personId !== chat.ownerId)
  const message = recall(chooser, ({ isPinned }) => isPinned !== true)
  const deeds: (Deed | null)[] = [
    chat.restrictions.rename ? { kind: 'rename', by: manager.id, title: random.pick([memory.title, `${memory.title} (2)`, `${memory.title}: next week`]) } : null,
    chat.restrictions.avatar ? { kind: 'picture', by: manager.id, address: `/upload/avatar/${random.integer(1, 40)}.svg` } : null,
    other && { kind: chat.members.of(other.id)?.isManager ? 'dismiss' : 'appoint', by: manager.id, whom: other.id },
    message && { kind: 'pin', by: manager.id, messageId: message.id },
  ]
  return random.pick(deeds)
}

/** Of a thousand deeds; what cannot be done here becomes a message. */
const SHARES: readonly (readonly [share: number, make: (chooser: Chooser) => Deed | null])[] = [
  [500, write], [250, read], [90, like], [50, edit], [20, chooser => ownDeed(chooser, ({ id, authorId }) => ({ kind: 'delete', by: authorId, messageId: id }))],
  [50, comeOrGo], [15, join], [15, leave], [10, change],
]

/** What happens next in this chat; null when nobody could do anything. */
export function chooseDeed(chooser: Chooser): Deed | null {
  let left = chooser.random.integer(0, 999)
  for (const [share, make] of SHARES) {
    if (left < share) return make(chooser) ?? write(chooser)
    left -= share
  }
  return null
}
