/** Tells open pages that the world has changed, by server-sent events: a page needs no clock of its own to follow. */
import type { ServerResponse } from 'node:http'

export interface Events {
  /** Keeps the answer open for what comes. */
  listen(response: ServerResponse): void
  tell(): void
  /** Lets go of everybody who listens. */
  close(): void
}

/** How often the clock is looked at while somebody watches, milliseconds. */
const LOOK_EVERY = 250

/** @param catchUp called while somebody listens, so that what is due is not first done when somebody asks */
export function createEvents(catchUp: () => void): Events {
  const open = new Set<ServerResponse>()
  let timer: NodeJS.Timeout | null = null

  function rest(): void {
    if (open.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }

  return {
    listen(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
      // a first line, so that the page knows that it is heard
      response.write('data: open\n\n')
      open.add(response)
      timer ??= setInterval(catchUp, LOOK_EVERY)
      response.on('close', () => {
        open.delete(response)
        rest()
      })
    },
    tell() {
      for (const response of open) response.write('data: changed\n\n')
    },
    close() {
      for (const response of open) response.end()
      open.clear()
      rest()
    },
  }
}
