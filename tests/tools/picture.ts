/** `npm run picture`: the picture in the README, from the build in `dist` in the simulated portal. */
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { findBrowser } from '../browser/find-browser.ts'
import buildPages from '../browser/pages/build-pages.ts'
import { startSites } from '../browser/support/sites.ts'

const found = await findBrowser(line => console.log(line))
await buildPages()
const sites = await startSites('picture')
const browser = await chromium.launch({ args: sites.browserArguments, ...(found.executablePath === undefined ? {} : { executablePath: found.executablePath }) })
const page = await browser.newPage({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
await page.goto(`${sites.portal.url}/online/?scenario=small-group&panel=1`)
await page.frameLocator('iframe').getByRole('list', { name: 'Members' }).waitFor()
await page.evaluate(() => document.fonts.ready)
await page.screenshot({ path: fileURLToPath(new URL('../browser/picture.png', import.meta.url)) })
await browser.close()
await sites.close()
