/** Measures one opening of the sidebar item: when the chat is shown, and what was sent for it until then. */
import type { CDPSession, Frame } from '@playwright/test'

export interface Drawn {
  /** Milliseconds after the frame's navigation; so are the others. */
  firstPaint: number
  /** The chat's title is shown, from any source: when the browser says that it brought it to the screen, whatever the page does after that. */
  painted: number
  /** The portal's current title is shown. */
  ready: number
}

/** Called in the frame when the chat stands there, where somebody waits by `whenReady`. */
const READY = 'chatsideReady'

interface WatchedWindow { drawn: Partial<Record<'painted' | 'ready', number>> }

/**
 * Runs in every frame before its own scripts. `known` is how the chat was called at the last opening, `now` how it is called; what was kept of
 * the last opening shows the first, what the portal answers the second. A text, because what runs this file adds names of its own to functions.
 */
export function noteTitles(known: string, now: string): string {
  return `
    if (window !== window.parent) {
      const drawn = window.drawn = {}
      const waited = new Map([['painted', ${JSON.stringify(known)}], ['ready', ${JSON.stringify(now)}]])
      new PerformanceObserver(list => {
        drawn.painted ??= list.getEntries()[0].renderTime
      }).observe({ type: 'element', buffered: true })
      const observer = new MutationObserver(() => {
        const title = document.querySelector('h1')?.textContent ?? ''
        for (const [moment, text] of waited) {
          if (!title.includes(text)) continue
          waited.delete(moment)
          if (moment === 'painted') {
            for (const element of document.querySelectorAll('h1, h1 *')) element.setAttribute('elementtiming', moment)
            continue
          }
          requestAnimationFrame(() => requestAnimationFrame(() => {
            drawn[moment] = performance.now()
            window.${READY}?.('')
          }))
        }
        if (waited.size === 0) observer.disconnect()
      })
      observer.observe(document, { childList: true, subtree: true, characterData: true })
    }
  `
}

/**
 * For what is about to be opened: the second promise settles when the chat stands there. The page is asked nothing meanwhile: what
 * Playwright puts into a frame in order to wait there is as much work as a third of the app.
 */
export async function whenReady(cdp: CDPSession): Promise<{ ready: Promise<void> }> {
  await cdp.send('Runtime.enable')
  await cdp.send('Runtime.addBinding', { name: READY })
  const ready = new Promise<void>((resolve) => {
    cdp.on('Runtime.bindingCalled', ({ name }) => {
      if (name === READY) resolve()
    })
  })
  return { ready }
}

/** Waits until the frame shows the chat as the portal has it. */
export async function drawnIn(frame: Frame): Promise<Drawn> {
  await frame.waitForFunction(() => {
    const { drawn } = window as unknown as Partial<WatchedWindow>
    return drawn?.painted !== undefined && drawn.ready !== undefined
  }, undefined, { timeout: 30_000 })
  return await frame.evaluate(() => {
    const { painted = 0, ready = 0 } = (window as unknown as WatchedWindow).drawn
    return { painted, ready, firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? ready }
  })
}

export interface Traffic {
  /** Bytes that came over the line. */
  bytes: number
  /** What left for the network, the page itself too. */
  requests: number
  rest: number
  scripts: number
}

/** Counts the network requests of the frames in the page, without pictures and without what the browser has already. */
export async function watchTraffic(cdp: CDPSession): Promise<Traffic> {
  const { frameTree } = await cdp.send('Page.getFrameTree')
  const traffic: Traffic = { bytes: 0, requests: 0, rest: 0, scripts: 0 }
  const asked = new Map<string, string>()
  const count = (id: string, bytes: number): void => {
    const url = asked.get(id)
    asked.delete(id)
    // a cached file transfers no byte; a failed request has no response
    if (url === undefined || bytes <= 0) return
    traffic.bytes += bytes
    traffic.requests += 1
    const { pathname } = new URL(url)
    if (pathname.startsWith('/rest/')) traffic.rest += 1
    if (pathname.endsWith('.js')) traffic.scripts += 1
  }
  cdp.on('Network.requestWillBeSent', ({ requestId, frameId, request, type }) => {
    if (frameId !== undefined && frameId !== frameTree.frame.id && type !== 'Image' && request.url.startsWith('http')) asked.set(requestId, request.url)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => count(requestId, encodedDataLength))
  return traffic
}
