import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Frame, Page } from '@playwright/test'
import { BITRIX_LANGUAGES } from '../../src/settings/registration/titles.ts'
import { direction, languageTag } from '../../src/texts/languages.ts'
import { appFrame } from '../browser/support/app-frame.ts'
import { brokenWords } from '../browser/support/broken-words.ts'
import { panelNames } from '../browser/support/open-panel.ts'
import { openSettings } from '../browser/support/open-settings.ts'
import { expect, test } from '../browser/support/real-scrollbars.ts'
import type { World } from '../browser/support/test.ts'

/** Sheets with a picture of each panel, to be looked at. */
const SHEETS = fileURLToPath(new URL('../../test-results/languages', import.meta.url))

/** Presses a tab as it is, also where the menu stands for it (`tabs.spec.ts` opens panels as people do), and waits for what it leads to. */
async function openAtOnce(frame: Frame, index: number, name: string): Promise<void> {
  await frame.evaluate(place => document.querySelectorAll<HTMLElement>('[role="tab"]')[place]?.click(), index)
  await expect.poll(() => frame.evaluate(() => {
    const opened = [...document.querySelectorAll('[role="tab"][aria-selected="true"]:not(.away), [aria-haspopup="menu"].chosen')]
    const shown = [...document.querySelectorAll('[role="tabpanel"]')].filter(panel => panel.checkVisibility())
    return {
      named: opened.map(({ textContent }) => textContent?.trim()).join(),
      filled: shown.filter(panel => panel.textContent !== '').length,
      busy: shown.filter(panel => panel.querySelector('[aria-busy="true"]')).length,
    }
  }), { message: name, intervals: [30] }).toEqual({ named: expect.stringContaining(name), filled: 1, busy: 0 })
}

/** What of the page is seen of the app, at once: nothing of it is waited for. */
async function takePictures(world: World, page: Page): Promise<() => Promise<string>> {
  const [session, clip] = await Promise.all([page.context().newCDPSession(page), world.app.owner().boundingBox()])
  if (!clip) throw new Error('The app is not seen.')
  return async () => (await session.send('Page.captureScreenshot', { clip: { ...clip, scale: 1 }, optimizeForSpeed: true })).data
}

async function saveSheet(page: Page, name: string, pictures: readonly string[]): Promise<void> {
  mkdirSync(SHEETS, { recursive: true })
  const images = pictures.map(picture => `<img src="data:image/png;base64,${picture}">`)
  await page.goto('about:blank')
  await page.setContent(`<body style="margin: 8px; display: flex; align-items: start; gap: 8px; inline-size: max-content; background: #888">${images.join('')}`)
  await page.screenshot({ path: `${SHEETS}/${name}.png`, fullPage: true })
}

/** The settings with every part open stay within 320 px, also at twice the text size. */
async function expectSettingsWithin(world: World, language: string): Promise<void> {
  await openSettings(world, { lang: language })
  const frame = await appFrame(world.app)
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
    expect(overflow, `settings, ${size}`).toEqual([])
  }
}

for (const language of BITRIX_LANGUAGES) {
  const tag = languageTag(language)

  test(`in ${tag} no panel breaks or cuts a word beside a scroll bar, and the settings stay within 320 px, also at twice the text size`, async ({ world, page }) => {
    await page.setViewportSize({ width: 1280, height: 1000 })
    await world.open({ lang: language })
    const frame = await appFrame(world.app)
    await expect(world.app.locator('html')).toHaveAttribute('lang', tag)
    await expect(world.app.locator('html')).toHaveAttribute('dir', direction(tag))
    await expect.poll(() => frame.evaluate(() => innerWidth - document.documentElement.clientWidth), 'the scroll bar').toBeGreaterThan(10)
    const takePicture = await takePictures(world, page)
    const pictures: string[] = []
    for (const [index, name] of (await panelNames(world.app)).entries()) {
      await openAtOnce(frame, index, name)
      await expect.poll(() => brokenWords(frame), name).toEqual([])
      pictures.push(await takePicture())
    }
    await saveSheet(page, tag, pictures)

    await test.step('the settings', () => expectSettingsWithin(world, language))
  })
}
