import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type BrowserContextOptions, type Page, type PlaywrightTestOptions } from '@playwright/test'
import type { Sites } from './sites.ts'
import { test as base } from './test.ts'

/** Third-party cookies, and with them the storage of frames, are allowed: the default of Chrome, but not of every Chromium. */
const PREFERENCES = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }

type LaunchOptions = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>

export interface LastingWindow {
  context: BrowserContext
  page: Page
  close(): Promise<void>
  /** Ends the browser's process at once, as a failure of the machine does; no page notices it. */
  kill(): Promise<void>
}

/** A profile on disk; its windows open one after another, as when a browser is restarted. */
export async function createProfile(): Promise<{ open(options: LaunchOptions): Promise<LastingWindow>, remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'chatside-profile-'))
  await mkdir(join(folder, 'Default'))
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(PREFERENCES))
  return {
    async open(options) {
      const context = await chromium.launchPersistentContext(folder, { ignoreHTTPSErrors: true, ...options })
      return {
        context,
        page: context.pages()[0] ?? await context.newPage(),
        close: () => context.close(),
        async kill() {
          const session = await context.browser()?.newBrowserCDPSession()
          if (!session) throw new Error('This browser cannot be ended by force.')
          const ended = new Promise(resolve => context.once('close', resolve))
          // never answered, because the window is gone
          await Promise.all([ended, session.send('Browser.crash').catch(() => undefined)])
        },
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** An ordinary window with a profile of its own, which ends with `close`. */
export async function openLastingWindow(options: LaunchOptions): Promise<LastingWindow> {
  const profile = await createProfile()
  const window = await profile.open(options)
  return {
    ...window,
    async close() {
      await window.close()
      await profile.remove()
    },
  }
}

function contextOptions({ locale = 'en-GB', timezoneId = 'Europe/Berlin', viewport = null }: Partial<PlaywrightTestOptions>): BrowserContextOptions {
  return { ignoreHTTPSErrors: true, serviceWorkers: 'block', locale, timezoneId, viewport }
}

/** How the windows of a test are opened, with any profile. */
export function windowOptions(sites: Sites, options: Partial<PlaywrightTestOptions>): LaunchOptions {
  const executablePath = process.env['CHATSIDE_BROWSER']
  return { ...contextOptions(options), args: sites.browserArguments, ...(executablePath ? { executablePath } : {}) }
}

/**
 * Playwright's own contexts are private windows, in which some Chromiums let a framed page of another host store nothing. People use ordinary
 * windows, where it may. Here each test has a window in which it may, and the same guard: a private one where the browser allows it, which spares
 * the start of a browser for each test, else an ordinary one with a profile of its own.
 */
export const test = base.extend<{ context: BrowserContext, page: Page }, { privateFramesMayKeep: boolean }>({
  privateFramesMayKeep: [async ({ browser, sites }, use) => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    const page = await context.newPage()
    await page.goto(`${sites.portal.url}/online/`)
    const framed = page.waitForEvent('frameattached')
    await page.evaluate((address) => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: address }))
    }, `${sites.app.url}chatside.svg`)
    const frame = await framed
    await frame.waitForURL(/chatside\.svg$/)
    const mayKeep = await frame.evaluate(() => {
      try {
        return typeof localStorage.length === 'number'
      } catch {
        return false
      }
    })
    await context.close()
    await use(mayKeep)
  }, { scope: 'worker' }],
  context: async ({ browser, sites, privateFramesMayKeep }, use, { project }) => {
    if (privateFramesMayKeep) {
      const context = await browser.newContext(contextOptions(project.use))
      await use(context)
      await context.close()
      return
    }
    const window = await openLastingWindow(windowOptions(sites, project.use))
    await use(window.context)
    await window.close()
  },
  // the window opens with a page that was there before the guard
  page: async ({ context }, use) => {
    await use(await context.newPage())
  },
})

export { expect } from './test.ts'
