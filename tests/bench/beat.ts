/** What one beat of the heart costs while somebody is there, on a slow machine, in a frame that nothing listens to. */
import { setTimeout as pause } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { freePorts } from '../engines/driver.ts'
import { openChat, openItem, OWN_PROCESS, putUp, startBench, untilQuiet, type Bench } from './sidebar.ts'
import { CPU_SLOWDOWN } from './slow-machine.ts'
import { median, table } from './statistics.ts'
import { less, threadWork, type ThreadWork } from './thread-work.ts'
import { connectUnheard } from './unheard.ts'
import { drawnIn, noteTitles } from './watch-opening.ts'

const SCENARIO = 'small-group'
/** Beats of each kind that are measured, and those before them, which load what is late. */
const BEATS = 12
const BEATS_BEFORE = 3
/** By then the page has drawn, said and kept what a beat brought, slow as it is. */
const ALL_OVER_MS = 1700
/** As far as a beat and what follows from it must be apart. */
const BETWEEN_MS = 12_000

/**
 * Runs in every frame: `skip` makes its clock jump, while its timers stay the browser's own, which cost nothing; `askAgain` sends the last
 * request of REST once more, and only reads what comes.
 */
const CAN_SKIP = `
  let ahead = 0
  const now = Date.now.bind(Date)
  Date.now = () => now() + ahead
  window.skip = () => { ahead += ${BETWEEN_MS} }
  let asked = []
  const ask = window.fetch.bind(window)
  window.fetch = (...request) => ask(...asked = request)
  window.askAgain = () => ask(...asked).then(answer => answer.json())
`
const NOTHING = 'window.dispatchEvent(new Event("nothing"))'
/** Somebody comes back to the page: a beat follows at once. */
const COMES = 'window.skip(); window.dispatchEvent(new Event("focus"))'
const ASKS = 'window.askAgain()'

const KINDS = [
  { name: 'a request alone', script: ASKS, isNews: false },
  { name: 'nothing new', script: COMES, isNews: false },
  { name: 'a message, an edit, a like, a read mark', script: COMES, isNews: true },
]
type Kind = typeof KINDS[number]

/**
 * Milliseconds that the frame's main thread itself worked from the beginning of a beat until everything is over that follows from it, less
 * what it worked as long without one. What the thread waits for on a busy machine does not count; what the slowdown adds does.
 */
async function worksOf({ sites }: Bench, port: number, { script, isNews }: Kind): Promise<ThreadWork[]> {
  const chat = putUp(sites, SCENARIO, sites.app.url)
  const portal = sites.portal.portal()
  const [reader, writer] = [chat.members.at(1).personId, chat.members.at(2).personId]
  const happens = (round: number): void => {
    const message = portal.life.perform(chat.id, { kind: 'write', by: writer, text: `News ${round}` })
    if (!message) return
    portal.life.perform(chat.id, { kind: 'edit', by: writer, messageId: message.id, text: `News ${round}, edited` })
    portal.life.perform(chat.id, { kind: 'like', by: reader, messageId: message.id })
    portal.life.perform(chat.id, { kind: 'read', by: reader })
  }
  const driver = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const [context] = driver.contexts() // its pages stay when the driver goes
  if (!context) throw new Error('The browser has no window of its own.')
  const page = await openChat(context, sites, `{ ${noteTitles(chat.name, chat.name)} } { ${CAN_SKIP} }`)
  const frame = await openItem(page)
  await drawnIn(frame)
  await untilQuiet(frame)
  await driver.close()

  const session = await connectUnheard(port, sites.app.url)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  const workAfter = async (expression: string): Promise<ThreadWork> => {
    const before = await threadWork(session)
    await session.send('Runtime.evaluate', { expression })
    await pause(ALL_OVER_MS)
    return less(await threadWork(session), before)
  }
  const requests = (): number => portal.log.filter(({ kind }) => kind === 'rest').length
  await workAfter(COMES) // which has a request that can be asked again
  const without: ThreadWork[] = []
  const works: ThreadWork[] = []
  while (works.length < BEATS_BEFORE + BEATS) {
    if (isNews) happens(works.length)
    without.push(await workAfter(NOTHING))
    const before = requests()
    const work = await workAfter(script)
    // a machine that is very busy may be late with one, or with two
    if (requests() === before + 1) works.push(work)
  }
  await session.closePages()
  const usual = medianOf(without)
  return works.slice(BEATS_BEFORE).map(work => less(work, usual))
}

function medianOf(works: readonly ThreadWork[]): ThreadWork {
  const of = (kind: keyof ThreadWork): number => median(works.map(work => work[kind]))
  return { tasks: of('tasks'), layout: of('layout') }
}

/** Prints what a beat costs, and how much of it the heart adds to the request that it makes. */
export async function benchBeats(executablePath: string | undefined): Promise<void> {
  const [port = 0] = await freePorts(1)
  const bench = await startBench(executablePath, [...OWN_PROCESS, `--remote-debugging-port=${port}`])
  const found: [string, ThreadWork[]][] = []
  for (const kind of KINDS) found.push([kind.name, await worksOf(bench, port, kind)])
  await bench.close()
  const request = medianOf(found[0]?.[1] ?? []).tasks
  console.log(`\nOne beat under Overview, ${SCENARIO}, CPU ${CPU_SLOWDOWN}x slower; ms of the frame's main thread until all was drawn, ${BEATS} beats each\n`)
  console.log(table([
    ['what it brings', 'median', 'most', 'more than the request', 'in style, layout'],
    ...found.map(([name, works]) => {
      const { tasks, layout } = medianOf(works)
      return [name, tasks.toFixed(1), Math.max(...works.map(work => work.tasks)).toFixed(1), (tasks - request).toFixed(1), layout.toFixed(1)]
    }),
  ]))
}
