import { BLANK_AVATAR } from '../../world/cast.ts'
import { isoDate } from '../../world/dates.ts'
import type { Person, World } from '../../world/model.ts'

const DAY = 24 * 3_600_000

const BRIEF = [
  'ID', 'XML_ID', 'ACTIVE', 'NAME', 'LAST_NAME', 'SECOND_NAME', 'TITLE', 'IS_ONLINE', 'TIME_ZONE', 'PERSONAL_PHOTO', 'TIMESTAMP_X', 'DATE_REGISTER',
  'PERSONAL_PROFESSION', 'PERSONAL_GENDER', 'PERSONAL_BIRTHDAY', 'PERSONAL_CITY', 'PERSONAL_STATE', 'PERSONAL_COUNTRY', 'WORK_POSITION', 'WORK_CITY',
  'WORK_STATE', 'WORK_COUNTRY', 'LAST_ACTIVITY_DATE', 'UF_EMPLOYMENT_DATE', 'UF_TIMEMAN', 'UF_SKILLS', 'UF_INTERESTS', 'UF_DEPARTMENT', 'UF_PHONE_INNER',
] as const

/** Of what this portal fills in, contacts are what the next level adds; `PERSONAL_WWW` and `LAST_LOGIN` are of the full scope alone. */
const CONTACTS = ['EMAIL', 'PERSONAL_MOBILE', 'WORK_PHONE'] as const
const FULL = ['LAST_LOGIN', 'PERSONAL_WWW'] as const

/**
 * Fields that the granted scopes open (api-reference/user/user-scope.md); of several the widest counts. `USER_TYPE` is in no
 * column of that page and in the sample of user.get all the same: assumed to be open to every scope.
 */
export function openFields(scopes: readonly string[]): ReadonlySet<string> {
  const fields = new Set<string>([...BRIEF, 'USER_TYPE'])
  if (scopes.includes('user') || scopes.includes('user_basic')) for (const field of CONTACTS) fields.add(field)
  if (scopes.includes('user')) for (const field of FULL) fields.add(field)
  return fields
}

/** Address of somebody's picture; null for none. The placeholder is no picture of theirs. */
export function photoOf(world: World, person: Person): string | null {
  if (person.avatar === '' || person.avatar === BLANK_AVATAR) return null
  if (!person.avatar.startsWith('/')) return person.avatar
  return `${world.settings.isHttps ? 'https' : 'http'}://${world.settings.domain}${person.avatar}`
}

/** Only the day of the year is known; the sample prints a year, so everybody shares one. */
function birthdayOf(person: Person, zone: string): string {
  const [day, month] = person.birthday.split('-')
  return day && month ? `1985-${month}-${day}T00:00:00${zone}` : ''
}

/** Every field this portal fills in. What nobody filled in is left out, as for the second person of the sample of user.get. */
export function userFields(world: World, person: Person): Record<string, unknown> {
  const offset = world.settings.utcOffsetMinutes
  const zone = isoDate(0, offset).slice(19)
  const registered = Date.UTC(2019, 0, 7) + (person.id * 37 % 1_800) * DAY - offset * 60_000
  const photo = photoOf(world, person)
  return {
    ID: String(person.id),
    ACTIVE: person.isActive,
    NAME: person.firstName,
    LAST_NAME: person.lastName,
    EMAIL: person.email,
    LAST_LOGIN: person.lastActivityAt === null ? '' : isoDate(person.lastActivityAt, offset),
    DATE_REGISTER: isoDate(registered, offset),
    ...(person.timeZone ? { TIME_ZONE: person.timeZone } : {}),
    IS_ONLINE: person.presence === 'offline' ? 'N' : 'Y',
    // Date objects that PHP prints empty; a fact of the sample.
    TIMESTAMP_X: {},
    LAST_ACTIVITY_DATE: {},
    PERSONAL_GENDER: person.gender,
    PERSONAL_BIRTHDAY: birthdayOf(person, zone),
    ...(photo ? { PERSONAL_PHOTO: photo } : {}),
    ...(person.phone ? { PERSONAL_MOBILE: person.phone, WORK_PHONE: person.phone, UF_PHONE_INNER: String(100 + person.id % 900) } : {}),
    WORK_POSITION: person.position,
    UF_EMPLOYMENT_DATE: '',
    UF_DEPARTMENT: person.departments,
    USER_TYPE: person.isExtranet ? 'extranet' : 'employee',
  }
}

export function only(fields: Record<string, unknown>, names: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.has(name)))
}
