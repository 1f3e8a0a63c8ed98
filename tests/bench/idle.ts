/**
 * What an open sidebar costs that nobody touches: requests, messages to the portal and work of its main thread in ten minutes,
 * in sight and out of sight. The frame's timers run by the test's clock, second by second, so that answers come in between. The floor
 * (SDK, one call, one line of text) shows what the clock itself costs. Then what one beat costs while somebody is there, on a slow machine.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession, Frame, Page } from '@playwright/test'
import { openChat, openItem, openWindow, putUp, startBench, untilQuiet, type Bench } from './sidebar.ts'
import { CPU_SLOWDOWN } from './slow-machine.ts'
import { median, table } from './statistics.ts'
import { drawnIn, noteTitles } from './watch-opening.ts'

const MINUTES = 10
const SCENARIO = 'small-group'
/** A frame of another host has a process of its own, so its work can be separated from that of the portal's page. */
const OWN_PROCESS = ['--site-per-process']

/** Runs in every frame, because a browser without a window is always in sight. */
const CAN_HIDE = `
  let isHidden = false
  Object.defineProperty(document, 'hidden', { get: () => isHidden })
  Object.defineProperty(document, 'visibilityState', { get: () => isHidden ? 'hidden' : 'visible' })
  window.hide = () => {
    isHidden = true
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }
`

/** Milliseconds of the frame's main thread. */
interface Work {
  /** In tasks, whatever they do. */
  tasks: number
  scripts: number
  layout: number
}

async function workOf(cdp: CDPSession): Promise<Work> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  const of = (wanted: string): number => (metrics.find(({ name }) => name === wanted)?.value ?? 0) * 1000
  return {
    tasks: of('TaskDuration') - of('DevToolsCommandDuration'),
    scripts: of('ScriptDuration'),
    layout: of('LayoutDuration') + of('RecalcStyleDuration'),
  }
}

const less = (one: Work, other: Work): Work => (
  { tasks: one.tasks - other.tasks, scripts: one.scripts - other.scripts, layout: one.layout - other.layout }
)

/** Scripts count as tasks only, because those that the test's clock runs cannot be separated. */
interface Cost extends Pick<Work, 'layout' | 'tasks'> {
  files: number
  rest: number
  commands: number
}

