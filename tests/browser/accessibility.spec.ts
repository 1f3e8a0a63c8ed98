import { appFrame } from './support/app-frame.ts'
import { violations } from './support/axe.ts'
import { expect, test, type OpenOptions, type World } from './support/test.ts'

// The panels in their usual state are in panel-states.spec.ts.

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in a ${theme} portal`, () => {
    // another scheme changes colours alone: one screen besides the panels' own has them all
    for (const scenario of theme === 'light' ? ['private', 'open-line', 'left', 'no-im-scope'] : ['left']) {
      test(`axe finds nothing wrong in ${scenario}`, async ({ world, page }) => {
        await world.open({ scenario, theme })
        await expect(world.app.locator('h1, [role="alert"]').first()).toBeVisible()
        await expect(world.app.locator('[aria-busy="true"]')).toHaveCount(0)
        expect(await violations(await appFrame(world, page))).toEqual([])
      })
    }

    test('axe finds nothing wrong in the installer', async ({ world, page }) => {
      await world.open({ scenario: 'not-installed', panel: false, theme })
      await page.getByRole('navigation', { name: 'Portal' }).getByRole('button', { name: 'Applications' }).click()
      await expect(world.app.getByRole('heading', { name: 'Install Chatside' })).toBeVisible()
      expect(await violations(await appFrame(world, page))).toEqual([])
    })

    test('axe finds nothing wrong in the settings with every part open', async ({ world, page }) => {
      await openSettings(world, { theme })
      expect(await violations(await appFrame(world, page))).toEqual([])
    })
  })
}

/** The app's own page as an administrator sees it, with all that can be unfolded. */
async function openSettings(world: World, options: OpenOptions): Promise<void> {
  await world.open({ scenario: 'administrator', view: 'app', lang: 'en', ...options })
  const parts = world.app.locator('.foldout')
  await expect(parts).toHaveCount(8)
  for (const part of await parts.all()) {
    await part.locator('summary').first().click()
    await expect(part.locator('.content *').first()).toBeVisible()
  }
  await world.app.locator('details:not(.foldout) > summary').evaluateAll(summaries => summaries.forEach(summary => (summary as HTMLElement).click()))
  await expect(world.app.locator('[aria-busy="true"]')).toHaveCount(0)
}

for (const lang of ['en', 'de', 'ru']) {
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
