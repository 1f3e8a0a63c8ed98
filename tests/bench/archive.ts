/**
 * What a conversation of 100,000 messages costs in the archive: how long a filter takes from the question to its answer, how much memory a
 * message takes against the same message as an object, and how long it blocks the page's own thread.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { chromium, type Browser } from '@playwright/test'
import { createColumns } from '../../src/messages/keep/columns.ts'
import type { ArchiveFilter } from '../../src/messages/keep/filter.ts'
import type { ArchivePage } from '../browser/pages/archive.ts'
import type { SealingTimes } from '../browser/pages/archive-sealing.ts'
import { historyPages } from '../browser/pages/history-pages.ts'
import { startSites, type Sites } from '../browser/support/sites.ts'
import { median, table } from './statistics.ts'

const MESSAGES = 100_000
const ROUNDS = 15
/** Each writes and reads everything twice. */
const SEALING_ROUNDS = 5
/** A wait that nobody notices; people feel a longer task of the page. */
const LIMIT_MS = 50

interface Measured {
  fillMs: number
  bytes: number
  filters: Record<string, number[]>
  longTasks: number[]
  sealing: SealingTimes
}

const FILTERS: Record<string, ArchiveFilter> = {
  'everything': {},
  'two words': { text: 'customer ship' },
  'an author': { authorIds: [5] },
  'a month': { since: Date.UTC(2026, 9, 1), until: Date.UTC(2026, 9, 31) },
  'words, author and dates': { text: 'done', authorIds: [1, 2, 3, 4, 5], since: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 10, 1) },
  'questions without an answer': { isQuestion: true, isAnswered: false },
}

async function measureInBrowser(browser: Browser, sites: Sites): Promise<Measured> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const page = await context.newPage()
  await page.goto(`${sites.pages.url}archive.html`)
  await page.waitForFunction(() => 'archivePage' in window)
  const measured = await page.evaluate(async ([count, rounds, filters]) => {
    const { archive, historyPages: make, NOTHING_READ: mark } = (window as unknown as { archivePage: ArchivePage }).archivePage
    const pages = make(count)
    // the worker runs already, so that its start is not measured
    await archive.call('filter', {})
    const longTasks: number[] = []
    const observer = new PerformanceObserver(list => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
    // making the messages above was one long task, which does not count
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    observer.observe({ type: 'longtask', buffered: false })
    let began = performance.now()
    let bytes = 0
    for (const each of pages) bytes = (await archive.call('append', { page: each, mark, readAt: 0 })).bytes
    const fillMs = performance.now() - began
    const times: Record<string, number[]> = {}
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, filter] of Object.entries(filters)) {
        began = performance.now()
        await archive.call('filter', filter)
        ;(times[name] ??= []).push(performance.now() - began)
      }
      began = performance.now()
      await archive.ask('sharedLinks', { text: '', sort: 'recent', limit: 200 })
      ;(times['links by domain'] ??= []).push(performance.now() - began)
    }
    longTasks.push(...observer.takeRecords().map(({ duration }) => duration))
    return { fillMs, bytes, filters: times, longTasks }
  }, [MESSAGES, ROUNDS, FILTERS] as const)
  const sealing = await page.evaluate(([count, rounds]) =>
    (window as unknown as { archivePage: ArchivePage }).archivePage.measureSealing(count, rounds), [MESSAGES, SEALING_ROUNDS] as const)
  await context.close()
  return { ...measured, sealing }
}

/** Bytes in use after garbage collection. */
function livingBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  // objects freed by the first collection may have held others, which the second one frees
  for (let times = 0; times < 3; times += 1) if (typeof collect === 'function') collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Heap of columns and of the objects that they are made from. */
function measureHeap(): { columns: number, objects: number } {
  const start = livingBytes()
  const pages = historyPages(MESSAGES)
  const objects = livingBytes() - start
  const before = livingBytes()
  const columns = createColumns()
  for (const page of pages) columns.append(page)
  const taken = livingBytes() - before
  if (columns.view.count !== pages.reduce((sum, { messages }) => sum + messages.length, 0)) throw new Error('Messages were lost.')
  return { columns: taken / MESSAGES, objects: objects / MESSAGES }
}

/** Prints medians, the longest, and ratios. */
export async function benchArchive(executablePath: string | undefined): Promise<void> {
  const sites = await startSites('bench')
  const browser = await chromium.launch({ args: sites.browserArguments, ...(executablePath === undefined ? {} : { executablePath }) })
  const { fillMs, bytes, filters, longTasks, sealing } = await measureInBrowser(browser, sites)
  const heap = measureHeap()
  console.log(`\n${MESSAGES} messages in the worker, from the question to the answer, ${ROUNDS} rounds\n`)
  console.log(table([['filter', 'median ms', 'longest ms'], ...Object.entries(filters).map(([name, times]) => [name, median(times), Math.max(...times)])]))
  console.log(`\nlongest median / ${LIMIT_MS} ms = ${(Math.max(...Object.values(filters).map(median)) / LIMIT_MS).toFixed(2)}`)
  console.log(`taking them in: ${Math.round(MESSAGES / fillMs * 1_000)} messages a second; ${Math.round(bytes / MESSAGES)} bytes a message by the archive's own count`)
  console.log(`heap a message: ${Math.round(heap.columns)} bytes in columns, ${Math.round(heap.objects)} as objects; ratio ${(heap.columns / heap.objects).toFixed(2)}`)
  console.log(`tasks of the page over ${LIMIT_MS} ms while taking in and filtering: ${longTasks.length}${longTasks.length > 0 ? `, the longest ${Math.round(Math.max(...longTasks))} ms` : ''}`)
  const ratio = (way: 'keeping' | 'opening') => (median(sealing[`${way} sealed`]) / median(sealing[`${way} as it is`])).toFixed(2)
  console.log(`\n${MESSAGES} messages into the browser's database and out of it, ${SEALING_ROUNDS} rounds\n`)
  console.log(table([['way', 'median ms', 'longest ms'], ...Object.entries(sealing).map(([name, times]) => [name, median(times), Math.max(...times)])]))
  console.log(`\nsealed / as it is: keeping ${ratio('keeping')}, opening ${ratio('opening')}`)
  await browser.close()
  await sites.close()
}