/** Counts the frame's requests from now on, and waits for pending ones. */
function watchRequests(page: Page, frame: Frame): { counts: Pick<Cost, 'files' | 'rest'>, settled(): Promise<void> } {
  const counts = { files: 0, rest: 0 }
  const underWay = new Set<Promise<unknown>>()
  page.on('request', (request) => {
    if (request.frame() !== frame) return
    counts[new URL(request.url()).pathname.startsWith('/rest/') ? 'rest' : 'files'] += 1
    const answer = request.response().catch(() => null).finally(() => underWay.delete(answer))
    underWay.add(answer)
  })
  return {
    counts,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

async function leaveOpen(bench: Bench, address: string, isHidden: boolean): Promise<Cost> {
  const chat = putUp(bench.sites, SCENARIO, address)
  const context = await openWindow(bench.browser)
  await context.clock.install()
  const page = await openChat(context, bench.sites, `{ ${noteTitles(chat.name, chat.name)} } { ${CAN_HIDE} }`)
  const frame = await openItem(page)
  await drawnIn(frame)
  await untilQuiet(frame)
  if (isHidden) await Promise.all(page.frames().map(each => each.evaluate('window.hide()')))

  const portal = bench.sites.portal.portal()
  portal.clearLog()
  const { counts, settled } = watchRequests(page, frame)
  const cdp = await context.newCDPSession(frame)
  await cdp.send('Performance.enable')
  const before = await workOf(cdp)
  for (let second = 0; second < MINUTES * 60; second += 1) {
    await context.clock.runFor(1000)
    await settled()
  }
  const { layout, tasks } = less(await workOf(cdp), before)
  await context.close()
  return { ...counts, commands: portal.log.filter(({ kind }) => kind === 'command').length, layout, tasks }
}

/** Beats of each kind that are measured, and those before them, which load what is late. */
const BEATS = 12
const BEATS_BEFORE = 3
/** By then the page has drawn, said and kept what a beat brought, slow as it is. */
const ALL_OVER_MS = 1700
/** As far as a beat and what follows from it must be apart. */
const BETWEEN_MS = 12_000

/** Runs in every frame: `skip` makes its clock jump, while its timers stay the browser's own, which cost nothing. */
const CAN_SKIP = `
  let ahead = 0
  const now = Date.now.bind(Date)
  Date.now = () => now() + ahead
  window.skip = () => { ahead += ${BETWEEN_MS} }
`
/** Somebody comes back to the page: a beat follows at once. */
const COMES = 'window.skip(); window.dispatchEvent(new Event("focus"))'

/**
 * Milliseconds that the frame's main thread itself worked from the beginning of a beat until everything is over that follows from it, less
 * what it worked as long without one. What the thread waits for on a busy machine does not count; what the slowdown adds does.
 */
async function beatsOf(bench: Bench, isNews: boolean): Promise<Work[]> {
  const chat = putUp(bench.sites, SCENARIO, bench.sites.app.url)
  const portal = bench.sites.portal.portal()
  const [reader, writer] = [chat.members.at(1).personId, chat.members.at(2).personId]
  const happens = (round: number): void => {
    const message = portal.life.perform(chat.id, { kind: 'write', by: writer, text: `News ${round}` })
    if (!message) return
    portal.life.perform(chat.id, { kind: 'edit', by: writer, messageId: message.id, text: `News ${round}, edited` })
    portal.life.perform(chat.id, { kind: 'like', by: reader, messageId: message.id })
    portal.life.perform(chat.id, { kind: 'read', by: reader })
  }
  const context = await openWindow(bench.browser)
  const page = await openChat(context, bench.sites, `{ ${noteTitles(chat.name, chat.name)} } { ${CAN_SKIP} }`)
  const frame = await openItem(page)
  await drawnIn(frame)
  await untilQuiet(frame)
  const { counts, settled } = watchRequests(page, frame)
  const cdp = await context.newCDPSession(frame)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  const workAfter = async (script: string): Promise<Work> => {
    const before = await workOf(cdp)
    await frame.evaluate(script)
    await pause(ALL_OVER_MS)
    await settled()
    return less(await workOf(cdp), before)
  }
  const without: Work[] = []
  const beats: Work[] = []
  while (beats.length < BEATS_BEFORE + BEATS) {
    if (isNews) happens(beats.length)
    without.push(await workAfter('window.dispatchEvent(new Event("nothing"))'))
    const asked = counts.rest
    const work = await workAfter(COMES)
    // a machine that is very busy may be late with one, or with two
    if (counts.rest === asked + 1) beats.push(work)
  }
  await context.close()
  const usual = medianOf(without)
  return beats.slice(BEATS_BEFORE).map(work => less(work, usual))
}

function medianOf(works: readonly Work[]): Work {
  const of = (kind: keyof Work): number => median(works.map(work => work[kind]))
  return { tasks: of('tasks'), scripts: of('scripts'), layout: of('layout') }
}

/** Prints what ten minutes cost, and one beat. */
export async function benchIdle(executablePath: string | undefined): Promise<void> {
  const bench = await startBench(executablePath, OWN_PROCESS)
  const pages: [string, string][] = [['Chatside', bench.sites.app.url], ['floor', `${bench.sites.pages.url}floor.html`]]
  const costs: [string, Cost][] = []
  for (const isHidden of [false, true]) {
    for (const [name, address] of pages) costs.push([`${name}, ${isHidden ? 'hidden' : 'visible'}`, await leaveOpen(bench, address, isHidden)])
  }
  const beats: [string, Work[]][] = []
  for (const isNews of [false, true]) beats.push([isNews ? 'a message, an edit, a like, a read mark' : 'nothing new', await beatsOf(bench, isNews)])
  await bench.close()
  console.log(`\nA sidebar left open for ${MINUTES} minutes, ${SCENARIO}, after it has become quiet; ms of the frame's main thread on this machine\n`)
  console.log(table([
    ['page', 'files', 'REST', 'messages to the portal', 'style, layout ms', 'tasks ms'],
    ...costs.map(([name, cost]) => [name, cost.files, cost.rest, cost.commands, cost.layout.toFixed(1), cost.tasks.toFixed(1)]),
  ]))
  console.log(`\nOne beat under Overview, ${SCENARIO}, CPU ${CPU_SLOWDOWN}x slower; ms that the frame's main thread worked until all was drawn, ${BEATS} beats each\n`)
  console.log(table([
    ['what it brings', 'median', 'most', 'in scripts', 'in style, layout'],
    ...beats.map(([name, each]) => {
      const usual = medianOf(each)
      return [name, usual.tasks.toFixed(1), Math.max(...each.map(({ tasks }) => tasks)).toFixed(1), usual.scripts.toFixed(1), usual.layout.toFixed(1)]
    }),
  ]))
}
