/** One day of an office, event by event: the real pacing, and the portal's limits as its documentation has them. */
import type { MethodWork } from '../../src/bitrix24/index.ts'
import { createPacing, type Pacing } from '../../src/chat/live/pacing.ts'
import { createRateBuckets } from '../portal/core/rest/limits.ts'
import type { Random } from '../portal/core/world/random.ts'
import { createAgenda } from './agenda.ts'
import { aDay, type Assumptions, changesOf, DAY_BEGINS, DAY_ENDS, type Stay } from './office-day.ts'
import { createLooks } from './office-work.ts'

const SECOND = 1_000
const MINUTE = 60_000
const BUCKET = { burst: 50, perSecond: 2 }
/** From a request to its answer. */
const ANSWERED_AFTER = 300
/** From a word on the application's channel to those who hear it; not documented. */
const TOLD_AFTER = 500
/** A person who stays so long has the channel opened. */
const STAYS = MINUTE
/** What the door does with a refused read of a person: `REPEAT_PAUSES` of src/bitrix24/rest.ts. */
const REPEATS = [1_000, 2_000, 4_000]
/** What `src/chat/live/telling.ts` does with words that nobody answers. */
const COMPANY = 15 * MINUTE
const UNANSWERED = 30 * SECOND

export interface Circumstances {
  /** The portal has granted `pull`. */
  isTold: boolean
  /** As if every frame were alone with the portal: to see what knowing of the others is worth. */
  isBlind: boolean
  /** Another application behind the same address: requests a second, between two moments. */
  other: { perSecond: number, from: number, until: number } | null
}

type RequestKind = 'opening' | 'request' | 'beat' | 'telling'

export interface Minute {
  sent: Record<RequestKind, number>
  /** 503s that the application got, and 429s. */
  refused: number
  overworked: number
}

export interface DayFound {
  /** By address, then by minute since the day began. */
  minutes: Minute[][]
  /** Most working seconds of one method in ten minutes. */
  worked: number
  /** At each sign of somebody: for how many seconds what is shown has been past; 0 for what is true. */
  past: { popular: number[], other: number[] }
  /** At each sign: age of what is shown, seconds. */
  age: number[]
  openAtOnce: number
}

interface Frame {
  stay: Stay
  pacing: Pacing
  changes: readonly number[]
  /** Index into the changes: those before are shown. */
  known: number
  isOpen: boolean
  hears: boolean
  /** It has told, and nobody told anything since: nobody else may be there. */
  quietUntil: number
  companyUntil: number
  /** After the next word that nobody answers. */
  pause: number
  version: number
}

