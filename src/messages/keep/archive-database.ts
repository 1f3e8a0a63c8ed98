import { change, keptDatabase, type Connection, type DBSchema, type KeptDatabase } from '../../lib/browser/kept-database.ts'
import { readRecord } from '../../lib/browser/kept-record.ts'
import { createSealer, type Sealer } from '../../lib/browser/sealing.ts'
import { isRecord } from '../../lib/is-record.ts'
import { withDeadline } from '../../lib/with-deadline.ts'
import type { ArchiveKey } from './protocol.ts'

/** For what the archive is sealed. */
export const ARCHIVE = 'archive'
export const DATABASE = 'chatside-archive'
/** Of the stores and of what lies in them. Another version is thrown away, not translated: all of it can be read from the portal again. */
export const VERSION = 5

/** A chat as anybody's page in this browser sees it. A chat is here when, and only when, somebody asked to keep it. */
export interface ChatRecord {
  /** Made from a secret, see `createSealer`. */
  name: string
  /** By chance, new whenever all of the chat is written anew: another window's pages belong to these blocks, or to others that are gone. */
  series: string
  /** By chance, new whenever this record is written. */
  revision: string
  /** Higher for a chat that was opened later. */
  order: number
  bytes: number
  /** Sealed. */
  head: ArrayBuffer
}

export interface ArchiveSchema extends DBSchema {
  chats: { key: string, value: ChatRecord }
  /** By name of a chat and number, sealed, in the order in which they were read. */
  blocks: { key: [string, number], value: ArrayBuffer }
}

export type Database = Connection<ArchiveSchema>

export function archiveDatabase(deadline?: number): KeptDatabase<ArchiveSchema> {
  return keptDatabase<ArchiveSchema>({
    name: DATABASE,
    version: VERSION,
    create(fresh) {
      fresh.createObjectStore('chats', { keyPath: 'name' })
      fresh.createObjectStore('blocks')
    },
    isReplaceable: true,
    // a chat of a million messages is one piece of work
    workDeadline: 150_000,
    ...(deadline === undefined ? {} : { deadline }),
  })
}

/** Name of a chat's record, which tells nothing of whom and what it is about. */
export function chatName(sealer: Sealer, { origin, personId, chatId }: ArchiveKey): Promise<string> {
  return sealer.nameOf([origin, personId, chatId])
}

/** Milliseconds until a database that does not answer has nothing. */
const LATEST = 5_000

/** Whether this device keeps the chat for that person; makes nothing, and starts nothing. Never rejects. */
export async function isKept(key: ArchiveKey): Promise<boolean> {
  const sealer = key.secret === null ? null : await createSealer(key.secret, ARCHIVE)
  if (!sealer) return false
  const record = readRecord(DATABASE, 'chats', await chatName(sealer, key))
  return await withDeadline(record, LATEST, () => new Error('late')).catch(() => undefined) !== undefined
}

/** What anybody's page may have written: numbers are numbers, and everything else is looked at by who can open it. */
export function toChatRecord(found: unknown): ChatRecord | null {
  if (!isRecord(found)) return null
  const { name, series, revision, order, bytes, head } = found
  if (typeof name !== 'string' || typeof series !== 'string' || typeof revision !== 'string' || !(head instanceof ArrayBuffer)) return null
  return { name, series, revision, order: toCount(order), bytes: toCount(bytes), head }
}

const toCount = (value: unknown): number => Number.isSafeInteger(value) ? Math.max(0, Number(value)) : 0

/** All chats in this browser; what is none counts as one of no bytes that was opened before all others. */
export async function allChats(opened: Database): Promise<Pick<ChatRecord, 'name' | 'order' | 'bytes'>[]> {
  const [names, found] = await Promise.all([opened.getAllKeys('chats'), opened.getAll('chats')])
  return found.map((record, index) => toChatRecord(record) ?? { name: names[index] ?? '', order: 0, bytes: 0 })
}

/** All blocks of a chat. */
export const blocksOf = (name: string): IDBKeyRange => IDBKeyRange.bound([name], [name, []])

export function removeChats(opened: Database, names: readonly string[]): Promise<void> {
  return change(opened, ['chats', 'blocks'], async (stores) => {
    await Promise.all(names.flatMap(gone => [stores.objectStore('chats').delete(gone), stores.objectStore('blocks').delete(blocksOf(gone))]))
  })
}

/** Takes the chats of all people and portals away. @throws KeptError */
export function clearArchive(database: KeptDatabase<ArchiveSchema>): Promise<void> {
  return database.use(opened => change(opened, ['chats', 'blocks'], async (stores) => {
    await Promise.all([stores.objectStore('chats').clear(), stores.objectStore('blocks').clear()])
  }))
}

/** The browser has no room for what it was to write. */
export const isNoRoom = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError'

export interface DiskLimits {
  bytes: number
  chats: number
}

interface Eviction {
  opened: Database
  /** The chat that is written, as it will be: never given up for itself. */
  current: Pick<ChatRecord, 'name' | 'bytes'>
  limits: DiskLimits
  remove: (opened: Database, names: readonly string[]) => Promise<void>
  /** Writes it; the browser may refuse for want of room. */
  put: () => Promise<void>
}

/**
 * Writes a chat and keeps all of them within the limits, ours and the browser's: the chats that were not opened for the longest go
 * first. Returns the bytes of all; null when the chat does not fit even alone, and nothing was written then.
 */
export async function evict({ opened, current, limits, remove, put }: Eviction): Promise<number | null> {
  const others = (await allChats(opened)).filter(({ name }) => name !== current.name).sort((one, other) => other.order - one.order)
  const total = () => others.reduce((sum, { bytes }) => sum + bytes, current.bytes)
  const dropOldest = async () => {
    const oldest = others.pop()
    if (oldest) await remove(opened, [oldest.name])
    return oldest !== undefined
  }
  while (total() > limits.bytes || others.length + 1 > limits.chats) {
    if (!await dropOldest()) return null
  }
  for (;;) {
    try {
      await put()
      return total()
    } catch (error) {
      if (!isNoRoom(error)) throw error
      if (!await dropOldest()) return null
    }
  }
}
