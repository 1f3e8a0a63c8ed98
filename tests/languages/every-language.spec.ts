import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from '@playwright/test'
import { direction, BITRIX_LANGUAGES, languageTag } from '../../src/texts/languages.ts'
import { appFrame } from '../browser/support/app-frame.ts'
import { brokenWords } from '../browser/support/broken-words.ts'
import { openSettings } from '../browser/support/open-settings.ts'
import { expect, test } from '../browser/support/real-scrollbars.ts'

/** Sheets with a picture of each panel, to be looked at. */
const SHEETS = fileURLToPath(new URL('../../test-results/languages', import.meta.url))

async function saveSheet(context: BrowserContext, name: string, pictures: readonly Buffer[]): Promise<void> {
  mkdirSync(SHEETS, { recursive: true })
  const page = await context.newPage()
  const images = pictures.map(picture => `<img src="data:image/png;base64,${picture.toString('base64')}">`)
  await page.setContent(`<body style="margin: 8px; display: flex; align-items: start; gap: 8px; inline-size: max-content; background: #888">${images.join('')}`)
  await page.screenshot({ path: `${SHEETS}/${name}.png`, fullPage: true })
  await page.close()
}

for (const language of BITRIX_LANGUAGES) {
  const tag = languageTag(language)

  test(`in ${tag} no panel breaks or cuts a word beside a scroll bar`, async ({ world, page, context }) => {
    await page.setViewportSize({ width: 1280, height: 1000 })
    await world.open({ lang: language })
    const frame = await appFrame(world, page)
    await expect(world.app.locator('html')).toHaveAttribute('lang', tag)
    await expect(world.app.locator('html')).toHaveAttribute('dir', direction(tag))
    await expect.poll(() => frame.evaluate(() => innerWidth - document.documentElement.clientWidth), 'the scroll bar').toBeGreaterThan(10)
    const pictures: Buffer[] = []
    for (const tab of await world.app.getByRole('tab').all()) {
      await tab.click()
      await expect(tab).toHaveAttribute('aria-selected', 'true')
      await expect(world.app.getByRole('tabpanel').locator('[aria-busy="true"]')).toHaveCount(0)
      await expect.poll(() => brokenWords(frame), await tab.textContent() ?? '').toEqual([])
      pictures.push(await world.app.owner().screenshot())
    }
    await saveSheet(context, tag, pictures)
  })

  test(`in ${tag} the settings with every part open stay within 320 px, also at twice the text size`, async ({ world, page }) => {
    await openSettings(world, { lang: language })
    const frame = await appFrame(world, page)
    for (const size of ['100%', '200%']) {
      const overflow = await frame.evaluate((fontSize) => {
        document.documentElement.style.fontSize = fontSize
        document.body.style.inlineSize = '320px'
        const { left } = document.body.getBoundingClientRect()
        return [...document.querySelectorAll('body *')].filter((element) => {
          const box = element.getBoundingClientRect()
          return box.width > 0 && (box.right > left + 321 || box.left < left - 1) && !element.closest('pre, .visually-hidden')
        }).map(element => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 40)}`)
      }, size)
      expect(overflow, size).toEqual([])
    }
  })
}
