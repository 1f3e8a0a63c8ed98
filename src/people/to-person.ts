import { fallback, type InferOutput, literal, nullable, object, safeParse, union } from 'valibot'
import { colorOrNull, dateOrNull, flag, flagUnlessDenied, idField, line, lowerText, text } from '../bitrix24/fields.ts'
import type { NamedPerson, Person, Presence } from './person.ts'

/**
 * A person counts as online for this long after the last sign of life. The cloud uses 1,440 seconds (operators of open
 * channels in its `imopenlines` module; `session.gc_maxlifetime` of PHP is the same by default elsewhere).
 */
const ONLINE_MS = 1_440_000

interface SignsOfLife {
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

/** What mappers need to know besides the answer. */
export interface MapContext {
  /** The portal's clock, null when it did not say. */
  now: Date | null
  /** Absolute http(s) address of something the portal named, null for anything else. */
  resolveUrl: (address: string) => string | null
}

/** What every method says of somebody. */
export const nameFields = {
  id: idField,
  name: line,
  first_name: line,
  last_name: line,
  extranet: flag,
  network: flag,
  connector: flag,
  bot: flag,
  type: lowerText,
}

/** The user object of chat methods (im.user.get, im.dialog.users.list). */
const userAnswer = object({
  ...nameFields,
  work_position: line,
  avatar: text,
  color: colorOrNull,
  status: lowerText,
  idle: dateOrNull,
  last_activity_date: dateOrNull,
  mobile_last_date: dateOrNull,
  desktop_last_date: dateOrNull,
  absent: fallback(nullable(union([literal(true), dateOrNull])), null),
  active: flagUnlessDenied,
})

/** User types from outside the company (chatbots v2, entities: `employee`, `extranet`, `email`, `collaber`, `bot`; guests by a link since 2026). */
const EXTERNAL_TYPES: readonly string[] = ['extranet', 'email', 'collaber', 'guest']

/** Only the length of names is limited; their characters stay as they are. */
export function toNamed(user: { [Field in keyof typeof nameFields]: InferOutput<typeof nameFields[Field]> }): NamedPerson {
  return {
    id: user.id,
    name: user.name.trim() || [user.first_name, user.last_name].join(' ').trim(),
    isBot: user.bot || user.type === 'bot',
    isExternal: user.extranet || user.network || user.connector || EXTERNAL_TYPES.includes(user.type),
  }
}

/** Null for an object without an id. */
export function toPerson(raw: unknown, context: MapContext): Person | null {
  const { success, output: user } = safeParse(userAnswer, raw)
  if (!success) return null
  const lastSeen = latest([user.last_activity_date, user.mobile_last_date, user.desktop_last_date])
  return {
    ...toNamed(user),
    position: user.work_position,
    avatar: toAvatar(user.avatar, context),
    color: user.color,
    presence: toPresence({ status: user.status, idleSince: user.idle, lastSeen, absentUntil: user.absent }, context.now),
    lastSeen,
    isActive: user.active,
  }
}

/** The portal names a transparent pixel (`/bitrix/js/im/images/blank.gif`) where there is no picture. */
export function toAvatar(address: string, { resolveUrl }: MapContext): string | null {
  return address === '' || /\/blank\.gif(?:\?|$)/.test(address) ? null : resolveUrl(address)
}

function latest(dates: (Date | null)[]): Date | null {
  return dates.reduce((found, each) => (each !== null && (found === null || each > found) ? each : found), null)
}
