import type { Page } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { openSettings } from './support/open-settings.ts'
import { expectAccessible } from './support/schemes.ts'
import { expect, test, type World } from './support/test.ts'

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
  const frame = await appFrame(world.app)
  await expectAccessible(page, frame)
}
