/** What the first screen shows of a chat: our own types, checked at the door, in no spelling of Bitrix24's. */
import type { Member, Person } from '../people/person.ts'
import type { DialogId } from './dialog-id.ts'

/** What kind of chat it is, in the words people use; `other` for kinds this app does not know. */
export type ChatKind =
  | 'private' | 'group' | 'open' | 'channel' | 'open-channel' | 'open-line' | 'crm' | 'workgroup' | 'task'
  | 'calendar' | 'mail' | 'video-conference' | 'call' | 'announcement' | 'thread' | 'assistant' | 'other'

export type Role = 'owner' | 'manager' | 'member' | 'guest' | 'none'

/** A guest only looks, as anybody may at an open chat: no member, whom the portal neither counts nor gives a mark of what was read. */
export const isMember = (role: Role): boolean => role !== 'guest' && role !== 'none'

/** The thing a chat belongs to. */
export interface ChatLink {
  kind: 'lead' | 'deal' | 'contact' | 'company' | 'crm-item' | 'task' | 'workgroup' | 'calendar' | 'mail' | 'open-line' | 'other'
  /** The portal's own id of it as text, for example `1663`; `''` when it has none. */
  id: string
  /** Path in the portal, opened in its slider; null when there is nothing to open. */
  path: string | null
  /** The kind of a CRM record that the portal made for itself, as a number. */
  typeId?: string
  /** Of an open channel: the customer's code, `livechat|22|1775|599`, and the number of the conversation, as received. */
  line?: { code: string, session: string }
}

export interface ReadState {
  lastMessageId: number
  /** How many other people have read up to the last message, of how many that the portal lists or counts. */
  readers: number
  listed: number
  /** Names of the first few who have. */
  names: string[]
}

export interface ChatOverview {
  dialogId: DialogId
  chatId: number
  kind: ChatKind
  title: string
  description: string
  avatar: string | null
  color: string | null
  createdAt: Date | null
  owner: { id: number, name: string } | null
  /** Null where the portal did not say. */
  memberCount: number | null
  messageCount: number | null
  role: Role
  /** The viewer has switched this chat's notifications off. */
  isMuted: boolean
  /** How many messages the viewer has not read; null where the portal did not say. */
  unreadCount: number | null
  lastMessageId: number | null
  /** What the portal says that the viewer may do with the chat. */
  allows: { mute: boolean, leave: boolean }
  /** The first members, at most `FIRST_MEMBERS`; empty in a private conversation. */
  members: Member[]
  /** Why there are no members to show; null when the portal listed some, or nobody. */
  membersHidden: 'no-access' | 'not-read' | null
  links: ChatLink[]
  read: ReadState | null
  /** The other person of a private conversation. */
  person: Person | null
  /** The portal's clock when this was read; null where it did not say. */
  readAt: Date | null
  /** Who is looking. */
  viewerId: number | null
  /** Scopes granted to the app; null where the portal did not say. */
  scopes: string[] | null
}

export const FIRST_MEMBERS = 8
