/** What the portal's page and its server say to each other under `/_portal/`. Pure types: both sides import them. */
import type { LogEntry } from '../../core/facade.ts'
import type { Fault } from '../../core/faults.ts'
import type { FrameEffect, FrameOpening, MobileItem, OpeningRefused, SidebarItem } from '../../core/frame/exchange.ts'
import type { Pace } from '../../core/life/pace.ts'
import type { MessageType, Presence } from '../../core/world/model.ts'

export interface PersonView {
  id: number
  name: string
  position: string
  color: string
  /** Address of the picture, `''` for none. */
  avatar: string
  isAdmin: boolean
  isExtranet: boolean
  isBot: boolean
  presence: Presence
  language: string
}

export interface PortalState {
  /** Counts worlds: a page that still shows an older one must load again. */
  world: number
  scenario: string
  seed: string
  /** False while the world is one that a page asked for by name. */
  isHome: boolean
  scenarios: { name: string, title: string, description: string }[]
  /** The viewer asked for when there is such a person, else the scenario's own. */
  viewer: PersonView
  /** Chat that the scenario has open at the start. */
  openDialogId: string | null
  /** At most 200; a big world has more. */
  people: PersonView[]
  appTitle: string
  isAppInstalled: boolean
  /** The portal's clock at the moment of the answer, milliseconds. */
  now: number
  utcOffsetMinutes: number
}

export interface ChatRow {
  dialogId: string
  title: string
  messageType: MessageType
  entityType: string
  color: string
  avatar: string
  /** Present in private conversations only. */
  presence: Presence | null
  lastText: string
  lastAt: number
  unread: number
}

export interface ChatView extends ChatRow {
  /** Dialog id of the same chat in the list of chats: `chat1612` when it was opened as `sg12`. */
  listedAs: string
  description: string
  memberCount: number
  /** The first eight. */
  members: PersonView[]
  isMember: boolean
  canWrite: boolean
  pace: Pace
  /** Who has read the last message, besides its author: the first one's name, and how many. */
  lastRead: { name: string, count: number }
}

export interface MessageView {
  id: number
  /** Null for a system message. */
  author: PersonView | null
  at: number
  text: string
  systemCode: string
  isEdited: boolean
  isDeleted: boolean
  isPinned: boolean
  /** Somebody besides its author has read it. */
  isRead: boolean
  fileNames: string[]
  likes: number
}

/** Messages that an opened chat shows, and how many more each press brings: as the messenger has it (im.v2, `LoadService.MESSAGE_REQUEST_LIMIT`). */
export const PAGE_SIZE = 25

export interface MessagePage {
  /** Position of the first message of this page in the whole history. */
  position: number
  hasOlder: boolean
  messages: MessageView[]
}

/** An entry of the portal's CRM dialog, in the shape that `selectCRM` hands to the app. */
export interface CrmChoice {
  id: string
  type: string
  place: string
  title: string
  desc: string
  url: string
}

export interface LogPage {
  entries: LogEntry[]
  /** Index to ask from next time. */
  next: number
}

/** Answers by route. A request that changes something is a POST with a JSON body, one that reads is a GET with a query. */
export interface ControlAnswers {
  'GET state': PortalState
  'GET chats': ChatRow[]
  'GET chat': ChatView | null
  'GET messages': MessagePage
  'GET sidebar': SidebarItem[]
  'GET mobile': MobileItem[]
  'GET crm': CrmChoice[]
  'GET log': LogPage
  'GET faults': readonly Fault[]
  'POST open-item': FrameOpening | OpeningRefused
  'POST open-main': FrameOpening | OpeningRefused
  'POST open-mobile': FrameOpening | OpeningRefused
  'POST open-raw': FrameOpening
  'POST close-frame': null
  'POST receive': FrameEffect[]
  'POST complete': FrameEffect[]
  'POST send': MessageView
  'POST pace': null
  'POST add-fault': readonly Fault[]
  'POST clear-faults': readonly Fault[]
  'POST clear-log': null
  'POST expire-tokens': null
  'POST end-sessions': null
  'POST scenario': { world: number }
}

export type ControlRoute = keyof ControlAnswers
