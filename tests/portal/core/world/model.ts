/**
 * What a simulated portal holds. Plain data: no Bitrix24 spelling (that belongs to the methods that answer REST), no
 * Vue, no DOM, no clock. Times are milliseconds since 1970, ids are positive integers unless said otherwise.
 */
import type { App } from './app-model.ts'
import type { PushSettings } from '../push/settings.ts'
import type { Pace } from '../life/pace.ts'
import type { MessageAttach } from './keep-attach.ts'
import type { MadeOfMessage } from './made-of-message.ts'
import type { Records } from './records.ts'
import type { Undocumented } from './undocumented.ts'

export type { App, PlacementBinding } from './app-model.ts'

export type Presence = 'online' | 'idle' | 'away' | 'dnd' | 'offline'

export interface Person {
  id: number
  firstName: string
  lastName: string
  position: string
  gender: 'M' | 'F'
  /** Portal administrator. */
  isAdmin: boolean
  /** From outside the company: sees only items registered with `extranet: 'Y'`. */
  isExtranet: boolean
  isBot: boolean
  isActive: boolean
  /** A person of an open channel (`connector`) or of another portal (`network`). */
  isConnector: boolean
  isNetwork: boolean
  /** What else somebody from outside can be: invited to collabs, or come by a link. */
  isOutside?: 'collaber' | 'guest'
  departments: number[]
  /** Absolute or portal-relative picture address, `''` for none. */
  avatar: string
  /** `#rrggbb`, the background of the initials. */
  color: string
  email: string
  phone: string
  /** IANA name or `''`. */
  timeZone: string
  presence: Presence
  lastActivityAt: number | null
  absentUntil: number | null
  /** `DD-MM` or `''`. */
  birthday: string
  /** Bitrix24 language code of the portal's interface for this person. */
  language: string
}

/** Letters as in `message_type`: private, group, open, open line, channel (closed and open), comment thread, CoPilot, collab, open collab, another module's. */
export type MessageType = 'P' | 'C' | 'O' | 'L' | 'N' | 'J' | 'T' | 'A' | 'B' | 'E' | 'X'

export type Role = 'owner' | 'manager' | 'member' | 'guest' | 'none'

export interface Member {
  personId: number
  /** Messages with a smaller id are hidden from this member when the chat hides history; 0 shows everything. */
  historyFromId: number
  /** Id of the last message this member has read, 0 for none. */
  lastReadId: number
  lastReadAt: number | null
  isManager: boolean
  isMuted: boolean
}

/** A list that may be made on demand: the group of 3,000 is never one big literal. */
export interface MemberList {
  readonly count: number
  /** By ascending person id; in which order Bitrix24 lists them, see `inOrderOfJoining`. */
  at(index: number): Member
  of(personId: number): Member | undefined
  /** False when the person belongs already. */
  add(member: Member): boolean
  remove(personId: number): boolean
}

export interface FileInfo {
  id: number
  name: string
  type: 'image' | 'video' | 'audio' | 'file'
  size: number
  authorId: number
  createdAt: number
}

/** Where a message was passed on from. */
export interface ForwardedFrom {
  messageId: number
  authorId: number
  /** `chat12`, or the numbers of both people of a private chat: `5:17`. */
  place: string
  chatTitle: string
}

export interface Message {
  id: number
  /** 0 for a system message. */
  authorId: number
  createdAt: number
  text: string
  likedBy: number[]
  fileIds: number[]
  /** The message of the same chat that this one answers; missing for none. */
  replyToId?: number
  /** Code of a system message such as `CHAT_JOIN`, `''` for an ordinary one. */
  systemCode: string
  /** Its words are another message's, which somebody passed on. */
  forward?: ForwardedFrom
  isEdited?: boolean
  /** Only the portal's words for it are left. */
  isDeleted?: boolean
  isPinned?: boolean
  /** A system message that says what was pinned. */
  isPinNote?: boolean
  /** Instead of words. */
  sticker?: { id: number, packId: number, packType: 'vendor' | 'custom' }
  /** Attachments as `params.ATTACH` prints them; missing for none. */
  attach?: readonly MessageAttach[]
}

