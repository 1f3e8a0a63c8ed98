import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { test as base } from './test.ts'

/** Third-party cookies, and with them the storage of frames, are allowed: the default of Chrome, but not of every Chromium. */
const PREFERENCES = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }

/**
 * Playwright's own contexts are private windows, in which Chromium lets a framed page of another host store nothing.
 * People use ordinary windows, where it may: here each test has one, with a profile of its own.
 */
export const test = base.extend<{ page: Page }>({
  page: async ({ sites }, use, { project }) => {
    const folder = await mkdtemp(join(tmpdir(), 'chatside-profile-'))
    await mkdir(join(folder, 'Default'))
    await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(PREFERENCES))
    const executablePath = process.env['CHATSIDE_BROWSER']
    const { locale = 'en-GB', timezoneId = 'Europe/Berlin', viewport = null } = project.use
    const context = await chromium.launchPersistentContext(folder, {
      args: sites.browserArguments, ignoreHTTPSErrors: true, locale, timezoneId, viewport,
      ...(executablePath ? { executablePath } : {}),
    })
    await use(context.pages()[0] ?? await context.newPage())
    await context.close()
    await rm(folder, { recursive: true, force: true })
  },
})

export { expect } from './test.ts'
