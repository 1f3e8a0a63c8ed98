/**
 * Makes records in this browser unreadable without a secret: AES-GCM with a key that is derived from the secret, one for each purpose, so
 * that a record sealed for one store opens in no other. Names of records are digests with the secret as well: they reveal nothing, and nobody
 * else can find or make one. Long contents are sealed in pieces. A piece is bound to its name and its index, so pieces cannot be swapped. A
 * store must seal the number of pieces itself, or a missing end would not be noticed.
 */
import { isRecord } from '../is-record.ts'
import { createUnsealer, NONCE_BYTES, type Unsealer } from './unsealing.ts'

export interface Sealer extends Pick<Unsealer, 'nameOf' | 'open'> {
  /** Seals a piece of a record, with a fresh nonce each time. The result is 28 bytes longer; a caller that hides the length pads first. */
  seal(name: string, piece: Uint8Array<ArrayBuffer>, index?: number): Promise<ArrayBuffer>
}

/** Null for what is no secret, and without Web Crypto, as `createUnsealer`. */
export async function createSealer(secret: string, purpose: string): Promise<Sealer | null> {
  const unsealer = await createUnsealer(secret, purpose)
  if (!unsealer) return null
  const { content, boundTo, nameOf, open } = unsealer
  return {
    nameOf,
    open,
    async seal(name, piece, index = 0) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
      const encrypted = new Uint8Array(await crypto.subtle.encrypt(boundTo(nonce, name, index), await content, piece))
      const sealed = new Uint8Array(NONCE_BYTES + encrypted.length)
      sealed.set(nonce)
      sealed.set(encrypted, NONCE_BYTES)
      return sealed.buffer
    },
  }
}

/** Bytes of what is sealed in records; what other pages of this host name have put among them counts for nothing. */
export function sizeOfSealed(records: readonly unknown[]): number {
  return records.reduce<number>((sum, one) => sum + (isRecord(one) && one['sealed'] instanceof ArrayBuffer ? one['sealed'].byteLength : 0), 0)
}