/** Messages in ascending id order, made from the seed when asked for; what was added, changed or deleted is kept on top. */
export interface MessageList {
  readonly count: number
  readonly firstId: number
  readonly lastId: number
  /** Position of the first message whose id is at least `id`; `count` when there is none. */
  lowerBound(id: number): number
  at(position: number): Message
  byId(id: number): Message | undefined
  add(message: Omit<Message, 'id'>): Message
  amend(id: number, changes: Partial<Omit<Message, 'id'>>): boolean
  remove(id: number): boolean
}

/** What `restrictions` of `im.dialog.get` says this kind of chat forbids (false) or allows (true). */
export interface Restrictions {
  avatar: boolean
  rename: boolean
  extend: boolean
  call: boolean
  mute: boolean
  leave: boolean
  leaveOwner: boolean
  send: boolean
  userList: boolean
}

export interface Chat {
  id: number
  messageType: MessageType
  /** `type` of REST: `chat`, `private`, `open`, `lines`, `crm`, `sonetGroup`, `tasksTask`, `channel` … */
  type: string
  name: string
  description: string
  ownerId: number
  avatar: string
  color: string
  isExtranet: boolean
  /** `''`, `LINES`, `CRM`, `SONET_GROUP`, `TASKS_TASK`, `CALENDAR` … */
  entityType: string
  entityId: string
  entityData1: string
  entityData2: string
  entityData3: string
  entityLink: { type: string, url: string, id: string }
  createdAt: number
  diskFolderId: number
  members: MemberList
  messages: MessageList
  files: Map<number, FileInfo>
  restrictions: Restrictions
  /** The plan limits how far back history can be read; null when it does not. */
  historyLimitedBeforeId: number | null
  /** A private conversation with a bot, in which the sidebar's context `USER` does not count. */
  isWithBot?: boolean
}

export interface PortalSettings {
  /** `host` or `host:port`, as `location.host` of the portal's page. */
  domain: string
  isHttps: boolean
  memberId: string
  /** Two letters; the language of people who chose none. */
  language: string
  /** Minutes east of UTC, used in every date the portal prints. */
  utcOffsetMinutes: number
  licence: { id: string, type: string, family: string }
  limits: {
    /** Leaky bucket per address: how many requests at once, and how many drain a second. */
    burst: number
    perSecond: number
    /** Seconds of work a method may take in ten minutes, per application; null switches it off. */
    operatingSeconds: number | null
    /** Life of an access token in seconds. */
    tokenSeconds: number
    /** Invented working time of one REST method, milliseconds, so that `time` is not zero. */
    workMs: number
  }
  /** Escape hatch: let `placement.bind` accept a handler whose host has no dot (`localhost`). Off as in a real portal. */
  allowsLocalHandlers: boolean
  undocumented?: Undocumented
  push?: Partial<PushSettings>
}

export interface World {
  settings: PortalSettings
  people: Map<number, Person>
  chats: Map<number, Chat>
  /** Number of a workgroup → id of its chat (`sg12`). */
  workgroupChats: Map<number, number>
  /** Private conversations: `lower:higher` person ids → chat id. */
  privateChats: Map<string, number>
  /** How lively chats are when the world begins; missing ones are still. */
  paces?: ReadonlyMap<number, Pace>
  /** What chats are linked to. */
  records: Records
  /** Names of departments that are not to be invented. */
  departmentNames?: Map<number, string>
  app: App
  /** Makes the private conversation of two people who have none yet; a world without it begins none. */
  beginPrivateChat?: (oneId: number, otherId: number) => Chat
  /** In the order in which it was made. */
  madeOfMessages: MadeOfMessage[]
  /** Who is looking at the portal's page when the scenario begins. */
  viewerId: number
  /** Dialog id that is open in the messenger at the start, as that viewer would write it; null for none. */
  openDialogId: string | null
}

/** Where and under which addresses a world is put up; the server knows these, a scenario does not. */
export interface WorldPlace {
  domain: string
  isHttps: boolean
  /** Address of the app's page; handler, main and install page are made from it. */
  appUrl: string
  /** The instant at which the world begins, milliseconds. */
  now: number
  /** Any text; the same seed gives the same world, down to tokens. */
  seed: string
}

export interface Scenario {
  /** Kebab-case, used in addresses and tests. */
  name: string
  title: string
  description: string
  create(place: WorldPlace): World
}
