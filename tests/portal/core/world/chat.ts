import { createConversation } from './conversation.ts'
import { createMemberList } from './member-list.ts'
import { createMessageIds } from './message-ids.ts'
import { createMessageList } from './message-list.ts'
import type { Chat, FileInfo, Member, MemberList, MessageList, MessageType, Person, Restrictions } from './model.ts'
import { PALETTE } from './names.ts'
import { hashText, noise, pick } from './random.ts'
import { restrictionsFor } from './restrictions.ts'
import { createTimeline } from './timeline.ts'

const MINUTE = 60_000
/** How many stretches of portal-wide message ids one message of a chat stands for: the rest belongs to other chats. */
export const STRETCHES_A_MESSAGE = 3

/** What chats of one world share. */
export interface ChatSetting {
  seed: string
  now: number
  people: ReadonlyMap<number, Person>
  utcOffsetMinutes: number
  /** Counter of the messages that people add later. */
  nextMessageId: () => number
}

export interface ChatPlan {
  id: number
  messageType: MessageType
  type: string
  name: string
  ownerId: number
  /** Includes the owner, or not: as in a chat whose owner has left. */
  memberIds: () => readonly number[]
  messageCount: number
  perWorkday: number
  /** What most people write here: a key of `PHRASES`. */
  language: string
  /** Where this chat's message ids lie, see `IdPlan`. */
  lane: number
  firstStretch: number
  /** How long ago the last message was written. */
  quietMinutes?: number
  managerIds?: readonly number[]
  mutedIds?: readonly number[]
  /** How many messages somebody has yet to read, where it is not left to chance. */
  unread?: Readonly<Record<number, number>>
  /** Position of the first message somebody may see. */
  hiddenBefore?: Readonly<Record<number, number>>
  description?: string
  avatar?: string
  isExtranet?: boolean
  isWithBot?: boolean
  entity?: { type: string, id: string, data1?: string, data2?: string, data3?: string, link?: { type: string, url: string, id: string } }
  restrictions?: Partial<Restrictions>
  diskFolderId?: number
  /** Position before which the plan keeps history back. */
  limitedBefore?: number
}

function createMembers(plan: ChatPlan, seed: string, rows: () => ReturnType<typeof createRows>): MemberList {
  const row = hashText(`${seed}:members`)
  const count = plan.messageCount
  const chosenUnread = (personId: number) => {
    const set = plan.unread?.[personId]
    if (set !== undefined) return set
    const part = noise(row, personId) % 100
    if (part < 55) return 0
    if (part < 80) return 1 + noise(row, personId + 1_000_003) % 12
    return part < 92 ? Math.floor(count / 3) : count
  }
  return createMemberList(plan.memberIds, (personId): Omit<Member, 'personId'> => {
    const { idAt, timeAt } = rows()
    const lastRead = count - 1 - chosenUnread(personId)
    const hiddenBefore = plan.hiddenBefore?.[personId] ?? 0
    return {
      historyFromId: hiddenBefore > 0 ? idAt(hiddenBefore) : 0,
      lastReadId: lastRead < 0 ? 0 : idAt(lastRead),
      lastReadAt: lastRead < 0 ? null : timeAt(lastRead) + noise(row, personId + 2_000_003) % (3 * MINUTE),
      // The samples list the owner among the managers.
      isManager: personId === plan.ownerId || (plan.managerIds ?? []).includes(personId),
      isMuted: (plan.mutedIds ?? []).includes(personId),
    }
  })
}

/** Ids and times of the messages by position: worked out when the first is asked for. */
function createRows(plan: ChatPlan, setting: ChatSetting, seed: string) {
  return {
    idAt: createMessageIds({ worldSeed: setting.seed, chatSeed: seed, lane: plan.lane, firstStretch: plan.firstStretch, stride: STRETCHES_A_MESSAGE }),
    timeAt: createTimeline({
      seed,
      count: plan.messageCount,
      endAt: Math.floor((setting.now - (plan.quietMinutes ?? 0) * MINUTE) / 1000) * 1000,
      perWorkday: plan.perWorkday,
      utcOffsetMinutes: setting.utcOffsetMinutes,
    }),
  }
}

