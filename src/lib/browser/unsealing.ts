/** The half of `sealing.ts` that reads: all that the first view needs of it. */

/** Version of the sealing; what another version sealed does not open. */
const VERSION = 1
export const NONCE_BYTES = 12

export interface Unsealer {
  /** The name of a record: 64 hexadecimal digits. The parts need not be secret, and their borders count. */
  nameOf(parts: readonly (string | number)[]): Promise<string>
  /** The piece again; null for anything that was not sealed with this secret, for this purpose, under this name and index. Never rejects. */
  open(name: string, sealed: unknown, index?: number): Promise<Uint8Array<ArrayBuffer> | null>
  /** What contents are sealed with, and how. */
  readonly content: Promise<CryptoKey>
  boundTo(iv: Uint8Array<ArrayBuffer>, name: string, index: number): AesGcmParams
}

/** Null for what is no secret, and without Web Crypto, as on a page without https. `purpose` is the name of a store. Works in a worker, too. */
export async function createUnsealer(secret: string, purpose: string): Promise<Unsealer | null> {
  if (!/^[0-9a-f]{64}$/.test(secret)) return null
  try {
    const { subtle } = crypto
    const root = await subtle.importKey('raw', fromHex(secret), 'HKDF', false, ['deriveKey', 'deriveBits'])
    const from = (...what: (string | number)[]): HkdfParams =>
      ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: toBytes([VERSION, purpose, ...what]) })
    // waited for by whoever opens or seals: meanwhile a name is made and looked up
    const content = subtle.deriveKey(from('content'), root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    content.catch(() => null)
    const boundTo: Unsealer['boundTo'] = (iv, name, index) => ({ name: 'AES-GCM', iv, additionalData: toBytes([name, index]) })
    return {
      content,
      boundTo,
      nameOf: async parts => toHex(new Uint8Array(await subtle.deriveBits(from('name', ...parts), root, 256))),
      async open(name, sealed, index = 0) {
        try {
          if (!(sealed instanceof ArrayBuffer)) return null
          const bound = boundTo(new Uint8Array(sealed, 0, NONCE_BYTES), name, index)
          return new Uint8Array(await subtle.decrypt(bound, await content, new Uint8Array(sealed, NONCE_BYTES)))
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

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

/** Bytes of anything; what is no hexadecimal digit gives some other byte. */
export function fromHex(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(digits.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}
