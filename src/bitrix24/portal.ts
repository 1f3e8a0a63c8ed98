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

export type SliderOutcome = 'closed' | 'opened-in-new-window'

export interface Portal {
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
  /**
   * A page of the portal in its slider, `path` beginning with `/`. Settles when the slider has closed.
   * @throws PortalError `not-found` when the portal refuses the path
   */
  openPath(path: string): Promise<SliderOutcome>
  /** Opens a conversation in the messenger. The portal never says whether it did. */
  openMessenger(dialogId: string): void
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
