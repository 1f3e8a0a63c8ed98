/**
 * How long a person waits after the click on the sidebar item, on a slow machine and an ordinary line: at the first opening; at a second one,
 * with every file in the browser; and at a second one with what the app kept of the first. The app and the floor (SDK, one call, one line of
 * text) take turns in one run, so their ratio holds even where the milliseconds do not. Between two openings the chat gets another title:
 * what was kept is told from what was answered by it.
 */
import type { BrowserContext, Page } from '@playwright/test'
import { refuseInFrames } from '../browser/support/refuse-storage.ts'
import { openChat, openItem, openWindow, putUp, SCENARIOS, startBench, untilQuiet, type Bench } from './sidebar.ts'
import { ONE_PROCESS, SLOW_MACHINE, slowDown } from './slow-machine.ts'
import { median, table } from './statistics.ts'
import { traceOpening } from './trace-opening.ts'
import { drawnIn, noteTitles, watchTraffic, type Drawn, type Traffic } from './watch-opening.ts'

const ROUNDS = 7

type Opening = Drawn & Traffic

interface Subject {
  name: string
  address(bench: Bench): string
  /** Its frames may keep nothing, so that a second opening has the files and nothing else. */
  isForgetful: boolean
}

const CHATSIDE: Subject = { name: 'Chatside', address: ({ sites }) => sites.app.url, isForgetful: false }
const FORGETFUL: Subject = { ...CHATSIDE, isForgetful: true }
const FLOOR: Subject = { name: 'floor', address: ({ sites }) => `${sites.pages.url}floor.html`, isForgetful: false }
const SUBJECTS = [CHATSIDE, FORGETFUL, FLOOR] as const

/** The printed name, and the floor's opening of the same kind. */
const ROWS: readonly { label: string, subject: Subject, which: 'cold' | 'second' }[] = [
  { label: 'cold', subject: CHATSIDE, which: 'cold' },
  { label: 'cold', subject: FLOOR, which: 'cold' },
  { label: 'second, without a last view', subject: FORGETFUL, which: 'second' },
  { label: 'second, with the last view', subject: CHATSIDE, which: 'second' },
  { label: 'second', subject: FLOOR, which: 'second' },
]

async function openOnce(page: Page): Promise<Opening> {
  const cdp = await slowDown(page)
  const traffic = await watchTraffic(cdp)
  const frame = await openItem(page)
  const opening = { ...await drawnIn(frame), ...traffic }
  await untilQuiet(frame)
  return opening
}

/** The tab is another one at the second opening: a frame's process ends with it, and with that what only its memory held. */
async function openTwice(context: BrowserContext, bench: Bench, scenario: string, subject: Subject): Promise<{ cold: Opening, second: Opening }> {
  const chat = putUp(bench.sites, scenario, subject.address(bench))
  const known = chat.name
  if (subject.isForgetful) await refuseInFrames(context)
  const first = await openChat(context, bench.sites, noteTitles(known, known))
  const cold = await openOnce(first)
  await first.close()
  chat.name = `${known} II`
  const page = await openChat(context, bench.sites, noteTitles(known, chat.name))
  const second = await openOnce(page)
  if (second.scripts > 0) throw new Error(`${second.scripts} scripts came over the line at a second opening of ${subject.name}.`)
  return { cold, second }
}

/** Prints medians and ratios; the milliseconds are worth nothing on another machine. */
export async function benchOpening(executablePath: string | undefined, { isTraced }: { isTraced: boolean }): Promise<void> {
  const bench = await startBench(executablePath, ONE_PROCESS)
  for (const scenario of SCENARIOS) await (isTraced ? traceOpening(bench, scenario) : compare(bench, scenario))
  await bench.close()
}

async function compare(bench: Bench, scenario: string): Promise<void> {
  const measured = new Map<Subject, { cold: Opening, second: Opening }[]>(SUBJECTS.map(subject => [subject, []]))
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const subject of SUBJECTS) {
      const context = await openWindow(bench.browser)
      const openings = await openTwice(context, bench, scenario, subject)
      await context.close()
      // the first round warms the browser's own code up
      if (round > 0) measured.get(subject)?.push(openings)
    }
  }
  const of = (subject: Subject, which: 'cold' | 'second', read: (opening: Opening) => number): number =>
    median((measured.get(subject) ?? []).map(openings => read(openings[which])))
  const against = (subject: Subject, which: 'cold' | 'second', read: (opening: Opening) => number): string =>
    (of(subject, which, read) / of(FLOOR, which, read)).toFixed(2)

  console.log(`\nOpening the sidebar item, ${scenario}, median of ${ROUNDS} (${SLOW_MACHINE}); ms after the frame's navigation, "/ floor" against its opening of the same kind\n`)
  console.log(table([
    ['opening', 'page', 'first paint', 'painted', 'ready', 'first paint / floor', 'painted / floor', 'ready / floor', 'kB', 'requests', 'of them REST'],
    ...ROWS.map(({ label, subject, which }) => [
      label, subject.name,
      of(subject, which, one => one.firstPaint), of(subject, which, one => one.painted), of(subject, which, one => one.ready),
      against(subject, which, one => one.firstPaint), against(subject, which, one => one.painted), against(subject, which, one => one.ready),
      of(subject, which, one => one.bytes / 1000), of(subject, which, one => one.requests), of(subject, which, one => one.rest),
    ]),
  ]))
  const share = of(CHATSIDE, 'second', one => one.painted) / of(CHATSIDE, 'cold', one => one.ready)
  console.log(`\nsecond with the last view, painted / cold, ready: ${share.toFixed(2)}`)
}
