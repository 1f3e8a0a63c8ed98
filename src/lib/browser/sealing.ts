/**
 * What lies in this browser, unreadable without a secret: AES-GCM under a key that is derived from it, one for each purpose, so that
 * what was sealed for one store opens in no other. Names of records are digests under the secret as well: they tell nothing, and nobody
 * else finds or makes one. Long contents are sealed in pieces: a piece is bound to its name and its index, so none can be swapped; that
 * none is missing at the end is for the store to know, which seals how many there are.
 */

/** Of how things are sealed; what another version sealed does not open. */
const VERSION = 1
const NONCE_BYTES = 12

export interface Sealer {
  /** Under which a record lies: 64 hexadecimal digits. The parts need not be secret, and cannot be run together. */
  nameOf(parts: readonly (string | number)[]): Promise<string>
  /** A piece of what lies under a name, with a fresh nonce each time. Its length is 28 bytes more: who must not tell it pads before. */
  seal(name: string, piece: Uint8Array<ArrayBuffer>, index?: number): Promise<ArrayBuffer>
  /** The piece again; null for anything that was not sealed with this secret, for this purpose, under this name and index. Never rejects. */
  open(name: string, sealed: unknown, index?: number): Promise<Uint8Array<ArrayBuffer> | null>
}

/** Null for what is no secret, and without Web Crypto, as on a page without https. `purpose` is the name of a store. Works in a worker, too. */
export async function createSealer(secret: string, purpose: string): Promise<Sealer | null> {
  if (!/^[0-9a-f]{64}$/.test(secret)) return null
  try {
    const { subtle } = crypto
    const root = await subtle.importKey('raw', fromHex(secret), 'HKDF', false, ['deriveKey', 'deriveBits'])
    const from = (...what: (string | number)[]): HkdfParams =>
      ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: toBytes([VERSION, purpose, ...what]) })
    const content = await subtle.deriveKey(from('content'), root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const bound = (iv: Uint8Array<ArrayBuffer>, name: string, index: number): AesGcmParams => ({ name: 'AES-GCM', iv, additionalData: toBytes([name, index]) })
    return {
      nameOf: async parts => toHex(new Uint8Array(await subtle.deriveBits(from('name', ...parts), root, 256))),
      async seal(name, piece, index = 0) {
        const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
        const encrypted = new Uint8Array(await subtle.encrypt(bound(nonce, name, index), content, piece))
        const sealed = new Uint8Array(NONCE_BYTES + encrypted.length)
        sealed.set(nonce)
        sealed.set(encrypted, NONCE_BYTES)
        return sealed.buffer
      },
      async open(name, sealed, index = 0) {
        try {
          if (!(sealed instanceof ArrayBuffer)) return null
          return new Uint8Array(await subtle.decrypt(bound(new Uint8Array(sealed, 0, NONCE_BYTES), name, index), content, new Uint8Array(sealed, NONCE_BYTES)))
        } catch {
          return null // forged, cut off, of another secret, or put under another name
        }
      },
    }
  } catch {
    return null // without https there is no `subtle`
  }
}

/** JSON, so that no two lists of parts are the same bytes. */
function toBytes(parts: readonly (string | number)[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(parts))
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

function fromHex(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(digits.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}
