import { chromium, type Browser } from '@playwright/test'
import { test as base } from './test.ts'

/** Shows the scroll bars that Playwright hides: people with a mouse have them, and they take 15 pixels of a sidebar. */
export const test = base.extend<object, { browser: Browser }>({
  browser: [async ({ sites }, use) => {
    const executablePath = process.env['CHATSIDE_BROWSER']
    const browser = await chromium.launch({
      args: sites.browserArguments, ignoreDefaultArgs: ['--hide-scrollbars'], ...(executablePath ? { executablePath } : {}),
    })
    await use(browser)
    await browser.close()
  }, { scope: 'worker' }],
})

export { expect } from './test.ts'
