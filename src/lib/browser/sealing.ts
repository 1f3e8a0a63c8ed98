/**
 * Makes records in this browser unreadable without a secret: AES-GCM with a key that is derived from the secret, one for each purpose, so
 * that a record sealed for one store opens in no other. Names of records are digests with the secret as well: they reveal nothing, and nobody
 * else can find or make one. Long contents are sealed in pieces. A piece is bound to its name and its index, so pieces cannot be swapped. A
 * store must seal the number of pieces itself, or a missing end would not be noticed.
 */

/** Version of the sealing; what another version sealed does not open. */
const VERSION = 1
const NONCE_BYTES = 12

export interface Sealer {
  /** The name of a record: 64 hexadecimal digits. The parts need not be secret, and their borders count. */
  nameOf(parts: readonly (string | number)[]): Promise<string>
  /** Seals a piece of a record, with a fresh nonce each time. The result is 28 bytes longer; a caller that hides the length pads first. */
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
