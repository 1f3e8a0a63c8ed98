/**
 * What the export of a whole conversation costs the person's browser: the panel itself, in the portal's frame, in an ordinary window, with
 * 150 ms per request. The heap may grow by 60 MB, no task may block the page for 50 ms, and stopping takes effect within 200 ms.
 */
import { chromium, type Frame, type Page } from '@playwright/test'
import { openLastingWindow } from '../browser/support/lasting-profile.ts'
import { openPanel as openBeside } from '../browser/support/open-panel.ts'
import { startSites, withAppUrl, type Sites } from '../browser/support/sites.ts'
import { withLongestTask } from './longest-task.ts'
import { appFrameOf } from './sidebar.ts'
import { table } from './statistics.ts'

type LaunchOptions = NonNullable<Parameters<typeof chromium.launch>[0]>

const LATENCY_MS = 150
const FORMATS = ['html', 'csv'] as const

interface ExportCost {
  messages: number
  seconds: number
  heapBefore: number
  heapPeak: number
  heapAfter: number
  longestTask: number
  megabytes: string
}

interface WatchedWindow {
  watched: { peak: number, longest: number }
  gc(): void
}

/** Runs in the frame. It is a text, because the program that runs this file adds names of its own to functions. */
const WATCH = `
  window.watched = { peak: 0, longest: 0 }
  setInterval(() => { window.watched.peak = Math.max(window.watched.peak, performance.memory.usedJSHeapSize) }, 50)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.watched.longest = Math.max(window.watched.longest, duration)
  }).observe({ type: 'longtask' })
`
const HEAP = 'window.gc(), performance.memory.usedJSHeapSize'
/** Freed memory counts as free a moment later. */
const HEAP_LATER = `window.gc(), new Promise(resolve => setTimeout(() => resolve((${HEAP})), 500))`
const LONGEST_WAIT = 30 * 60_000

async function openPanel(page: Page, sites: Sites, scenario: string, format: string): Promise<Frame> {
  sites.portal.useScenario(withAppUrl(scenario, sites.app.url))
  sites.portal.portal().addFault({ side: 'rest', target: '*', fault: { kind: 'latency', ms: LATENCY_MS }, times: null })
  await page.goto(`${sites.portal.url}/online/?panel=1`)
  const frame = await appFrameOf(page)
  await openBeside(frame, 'Export')
  await frame.getByRole('combobox', { name: 'Format' }).selectOption(format)
  return frame
}

async function readEverything(frame: Frame): Promise<void> {
  await openBeside(frame, 'Insights')
  await frame.getByLabel('How far to read back').selectOption('everything')
  await frame.getByRole('button', { name: 'Read on' }).click()
  await frame.getByText(/^All [\d,]+ messages were read\.$/).waitFor({ timeout: LONGEST_WAIT })
  await openBeside(frame, 'Export')
}

interface Wanted {
  scenario: string
  format: string
  /** Another panel has read the chat before. */
  isRead?: boolean
}

async function measure(page: Page, sites: Sites, { scenario, format, isRead = false }: Wanted): Promise<ExportCost> {
  const frame = await openPanel(page, sites, scenario, format)
  if (isRead) await readEverything(frame)
  const heapBefore = await frame.evaluate<number>(HEAP)
  await frame.evaluate(WATCH)
  const began = performance.now()
  await frame.getByRole('button', { name: 'Start the export' }).click()
  await frame.getByRole('link', { name: 'Save' }).waitFor({ timeout: LONGEST_WAIT })
  const seconds = (performance.now() - began) / 1000
  const { peak, longest } = await frame.evaluate(() => (window as unknown as WatchedWindow).watched)
  const heapAfter = await frame.evaluate<number>(HEAP_LATER)
  const facts = await frame.locator('dd').allInnerTexts()
  await frame.getByRole('button', { name: 'Discard' }).click()
  return {
    messages: Number((facts[0] ?? '').replace(/\D/g, '')), seconds, heapBefore, heapPeak: peak, heapAfter, longestTask: longest, megabytes: facts[1] ?? '',
  }
}

/**
 * The most processor time of one task, by a trace, which only a private window of Playwright's has: there chunks stay in Blobs. The
 * browser's own long tasks are measured by the clock, so on a busy machine they say how busy it is.
 */
async function measureTasks(sites: Sites, options: LaunchOptions): Promise<number> {
  const browser = await chromium.launch(options)
  const page = await browser.newPage({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } })
  const frame = await openPanel(page, sites, 'big-group', 'html')
  const { milliseconds } = await withLongestTask(browser, page, async () => {
    await frame.getByRole('button', { name: 'Start the export' }).click()
    await frame.getByRole('link', { name: 'Save' }).waitFor({ timeout: LONGEST_WAIT })
  })
  await browser.close()
  return milliseconds
}

/** Milliseconds from the click on "Stop" until the panel says that it stopped, in the frame's own time. */
async function measureStop(page: Page, sites: Sites): Promise<number> {
  const frame = await openPanel(page, sites, 'big-group', 'html')
  await frame.getByRole('button', { name: 'Start the export' }).click()
  await frame.getByText(/^[1-9]\d,\d{3} of about/).waitFor()
  return await frame.evaluate<number>(`new Promise((resolve) => {
    const began = performance.now()
    new MutationObserver((_changes, observer) => {
      if (!document.body.textContent.includes('The export was stopped.')) return
      observer.disconnect()
      resolve(performance.now() - began)
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
    const stop = [...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === 'Stop')
    stop.click()
  })`)
}

const mega = (bytes: number): string => (bytes / 1e6).toFixed(1)

/** Prints figures; those in milliseconds and seconds mean nothing on another machine. */
export async function benchExport(executablePath: string | undefined, { isMillion }: { isMillion: boolean }): Promise<void> {
  const sites = await startSites('bench')
  const options = {
    args: [...sites.browserArguments, '--enable-precise-memory-info', '--js-flags=--expose-gc'], ...(executablePath === undefined ? {} : { executablePath }),
  }
  const window = await openLastingWindow({ ...options, locale: 'en-GB', viewport: { width: 1280, height: 800 } })
  const costs: [string, ExportCost][] = []
  for (const format of FORMATS) costs.push([format, await measure(window.page, sites, { scenario: 'big-group', format })])
  costs.push(['html, read before', await measure(window.page, sites, { scenario: 'big-group', format: 'html', isRead: true })])
  if (isMillion) costs.push(['html', await measure(window.page, sites, { scenario: 'endless', format: 'html' })])
  console.log(`\nExporting a conversation, ${LATENCY_MS} ms a request\n`)
  console.log(table([
    ['format', 'messages', 'seconds', 'archive', 'heap before MB', 'peak MB', 'growth MB', 'after MB', 'longest task by the clock ms'],
    ...costs.map(([format, cost]) => [
      format, cost.messages, cost.seconds.toFixed(1), cost.megabytes, mega(cost.heapBefore), mega(cost.heapPeak), mega(cost.heapPeak - cost.heapBefore),
      mega(cost.heapAfter), cost.longestTask === 0 ? 'under 50' : cost.longestTask.toFixed(0),
    ]),
  ]))
  console.log(`\nFrom the click on "Stop" until it has stopped: ${(await measureStop(window.page, sites)).toFixed(0)} ms`)
  await window.close()
  console.log(`Longest task while exporting 100,000 messages as pages: ${(await measureTasks(sites, options)).toFixed(0)} ms of the processor's time`)
  await sites.close()
}
