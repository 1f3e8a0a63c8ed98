import type { Opening } from '../bitrix24/index.ts'
import { deleteRecord, readRecord } from '../lib/browser/kept-record.ts'
import { createUnsealer, type Unsealer } from '../lib/browser/unsealing.ts'
import { isRecord } from '../lib/is-record.ts'
import { deviceKeyOf, mayKeep } from './device-key.ts'
import type { DialogId } from './dialog-id.ts'

export const VIEWS_DATABASE = 'chatside-views'
export const VIEWS_STORE = 'views'

/** Where a chat's view lies, and what opens it; null where this person has no key. */
async function find(opening: Opening, dialogId: DialogId): Promise<{ unsealer: Unsealer, name: string } | null> {
  const key = deviceKeyOf(opening)
  const unsealer = key && mayKeep(opening) ? await createUnsealer(key.secret, VIEWS_STORE) : null
  return unsealer && { unsealer, name: await unsealer.nameOf([opening.origin, dialogId.text]) }
}

/**
 * What is kept of a chat, opened with the key that came with this person's handshake and not yet looked at; null for none, and for
 * whatever that key does not open. Asks the portal nothing; never rejects.
 */
export async function openKeptView(opening: Opening, dialogId: DialogId): Promise<Uint8Array | null> {
  if (!deviceKeyOf(opening) || !mayKeep(opening)) return null
  const finding = find(opening, dialogId)
  const found = await readRecord(VIEWS_DATABASE, VIEWS_STORE, finding.then(place => place?.name))
  const place = await finding
  return isRecord(found) ? await place?.unsealer.open(place.name, found['sealed']) ?? null : null
}

/** Takes away what is kept of a chat that was left or is refused: here, because a file of its own might not come. Never rejects. */
export async function forgetKeptView(opening: Opening, dialogId: DialogId): Promise<void> {
  const place = await find(opening, dialogId)
  if (place) await deleteRecord(VIEWS_DATABASE, VIEWS_STORE, place.name)
}
