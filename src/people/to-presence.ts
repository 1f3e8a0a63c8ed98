import type { Presence } from './person.ts'

/**
 * A person counts as online for this long after the last sign of life. The cloud uses 1,440 seconds (operators of open
 * channels in its `imopenlines` module; `session.gc_maxlifetime` of PHP is the same by default elsewhere).
 */
const ONLINE_MS = 1_440_000

export interface SignsOfLife {
  /** In lower case; `online`, `dnd`, `away` and `break` are documented (im.user.status.get). */
  status: string
  /** Since when the person has been away from the computer. */
  idleSince: Date | null
  lastSeen: Date | null
  /** End of the leave, `true` for a leave without an end, null for none. */
  absentUntil: Date | true | null
}

/** `now` is the portal's clock, because the device's may be wrong by hours; null when the portal did not say. */
export function toPresence({ status, idleSince, lastSeen, absentUntil }: SignsOfLife, now: Date | null): Presence {
  if (absentUntil === true) return { state: 'absent', until: null }
  if (absentUntil !== null && (now === null || absentUntil > now)) return { state: 'absent', until: absentUntil }
  if (status === 'offline') return { state: 'offline' }
  if (lastSeen === null || now === null) return { state: 'unknown' }
  // everybody keeps the status `online` after leaving, so only the time decides
  if (now.getTime() - lastSeen.getTime() > ONLINE_MS) return { state: 'offline' }
  if (status === 'dnd') return { state: 'dnd' }
  if (status === 'away' || status === 'break') return { state: 'away' }
  return { state: idleSince !== null || status === 'idle' ? 'idle' : 'online' }
}
