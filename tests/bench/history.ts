/**
 * How long it takes to read a whole conversation, in a real browser with the real SDK, compared with the simple loop that reads page
 * by page. The portal's limits are the real ones: 50 requests at once, two a second.
 */
import { chromium, type Browser, type Frame, type Page } from '@playwright/test'
import { historyFrame, measureByHand, measureReading } from '../browser/support/history-page.ts'
import { startSites, withAppUrl, type Sites } from '../browser/support/sites.ts'
import type { ReadingCost } from '../browser/pages/history.ts'
import { withLongestTask } from './longest-task.ts'
import { table } from './statistics.ts'

const LATENCY_MS = 150
const BY_HAND = 5_000
const SIZES = [1_000, 10_000, 100_000] as const
const MILLION = 1_000_000
const PAGE = 50
const PER_SECOND = 2

interface BenchOptions {
  /** Also reads all 100,000 page by page, which takes more than a quarter of an hour. */
  isFull: boolean
  /** Also reads a million. */
  isMillion: boolean
}

type Cost = ReadingCost & { refusals: number, processor: number | null }

async function withFrame<Value>(
  browser: Browser, sites: Sites, scenario: string, use: (frame: Frame, page: Page) => Promise<Value>,
): Promise<Value> {
  sites.portal.useScenario(withAppUrl(scenario, `${sites.pages.url}history.html`))
  sites.portal.portal().addFault({ side: 'rest', target: '*', fault: { kind: 'latency', ms: LATENCY_MS }, times: null })
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${sites.portal.url}/online/?panel=1`)
  try {
    return await use(await historyFrame(page, sites.portal), page)
  } finally {
    await context.close()
  }
}

function read(browser: Browser, sites: Sites, size: number): Promise<Cost> {
  const [scenario, chatId] = size > 100_000 ? ['endless', 3_001] as const : ['big-group', 3_000] as const
  return withFrame(browser, sites, scenario, async (frame, page) => {
    const portal = sites.portal.portal()
    const messages = portal.world.chats.get(chatId)?.messages
    const isWhole = size === messages?.count
    portal.clearLog()
    const work = () => measureReading(frame, {
      dialogId: `chat${chatId}`, direction: 'newest-first', ...(isWhole ? {} : { fromMessageId: messages?.at(size).id ?? 0 }),
    })
    // a trace of the longest reading would be larger than the conversation
    const { value: cost, milliseconds: processor } = size > 100_000 ? { value: await work(), milliseconds: null } : await withLongestTask(browser, page, work)
    if (cost.read !== size || !cost.isInOrder) throw new Error(`${cost.read} of ${size} messages were read, ${cost.isInOrder ? 'in' : 'out of'} order`)
    return { ...cost, processor, refusals: portal.log.filter(entry => entry.kind === 'rest' && entry.code === 'QUERY_LIMIT_EXCEEDED').length }
  })
}

/** Prints costs and ratios; milliseconds and megabytes mean nothing on another machine. */
export async function benchHistory(executablePath: string | undefined, { isFull, isMillion }: BenchOptions): Promise<void> {
  const sites = await startSites('bench')
  const browser = await chromium.launch({
    args: [...sites.browserArguments, '--enable-precise-memory-info'], ...(executablePath === undefined ? {} : { executablePath }),
  })
  const costs: Cost[] = []
  for (const size of [...SIZES, ...(isMillion ? [MILLION] : [])]) costs.push(await read(browser, sites, size))
  console.log(`\nReading a conversation, ${LATENCY_MS} ms a request\n`)
  console.log(table([
    ['messages', 'requests', 'refused', 'seconds', 'messages/s', 'heap before MB', 'heap peak MB', 'longest task ms', 'its processor ms', 'waited for'],
    ...costs.map(cost => [
      String(cost.read), cost.requests, cost.refusals, (cost.milliseconds / 1000).toFixed(1), cost.read / cost.milliseconds * 1000, cost.heapBefore.toFixed(1),
      cost.heapPeak.toFixed(1), cost.longestTask === 0 ? 'under 50' : cost.longestTask.toFixed(0), cost.processor?.toFixed(1) ?? '-', [...new Set(cost.waits)].join(', ') || '-',
    ]),
  ]))

  const whole = costs.find(cost => cost.read === 100_000)
  const most = isFull ? 100_000 : BY_HAND
  const hand = await withFrame(browser, sites, 'big-group', (frame) => {
    const messages = sites.portal.portal().world.chats.get(3_000)?.messages
    return measureByHand(frame, 'chat3000', messages?.lastId ?? 0, most - 1)
  })
  console.log(`\nA page a request: ${hand.read} messages, ${hand.requests} requests, ${(hand.milliseconds / 1000).toFixed(1)} s`)
  const requests = isFull ? hand.requests : 100_000 / PAGE
  const seconds = hand.milliseconds / 1000 + (requests - hand.requests) / PER_SECOND
  if (!isFull) console.log(`Extrapolated to 100,000, the rest at ${PER_SECOND} requests a second: ${requests} requests, ${seconds.toFixed(0)} s (--full measures it)`)
  if (whole) {
    console.log(`\nRequests for 100,000: ${requests} / ${whole.requests} = ${(requests / whole.requests).toFixed(0)} times fewer`)
    console.log(`Time for 100,000: ${seconds.toFixed(0)} s / ${(whole.milliseconds / 1000).toFixed(1)} s = ${(seconds / whole.milliseconds * 1000).toFixed(0)} times faster`)
  }
  await browser.close()
  await sites.close()
}
