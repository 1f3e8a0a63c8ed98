import type { Frame, Page } from '@playwright/test'
import { NOTHING_WRONG, walk, type Walker, zoomTo } from '../support/keyboard-walk.ts'
import { appFrame } from './support/app-frame.ts'
import { violations } from './support/axe.ts'
import { expectReady, expectComplete, openByKeys, openedPanel, panelNames } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

// Every panel as those have it who make the browser's window of 1280 × 720 pixels larger: at 400 % the frame is 320 × 180, at 200 % 320 × 360.

const walkerIn = (frame: Frame, page: Page): Walker => ({
  evaluate: (body, ...given) => frame.evaluate(`(${body.toString()})(...${JSON.stringify(given)})`),
  press: key => page.keyboard.press(key),
  hasLeft: () => frame.evaluate(() => !document.hasFocus()),
  canJump: true,
  unfold: () => page.keyboard.press('Enter'),
})

async function walkEveryPanel(world: World, page: Page, zooms: readonly number[]): Promise<void> {
  const frame = await appFrame(world.app)
  await expect(world.app.getByRole('list').first()).toBeVisible()
  for (const zoom of zooms) {
    await page.evaluate(zoomTo, zoom)
    await expect.poll(() => frame.evaluate(() => `${innerWidth} × ${innerHeight}`)).toBe(`320 × ${720 * 100 / zoom}`)
    for (const name of await panelNames(world.app)) {
      await openByKeys(page, world.app, name)
      await expect(openedPanel(world.app)).toContainText(name)
      await expectComplete(world.app)
      // as long as a chat is read, rows come and change their order
      await expect(world.app.getByRole('tabpanel').getByRole('progressbar'), name).toHaveCount(0)
      expect(await walk(walkerIn(frame, page)), `${name}, ${zoom} %`).toEqual(NOTHING_WRONG)
      expect(await violations(frame), `${name}, ${zoom} %`).toEqual([])
    }
  }
}

test('the line that says since when a chat is known covers nothing that has the focus', async ({ world, page, context }) => {
  await world.open({ scenario: 'crm-deal', lang: 'de' })
  await expect(world.app.getByRole('list').first()).toBeVisible()
  await openByKeys(page, world.app, 'Personen')
  await expectReady(world.app)
  await expect(world.app.locator('.live')).toBeAttached()
  await context.setOffline(true)
  await expect(world.app.locator('.live.shown')).toBeVisible()
  const frame = await appFrame(world.app)
  for (const zoom of [200, 400]) {
    await page.evaluate(zoomTo, zoom)
    await world.app.locator('[aria-haspopup="menu"]').focus()
    expect(await walk(walkerIn(frame, page)), `${zoom} %`).toEqual(NOTHING_WRONG)
  }
})

const matching = (frame: Frame, features: readonly string[]): Promise<string[]> =>
  frame.evaluate(queries => queries.filter(query => matchMedia(query).matches), features)

test.describe('from left to right, with fingers', () => {
  test.use({ hasTouch: true })

  test('every control of every panel is reached with the keyboard alone and seen then, and axe finds nothing wrong, at 200 % and at 400 %', async ({ world, page }) => {
    await world.open({ scenario: 'crm-deal', lang: 'de' })
    expect(await matching(await appFrame(world.app), ['(pointer: coarse)', '(hover: none)'])).toHaveLength(2)
    await walkEveryPanel(world, page, [200, 400])
  })
})

test.describe('from right to left, with colours of one\'s own and without motion', () => {
  test.use({ contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } })

  test('every control of every panel is reached with the keyboard alone and seen then, and axe finds nothing wrong, at 400 %', async ({ world, page }) => {
    await world.open({ scenario: 'crm-deal', lang: 'ar' })
    const frame = await appFrame(world.app)
    expect(await matching(frame, ['(forced-colors: active)', '(prefers-reduced-motion: reduce)'])).toHaveLength(2)
    await expect(world.app.locator('html')).toHaveAttribute('dir', 'rtl')
    await walkEveryPanel(world, page, [400])
  })
})
