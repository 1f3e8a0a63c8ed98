/**
 * What an open sidebar costs that nobody touches: requests, messages to the portal and work of its main thread in ten minutes,
 * in sight and out of sight. The frame's timers run by the test's clock, second by second, so that answers come in between. The floor
 * (SDK, one call, one line of text) shows what the clock itself costs. Then what one beat costs while somebody is there (beat.ts).
 */
import type { Frame, Page } from '@playwright/test'
import { benchBeats } from './beat.ts'
import { openChat, openItem, openWindow, OWN_PROCESS, putUp, startBench, untilQuiet, type Bench } from './sidebar.ts'
import { table } from './statistics.ts'
import { less, threadWork, type ThreadWork } from './thread-work.ts'
import { drawnIn, noteTitles } from './watch-opening.ts'

const MINUTES = 10
const SCENARIO = 'small-group'

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

interface Cost extends ThreadWork {
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
  const before = await threadWork(cdp)
  for (let second = 0; second < MINUTES * 60; second += 1) {
    await context.clock.runFor(1000)
    await settled()
  }
  const { layout, tasks } = less(await threadWork(cdp), before)
  await context.close()
  return { ...counts, commands: portal.log.filter(({ kind }) => kind === 'command').length, layout, tasks }
}

/** Prints what ten minutes cost, and one beat. */
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
  await benchBeats(executablePath)
}
