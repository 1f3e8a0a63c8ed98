/**
 * How long a person waits from the click on the sidebar item to the chat's title, cold, on a slow machine and an
 * ordinary line; the app and the floor (SDK, one call, one line of text) take turns in one run, so their ratio holds
 * even where the milliseconds do not.
 */
import { chromium, type Browser } from '@playwright/test'
import { startSites, withAppUrl, type Sites } from '../browser/support/sites.ts'
import { median, table } from './statistics.ts'

const ROUNDS = 7
const NETWORK = { offline: false, latency: 50, downloadThroughput: 20_000_000 / 8, uploadThroughput: 5_000_000 / 8 }
const CPU_SLOWDOWN = 4
const REST_LATENCY_MS = 150
const SCENARIOS = ['small-group', 'big-group'] as const

interface Opening {
  firstPaint: number
  ready: number
  jsKb: number
  requests: number
}

/**
 * Runs in every frame: notes when the chat's title stands in it and the next frame has been drawn. A text, because what
 * runs this file adds names of its own to functions, which no browser knows.
 */
function noteReady(title: string): string {
  return `
    const isThere = () => document.body?.textContent?.includes(${JSON.stringify(title)})
    const observer = new MutationObserver(() => {
      if (!isThere()) return
      observer.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() => { window.readyAt = performance.now() }))
    })
    if (window !== window.parent) observer.observe(document, { childList: true, subtree: true, characterData: true })
  `
}

async function openOnce(browser: Browser, sites: Sites, scenario: string, appUrl: string): Promise<Opening> {
  sites.portal.useScenario(withAppUrl(scenario, appUrl))
  const portal = sites.portal.portal()
  portal.addFault({ side: 'rest', target: '*', fault: { kind: 'latency', ms: REST_LATENCY_MS }, times: null })
  const { world } = portal
  const chatId = Number(world.openDialogId?.replace('chat', ''))
  const title = world.chats.get(chatId)?.name ?? ''

  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.addInitScript({ content: noteReady(title) })
  const cdp = await context.newCDPSession(page)
  await page.goto(`${sites.portal.url}/online/`)
  const item = page.getByRole('region', { name: 'Applications' }).getByRole('button').first()
  await item.waitFor()
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', NETWORK)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })

  const sizes: Promise<number>[] = []
  let requests = 0
  page.on('requestfinished', (request) => {
    requests += 1
    if (new URL(request.url()).pathname.endsWith('.js')) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await item.click()
  const frame = await (await page.waitForSelector('iframe[id^="appframe_"]')).contentFrame()
  if (!frame) throw new Error('The app\'s frame was not created.')
  await frame.waitForFunction(() => 'readyAt' in window, undefined, { timeout: 30_000 })
  const times = await frame.evaluate(() => ({
    ready: (window as unknown as { readyAt: number }).readyAt,
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now(),
  }))
  const js = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await context.close()
  return { ...times, jsKb: js / 1000, requests }
}

/** Prints medians and ratios; the milliseconds are worth nothing on another machine. */
export async function benchOpening(executablePath: string | undefined): Promise<void> {
  const sites = await startSites('bench', { isCompressed: true })
  const browser = await chromium.launch({
    // One process for all frames, so that the slow line and the slow machine hold for the app's frame too.
    args: [...sites.browserArguments, '--disable-site-isolation-trials', '--disable-features=IsolateOrigins,site-per-process'],
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  const subjects: [string, string][] = [['Chatside', sites.app.url], ['floor: SDK, one call, one line', `${sites.pages.url}floor.html`]]
  for (const scenario of SCENARIOS) {
    const openings = new Map<string, Opening[]>(subjects.map(([name]) => [name, []]))
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [name, address] of subjects) {
        const opening = await openOnce(browser, sites, scenario, address)
        // The first round warms the browser's own code up.
        if (round > 0) openings.get(name)?.push(opening)
      }
    }
    const medians = subjects.map(([name]) => {
      const all = openings.get(name) ?? []
      const of = (read: (opening: Opening) => number): number => median(all.map(read))
      return { name, firstPaint: of(one => one.firstPaint), ready: of(one => one.ready), js: of(one => one.jsKb), requests: of(one => one.requests) }
    })
    console.log(`\nOpening the sidebar item, ${scenario}, median of ${ROUNDS} (CPU ${CPU_SLOWDOWN}x slower, 20 Mbit/s, 50 ms, REST ${REST_LATENCY_MS} ms)\n`)
    console.log(table([
      ['page', 'first paint ms', 'ready ms', 'JS kB', 'requests'],
      ...medians.map(({ name, firstPaint, ready, js, requests }) => [name, firstPaint, ready, js, requests]),
    ]))
    const [app, floor] = medians
    if (app && floor) console.log(`\nready: Chatside / floor = ${(app.ready / floor.ready).toFixed(2)}; first paint: ${(app.firstPaint / floor.firstPaint).toFixed(2)}`)
  }
  await browser.close()
  await sites.close()
}
