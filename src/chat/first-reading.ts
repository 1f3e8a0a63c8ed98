/**
 * What is asked about a chat the moment the handshake is there, before anything that draws has run; the chat's store goes on from it. So
 * neither this file nor what it imports may need Vue.
 */
import type { Portal } from '../bitrix24/index.ts'
import { parseDialogId, type DialogId } from './dialog-id.ts'
import type { LastView } from './last-view.ts'
import { openKeptView } from './open-kept-view.ts'
import { type OverviewAnswers, toOverviewCommands } from './overview-commands.ts'

export interface FirstReading {
  dialogId: DialogId
  /** The one request, once it is asked for. */
  answers: Promise<OverviewAnswers>
  /** Sends it, the first time: when what was kept is painted, at once where there is nothing to paint. */
  ask(): void
  /** See `openKeptView`. */
  kept: Promise<Uint8Array | null>
  /** What was kept, once it is known: painted with the first of what is drawn. */
  view: LastView | null
}

const readings = new WeakMap<Portal, FirstReading>()

/** Milliseconds in which a browser says whether it has kept something, and in which that is painted: the request waits no longer. */
const KEPT_EXPECTED = 100
const PAINT_EXPECTED = 500

/** Begins to read the chat that this page was opened for, if it is one. Settles when the request is asked for, or there is something to paint first. */
export async function beginReading(portal: Portal): Promise<void> {
  const dialogId = parseDialogId(portal.opening.chat)
  if (!dialogId) return
  const kept = openKeptView(portal.opening, dialogId)
  let ask = (): void => undefined
  const answers = new Promise<void>((resolve) => { ask = resolve }).then(() => portal.batch(toOverviewCommands(dialogId)))
  // a failure is for whoever goes on from here
  answers.catch(() => null)
  readings.set(portal, { dialogId, answers, ask, kept, view: null })
  const found = await Promise.race([kept, new Promise<null>(resolve => setTimeout(resolve, KEPT_EXPECTED, null))])
  if (found) {
    setTimeout(ask, PAINT_EXPECTED)
    return
  }
  ask()
  // The SDK prepares a request in many small steps of this task; whatever is drawn comes in the next, when it has left.
  await new Promise(resolve => setTimeout(resolve))
}

/** Undefined where nothing was begun, and once somebody has taken it over. */
export function readingOf(portal: Portal): FirstReading | undefined {
  return readings.get(portal)
}

/** From now on it is the caller's; the same is never shown twice. */
export function takeReading(portal: Portal): FirstReading | undefined {
  const reading = readings.get(portal)
  readings.delete(portal)
  return reading
}
