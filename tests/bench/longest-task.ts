import type { Browser, Page } from '@playwright/test'
import { mainThreadEvents, traced } from './trace.ts'

/**
 * Runs `work` and returns the most processor time, in milliseconds, that one task of a page's main thread took meanwhile. The
 * browser's own long tasks are measured by the clock, so on a busy machine they show how busy it is.
 */
export async function withLongestTask<Value>(browser: Browser, page: Page, work: () => Promise<Value>): Promise<{ value: Value, milliseconds: number }> {
  const { value, events } = await traced(browser, page, ['toplevel'], work)
  const tasks = mainThreadEvents(events).filter(({ ph, name }) => ph === 'X' && name.includes('RunTask'))
  return { value, milliseconds: tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0) }
}