interface Talk {
  messages: MessageList
  files: Map<number, FileInfo>
}

function createTalk(plan: ChatPlan, setting: ChatSetting, seed: string, rows: ReturnType<typeof createRows>): Talk {
  let authors: readonly number[] | undefined
  const mayWrite = (id: number) => {
    const person = setting.people.get(id)
    if (!person?.isActive || (person.isBot && !plan.isWithBot)) return false
    // Channels are written by those who run them.
    return (plan.messageType !== 'N' && plan.messageType !== 'J') || id === plan.ownerId || (plan.managerIds ?? []).includes(id)
  }
  const conversation = createConversation({
    seed,
    count: plan.messageCount,
    ownerId: plan.ownerId,
    authorIds: () => {
      if (!authors) {
        const writing = plan.memberIds().filter(mayWrite)
        // everybody may have been dismissed since; what was written stays
        authors = writing.length > 0 ? writing : [plan.ownerId]
      }
      return authors
    },
    people: setting.people,
    language: plan.language,
    ...rows,
    utcOffsetMinutes: setting.utcOffsetMinutes,
  })
  return { messages: createMessageList(conversation.source, setting.nextMessageId), files: conversation.files }
}

/** Thousands of these are made with every world: a class, because objects with their own accessors cost ten times as much. */
class GeneratedChat implements Chat {
  readonly #plan: ChatPlan
  readonly #setting: ChatSetting
  readonly #seed: string
  #rows: ReturnType<typeof createRows> | undefined
  #members: MemberList | undefined
  #talk: Talk | undefined
  id: number
  messageType: MessageType
  type: string
  name: string
  description: string
  ownerId: number
  avatar: string
  color: string
  isExtranet: boolean
  entityType: string
  entityId: string
  entityData1: string
  entityData2: string
  entityData3: string
  entityLink: Chat['entityLink']
  diskFolderId: number
  restrictions: Restrictions
  historyLimitedBeforeId: number | null
  isWithBot: boolean

  constructor(plan: ChatPlan, setting: ChatSetting) {
    this.#plan = plan
    this.#setting = setting
    this.#seed = `${setting.seed}:chat:${plan.id}`
    this.id = plan.id
    this.messageType = plan.messageType
    this.type = plan.type
    this.name = plan.name
    this.description = plan.description ?? ''
    this.ownerId = plan.ownerId
    this.avatar = plan.avatar ?? ''
    this.color = pick(PALETTE, plan.id)
    this.isExtranet = plan.isExtranet ?? false
    this.entityType = plan.entity?.type ?? ''
    this.entityId = plan.entity?.id ?? ''
    this.entityData1 = plan.entity?.data1 ?? ''
    this.entityData2 = plan.entity?.data2 ?? ''
    this.entityData3 = plan.entity?.data3 ?? ''
    this.entityLink = plan.entity?.link ?? { type: '', url: '', id: '' }
    this.diskFolderId = plan.diskFolderId ?? 0
    this.restrictions = Object.assign(restrictionsFor(plan.entity?.type ?? ''), plan.restrictions)
    this.historyLimitedBeforeId = plan.limitedBefore === undefined ? null : this.#row().idAt(plan.limitedBefore)
    this.isWithBot = plan.isWithBot ?? false
  }

  #row() {
    this.#rows ??= createRows(this.#plan, this.#setting, this.#seed)
    return this.#rows
  }

  #started() {
    this.#talk ??= createTalk(this.#plan, this.#setting, this.#seed, this.#row())
    return this.#talk
  }

  get createdAt(): number {
    return this.#row().timeAt(0) - MINUTE
  }

  get members(): MemberList {
    this.#members ??= createMembers(this.#plan, this.#seed, () => this.#row())
    return this.#members
  }

  get messages(): MessageList {
    return this.#started().messages
  }

  get files(): Map<number, FileInfo> {
    return this.#started().files
  }
}

/** A chat whose members, messages and files come into being when somebody looks at them: thousands cost nothing. */
export function createChat(plan: ChatPlan, setting: ChatSetting): Chat {
  return new GeneratedChat(plan, setting)
}
