import type { ArchiveStatus, Stretch, StretchPage } from './protocol.ts'

/** Messages of a chat that follow each other without a hole, for whoever would read them from the portal otherwise. */
export interface HeldMessages {
  oldestId: number
  newestId: number
  messages: number
  /** They were read then or later, milliseconds since 1970: what was changed since may be missing. */
  asOf: number
  /** Nothing older is to be had, today as when they were read. */
  isFromStart: boolean
  /** A page of a stretch of them; null when it is not held any more. @throws ArchiveError */
  read(stretch: Stretch, signal: AbortSignal): Promise<StretchPage | null>
}

/**
 * What an archive holds, where it can be relied on; null otherwise. Where rows could not be read it does not know between which
 * messages they stood, and a full one has holes.
 */
export function heldIn({ oldest, newest, messages, isFull, mark }: ArchiveStatus, read: HeldMessages['read']): HeldMessages | null {
  const [oldestId, newestId] = [oldest?.ids[0], newest?.ids[0]]
  if (oldestId === undefined || newestId === undefined || isFull || mark.unreadable > 0 || mark.asOf === null) return null
  // a plan can change: what it kept back then may be had now
  return { oldestId, newestId, messages, asOf: mark.asOf, isFromStart: mark.isComplete && !mark.isHistoryLimited, read }
}
