/** Window messages to the server that owns the world, and its answers back as effects on this page. */
import type { FrameEffect, FrameEvent, Pending } from '../core/frame/exchange.ts'
import { performEffect } from './effects.ts'
import type { PortalPage } from './portal-page.ts'

/** Starts listening. Messages are handed on one after the other, in the order in which they came. */
export function startFrameTraffic(page: PortalPage): void {
  let queue: Promise<void> = Promise.resolve()

  const enqueue = (ask: () => Promise<FrameEffect[]>): void => {
    queue = queue.then(async () => {
      for (const effect of await ask()) performEffect(effect, page)
    }).catch(page.report)
  }

  window.addEventListener('message', ({ origin, data }: MessageEvent<unknown>) => {
    const event: FrameEvent = { origin, data: asJson(data) }
    enqueue(() => page.control.ask('POST receive', { event, page: page.seen() }))
  })
  page.onComplete((pending: Pending, answer: unknown) => {
    enqueue(() => page.control.ask('POST complete', { pending, answer }))
  })
}

/** What JSON cannot carry (a loop, a big integer) is no message of the protocol: the portal sees null and drops it. */
function asJson(data: unknown): unknown {
  try {
    JSON.stringify(data)
    return data
  } catch {
    return null
  }
}
