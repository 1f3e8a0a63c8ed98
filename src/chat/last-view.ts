/** What Overview showed the last time, painted until the portal's answer is there. What keeps it is a file of its own, `view-keeper.ts`. */
import { array, nullable, number, object, parse, string, unknown, type InferOutput } from 'valibot'
import { type Outcome, type Portal, PortalError } from '../bitrix24/index.ts'
import { readRecord } from '../lib/browser/kept-record.ts'
import { createSealer } from '../lib/browser/sealing.ts'
import { isRecord } from '../lib/is-record.ts'
import { deviceKeyOf, mayKeep } from './device-key.ts'
import type { DialogId } from './dialog-id.ts'
import type { ChatOverview } from './overview.ts'
import { toOverview } from './overview-answer.ts'

export interface LastView {
  overview: ChatOverview
  /** When it was read, by this device's clock. */
  since: Date
}

export const VIEWS_DATABASE = 'chatside-views'
export const VIEWS_STORE = 'views'

const DAY = 86_400_000
/** Milliseconds after which a view is too old to be painted, and is removed. */
export const OLDEST_VIEW = 14 * DAY

/**
 * The portal's own answers, so that they go through the one parser that reads them from the portal. What an answer that failed said is
 * not kept, only whether it was a refusal.
 */
const keptView = object({
  /** Milliseconds since 1970. */
  since: number(),
  outcomes: array(object({ name: string(), failure: nullable(string()), value: unknown(), total: nullable(number()) })),
})

export type KeptView = InferOutput<typeof keptView>

/**
 * The last view of a chat, opened with the key that came with this person's handshake. Null for none, and for whatever is not theirs: not
 * sealed with that key, for this portal and chat, or saying that somebody else looked. Asks the portal nothing; never rejects.
 */
export async function readLastView({ opening, resolveUrl }: Pick<Portal, 'opening' | 'resolveUrl'>, dialogId: DialogId, now = Date.now()): Promise<LastView | null> {
  const key = deviceKeyOf(opening)
  const sealer = key && mayKeep(opening) ? await createSealer(key.secret, VIEWS_STORE) : null
  if (!key || !sealer) return null
  try {
    const name = await sealer.nameOf([opening.origin, dialogId.text])
    const found = await readRecord(VIEWS_DATABASE, VIEWS_STORE, name)
    const bytes = isRecord(found) ? await sealer.open(name, found['sealed']) : null
    if (!bytes) return null
    const { since, outcomes } = parse(keptView, JSON.parse(new TextDecoder().decode(bytes)))
    if (!(since > now - OLDEST_VIEW && since < now + DAY)) return null
    const overview = toOverview(dialogId, Object.fromEntries(outcomes.map(kept => [kept.name, toOutcome(kept)])), resolveUrl)
    return overview.viewerId === key.personId ? { overview, since: new Date(since) } : null
  } catch {
    return null // of another version of this app, or never a view
  }
}

function toOutcome({ failure, value, total }: KeptView['outcomes'][number]): Outcome {
  return failure === null ? { ok: true, value, total } : { ok: false, error: new PortalError(failure === 'no-access' ? failure : 'unknown') }
}
