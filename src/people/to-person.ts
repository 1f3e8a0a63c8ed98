import { fallback, type InferOutput, literal, nullable, object, safeParse, union } from 'valibot'
import { colorOrNull, dateOrNull, flag, flagUnlessDenied, idField, line, lowerText, text } from '../bitrix24/fields.ts'
import type { NamedPerson, Person } from './person.ts'
import { toPresence } from './to-presence.ts'

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

/** User types from outside the company (chatbots v2, entities: `employee`, `extranet`, `email`, `collaber`, `bot`). */
const EXTERNAL_TYPES: readonly string[] = ['extranet', 'email', 'collaber']

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
