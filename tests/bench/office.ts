/**
 * `npm run bench -- office [name=number ...]`: what the sidebars of an office ask of its portal in a working day. Runs the real pacing against
 * the portal's limits as they are documented, for people who behave as assumed (`ASSUMED` in office-day.ts; each figure can be named).
 */
import { createRandom } from '../portal/core/world/random.ts'
import { ASSUMED, type Assumptions, COUNTED, DAY_BEGINS } from './office-day.ts'
import { type Circumstances, type DayFound, type Minute, runDay } from './office-run.ts'
import { table } from './statistics.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** What the bucket of one address lets through in a minute, for ever. */
const BUCKET_A_MINUTE = 120
const NOT_TOLD: Circumstances = { isTold: false, isBlind: false, other: null }
const TOLD: Circumstances = { ...NOT_TOLD, isTold: true }
const BLIND: Circumstances = { ...NOT_TOLD, isBlind: true }
/** Another application that would take more than twice what the bucket gives back. */
const BUSY_FROM = 10.5 * HOUR
const BUSY_UNTIL = 11 * HOUR
const BUSY = { perSecond: 5, from: BUSY_FROM, until: BUSY_UNTIL }

function readAssumptions(given: readonly string[]): Assumptions {
  const assumed: Record<string, number> = { ...ASSUMED }
  for (const each of given) {
    const [name = '', value = ''] = each.split('=')
    if (!Object.hasOwn(ASSUMED, name) || value.trim() === '' || !Number.isFinite(Number(value))) {
      throw new Error(`"${each}" is not one of ${Object.keys(ASSUMED).map(key => `${key}=number`).join(', ')}`)
    }
    assumed[name] = Number(value)
  }
  return { ...ASSUMED, ...assumed }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

const requestsOf = ({ sent }: Minute): number => sent.opening + sent.request + sent.beat + sent.telling
const heartOf = ({ sent }: Minute): number => sent.beat + sent.telling
const ofBucket = (requests: number): string => `${(requests / BUCKET_A_MINUTE * 100).toFixed(1)} %`

function manyTimes(factor: number, { took, tookMessages, tookMembers, tookOwner }: Assumptions): Partial<Assumptions> {
  return { took: took * factor, tookMessages: tookMessages * factor, tookMembers: tookMembers * factor, tookOwner: tookOwner * factor }
}

function runDays(assumed: Assumptions, circumstances: Circumstances): DayFound[] {
  return Array.from({ length: assumed.days }, (_, day) => runDay(createRandom(`office ${day}`), assumed, circumstances))
}

/** The minutes of the working day, of all addresses. */
function countedMinutes(days: readonly DayFound[]): Minute[] {
  const [first, last] = [COUNTED.from, COUNTED.to].map(at => (at - DAY_BEGINS) / MINUTE)
  return days.flatMap(({ minutes }) => minutes.flatMap(each => each.slice(first, last)))
}

const HEAD = [
  'who and how', 'mean', '99th', 'of bucket', 'busiest', 'heart alone 99th', '503', '429', 'working s', 'open at once',
  'known for s: median', '95th', 'past, shared chats', 'others',
]

function row(name: string, days: readonly DayFound[]): string[] {
  const minutes = countedMinutes(days)
  const requests = minutes.map(requestsOf)
  const sum = (of: (minute: Minute) => number): number => minutes.reduce((all, minute) => all + of(minute), 0)
  const ages = days.flatMap(({ age }) => age)
  const isPast = (all: readonly number[]): string => `${(all.filter(seconds => seconds > 5).length / Math.max(1, all.length) * 100).toFixed(0)} %`
  return [
    name,
    (sum(requestsOf) / minutes.length).toFixed(1),
    String(quantile(requests, 0.99)),
    ofBucket(quantile(requests, 0.99)),
    String(quantile(requests, 1)),
    ofBucket(quantile(minutes.map(heartOf), 0.99)),
    String(sum(({ refused }) => refused)),
    String(sum(({ overworked }) => overworked)),
    Math.max(...days.map(({ worked }) => worked)).toFixed(0),
    String(Math.max(...days.map(({ openAtOnce }) => openAtOnce))),
    quantile(ages, 0.5).toFixed(0),
    quantile(ages, 0.95).toFixed(0),
    isPast(days.flatMap(({ past }) => past.popular)),
    isPast(days.flatMap(({ past }) => past.other)),
  ]
}

/** Requests of the heart in the minutes around the moment when another application begins to fill the bucket, as a mean of many days. */
function printStepBack(assumed: Assumptions): void {
  const days = Array.from({ length: 40 }, (_, day) => runDay(createRandom(`step back ${day}`), assumed, { ...NOT_TOLD, other: BUSY }))
  const meanOf = (from: number, until: number, of: (minute: Minute) => number): number => {
    const [first, last] = [from, until].map(at => (at - DAY_BEGINS) / MINUTE)
    const minutes = days.flatMap(({ minutes }) => minutes.flatMap(each => each.slice(first, last)))
    return minutes.reduce((sum, minute) => sum + of(minute), 0) / minutes.length
  }
  const mean = (...asked: Parameters<typeof meanOf>): string => meanOf(...asked).toFixed(1)
  const beatsIn = (from: number, until: number): number => meanOf(from, until, ({ sent }) => sent.beat)
  const afterAMinute = beatsIn(BUSY_FROM + MINUTE, BUSY_FROM + 2 * MINUTE) / beatsIn(BUSY_FROM - 10 * MINUTE, BUSY_FROM)
  const minute = (index: number): [string, number, number] => [`minute ${index}`, BUSY_FROM + (index - 1) * MINUTE, BUSY_FROM + index * MINUTE]
  const spans: [string, number, number][] = [
    ['the ten minutes before', BUSY_FROM - 10 * MINUTE, BUSY_FROM],
    ...[1, 2, 3, 4, 5].map(minute),
    ['minutes 11 to 30', BUSY_FROM + 10 * MINUTE, BUSY_UNTIL],
    ['10 to 30 minutes after its end', BUSY_UNTIL + 10 * MINUTE, BUSY_UNTIL + 30 * MINUTE],
  ]
  console.log(`\nAnother application behind the address sends ${BUSY.perSecond} requests a second for half an hour, which fills the bucket in 17 seconds;`)
  console.log(`without pull, mean of ${days.length} days\n`)
  console.log(table([
    ['when', 'beats a minute', 'requests of people', '503s of ours'],
    ...spans.map(([name, from, until]) => [
      name,
      mean(from, until, ({ sent }) => sent.beat),
      mean(from, until, ({ sent }) => sent.opening + sent.request),
      mean(from, until, ({ refused }) => refused),
    ]),
  ]))
  console.log(`\nA minute after the beginning the heart has stepped back to ${(afterAMinute * 100).toFixed(0)} % of its beats.`)
}

/** Prints the figures of docs/decisions/heartbeat.md. */
export async function benchOffice(given: readonly string[]): Promise<void> {
  const assumed = readAssumptions(given)
  console.log(`\nAssumed (times in seconds): ${Object.entries(assumed).map(([name, value]) => `${name}=${value}`).join(' ')}`)
  const both = (name: string, changed: Partial<Assumptions>): string[][] => [
    row(name, runDays({ ...assumed, ...changed }, NOT_TOLD)),
    row(`${name}, pull`, runDays({ ...assumed, ...changed }, TOLD)),
  ]
  const large = { people: assumed.people * 10, addresses: 20, days: Math.min(2, assumed.days) }
  const rows = [
    row('as if each were alone', runDays(assumed, BLIND)),
    ...both(`${assumed.people} people`, {}),
    ...both('opened twice as often', { openings: assumed.openings * 2 }),
    ...both('opened three times as often', { openings: assumed.openings * 3 }),
    ...both('twice as many stay open', { kept: Math.min(1 - assumed.glances, assumed.kept * 2) }),
    ...both('a portal that says nothing of its work', { says: 0 }),
    ...both('a tenth of the people', { people: Math.round(assumed.people / 10) }),
    ...both(`${large.people} people, ${large.addresses} addresses`, large),
    ...both('the same, six times the work', { ...large, ...manyTimes(6, assumed) }),
    ...both('the same, and members four times that', { ...large, ...manyTimes(6, assumed), tookMembers: assumed.tookMembers * 24 }),
    ...both('fifty beside one busy chat all day', { people: 75, glances: 0, kept: 1, keep: 14_400, popular: 1, chats: 1, busy: 20, requests: 0 }),
  ]
  console.log(`\nRequests a minute behind one address, from nine to six, of ${BUCKET_A_MINUTE} that the bucket gives back; known for: age of what is shown when`)
  console.log('somebody is at it; past: of those moments, what is shown has been out of date for more than five seconds\n')
  console.log(table([HEAD, ...rows]))
  printStepBack(assumed)
}
