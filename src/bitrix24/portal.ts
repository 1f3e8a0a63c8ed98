/** What the app sees of the portal around it. Made by `connect()`, provided in `main.ts`, used through `usePortal()`. */
import type { InjectionKey } from 'vue'
import { injectProvided } from '../lib/inject-provided.ts'
import type { PortalError } from './errors.ts'
import type { LatePortal } from './portal-late.ts'

/** Where the portal says we were opened. Values come from outside: text that was checked for its shape, no more. */
export interface Opening {
  /** Placement code such as `IM_SIDEBAR` or `DEFAULT`, as received. */
  placement: string
  /**
   * The chat that this page is about, exactly as received: from the portal beside a chat, from `openApplication` in a slider
   * of ours; `undefined` when none was named. `provideChat` parses it, and `useDialogId` has it then.
   */
  chat: unknown
  /** Bitrix24's language code, for example `en`, `de`, `ua`. */
  language: string
  isAdmin: boolean
  /** The application is not installed yet and this person may install it. */
  isInstallMode: boolean
  /** Opened in a slider of the portal. */
  isSlider: boolean
  /**
   * What else `openApplication` handed to this page; null when it was not opened that way. Anybody who writes a link to the
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
  /** The same of an option of the app for this person (`user.option`), which only this person's frames are told. */
  userOption: (name: string) => unknown
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

/** What the portal says about the method of one command, seconds. */
export interface MethodWork {
  /** For which it has worked for this application, whoever asked, in the last ten minutes. */
  operating: number
  /** For which it has worked on this command. */
  took: number
}

export interface BatchAnswer<Name extends string> extends WorkingTime {
  /** A command that the portal left without any answer is missing. */
  outcomes: Partial<Record<Name, Outcome>>
  /** Of the commands about which the portal says it. */
  work: Partial<Record<Name, MethodWork>>
}

export type SliderOutcome = 'closed' | 'opened-in-new-window'

export interface SliderRequest {
  /** `opening.chat` of the page in the slider. */
  chat?: string
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

/**
 * Everybody who has this app open in the portal and was granted the channel, members of the same chat or not. So what is said there must mean
 * nothing to who does not know it already, and what is heard comes from anybody.
 */
export interface ApplicationChannel {
  /** Letters, digits, `_` and `-`, at most 100. One request, never repeated. @throws PortalError */
  publish(token: string): Promise<void>
  /**
   * Hears what is published, by this page too, until the function that it returns is called. `onTurn`: told when the connection is lost (false),
   * at once where it is so already, and when it is there again (true), because what was published meanwhile may never come.
   */
  listen(hear: (token: string) => void, onTurn?: (isConnected: boolean) => void): () => void
  close(): void
}

export interface TextareaChange {
  /** `insert` keeps what is in the field. */
  mode: 'insert' | 'replace'
  /** Inserts on a line of its own. */
  withNewLine?: boolean
}

/** What a placement adds to the commands that every frame has; both lists are known to be empty for `IM_SIDEBAR`. */
export interface PlacementInterface {
  commands: string[]
  events: string[]
}

/** Hears of a request that has gone out, whether it may change something in a chat, and how it ends. */
export type RequestListener = (answer: Promise<unknown>, changesChat: boolean) => void

/** What comes with the first view. */
export interface EarlyPortal {
  readonly opening: Opening
  /**
   * Up to 50 reading commands in one HTTP request, run in order; one may use another's answer as
   * `$result[name][field]`. Never halts: every name has an outcome.
   * @throws PortalError when the request as a whole failed
   */
  batch<Name extends string>(commands: Record<Name, Command>): Promise<Record<Name, Outcome>>
  /**
   * One command. Reads may be repeated while the portal says it is busy; writes are sent once.
   * @throws PortalError
   */
  call(command: Command): Promise<unknown>
  /** Tells of every `call`, `batch` and `readBatch` that is not quiet from now on, until the function that it returns is called. */
  onRequest(hear: RequestListener): () => void
  /** How many reads a busy portal has refused so far that were sent again, those of the opening included. */
  repeats(): number
  /** Opens a conversation in the messenger. The portal never says whether it did. */
  openMessenger(dialogId: string): void
  /** Calls a person. The portal never says whether it did. */
  callPerson(personId: number, options: { isVideo: boolean }): void
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

/**
 * The portal: `portal-now.ts` makes what comes with the first view, `portal-late.ts` what is loaded when the first of it is
 * used. Each late method also fails with a `PortalError` `offline` when its file could not be loaded.
 */
export interface Portal extends EarlyPortal, LatePortal {}

export const portalKey: InjectionKey<Portal> = Symbol('portal')

/** The portal that `main.ts` provided. @throws Error when used outside the app */
export function usePortal(): Portal {
  return injectProvided(portalKey)
}
