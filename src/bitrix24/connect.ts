/** Starts the door: guard, then the SDK, then the handshake. */
import type { B24Frame } from '@bitrix24/b24jssdk'
import { withDeadline } from '../lib/with-deadline.ts'
import { PortalError } from './errors.ts'
import { judgeSurroundings, readSurroundings, stopForeignMessages } from './guard.ts'
import { createPortal } from './portal-now.ts'
import type { Portal } from './portal.ts'
import { RESTRICTIONS } from './rest.ts'
import { toPortalError } from './to-portal-error.ts'

interface ConnectOptions {
  window?: Window
  /** Milliseconds for loading the SDK and the portal's answer together. */
  deadlineMs?: number
  /** Origins accepted besides Bitrix24's cloud. */
  portalOrigins?: readonly string[]
  /** The SDK has been evaluated, and the portal asked. */
  onAsked?: () => void
}

/**
 * The portal around this page. Calling it again after a `timeout` goes on waiting for the same handshake.
 * @throws PortalError `outside-portal`, `wrong-host`, `timeout`, `bad-answer`, or `offline` when the SDK's file could
 * not be loaded
 */
export async function connect(options: ConnectOptions = {}): Promise<Portal> {
  const { window: page = window, deadlineMs = 10_000, portalOrigins = __PORTAL_ORIGINS__, onAsked = () => undefined } = options
  const verdict = judgeSurroundings(readSurroundings(page), portalOrigins)
  if (verdict.kind === 'outside-portal') throw new PortalError('outside-portal')
  if (verdict.kind === 'wrong-host') throw new PortalError('wrong-host', { description: verdict.claimed.slice(0, 200) })
  const { origin } = verdict

  // Stays after a failure: a handshake that is still open would otherwise hear everybody.
  const release = stopForeignMessages(page, origin)
  const frame = await withDeadline(shakeHands(onAsked), deadlineMs, () => new PortalError('timeout', { method: 'getInitData' }))
  // The scheme comes a second time with the handshake and replaces the first; REST must not go where we did not look.
  if (frame.getTargetOrigin() !== origin) throw new PortalError('bad-answer', { method: 'getInitData' })
  return createPortal(frame, origin, release)
}

async function shakeHands(onAsked: () => void): Promise<B24Frame> {
  const startSdk = await loadSdk()
  try {
    const handshake = startSdk({ restrictionParams: RESTRICTIONS })
    onAsked()
    return await handshake
  } catch (thrown) {
    throw toPortalError(thrown, 'getInitData')
  }
}

async function loadSdk() {
  try {
    // Exactly this form: whatever is between `await import()` and the braces, even a `catch`, takes the whole SDK
    // into the bundle (123 kB instead of 70).
    const { initializeB24Frame } = await import('@bitrix24/b24jssdk')
    return initializeB24Frame
  } catch (cause) {
    throw new PortalError('offline', { cause })
  }
}
