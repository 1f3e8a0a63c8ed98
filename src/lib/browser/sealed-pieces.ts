/**
 * How a store keeps long contents sealed: in pieces, and a head that lists them, each by the sum that its sealing ended with. So a piece
 * that is missing, older, or of other contents is none of them. A piece is JSON and bytes behind it.
 */
import { createSealer, type Sealer } from './sealing.ts'

export interface Contents {
  /** JSON. */
  facts: unknown
  /** Opened they begin a buffer of their own. */
  bytes?: Uint8Array<ArrayBuffer>
}

export interface SealedPiece {
  sealed: ArrayBuffer
  /** No other sealing ends like it. */
  sum: string
}

export interface SealedPieces {
  sealHead(facts: unknown): Promise<ArrayBuffer>
  /** What was sealed as the head; undefined for anything else. Never rejects. */
  openHead(sealed: unknown): Promise<unknown>
  sealPiece(contents: Contents, index: number): Promise<SealedPiece>
  /** Null for whatever is not the piece with that index and sum. Never rejects. */
  openPiece(sealed: unknown, index: number, sum: string | undefined): Promise<Required<Contents> | null>
}

/** Sealed contents are as long as a multiple of it: how long they are says little. */
const ROUND = 16 * 1024
/** Of the lengths of JSON and bytes. */
const LENGTHS = 8
/** Bytes of the sum at the end, by which AES-GCM knows what it sealed. */
const SUM_BYTES = 16

/** Of the contents that lie under a name. Every other contents, later ones under that name too, have another name here. */
export function createPieces(sealer: Sealer, name: string): SealedPieces {
  return {
    sealHead: async facts => await sealer.seal(name, toBytes({ facts })),
    async openHead(sealed) {
      const bytes = await sealer.open(name, sealed)
      return bytes ? fromBytes(bytes)?.facts : undefined
    },
    async sealPiece(contents, index) {
      const sealed = await sealer.seal(name, toBytes(contents), index + 1)
      return { sealed, sum: sumOf(sealed) }
    },
    async openPiece(sealed, index, sum) {
      if (!(sealed instanceof ArrayBuffer) || sumOf(sealed) !== sum) return null
      const bytes = await sealer.open(name, sealed, index + 1)
      return bytes && fromBytes(bytes)
    },
  }
}

/** Whether this browser lets the page seal anything: not without https. */
export async function canSeal(): Promise<boolean> {
  return await createSealer('0'.repeat(64), '') !== null
}

function sumOf(sealed: ArrayBuffer): string {
  const sum = new Uint8Array(sealed, Math.max(0, sealed.byteLength - SUM_BYTES))
  return Array.from(sum, byte => byte.toString(16).padStart(2, '0')).join('')
}

function toBytes({ facts, bytes = new Uint8Array() }: Contents): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(facts))
  const whole = new Uint8Array(Math.ceil((LENGTHS + json.length + bytes.length) / ROUND) * ROUND)
  const lengths = new DataView(whole.buffer)
  lengths.setUint32(0, json.length)
  lengths.setUint32(4, bytes.length)
  whole.set(json, LENGTHS)
  whole.set(bytes, LENGTHS + json.length)
  return whole
}

/** Null for what another version of this app sealed. */
function fromBytes(whole: Uint8Array<ArrayBuffer>): Required<Contents> | null {
  try {
    const lengths = new DataView(whole.buffer, whole.byteOffset)
    const end = LENGTHS + lengths.getUint32(0)
    const facts: unknown = JSON.parse(new TextDecoder().decode(whole.subarray(LENGTHS, end)))
    return { facts, bytes: whole.slice(end, end + lengths.getUint32(4)) }
  } catch {
    return null
  }
}
