/** What the simulated portal offers to whoever owns a world: the HTTP server, a page, a test. */
import type { Fault } from './faults.ts'
import type { FrameEffect, FrameEvent, FrameOpening, MobileItem, OpeningRefused, PageState, Pending, SidebarItem } from './frame/exchange.ts'
import type { Life } from './life/life.ts'
import type { Push } from './push/push.ts'
import type { RestReply, RestRequest } from './rest/exchange.ts'
import type { World } from './world/model.ts'

export type LogEntry =
  | { kind: 'rest', at: number, method: string, status: number | null, code: string, personId: number | null, commands: string[], params: unknown }
  | { kind: 'command', at: number, sid: string, command: string, params: unknown, isAnswered: boolean }
  /** A window message that the portal dropped, and why. */
  | { kind: 'dropped', at: number, origin: string, why: 'origin' | 'sid' | 'shape' | 'unknown-command' | 'denied-command' }
  | { kind: 'opened', at: number, sid: string, placement: string, personId: number }
  | { kind: 'unknown-method', at: number, method: string }

export interface PortalOptions {
  world: World
  /** Milliseconds since 1970. */
  now: () => number
  seed: string
  /**
   * What a batch reference to something missing becomes. The source keeps the last value it reached, in 2021 as in January 2026
   * (vsyntot/tacticum_web); that is documented nowhere, so the other reading can be tried. Default `last-value`.
   * `untouched` is a portal that looks up no reference at all.
   */
  unresolvedReferences?: 'last-value' | 'empty' | 'untouched'
  /** Called before each command, alone or in a batch: somebody may write or delete between two commands of one request. */
  beforeCommand?: (method: string) => void
}

export interface Portal {
  readonly world: World
  /** What people do in it, by themselves or because they are told to. */
  readonly life: Life
  /** Its push server: channels and who listens on them. */
  readonly push: Push
  /** Everything that happened, oldest first. */
  readonly log: readonly LogEntry[]
  clearLog(): void

  readonly faults: readonly Fault[]
  addFault(fault: Fault): void
  clearFaults(): void

  rest(request: RestRequest): RestReply

  /** Items of the *Applications* block for this viewer beside this chat, in the portal's order. */
  sidebarItems(viewerId: number, dialogId: string, language: string): SidebarItem[]
  /**
   * `pageUri` is the path of the portal's page (`/online/`), which the documentation adds to the options of every placement
   * (api-reference/widgets/_includes/widget_data.md); null where the portal adds nothing, as app.layout of January 2026 does
   * (vsyntot/tacticum_web), and what the messenger of this portal does.
   */
  openSidebarItem(input: { viewerId: number, language: string, bindingId: number, dialogId: string, pageUri: string | null }): FrameOpening | OpeningRefused
  /** Items of the *Apps* menu of the mobile app's chats. */
  mobileItems(viewerId: number, dialogId: string, language: string): MobileItem[]
  /** The page of the mobile app that such an item opens, by its query. */
  openMobilePage(input: { viewerId: number, language: string, query: Record<string, string> }): FrameOpening | OpeningRefused
  /** The app's own page, or its installer for an administrator while it is not installed. */
  openMainPage(input: { viewerId: number, language: string, query: Record<string, string> }): FrameOpening | OpeningRefused
  /** A frame with any placement code and any raw options text: for tests of what the app does with the unexpected. */
  openRaw(input: { viewerId: number, language: string, placement: string, placementOptions: unknown }): FrameOpening
  closeFrame(sid: string): void

  /** A window message reached the portal's page. */
  receive(event: FrameEvent, page: PageState): FrameEffect[]
  /** The page finished what an effect asked for. */
  complete(pending: Pending, answer: unknown): FrameEffect[]

  /** Makes every access token that is out now expire at once. */
  expireTokens(): void
  /** From now on `refreshAuth` fails for everybody, as after a logout. */
  endSessions(): void
}

export type CreatePortal = (options: PortalOptions) => Portal
