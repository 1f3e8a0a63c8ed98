/**
 * What an open sidebar costs that nobody touches: requests, messages to the portal and work of its main thread in ten minutes,
 * in sight and out of sight. The frame's timers run by the test's clock, second by second, so that answers come in between. The floor
 * (SDK, one call, one line of text) shows what the clock itself costs.
 */
import type { CDPSession, Frame, Page } from '@playwright/test'
import { openChat, openItem, openWindow, putUp, startBench, untilQuiet, type Bench } from './sidebar.ts'
import { table } from './statistics.ts'
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

interface Cost {
  files: number
  rest: number
  commands: number
  /** Milliseconds of the frame's main thread; scripts count as tasks, because those that the test's clock runs cannot be separated. */
  layout: number
  tasks: number
}

type Work = Pick<Cost, 'layout' | 'tasks'>

async function workOf(cdp: CDPSession): Promise<Work> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  const of = (wanted: string): number => (metrics.find(({ name }) => name === wanted)?.value ?? 0) * 1000
  return { layout: of('LayoutDuration') + of('RecalcStyleDuration'), tasks: of('TaskDuration') - of('DevToolsCommandDuration') }
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
  const after = await workOf(cdp)
  await context.close()
  return {
    ...counts,
    commands: portal.log.filter(({ kind }) => kind === 'command').length,
    layout: after.layout - before.layout,
    tasks: after.tasks - before.tasks,
  }
}

/** Prints what ten minutes cost. */
export async function benchIdle(executablePath: string | undefined): Promise<void> {
  const bench = await startBench(executablePath, OWN_PROCESS)
  const pages: [string, string][] = [['Chatside', bench.sites.app.url], ['floor', `${bench.sites.pages.url}floor.html`]]
  const costs: [string, Cost][] = []
  for (const isHidden of [false, true]) {
    for (const [name, address] of pages) costs.push([`${name}, ${isHidden ? 'hidden' : 'visible'}`, await leaveOpen(bench, address, isHidden)])
  }
  await bench.close()
  console.log(`\nA sidebar left open for ${MINUTES} minutes, ${SCENARIO}, after it has become quiet; ms of the frame's main thread on this machine\n`)
  console.log(table([
    ['page', 'files', 'REST', 'messages to the portal', 'style, layout ms', 'tasks ms'],
    ...costs.map(([name, cost]) => [name, cost.files, cost.rest, cost.commands, cost.layout.toFixed(1), cost.tasks.toFixed(1)]),
  ]))
}
