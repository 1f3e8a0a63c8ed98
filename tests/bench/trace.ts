/** Chromium's traces, as far as they are read here. */
import type { Browser, Page } from '@playwright/test'

export interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds; so is `dur`, by the clock, and `tdur`, which the thread itself worked. */
  ts: number
  dur?: number
  tdur?: number
  args: { name?: string, data?: { url?: string, processId?: number, documentLoaderURL?: string } }
}

/** Runs `work` while the browser writes down what it does. */
export async function traced<Value>(
  browser: Browser, page: Page, categories: string[], work: () => Promise<Value>,
): Promise<{ value: Value, events: TraceEvent[] }> {
  await browser.startTracing(page, { categories })
  const value = await work()
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] }
  return { value, events: traceEvents }
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`

/** What the main threads of pages did, of all processes or of one. */
export function mainThreadEvents(events: readonly TraceEvent[], processId?: number): TraceEvent[] {
  const mains = new Set(events.filter(({ name, pid, args }) =>
    name === 'thread_name' && args.name === 'CrRendererMain' && (processId === undefined || pid === processId)).map(threadOf))
  return events.filter(event => mains.has(threadOf(event)))
}

/** The process that shows the page at an address that begins like this. @throws Error when none does */
export function processOf(events: readonly TraceEvent[], address: string): number {
  const found = [...events].reverse().find(({ name, args }) => name === 'FrameCommittedInBrowser' && args.data?.url?.startsWith(address))?.args.data?.processId
  if (found === undefined) throw new Error(`No frame in the trace shows ${address}.`)
  return found
}
