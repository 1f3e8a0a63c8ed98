import { chromium } from '@playwright/test'
import { startSites, withAppUrl } from './browser/support/sites.ts'
import buildPages from './browser/pages/build-pages.ts'
await buildPages()
const sites = await startSites('shot')
const browser = await chromium.launch({ args: sites.browserArguments, executablePath: '/usr/bin/chromium' })
const scenario = process.argv[2] ?? 'small-group'
const lang = process.argv[3] ?? 'en'
const dark = process.argv[4] === 'dark'
sites.portal.useScenario(withAppUrl(scenario, sites.app.url))
const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 1400 }, colorScheme: dark ? 'dark' : 'light', locale: 'en-GB' })
const page = await context.newPage()
page.on('pageerror', e => console.log('pageerror', e.message))
page.on('console', m => m.type() === 'error' && console.log('console', m.text()))
await page.goto(`${sites.portal.url}/online/?panel=1&lang=${lang}`)
const app = page.frameLocator('iframe[id^="appframe_"]').first()
await app.getByRole('tab').nth(3).click()
await page.waitForTimeout(4000)
const name = `${scenario}-${lang}-${dark ? 'dark' : 'light'}`
const box = page.locator('iframe[id^="appframe_"]').first()
await box.screenshot({ path: `/tmp/i5/${name}-links.png` })
await app.getByRole('button', { name: /^(Files|Dateien|Файлы)$/ }).click()
await app.locator('summary').first().click()
await page.waitForTimeout(700)
await box.screenshot({ path: `/tmp/i5/${name}-files.png` })
console.log(await app.locator('body').innerText().then(t => t.slice(0, 1500)))
await browser.close(); await sites.close()
