import type { Opening } from '../bitrix24/index.ts'
import { readRecord } from '../lib/browser/kept-record.ts'
import { createSealer } from '../lib/browser/sealing.ts'
import { isRecord } from '../lib/is-record.ts'
import { deviceKeyOf, mayKeepViews } from './device-key.ts'
import type { DialogId } from './dialog-id.ts'

export const VIEWS_DATABASE = 'chatside-views'
export const VIEWS_STORE = 'views'

/**
 * What is kept of a chat, opened with the key that came with this person's handshake and not yet looked at; null for none, and for
 * whatever that key does not open. Asks the portal nothing; never rejects.
 */
export async function openKeptView(opening: Opening, dialogId: DialogId): Promise<Uint8Array | null> {
  const key = deviceKeyOf(opening)
  const sealer = key && mayKeepViews(opening) ? await createSealer(key.secret, VIEWS_STORE) : null
  if (!sealer) return null
  const name = await sealer.nameOf([opening.origin, dialogId.text])
  const found = await readRecord(VIEWS_DATABASE, VIEWS_STORE, name)
  return isRecord(found) ? await sealer.open(name, found['sealed']) : null
}
