/**
 * Where the time goes between the click on the sidebar item and the chat, in milliseconds after the click: what the browser and the simulated
 * portal note by themselves, nothing that the app says. Before each moment stands how long its thread worked since the moment before.
 */
import type { Frame, Page } from '@playwright/test'
import { busy, KINDS, workOf, type Work } from './main-thread.ts'
import { openTwice, type Subject } from './open-twice.ts'
import { openItem, untilQuiet, type Bench } from './sidebar.ts'
import { SLOW_MACHINE, slowDown } from './slow-machine.ts'
import { median, table } from './statistics.ts'
import { mainThreadEvents, processOf, traced } from './trace.ts'
import { drawnIn, whenReady } from './watch-opening.ts'

const ROUNDS = 3
const CATEGORIES = ['-*', 'toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing', 'v8', 'disabled-by-default-v8.compile']

/** Runs in every frame: when somebody pressed on the portal's page, and when the first message came to it and to the frame. */
const NOTE_MESSAGES = `
  const now = () => performance.timeOrigin + performance.now()
  window.noted = {}
  addEventListener('pointerdown', ({ timeStamp }) => { window.noted.pressed = performance.timeOrigin + timeStamp }, { capture: true })
  addEventListener('message', () => { window.noted.message ??= now() }, { capture: true })
`

/** The moments between which the work is told; the others stand between them. */
const STEPS = ['frame navigates', 'page there', 'handshake asked', 'handshake answered', 'REST asked', 'REST answered', 'chat drawn'] as const

interface Trace {
  /** Milliseconds after the click. */
  moments: Map<string, number>
  /** Milliseconds of the main thread since the step before, and of each kind in all. */
  worked: Map<string, number>
}

interface NotedWindow { noted: { pressed?: number, message?: number } }

function notedIn(page: Page | Frame): Promise<NotedWindow['noted']> {
  return page.evaluate(() => (window as unknown as NotedWindow).noted)
}

/** What the frame's own clock has noted: milliseconds since 1970. */
function timesIn(frame: Frame): Promise<[string, number][]> {
  return frame.evaluate<[string, number][]>(`(() => {
    const at = moment => performance.timeOrigin + moment
    const [page] = performance.getEntriesByType('navigation')
    const files = performance.getEntriesByType('resource')
    const rest = files.find(({ name }) => new URL(name).pathname.startsWith('/rest/'))
    const own = files.filter(({ name }) => name.startsWith(location.origin) && /\\.(?:js|css)$/.test(name))
    return [
      ['frame navigates', at(0)],
      ['page there', at(page.responseEnd)],
      ...own.map(({ name, responseEnd }) => ['file ' + name.split('/').at(-1).replace(/-[\\w-]{8}(?=\\.)/, ''), at(responseEnd)]),
      ['first paint', at(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN)],
      ['REST asked', at(rest.startTime)],
      ['REST answered', at(rest.responseEnd)],
    ]
  })()`)
}

async function traceOnce(bench: Bench, page: Page, address: string): Promise<Trace> {
  const { ready } = await whenReady(await slowDown(page))
  const { value: frame, events } = await traced(bench.browser, page, CATEGORIES, async () => {
    const frame = await openItem(page)
    await ready
    return frame
  })
  const drawn = await drawnIn(frame)
  await untilQuiet(frame)
  const [{ pressed = 0, message: asked = 0 }, { message: answered = 0 }] = [await notedIn(page), await notedIn(frame)]
  const times = await timesIn(frame)
  const origin = new Map(times).get('frame navigates') ?? 0
  const moments = new Map([
    ...times, ['handshake asked', asked], ['handshake answered', answered], ['chat painted', origin + drawn.painted], ['chat drawn', origin + drawn.ready],
  ].map(([name, moment]) => [String(name), Number(moment) - pressed]))

  const own = mainThreadEvents(events, processOf(events, address))
  const navigation = own.find(({ name, args }) => name === 'navigationStart' && args.data?.documentLoaderURL?.startsWith(address))
  if (!navigation) throw new Error(`The trace does not say when ${address} was navigated to.`)
  // of the trace's clock
  const click = navigation.ts / 1000 - (origin - pressed)
  return { moments, worked: workBetween(workOf(own), click, moments) }
}

function workBetween(work: readonly Work[], click: number, moments: ReadonlyMap<string, number>): Map<string, number> {
  const worked = new Map<string, number>()
  let from = click
  for (const step of STEPS) {
    const to = click + (moments.get(step) ?? 0)
    worked.set(step, busy(work, from, to))
    from = to
  }
  for (const kind of KINDS) worked.set(kind, busy(work, click, from, kind))
  return worked
}

/** Prints medians of what a cold opening and a second one take, of the app and of the floor in turns. */
export async function traceOpening(bench: Bench, scenario: string, subjects: readonly Subject[]): Promise<void> {
  const traces = new Map<string, Trace[]>()
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const subject of subjects) {
      const openings = await openTwice(bench, scenario, subject, page => traceOnce(bench, page, subject.address(bench)), NOTE_MESSAGES)
      if (round === 0) continue
      for (const which of ['cold', 'second'] as const) {
        // the first opening of a forgetful frame is like any other
        if (subject.isForgetful && which === 'cold') continue
        const column = [subject.name, which, ...(subject.isForgetful ? ['no view'] : [])].join(', ')
        traces.set(column, [...traces.get(column) ?? [], openings[which]])
      }
    }
  }
  print(scenario, traces)
}

function print(scenario: string, traces: ReadonlyMap<string, readonly Trace[]>): void {
  const columns = [...traces.keys()]
  const of = (column: string, read: (trace: Trace) => number | undefined): number | string => {
    const values = (traces.get(column) ?? []).map(read).filter(value => value !== undefined && !Number.isNaN(value))
    return values.length === 0 ? '-' : median(values.map(Number))
  }
  const momentOf = (column: string, name: string) => of(column, ({ moments }) => moments.get(name))
  const names = [...new Set([...traces.values()].flat().flatMap(({ moments }) => [...moments.keys()]))]
  // in the order of the first opening that has it
  const order = (name: string) => Number(columns.map(column => momentOf(column, name)).find(value => typeof value === 'number') ?? Infinity)
  names.sort((one, other) => order(one) - order(other))

  console.log(`\nFrom the click to the chat, ${scenario}, median of ${ROUNDS} (${SLOW_MACHINE}, while a trace is written); ms after the click\n`)
  console.log(table([['moment', ...columns], ...names.map(name => [name, ...columns.map(column => momentOf(column, name))])]))
  console.log('\nOf that the main thread worked, ms since the step before\n')
  console.log(table([['until', ...columns], ...STEPS.map(step => [step, ...columns.map(column => of(column, ({ worked }) => worked.get(step)))])]))
  console.log('\nand in all from the click to the chat, ms by kind\n')
  console.log(table([['kind', ...columns], ...KINDS.map(kind => [kind, ...columns.map(column => of(column, ({ worked }) => worked.get(kind)))])]))
}
