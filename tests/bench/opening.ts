/**
 * How long a person waits after the click on the sidebar item, on a slow machine and an ordinary line: at the first opening; at a second one,
 * with every file in the browser; and at a second one with what the app kept of the first. The app and the floor (SDK, one call, one line of
 * text) take turns in one run, so their ratio holds even where the milliseconds do not. Between two openings the chat gets another title:
 * what was kept is told from what was answered by it.
 */
import type { Page } from '@playwright/test'
import { FLOOR, openTwice, subjectsOf, type Openings, type Subject } from './open-twice.ts'
import { openItem, SCENARIOS, startBench, untilQuiet, type Bench } from './sidebar.ts'
import { ONE_PROCESS, SLOW_MACHINE, slowDown } from './slow-machine.ts'
import { median, table } from './statistics.ts'
import { traceOpening } from './trace-opening.ts'
import { drawnIn, watchTraffic, whenReady, type Drawn, type Traffic } from './watch-opening.ts'

const ROUNDS = 7

type Opening = Drawn & Traffic
type Which = keyof Openings<Opening>

async function openOnce(page: Page): Promise<Opening> {
  const cdp = await slowDown(page)
  const traffic = await watchTraffic(cdp)
  const { ready } = await whenReady(cdp)
  const frame = await openItem(page)
  await ready
  const opening = { ...await drawnIn(frame), ...traffic }
  await untilQuiet(frame)
  return opening
}

/** What is printed: the opening, whose, and which of it. */
function rowsOf(subjects: readonly Subject[]): [string, Subject, Which][] {
  const lasting = subjects.filter(({ isForgetful }) => !isForgetful)
  const apps = lasting.filter(subject => subject !== FLOOR)
  return [
    ...lasting.map((subject): [string, Subject, Which] => ['cold', subject, 'cold']),
    ...subjects.filter(({ isForgetful }) => isForgetful).map((subject): [string, Subject, Which] => ['second, without a last view', subject, 'second']),
    ...apps.map((subject): [string, Subject, Which] => ['second, with the last view', subject, 'second']),
    ['second', FLOOR, 'second'],
  ]
}

interface OpeningOptions {
  isTraced: boolean
  /** Folder of another build that takes turns with the one in `dist`. */
  earlier: string | undefined
}

/** Prints medians and ratios; the milliseconds are worth nothing on another machine. */
export async function benchOpening(executablePath: string | undefined, { isTraced, earlier }: OpeningOptions): Promise<void> {
  const bench = await startBench(executablePath, ONE_PROCESS, earlier)
  const subjects = subjectsOf({ hasEarlier: earlier !== undefined })
  for (const scenario of SCENARIOS) await (isTraced ? traceOpening(bench, scenario, subjects) : compare(bench, scenario, subjects))
  await bench.close()
}

async function compare(bench: Bench, scenario: string, subjects: readonly Subject[]): Promise<void> {
  const measured = new Map<Subject, Openings<Opening>[]>(subjects.map(subject => [subject, []]))
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const subject of subjects) {
      const openings = await openTwice(bench, scenario, subject, openOnce)
      const { scripts } = openings.second
      if (scripts > 0) throw new Error(`${scripts} scripts came over the line at a second opening of ${subject.name}.`)
      // the first round warms the browser's own code up
      if (round > 0) measured.get(subject)?.push(openings)
    }
  }
  const of = (subject: Subject, which: Which, read: (opening: Opening) => number): number =>
    median((measured.get(subject) ?? []).map(openings => read(openings[which])))
  const against = (subject: Subject, which: Which, read: (opening: Opening) => number): string =>
    (of(subject, which, read) / of(FLOOR, which, read)).toFixed(2)

  console.log(`\nOpening the sidebar item, ${scenario}, median of ${ROUNDS} (${SLOW_MACHINE}); ms after the frame's navigation, "/ floor" against its opening of the same kind\n`)
  console.log(table([
    ['opening', 'page', 'first paint', 'painted', 'ready', 'first paint / floor', 'painted / floor', 'ready / floor', 'kB', 'requests', 'of them REST'],
    ...rowsOf(subjects).map(([label, subject, which]) => [
      label, subject.name,
      of(subject, which, one => one.firstPaint), of(subject, which, one => one.painted), of(subject, which, one => one.ready),
      against(subject, which, one => one.firstPaint), against(subject, which, one => one.painted), against(subject, which, one => one.ready),
      of(subject, which, one => one.bytes / 1000), of(subject, which, one => one.requests), of(subject, which, one => one.rest),
    ]),
  ]))
  for (const subject of subjects) {
    if (subject === FLOOR || subject.isForgetful) continue
    const share = of(subject, 'second', one => one.painted) / of(subject, 'cold', one => one.ready)
    console.log(`\n${subject.name}: second with the last view, painted / cold, ready: ${share.toFixed(2)}`)
  }
}
