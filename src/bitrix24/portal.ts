/** What the app sees of the portal around it. Made by `connect()`, provided in `main.ts`, used through `usePortal()`. */
import { inject, type InjectionKey } from 'vue'
import type { PortalError } from './errors.ts'

/** Where the portal says we were opened. Values come from outside: text that was checked for its shape, no more. */
export interface Opening {
  /** Placement code such as `IM_SIDEBAR` or `DEFAULT`, as received. */
  placement: string
  /** Placement options as received, whatever they are. */
  options: unknown
  /** `options.dialogId` exactly as received; `undefined` when missing. Parse with `parseDialogId`. */
  dialogId: unknown
  /** Bitrix24's language code, for example `en`, `de`, `ua`. */
  language: string
  isAdmin: boolean
  /** The application is not installed yet and this person may install it. */
  isInstallMode: boolean
  /** Opened in a slider of the portal. */
  isSlider: boolean
  /**
   * What `openApplication` handed to this page; null when it was not opened that way. Anybody who writes a link to the
   * app's page in the portal can write these too: show what they name, do nothing on their word.
   */
  parameters: Record<string, string> | null
  /** Origin of the portal, for example `https://example.bitrix24.com`. */
  origin: string
  /** The portal's own id of this account. */
  memberId: string
  /**
   * An option of the app (`app.option`) as the handshake brought it: numbers are text, and one that is missing, empty,
   * 0 or false is `undefined`.
   */
  appOption: (name: string) => unknown
}

export interface Command {
  method: string
  params?: Record<string, unknown>
}

/** One command's answer: its `result`, or why there is none. */
export type Outcome =
  | { ok: true, value: unknown, total: number | null }
  | { ok: false, error: PortalError }

/** What the portal says about its work on a batch; null where it says nothing. */
export interface WorkingTime {
  /** Seconds it worked on this batch. */
  duration: number | null
  /** Seconds that the method used most of these has worked for the application in the last ten minutes. */
  operating: number | null
  /** Milliseconds since 1970: when the oldest minute of those ten falls away. */
  operatingResetAt: number | null
}

export interface BatchAnswer<Name extends string> extends WorkingTime {
  /** A command that the portal left without any answer is missing. */
  outcomes: Partial<Record<Name, Outcome>>
}

export type SliderOutcome = 'closed' | 'opened-in-new-window'

export interface SliderRequest {
  /** `opening.parameters` of the page in the slider. Names are letters and digits beginning with a small letter. */
  parameters: Record<string, string>
  title: string
  /** Pixels; missing: the portal chooses. */
  width?: number
  /** A tag beside the cross. Some places of the portal leave it out. */
  label?: { text: string, color: 'aqua' | 'green' | 'orange' | 'brown' | 'pink' | 'blue' | 'grey' | 'violet' }
}

/** Between pages of this app in the same page of the portal. */
export interface Channel {
  /** 32 hexadecimal digits, for `openChannel` of the other page. */
  readonly name: string
  send(message: unknown): void
  close(): void
}

export interface TextareaChange {
  /** `insert` keeps what stands in the field. */
  mode: 'insert' | 'replace'
  /** Inserts on a line of its own. */
  withNewLine?: boolean
}

/** What a placement adds to the commands that every frame has; both lists are known to be empty for `IM_SIDEBAR`. */
export interface PlacementInterface {
  commands: string[]
  events: string[]
}

