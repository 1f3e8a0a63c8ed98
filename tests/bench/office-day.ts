/** How an office spends its day beside chats: assumed, nobody has counted it. Every figure can be set on the command line of the bench. */
import type { Random } from '../portal/core/world/random.ts'

const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What the simulation believes; times in seconds unless they say otherwise. */
export const ASSUMED = {
  people: 500,
  /** Behind which they sit, evenly. */
  addresses: 1,
  days: 5,
  /** Openings of the sidebar item a person and day. */
  openings: 1,
  /** Of the openings: a glance, and one that stays open while other things are done; the others work with it. */
  glances: 0.5,
  kept: 0.15,
  /** Medians of how long each stays open. */
  glance: 20,
  work: 180,
  keep: 3_600,
  /** Means: hands in the sidebar, hands elsewhere in the messenger, and elsewhere altogether while the sidebar is kept open. */
  hands: 15,
  chat: 40,
  away: 480,
  /** Of the times away: the page is hidden. */
  hidden: 0.5,
  /** Of the openings: beside the same chats, and how many those are. */
  popular: 0.2,
  chats: 10,
  /** Of the other chats: large enough to tell each other in. */
  large: 0.25,
  /** Means between two changes of a popular and of another chat. */
  busy: 60,
  quiet: 300,
  /** Further requests of a person an opening: another tab, a search. */
  requests: 0.5,
  /** Of the times with hands in the sidebar: something is changed. */
  changes: 0.05,
  /** Medians of the portal's working time for each method of one look: the chat, a page of messages, eight members, the owner. */
  took: 0.05,
  tookMessages: 0.05,
  tookMembers: 0.05,
  tookOwner: 0.02,
  /** Whether answers say how long a method has worked for everybody. */
  says: 1,
}

export type Assumptions = typeof ASSUMED

export const DAY_BEGINS = 8 * HOUR
export const DAY_ENDS = 19 * HOUR
/** The part of the day that is counted: nobody needs the quiet minutes to make a figure look better. */
export const COUNTED = { from: 9 * HOUR, to: 18 * HOUR }
/** How many openings each hour from eight on has, against each other. */
const HOURS = [5, 12, 15, 13, 8, 5, 11, 12, 11, 7, 1]
/** People come out of meetings: the first minutes of an hour have twice as many. */
const AFTER_MEETINGS = 5 * MINUTE

export type Sign = { at: number, kind: 'comes' | 'stays' | 'visible' | 'hidden' | 'changed' | 'request' }

export interface Stay {
  address: number
  opensAt: number
  closesAt: number
  /** Of a popular chat; null for one that nobody else is beside. */
  chat: number | null
  isLarge: boolean
  /** In their order, all while it is open. */
  signs: Sign[]
}

const exponential = (random: Random, mean: number): number => -Math.log(1 - random.next()) * mean

/** With a median, and a few that are much longer. */
export function lognormal(random: Random, median: number, spread = 0.8): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  return median * Math.exp(spread * normal)
}

function openingTime(random: Random): number {
  let left = random.next() * HOURS.reduce((sum, weight) => sum + weight, 0)
  const hour = HOURS.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  const within = random.next() * (HOUR + AFTER_MEETINGS)
  return DAY_BEGINS + Math.max(0, hour) * HOUR + (within < HOUR ? within : within - HOUR)
}

/** Hands in the sidebar: they come, move, and perhaps change something or ask for more. */
function hands(random: Random, from: number, assumed: Assumptions): { signs: Sign[], until: number } {
  const until = from + exponential(random, assumed.hands * SECOND)
  const signs: Sign[] = [{ at: from, kind: 'comes' }]
  for (let at = from + 3 * SECOND; at < until; at += 3 * SECOND) signs.push({ at, kind: 'stays' })
  if (random.chance(assumed.changes)) signs.push({ at: until, kind: 'changed' })
  return { signs, until }
}

function working(random: Random, from: number, until: number, assumed: Assumptions): Sign[] {
  const signs: Sign[] = []
  for (let at = from; at < until;) {
    const now = hands(random, at, assumed)
    signs.push(...now.signs)
    at = now.until + exponential(random, assumed.chat * SECOND)
  }
  return signs
}

function keeping(random: Random, from: number, until: number, assumed: Assumptions): Sign[] {
  const signs: Sign[] = []
  for (let at = from; at < until;) {
    const busyUntil = at + exponential(random, 2 * MINUTE)
    signs.push(...working(random, at, busyUntil, assumed))
    const back = Math.max(busyUntil, signs.at(-1)?.at ?? 0) + exponential(random, assumed.away * SECOND)
    if (random.chance(assumed.hidden)) signs.push({ at: busyUntil, kind: 'hidden' }, { at: back, kind: 'visible' })
    at = back
  }
  return signs
}

function aStay(random: Random, address: number, assumed: Assumptions): Stay {
  const opensAt = openingTime(random)
  const which = random.next()
  const kind = which < assumed.glances ? 'glance' : which < assumed.glances + assumed.kept ? 'kept' : 'work'
  const length = { glance: assumed.glance, work: assumed.work, kept: assumed.keep }[kind]
  const closesAt = Math.min(DAY_ENDS, opensAt + Math.max(3 * SECOND, lognormal(random, length * SECOND)))
  const isPopular = random.chance(assumed.popular)
  const signs = (kind === 'kept' ? keeping : working)(random, opensAt, closesAt, assumed)
  for (let more = assumed.requests * 2 * random.next(); random.chance(Math.min(1, more)); more -= 1) {
    signs.push({ at: opensAt + random.next() * (closesAt - opensAt), kind: 'request' })
  }
  return {
    address, opensAt, closesAt,
    chat: isPopular ? random.integer(0, assumed.chats - 1) : null,
    isLarge: isPopular || random.chance(assumed.large),
    signs: signs.filter(({ at }) => at < closesAt).sort((one, other) => one.at - other.at),
  }
}

/** Everybody's openings of one day. Some people have many, a third has none. */
export function aDay(random: Random, assumed: Assumptions): Stay[] {
  const stays: Stay[] = []
  for (let person = 0; person < assumed.people; person += 1) {
    const own = random.chance(1 / 3) ? 0 : exponential(random, assumed.openings * 1.5)
    const count = Math.floor(own) + (random.chance(own % 1) ? 1 : 0)
    for (let opening = 0; opening < count; opening += 1) stays.push(aStay(random, person % assumed.addresses, assumed))
  }
  return stays
}

/** When a chat changes between two moments. */
export function changesOf(random: Random, from: number, until: number, meanSeconds: number): number[] {
  const times: number[] = []
  for (let at = from + exponential(random, meanSeconds * SECOND); at < until; at += exponential(random, meanSeconds * SECOND)) times.push(at)
  return times
}
