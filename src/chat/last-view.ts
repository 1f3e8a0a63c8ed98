/** What Overview showed the last time, painted until the portal's answer is there. What keeps it is a file of its own, `view-keeper.ts`. */
import { array, nullable, number, object, parse, string, unknown, type InferOutput } from 'valibot'
import { type Outcome, type Portal, PortalError } from '../bitrix24/index.ts'
import { deviceKeyOf } from './device-key.ts'
import type { DialogId } from './dialog-id.ts'
import { readingOf } from './first-reading.ts'
import { openKeptView } from './open-kept-view.ts'
import type { ChatOverview } from './overview.ts'
import { toOverview } from './overview-answer.ts'

export interface LastView {
  overview: ChatOverview
  /** When it was read, by this device's clock. */
  since: Date
}

const DAY = 86_400_000
/** Milliseconds after which a view is too old to be painted, and is removed. */
export const OLDEST_VIEW = 14 * DAY

/**
 * The portal's own answers, so that they go through the one parser that reads them from the portal. What an answer that failed said is
 * not kept, only whether it was a refusal.
 */
export const plainOutcomes = array(object({ name: string(), failure: nullable(string()), value: unknown(), total: nullable(number()) }))

export type PlainOutcome = InferOutput<typeof plainOutcomes>[number]

const keptView = object({
  /** Milliseconds since 1970. */
  since: number(),
  /** In place of the chat's list of readers, which may be thousands long. */
  read: nullable(object({ lastMessageId: number(), readers: number(), listed: number(), names: array(string()) })),
  outcomes: plainOutcomes,
})

export type KeptView = InferOutput<typeof keptView>

interface ReadOptions {
  /** Milliseconds since 1970. */
  now?: number
  /** Where it was opened before. */
  kept?: Promise<Uint8Array | null>
}

/**
 * The last view of a chat, opened with the key that came with this person's handshake. Null for none, and for whatever is not theirs: not
 * sealed with that key, for this portal and chat, or saying that somebody else looked. Asks the portal nothing; never rejects.
 */
export async function readLastView(
  { opening, resolveUrl }: Pick<Portal, 'opening' | 'resolveUrl'>, dialogId: DialogId, { now = Date.now(), kept = openKeptView(opening, dialogId) }: ReadOptions = {},
): Promise<LastView | null> {
  try {
    const bytes = await kept
    if (!bytes) return null
    const { since, read, outcomes } = parse(keptView, JSON.parse(new TextDecoder().decode(bytes)))
    if (!(since > now - OLDEST_VIEW && since < now + DAY)) return null
    const overview = toOverview(dialogId, fromPlain(outcomes), resolveUrl)
    return overview.viewerId === deviceKeyOf(opening)?.personId ? { overview: { ...overview, read }, since: new Date(since) } : null
  } catch {
    return null // of another version of this app, or never a view
  }
}

/** Milliseconds in which a view that is kept is there to be painted with the first of what is drawn; skeletons come after that. */
const EXPECTED = 200

/** Settles when it is known what can be painted before the portal has answered, and never rejects. */
export async function prepareView(portal: Portal): Promise<void> {
  const reading = readingOf(portal)
  if (!reading) return
  const { dialogId, kept, answers, ask } = reading
  const read = readLastView(portal, dialogId, { kept }).then((view) => {
    reading.view = view
    if (!view) ask()
  })
  await Promise.race([read, answers.then(() => null, () => null), new Promise(resolve => setTimeout(resolve, EXPECTED))])
}

/** For what is drawn next, with a view: the portal is asked when it has been painted. */
export function askOncePainted(portal: Portal): void {
  const reading = readingOf(portal)
  // the frame has been painted when the timer runs
  if (reading?.view) requestAnimationFrame(() => setTimeout(reading.ask))
}

export function fromPlain(outcomes: readonly PlainOutcome[]): Record<string, Outcome> {
  return Object.fromEntries(outcomes.map(one => [one.name, toOutcome(one)]))
}

function toOutcome({ failure, value, total }: PlainOutcome): Outcome {
  return failure === null ? { ok: true, value, total } : { ok: false, error: new PortalError(failure === 'no-access' ? failure : 'unknown') }
}
