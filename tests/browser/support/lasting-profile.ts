import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { test as base } from './test.ts'

/** Third-party cookies, and with them the storage of frames, are allowed: the default of Chrome, but not of every Chromium. */
const PREFERENCES = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }

type LaunchOptions = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>

/** An ordinary window with a profile of its own, which ends with `close`. */
export async function openLastingWindow(options: LaunchOptions): Promise<{ context: BrowserContext, page: Page, close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'chatside-profile-'))
  await mkdir(join(folder, 'Default'))
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(PREFERENCES))
  const context = await chromium.launchPersistentContext(folder, { ignoreHTTPSErrors: true, ...options })
  return {
    context,
    page: context.pages()[0] ?? await context.newPage(),
    async close() {
      await context.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * Playwright's own contexts are private windows, in which Chromium lets a framed page of another host store nothing.
 * People use ordinary windows, where it may: here each test has one, with a profile of its own, watched like any other.
 */
export const test = base.extend<{ context: BrowserContext, page: Page }>({
  context: async ({ sites }, use, { project }) => {
    const executablePath = process.env['CHATSIDE_BROWSER']
    const { locale = 'en-GB', timezoneId = 'Europe/Berlin', viewport = null } = project.use
    const window = await openLastingWindow({
      args: sites.browserArguments, serviceWorkers: 'block', locale, timezoneId, viewport, ...(executablePath ? { executablePath } : {}),
    })
    await use(window.context)
    await window.close()
  },
  // a window of its own opens with a page, from before anybody could watch it
  page: async ({ context }, use) => {
    await use(await context.newPage())
  },
})

export { expect } from './test.ts'
