import { BLANK_AVATAR, CAST, type CastMember } from './cast.ts'
import { GeneratedMap, keptEntries } from './generated-map.ts'
import type { Person, Presence } from './model.ts'
import { NAME_POOLS, type NamePool, PALETTE, POSITIONS } from './names.ts'
import { fraction, hashText, noise, pick } from './random.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Departments 2 … 61; 1 is the company itself. */
export const DEPARTMENTS = 60

export interface PeoplePlan {
  seed: string
  /** Ids run from 1 to this, and the cast's own. */
  count: number
  /** Origin of the portal, for picture addresses. */
  origin: string
  now: number
}

function poolAt(share: number): NamePool {
  let passed = 0
  for (const pool of NAME_POOLS) {
    passed += pool.share
    if (share < passed) return pool
  }
  return pick(NAME_POOLS, 0)
}

function presenceAt(part: number): Presence {
  if (part < 0.22) return 'online'
  if (part < 0.32) return 'idle'
  if (part < 0.38) return 'away'
  return part < 0.41 ? 'dnd' : 'offline'
}

/** Null for one in fifty of those who are offline: they have never signed in. */
function lastActivity(presence: Presence, row: number, now: number): number | null {
  const part = fraction(row, 21)
  if (presence === 'online' || presence === 'dnd') return now - Math.floor(part * 4 * MINUTE)
  if (presence === 'idle' || presence === 'away') return now - 12 * MINUTE - Math.floor(part * 2 * HOUR)
  return part < 0.02 ? null : now - HOUR - Math.floor(part * part * 40 * DAY)
}

/** Most people have a picture, written absolute or relative to the portal; some none, in the two ways a portal says so. */
function avatarOf(id: number, row: number, origin: string): string {
  const part = fraction(row, 30)
  if (part < 0.15) return ''
  if (part < 0.25) return BLANK_AVATAR
  return part < 0.6 ? `/upload/avatar/${id}.svg` : `${origin}/upload/avatar/${id}.svg`
}

function createPerson(id: number, set: CastMember | undefined, { seed, origin, now }: PeoplePlan): Person {
  const row = hashText(`${seed}:person:${id}`)
  const pool = poolAt(noise(row, 1) % 100)
  const gender = set?.gender ?? (noise(row, 2) % 2 === 0 ? 'F' : 'M')
  const lastNames = gender === 'F' && pool.lastFemale ? pool.lastFemale : pool.last
  const presence = set?.presence ?? presenceAt(fraction(row, 20))
  const isActive = set?.isActive ?? fraction(row, 10) >= 0.02
  const absentDays = set ? set.absentDays ?? 0 : fraction(row, 11) < 0.03 ? 1 + noise(row, 12) % 20 : 0
  const birthdayPart = noise(row, 14)
  return {
    id,
    firstName: set ? set.firstName : pick(gender === 'F' ? pool.female : pool.male, noise(row, 3)),
    lastName: set ? set.lastName ?? '' : pick(lastNames, noise(row, 4)),
    position: set?.position ?? pick(POSITIONS, noise(row, 5)),
    gender,
    isAdmin: set?.isAdmin ?? false,
    isExtranet: set?.isExtranet ?? false,
    isBot: set?.isBot ?? false,
    isActive,
    isConnector: set?.isConnector ?? false,
    isNetwork: set?.isNetwork ?? false,
    ...(set?.isOutside ? { isOutside: set.isOutside } : {}),
    departments: set?.departments ?? [2 + (id % DEPARTMENTS)],
    avatar: set?.avatar ?? avatarOf(id, row, origin),
    color: set?.color ?? pick(PALETTE, noise(row, 6)),
    email: set?.email ?? `person${id}@example.com`,
    // 555 01xx is the range kept for made-up numbers.
    phone: set?.phone ?? (noise(row, 7) % 3 === 0 ? '' : `+1202555${String(100 + noise(row, 8) % 100).padStart(4, '0')}`),
    timeZone: set?.timeZone ?? pick(pool.timeZones, noise(row, 9)),
    presence: isActive ? presence : 'offline',
    lastActivityAt: lastActivity(isActive ? presence : 'offline', row, now),
    absentUntil: absentDays === 0 ? null : (Math.floor(now / DAY) + absentDays) * DAY,
    birthday: birthdayPart % 3 === 0 ? '' : `${String(1 + birthdayPart % 28).padStart(2, '0')}-${String(1 + noise(row, 15) % 12).padStart(2, '0')}`,
    language: set?.language ?? pool.language,
  }
}

/** The people of the portal by ascending id: the cast and as many more as asked for, each made when asked for. */
export function createPeople(plan: PeoplePlan): Map<number, Person> {
  const cast = new Map(CAST.map(member => [member.id, member]))
  const ids = new Set(Array.from({ length: plan.count }, (_unused, index) => index + 1))
  for (const { id } of CAST) ids.add(id)
  return new GeneratedMap(keptEntries({
    keys: () => ids,
    has: id => ids.has(id),
    valueOf: id => ids.has(id) ? createPerson(id, cast.get(id), plan) : undefined,
  }))
}

/** As the portal prints it: first name, last name, nothing else. */
export function fullName(person: Person): string {
  return `${person.firstName} ${person.lastName}`.trim()
}

/** People who work in the company: no guests, no bots, nobody who only writes through a connector. */
export function isEmployee(person: Person): boolean {
  return !person.isExtranet && !person.isBot && !person.isConnector && !person.isNetwork
}
