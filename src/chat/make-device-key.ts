import { type Opening, type Portal, PortalError } from '../bitrix24/index.ts'
import { holdName } from '../lib/browser/name-lock.ts'
import { makeSecret } from '../lib/browser/random-id.ts'
import { createSealer } from '../lib/browser/sealing.ts'
import { DEVICE_KEY_OPTION, type DeviceKey, deviceKeyOf, mayKeep, parseDeviceKey, rememberDeviceKey, writeDeviceKey } from './device-key.ts'

/** By portal, so once a page: a write is not repeated by itself, whatever came of it. Forgotten where nothing was written. */
const made = new WeakMap<Portal, Promise<DeviceKey | null>>()

/**
 * The key of this person, made and stored in the portal where there is none yet, and where the one there names somebody else. What counts
 * is what the portal has afterwards: of two frames that make one at once, the later one's stays, and what was kept under the other is
 * unreadable at the next opening, so dropped. Null where this browser could not use one, and while another window makes one. Never written twice
 * by one page.
 * @throws PortalError
 */
export function makeDeviceKey(portal: Portal, personId: number): Promise<DeviceKey | null> {
  const making = made.get(portal) ?? begin(portal, personId)
  return making.then((key) => {
    if (key?.personId !== personId) return null
    rememberDeviceKey(portal.opening, key)
    return key
  })
}

/** The secret of who looks, as far as there is one: null where nothing may be kept, nobody knows who looks, or none was made. */
export function knownSecretOf(opening: Pick<Opening, 'userOption' | 'appOption'>, personId: number | null): string | null {
  const key = mayKeep(opening) ? deviceKeyOf(opening) : null
  return key?.personId === personId ? key.secret : null
}

/** The same, made where there is none, for what somebody asks to keep. Null as well where none can be had. Never rejects. */
export async function secretOf(portal: Portal, personId: number | null): Promise<string | null> {
  if (personId === null || !mayKeep(portal.opening)) return null
  return knownSecretOf(portal.opening, personId) ?? (await makeDeviceKey(portal, personId).catch(() => null))?.secret ?? null
}

function begin(portal: Portal, personId: number): Promise<DeviceKey | null> {
  let isWritten = false
  const making = make(portal, personId, () => { isWritten = true })
  const forget = () => void (isWritten || made.delete(portal))
  making.then(key => key ?? forget(), forget)
  made.set(portal, making)
  return making
}

async function make(portal: Portal, personId: number, onWrite: () => void): Promise<DeviceKey | null> {
  const fresh: DeviceKey = { personId, secret: makeSecret() }
  if (!await createSealer(fresh.secret, '')) return null
  const release = await holdName('chatside key')
  if (!release) return null // another window is about to
  try {
    // another window may have made one since the handshake
    const there = await read(portal)
    if (there?.personId === personId) return there
    onWrite()
    // inside `options`: without it the portal stores every parameter of the request as an option
    const answer = await portal.call({ method: 'user.option.set', params: { options: { [DEVICE_KEY_OPTION]: writeDeviceKey(fresh) } } })
    if (answer !== true) throw new PortalError('bad-answer', { method: 'user.option.set' })
    return await read(portal)
  } finally {
    release()
  }
}

async function read(portal: Portal): Promise<DeviceKey | null> {
  return parseDeviceKey(await portal.call({ method: 'user.option.get', params: { option: DEVICE_KEY_OPTION } }))
}
