/** What a page's main thread has done, from the browser's own sums. */

/** Milliseconds since the page was made. */
export interface ThreadWork {
  /** In tasks, whatever they do. */
  tasks: number
  layout: number
}

/** A session of Chromium's protocol in which `Performance` is enabled. */
interface Session {
  send(method: 'Performance.getMetrics'): Promise<{ metrics: { name: string, value: number }[] }>
}

/** What the page's main thread has done until now. */
export async function threadWork(session: Session): Promise<ThreadWork> {
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (wanted: string): number => (metrics.find(({ name }) => name === wanted)?.value ?? 0) * 1000
  return { tasks: of('TaskDuration') - of('DevToolsCommandDuration'), layout: of('LayoutDuration') + of('RecalcStyleDuration') }
}

export const less = (one: ThreadWork, other: ThreadWork): ThreadWork => ({ tasks: one.tasks - other.tasks, layout: one.layout - other.layout })
