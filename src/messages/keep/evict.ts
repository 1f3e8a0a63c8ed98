import { allChats, type ChatRecord, type Database } from './archive-database.ts'

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
      if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') throw error
      if (!await dropOldest()) return null
    }
  }
}