export interface Portal {
  readonly opening: Opening
  /**
   * Up to 50 reading commands in one HTTP request, run in order; one may use another's answer as
   * `$result[name][field]`. Never halts: every name has an outcome.
   * @throws PortalError when the request as a whole failed
   */
  batch<Name extends string>(commands: Record<Name, Command>): Promise<Record<Name, Outcome>>
  /**
   * Up to 50 commands that only read, for long readings: sent once, stopped at once by the signal, with what the portal says
   * about its working time. Parameters are texts and numbers.
   * @throws PortalError when the request as a whole failed, or the signal's reason
   */
  readBatch<Name extends string>(commands: Readonly<Record<Name, Command>>, options?: { signal?: AbortSignal }): Promise<BatchAnswer<Name>>
  /**
   * One command. Reads may be repeated while the portal says it is busy; writes are sent once.
   * @throws PortalError
   */
  call(command: Command): Promise<unknown>
  /**
   * A page of the portal in its slider, `path` beginning with `/`. Settles when the slider has closed.
   * @throws PortalError `not-found` when the portal refuses the path
   */
  openPath(path: string): Promise<SliderOutcome>
  /**
   * The app's own main page in a slider, with `opening.parameters` as given here. Settles when the slider has closed, with
   * what its page gave to `closeApplication`: a JSON value from outside, null when it was closed in any other way. No
   * deadline, as with `openPath`; a portal that opens nothing says nothing.
   * @throws TypeError for a parameter name that would not arrive, RangeError for more than 4,000 characters of parameters
   * @throws PortalError
   */
  openApplication(request: SliderRequest): Promise<unknown>
  /**
   * Closes the slider that `openApplication` opened this page in and hands `result` to the opener: ids and flags, never a
   * message's text. Settles when the portal has been told; with a page of the portal on top it then closes nothing.
   * @throws RangeError for a result that is no JSON or longer than 2,000 characters of it
   * @throws PortalError `unknown` when this page is not in such a slider
   */
  closeApplication(result?: unknown): Promise<void>
  /**
   * Joins the channel of that name, or makes a new one. What is heard comes from outside: a page of this app that knows the
   * name, so every one that was told it. Browsers that keep channels apart by the page on top join those in one portal page.
   * Null where the browser lets this frame have none.
   * @throws PortalError `offline`
   */
  openChannel(name: string | null, hear: (message: unknown) => void): Promise<Channel | null>
  /** Opens a conversation in the messenger. The portal never says whether it did. */
  openMessenger(dialogId: string): void
  /** Calls a person. The portal never says whether it did. */
  callPerson(personId: number, options: { isVideo: boolean }): void
  /**
   * Text in the messenger's input field, of the chat that is open there NOW. That may be another than ours, and nothing in
   * the protocol tells which; a chat without a field may also read as `''`. Outside the messenger nobody may answer.
   * @throws PortalError `timeout` for silence, `unknown` with the portal's words for a refusal
   */
  readTextarea(): Promise<string>
  /**
   * Writes into the field that `readTextarea` reads, so as blindly: read before, to be able to undo, and after, because
   * newer portals also report success where there is no field (im.public, `Textarea.insertText`).
   * @throws PortalError `timeout` for silence (whether it was written is then unknown), `unknown` for a refusal
   */
  writeTextarea(text: string, change: TextareaChange): Promise<void>
  /** @throws PortalError `timeout`, `bad-answer` */
  getInterface(): Promise<PlacementInterface>
  /**
   * Calls `listener` whenever the portal fires an event of this placement. False, and nothing bound, when the placement
   * does not list it: the portal would never answer.
   * @throws PortalError as `getInterface`
   */
  onEvent(event: string, listener: (value: unknown) => void): Promise<boolean>
  /** Sets the heading over the app's own page; the portal refuses it, in silence, in every other placement. */
  setTitle(title: string): void
  /**
   * Makes the frame as high as its content, `atMost` pixels when given. Does nothing in a slider, where the portal refuses;
   * never fails. A list that shows only the rows in view needs a bound.
   */
  fitHeight(atMost?: number): void
  /**
   * Tells the portal that the installation is complete. The portal replaces this page instead of answering.
   * @throws PortalError when the app is not being installed
   */
  finishInstallation(): void
  /** Absolute address of something the portal named by a path or address; null unless http(s). */
  resolveUrl(address: string): string | null
  /** Removes listeners; for tests and teardown. */
  destroy(): void
}

export const portalKey: InjectionKey<Portal> = Symbol('portal')

/** The portal that `main.ts` provided. @throws Error when used outside the app */
export function usePortal(): Portal {
  const portal = inject(portalKey, null)
  if (!portal) throw new Error('usePortal() needs an app that provides portalKey (see src/main.ts)')
  return portal
}
