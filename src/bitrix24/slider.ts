import type { B24Frame } from '@bitrix24/b24jssdk'
import { toPortalPath } from '../lib/portal-path.ts'
import { PortalError } from './errors.ts'
import type { SliderOutcome } from './portal.ts'
import { toPortalError } from './to-portal-error.ts'

const METHOD = 'openPath'

/**
 * Opens a page of the portal in its slider. The answer comes when the person closes it, so there is no deadline: with a
 * parent that never answers the promise stays open and harms nobody, as long as no screen waits for it. In the mobile
 * app, where the portal refuses, the SDK opens a browser tab instead and settles when that is closed.
 * @throws PortalError `not-found` when the path is none or the portal refuses it
 */
export async function openPath(slider: B24Frame['slider'], path: string): Promise<SliderOutcome> {
  const safe = toPortalPath(path)
  // checked here as well: on a phone the SDK opens the address itself, so it must not lead away from the portal
  if (safe === null) throw new PortalError('not-found', { method: METHOD })
  try {
    return readClosing(await slider.openPath(slider.getUrl(safe)))
  } catch (thrown) {
    throw toSliderError(thrown)
  }
}

/** @throws PortalError `bad-answer` for a reply that is neither a closing nor an error */
export function readClosing({ isOpenAtNewWindow, isClose }: { isOpenAtNewWindow: boolean, isClose: boolean }): SliderOutcome {
  if (isOpenAtNewWindow) return 'opened-in-new-window'
  if (!isClose) throw new PortalError('bad-answer', { method: METHOD })
  return 'closed'
}

/** The SDK rejects with an `Error` whose message is the portal's code. */
export function toSliderError(thrown: unknown): PortalError {
  if (thrown instanceof PortalError) return thrown
  if (thrown instanceof Error && /^[A-Z_]{3,100}$/.test(thrown.message)) {
    return new PortalError(thrown.message === 'PATH_NOT_AVAILABLE' ? 'not-found' : 'unknown', { method: METHOD, code: thrown.message })
  }
  if (thrown instanceof Error && 'code' in thrown) return toPortalError(thrown, METHOD)
  // for instance a browser that blocks new windows
  return new PortalError('unknown', { method: METHOD, cause: thrown })
}
