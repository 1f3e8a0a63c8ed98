import type { Page } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { violations } from './support/axe.ts'
import { inBothSchemes } from './support/schemes.ts'
import { expect, test, type OpenOptions, type World } from './support/test.ts'

// The panels in their usual state are in panel-states.spec.ts.

for (const scenario of ['private', 'open-line', 'left', 'no-im-scope']) {
  test(`axe finds nothing wrong in ${scenario}, light or dark`, async ({ world, page }) => {
    await world.open({ scenario })
    await expect(world.app.locator('h1, [role="alert"]').first()).toBeVisible()
    await expect(world.app.locator('[aria-busy="true"]')).toHaveCount(0)
    await expectNothingWrong(world, page)
  })
}

test('axe finds nothing wrong in the installer, light or dark', async ({ world, page }) => {
  await world.open({ scenario: 'not-installed', panel: false })
  await page.getByRole('navigation', { name: 'Portal' }).getByRole('button', { name: 'Applications' }).click()
  await expect(world.app.getByRole('heading', { name: 'Install Chatside' })).toBeVisible()
  await expectNothingWrong(world, page)
})

test('axe finds nothing wrong in the settings with every part open, light or dark', async ({ world, page }) => {
  await openSettings(world, {})
  await expectNothingWrong(world, page)
})

async function expectNothingWrong(world: World, page: Page): Promise<void> {
  const frame = await appFrame(world, page)
  await inBothSchemes(page, frame, async theme => expect(await violations(frame), theme).toEqual([]))
}

/** The app's own page as an administrator sees it, with all that can be unfolded. */
async function openSettings(world: World, options: OpenOptions): Promise<void> {
  await world.open({ scenario: 'administrator', view: 'app', lang: 'en', ...options })
  const parts = world.app.locator('.foldout')
  await expect(parts).toHaveCount(9)
  for (const part of await parts.all()) {
    await part.locator('summary').first().click()
    await expect(part.locator('.content *').first()).toBeVisible()
  }
  await world.app.locator('details:not(.foldout) > summary').evaluateAll(summaries => summaries.forEach(summary => (summary as HTMLElement).click()))
  await expect(world.app.locator('[aria-busy="true"]')).toHaveCount(0)
}

// the languages with the longest words
for (const lang of ['de', 'ru']) {
  test(`in ${lang} the settings with every part open stay within 320 px, also at twice the text size`, async ({ world, page }) => {
    await openSettings(world, { lang })
    const frame = await appFrame(world, page)
    for (const size of ['100%', '200%']) {
      const overflow = await frame.evaluate((fontSize) => {
        document.documentElement.style.fontSize = fontSize
        document.body.style.inlineSize = '320px'
        return [...document.querySelectorAll('body *')].filter(element => element.getBoundingClientRect().right > 321
          && !element.closest('pre, .visually-hidden')).map(element => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 40)}`)
      }, size)
      expect(overflow, size).toEqual([])
    }
  })
}
