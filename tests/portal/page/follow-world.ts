/** What happens in the world appears on the page without a reload: the server says that something changed, the page asks what. */
import type { PortalPage } from './portal-page.ts'

/** Starts listening. However much happens while the page asks, it asks once more afterwards. */
export function followWorld(page: PortalPage): void {
  let isAsking = false
  let isStale = false

  async function ask(): Promise<void> {
    isStale = true
    if (isAsking) return
    isAsking = true
    while (isStale && !page.control.isOutdated.value) {
      isStale = false
      await page.messenger.refresh().catch(page.report)
    }
    isAsking = false
  }

  const events = new EventSource('/_portal/events')
  events.addEventListener('message', ({ data }) => {
    if (data === 'changed') void ask()
  })
}
