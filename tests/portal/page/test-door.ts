/** A way in for browser tests: what a person could do in the drawer, without typing. */
import type { PortalPage } from './portal-page.ts'

export interface TestDoor {
  /** Opens the app in the sidebar with any placement code and any options, as `openRaw` of the core. */
  openRaw(placement: string, placementOptions: unknown): Promise<void>
  openChat(dialogId: string): Promise<void>
}

export function openTestDoor(page: PortalPage): void {
  window.simulatedPortal = { openRaw: page.openRaw, openChat: page.openChat }
}
