import type { Browser, Page } from '@playwright/test'

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds of processor time. */
  tdur?: number
  args?: { name?: string }
}

/**
 * Runs `work` and tells the most processor time, in milliseconds, that one task of a page's main thread took meanwhile. The
 * browser's own long tasks are measured by the clock, so on a busy machine they say how busy it is.
 */
export async function withLongestTask<Value>(browser: Browser, page: Page, work: () => Promise<Value>): Promise<{ value: Value, milliseconds: number }> {
  await browser.startTracing(page, { categories: ['toplevel'] })
  const value = await work()
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] }
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`
  const mains = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf))
  const tasks = traceEvents.filter(event => event.ph === 'X' && /RunTask/.test(event.name) && mains.has(threadOf(event)))
  return { value, milliseconds: tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0) }
}