export function runDay(random: Random, assumed: Assumptions, { isTold, isBlind, other }: Circumstances): DayFound {
  const agenda = createAgenda()
  const takes = createRateBuckets(BUCKET)
  const looking = createLooks(random, assumed)
  let now = DAY_BEGINS
  const count = Math.ceil((DAY_ENDS - DAY_BEGINS) / MINUTE) + 1
  const emptyMinute = (): Minute => ({ sent: { opening: 0, request: 0, beat: 0, telling: 0 }, refused: 0, overworked: 0 })
  const minutes = Array.from({ length: assumed.addresses }, () => Array.from({ length: count }, emptyMinute))
  const found: DayFound = { minutes, worked: 0, past: { popular: [], other: [] }, age: [], openAtOnce: 0 }
  const popular = Array.from({ length: assumed.chats }, () => changesOf(random, DAY_BEGINS, DAY_ENDS, assumed.busy))
  const inPopular: Frame[][] = popular.map(() => [])
  let open = 0

  /** What the portal says to one request; `looks` where it is one that looks at the chat. */
  function ask(address: number, kind: RequestKind, looks: boolean): { status: 200, work: MethodWork | null } | { status: 429 | 503, until: number | null } {
    const minute = minutes[address]?.[Math.floor((now - DAY_BEGINS) / MINUTE)]
    if (minute) minute.sent[kind] += 1
    if (!takes(String(address), now)) {
      if (minute) minute.refused += 1
      return { status: 503, until: null }
    }
    if (!looks) return { status: 200, work: null }
    const look = looking.take(now)
    found.worked = looking.most
    if (look.isDone) return { status: 200, work: saidOf(look.work) }
    if (minute) minute.overworked += 1
    return { status: 429, until: look.until }
  }

  function saidOf(work: MethodWork | null): MethodWork | null {
    if (isBlind) return { operating: 0, took: 1 }
    return assumed.says > 0 ? work : null
  }

  const shownBy = (changes: readonly number[], from: number): number => {
    let index = from
    while ((changes[index] ?? Number.POSITIVE_INFINITY) <= now) index += 1
    return index
  }

  function follow(frame: Frame): void {
    frame.version += 1
    const { version } = frame
    const at = frame.pacing.next()
    if (!frame.isOpen || at === null) return
    agenda.add(Math.max(at, now), () => {
      if (frame.version !== version) return
      const due = frame.pacing.next()
      if (due !== null && due <= now) beat(frame)
      else follow(frame)
    })
  }

  function beat(frame: Frame): void {
    const { pacing, stay } = frame
    pacing.on({ kind: 'beating' })
    const answer = ask(stay.address, 'beat', true)
    const seen = shownBy(frame.changes, frame.known)
    follow(frame)
    agenda.add(now + ANSWERED_AFTER, () => {
      if (!frame.isOpen) return
      if (answer.status !== 200) {
        pacing.on({ kind: 'refused', why: answer.status === 503 ? 'rate' : 'working-time', until: answer.until })
      } else {
        const isNews = seen > frame.known
        const wasTold = pacing.state().isOutdated
        const before = frame.known
        frame.known = Math.max(frame.known, seen)
        pacing.on({ kind: 'beaten', by: 'this', isNews, work: answer.work })
        if (isNews && !wasTold && frame.hears && now >= frame.quietUntil) tell(frame, before)
      }
      follow(frame)
    })
  }

  /** Those hear it whose own last message is the one that is no longer the last. */
  function tell(frame: Frame, mark: number): void {
    const { stay } = frame
    if (now >= frame.companyUntil) {
      frame.quietUntil = now + frame.pause
      frame.pause = Math.min(COMPANY, 2 * frame.pause)
    }
    if (ask(stay.address, 'telling', false).status !== 200 || stay.chat === null) return
    for (const other of inPopular[stay.chat] ?? []) {
      if (!other.hears || other === frame) continue
      agenda.add(now + TOLD_AFTER, () => {
        if (!other.isOpen || other.known < mark) return
        other.companyUntil = now + COMPANY
        other.quietUntil = now
        other.pause = UNANSWERED
        if (other.known !== mark) return
        other.pacing.on({ kind: 'told' })
        follow(other)
      })
    }
  }

  /** A request of a person, which the door repeats while the portal is busy. */
  function askForPerson(address: number, kind: 'opening' | 'request', done: (answer: ReturnType<typeof ask>, refused: number) => void, onRepeat: () => void = () => undefined, repeats = 0): void {
    const answer = ask(address, kind, true)
    const pause = REPEATS[repeats]
    if (answer.status === 503 && pause !== undefined) {
      onRepeat()
      agenda.add(now + pause * (1 + random.next() / 2), () => askForPerson(address, kind, done, onRepeat, repeats + 1))
    } else agenda.add(now + ANSWERED_AFTER, () => done(answer, repeats))
  }

  function notice(frame: Frame): void {
    const past = frame.changes[frame.known]
    found.past[frame.stay.chat === null ? 'other' : 'popular'].push(past === undefined || past > now ? 0 : (now - past) / SECOND)
    found.age.push((now - frame.pacing.state().knownSince) / SECOND)
  }

  function sign(frame: Frame, kind: Stay['signs'][number]['kind']): void {
    if (kind === 'comes' || kind === 'stays') notice(frame)
    frame.pacing.on({ kind })
    if (kind === 'request') {
      askForPerson(frame.stay.address, 'request', ({ status }) => {
        if (status !== 200) frame.pacing.on({ kind: 'refused', why: 'rate', until: null })
        frame.pacing.on({ kind: 'request-over' })
        follow(frame)
      }, () => void frame.pacing.on({ kind: 'repeated' }))
    }
    follow(frame)
  }

  function enter(stay: Stay, work: MethodWork | null, refused: number): void {
    const changes = (stay.chat === null ? undefined : popular[stay.chat]) ?? changesOf(random, now, stay.closesAt, assumed.quiet)
    const pacing = createPacing({ now: () => now, random: random.next, knownSince: now, isVisible: true, isOnline: true, work, isTold })
    const frame: Frame = {
      stay, pacing, changes, known: shownBy(changes, 0), isOpen: true, hears: false, quietUntil: now, companyUntil: now, pause: UNANSWERED, version: 0,
    }
    for (let each = 0; each < refused; each += 1) pacing.on({ kind: 'repeated' })
    open += 1
    found.openAtOnce = Math.max(found.openAtOnce, open)
    if (stay.chat !== null) inPopular[stay.chat]?.push(frame)
    for (const { at, kind } of stay.signs) if (at > now) agenda.add(at, () => sign(frame, kind))
    if (isTold && stay.isLarge && stay.closesAt > now + STAYS) {
      agenda.add(now + STAYS, () => {
        if (!frame.isOpen || ask(stay.address, 'telling', false).status !== 200) return
        frame.hears = true
      })
    }
    agenda.add(stay.closesAt, () => {
      frame.isOpen = false
      open -= 1
      if (stay.chat !== null) inPopular[stay.chat] = inPopular[stay.chat]?.filter(each => each !== frame) ?? []
    })
    follow(frame)
  }

  for (const stay of aDay(random, assumed)) {
    agenda.add(stay.opensAt, () => askForPerson(stay.address, 'opening', (answer, refused) => answer.status === 200 && enter(stay, answer.work, refused)))
  }
  if (other) {
    for (let at = other.from; at < other.until; at += SECOND / other.perSecond) {
      agenda.add(at, () => {
        for (let address = 0; address < assumed.addresses; address += 1) takes(String(address), now)
      })
    }
  }
  for (let event = agenda.take(); event; event = agenda.take()) {
    if (event.at > DAY_ENDS) continue
    now = Math.max(now, event.at)
    event.work()
  }
  return found
}
