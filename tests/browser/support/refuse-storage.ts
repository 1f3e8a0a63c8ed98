import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from '@playwright/test'

const ASSETS = fileURLToPath(new URL('../../../dist/assets', import.meta.url))

/** For a frame or a worker: every interface for storage throws as soon as it is read. */
function refuse(): void {
  if ('top' in globalThis && window.top === window) return
  for (const name of ['indexedDB', 'sessionStorage', 'localStorage', 'caches']) {
    Object.defineProperty(globalThis, name, {
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError')
      },
    })
  }
}

/** Keeps every frame of a page from storing anything. */
export async function refuseInFrames(context: BrowserContext): Promise<void> {
  await context.addInitScript(refuse)
}

/**
 * Keeps the app from storing anything, as browsers do that block the storage of other sites (not all that run here do). Changing a
 * response on its way, such as the worker's script, switches off the browser's cache.
 */
export async function refuseStorage(context: BrowserContext): Promise<void> {
  await refuseInFrames(context)
  await context.route(/\/assets\/archive-worker[^/]*\.js$/, route => route.fulfill({
    contentType: 'text/javascript',
    body: `(${refuse.toString()})()\n${readFileSync(join(ASSETS, basename(new URL(route.request().url()).pathname)), 'utf8')}`,
  }))
}
