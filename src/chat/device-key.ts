import type { Opening } from '../bitrix24/index.ts'

/**
 * Whose frame this is, and the secret under which this person's browsers keep things. Both lie in one `user.option` of the portal, which
 * comes with the handshake, to this person's frames alone: known before any request, and to nobody else who uses the browser.
 */
export interface DeviceKey {
  personId: number
  /** See `createSealer`. */
  secret: string
}

/** One text, for the handshake documents no nested values, and so that a secret is never beside somebody else's number. */
export const DEVICE_KEY_OPTION = 'deviceKey'

/** An administrator's switch, in an `app.option`. */
export const KEEP_VIEWS_OPTION = 'keepViews'
export const KEEP_NOTHING = 'no'

/** Null while there is none, and for what is none of ours. */
export function parseDeviceKey(option: unknown): DeviceKey | null {
  const [, person, secret] = typeof option === 'string' ? /^1:([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(option) ?? [] : []
  return secret === undefined ? null : { personId: Number(person), secret }
}

export function writeDeviceKey({ personId, secret }: DeviceKey): string {
  return `1:${personId}:${secret}`
}

/** By opening: what this page has made, after a handshake without a key. */
const made = new WeakMap<Pick<Opening, 'userOption'>, DeviceKey>()

/** The key as it came with the handshake, or as this page has made it since. */
export function deviceKeyOf(opening: Pick<Opening, 'userOption'>): DeviceKey | null {
  return made.get(opening) ?? parseDeviceKey(opening.userOption(DEVICE_KEY_OPTION))
}

/** From now on this page goes by the key that the portal has. */
export function rememberDeviceKey(opening: Pick<Opening, 'userOption'>, key: DeviceKey): void {
  made.set(opening, key)
}

/** Whether browsers may keep anything: unless an administrator of the portal has said no. */
export function mayKeep({ appOption }: Pick<Opening, 'appOption'>): boolean {
  return appOption(KEEP_VIEWS_OPTION) !== KEEP_NOTHING
}
