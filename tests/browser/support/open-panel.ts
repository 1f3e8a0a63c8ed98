import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'
import { COMPLETE_PANELS } from '../../support/complete-panels.ts'

type Pages = Pick<FrameLocator, 'getByRole' | 'locator'>

/** The button beside the tabs, for what has no room among them; not shown where all have. */
export const moreButton = (app: Pages): Locator => app.locator('[aria-haspopup="menu"]')

/** Milliseconds for one press; which of the ways it is, is known once there is a layout. */
const PRESS = 1_000

/** Without the numbers beside them. */
const titlesOf = (ways: Locator): Promise<string[]> => ways.evaluateAll(all => all.map(({ firstChild }) => firstChild?.textContent?.trim() ?? ''))

/**
 * Opens a panel as people do: by its tab, or by its choice in the menu where it has no room among the tabs; hands back how many presses that
 * takes. Where there is room changes with the width and with the numbers on the tabs, also between the look and the press: then it looks again.
 */
export async function openPanel(app: Pages, name: string | RegExp, press: 'click' | 'tap' = 'click'): Promise<number> {
  const tab = app.getByRole('tab', { name })
  const choice = app.getByRole('menuitemradio', { name })
  let isTab = false
  await expect(async () => {
    isTab = await tab.isVisible()
    if (!isTab && !await choice.isVisible()) await moreButton(app)[press]({ timeout: PRESS })
    await (isTab ? tab : choice)[press]({ timeout: PRESS })
  }).toPass()
  return isTab ? 1 : 2
}

/**
 * The same by keyboard alone, from the first tab, or from the button of the menu, on; hands back how many times Enter was pressed. Each key
 * waits for what the one before has done: one that is pressed before the menu has the focus is lost.
 */
export async function openByKeys(page: Page, app: Pages, name: string): Promise<number> {
  const tabs = app.getByRole('tab')
  const isTab = (await titlesOf(tabs)).includes(name)
  const ways = isTab ? tabs : app.getByRole('menuitemradio')
  if (isTab) {
    await tabs.first().focus()
  } else {
    await moreButton(app).press('Enter')
    await expect(app.locator('[role="menuitemradio"]:focus')).toBeVisible()
  }
  const place = (await titlesOf(ways)).indexOf(name)
  await page.keyboard.press('Home')
  await expect(ways.first()).toBeFocused()
  for (let step = 1; step <= place; step += 1) {
    await page.keyboard.press(isTab ? 'ArrowRight' : 'ArrowDown')
    await expect(ways.nth(step)).toBeFocused()
  }
  await page.keyboard.press('Enter')
  return isTab ? 1 : 2
}

/** What names the open panel: its tab, or the button of the menu. */
export const openedPanel = (app: Pages): Locator => app.locator('[role="tab"][aria-selected="true"]:not(.away), [aria-haspopup="menu"].chosen')

/** Names of all that can be opened, in their order. */
export const panelNames = (app: Pages): Promise<string[]> => titlesOf(app.locator('[role="tab"]'))

/** The open panel has come, and what it shows has too. */
export async function expectReady(app: Pages): Promise<void> {
  const panel = app.getByRole('tabpanel')
  await expect(panel.locator('[aria-busy="true"], [role="alert"]')).toHaveCount(0)
  await expect(panel.locator('*').first()).toBeVisible()
}

/** Ready, with the parts that come last, beside a chat with messages. */
export async function expectComplete(app: Pages): Promise<void> {
  await expectReady(app)
  const last = Object.entries(COMPLETE_PANELS).map(([id, css]) => `#panel-${id} ${css}`).join()
  await expect(app.locator(last).filter({ visible: true }).first()).toBeVisible()
}
