import { writeDeviceKey } from '../../src/chat/device-key.ts'
import type { Opening } from '../../src/bitrix24/index.ts'

/** The same for a person in every test. */
export const secretFor = (personId: number): string => String(personId).padStart(64, '0')

/** Of a handshake that brings a person's key along: somebody who has opened the app before. */
export function withDeviceKey(personId: number): Pick<Opening, 'userOption'> {
  return { userOption: name => name === 'deviceKey' ? writeDeviceKey({ personId, secret: secretFor(personId) }) : undefined }
}
