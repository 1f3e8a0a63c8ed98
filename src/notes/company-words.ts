/**
 * What is said about the notes of a chat on the application's own channel, which everybody hears who has the app open, members of the chat or
 * not. So a word is sealed with a secret that lies in the storage of the notes. To others it is noise of always the same length: it tells
 * neither chat, person nor what happened. Before there is a storage one word is understood: that it has been made.
 */
import { createSealer } from '../lib/browser/sealing.ts'
import { slowDigest } from '../lib/browser/slow-digest.ts'
import { fromHex, toHex } from '../lib/browser/unsealing.ts'

const KINDS = ['changed', 'here', 'writing', 'left'] as const
const BYTES = 16

export interface Word {
  kind: typeof KINDS[number]
  /** Of the page that says it, at random. */
  window: number
  personId: number
}

export interface Words {
  write(word: Word): Promise<string>
  /** Null for what nobody has said who knows the secret. Never rejects. */
  read(token: string): Promise<Word | null>
}

/** Null for what is no secret, and without Web Crypto. */
export async function createWords(secret: string): Promise<Words | null> {
  const sealer = await createSealer(secret, 'notes company')
  return sealer && {
    async write({ kind, window, personId }) {
      const word = new Uint8Array(BYTES)
      const view = new DataView(word.buffer)
      view.setUint8(0, KINDS.indexOf(kind))
      view.setUint32(1, window)
      view.setFloat64(5, personId)
      return toHex(new Uint8Array(await sealer.seal('', word)))
    },
    async read(token) {
      const opened = /^[0-9a-f]{88}$/.test(token) ? await sealer.open('', fromHex(token).buffer) : null
      if (opened?.length !== BYTES) return null
      const view = new DataView(opened.buffer)
      const kind = KINDS[view.getUint8(0)]
      const personId = view.getFloat64(5)
      return kind !== undefined && Number.isSafeInteger(personId) && personId > 0 ? { kind, window: view.getUint32(1), personId } : null
    },
  }
}

/**
 * The word that a chat has notes from now on: of what its members read of it, slow to guess. Who guesses has learnt what the list of the
 * app's storages says anyway; who makes the storage says it once, and it means nothing to who knows a secret. Null without Web Crypto, and where
 * the portal gives no date, for then everybody could make it.
 */
export async function beginningWord({ memberId, chatId, createdAt }: { memberId: string, chatId: number, createdAt: Date | null }): Promise<string | null> {
  return createdAt && await slowDigest(['notes begin', memberId, chatId, createdAt.getTime()])
}
