import type { Frame, Page } from '@playwright/test'
import { languageTag, direction } from '../../src/texts/languages.ts'
import { appFrame } from './support/app-frame.ts'
import { violations } from './support/axe.ts'
import { expectComplete, moreButton, openByKeys, openedPanel, openPanel, panelNames } from './support/open-panel.ts'
import { expect, test } from './support/real-scrollbars.ts'
import type { World } from './support/test.ts'

// Nine panels in 320 pixels, with a scroll bar that takes some of them: see docs/decisions/navigation.md.

const GROUP = 1489
const ANNA = 17
const PANELS = 9
/** By Bitrix24's codes: the longest words, the longest single title, the shortest, and from right to left. */
const LANGUAGES = ['de', 'ua', 'sc', 'ar']
/** From left to right and from right to left; what the keys do is not in the words. */
const BY_KEYS = new Set(['de', 'ar'])

async function open(world: World, lang = 'en'): Promise<void> {
  await world.open({ lang })
  await expect(world.app.locator('[role="tab"]')).toHaveCount(PANELS)
  await expect(world.app.locator('html')).toHaveAttribute('lang', languageTag(lang))
}

const WHOLE = { outside: 0, overlapping: 0, cut: [], wider: 0 }

/** What is seen of the way to panels: all tabs and the button whole, beside each other, within the frame; and what names and is the open panel. */
function look(frame: Frame) {
  return frame.evaluate(() => {
    const isSeen = (element: Element) => element.checkVisibility({ visibilityProperty: true })
    const top = document.querySelector('.top')
    const strip = top?.getBoundingClientRect()
    const seen = [...document.querySelectorAll('.top button')].filter(isSeen)
    const boxes = seen.map(button => button.getBoundingClientRect()).sort((one, other) => one.left - other.left)
    const opened = document.querySelector('[role="tab"][aria-selected="true"]:not(.away), [aria-haspopup="menu"].chosen')
    const panels = [...document.querySelectorAll('[role="tabpanel"]')].filter(isSeen)
    return {
      whole: {
        outside: seen.filter((_button, index) => {
          const box = boxes[index]
          return !box || !strip || box.left < strip.left - 0.5 || box.right > strip.right + 0.5 || box.top < strip.top || box.bottom > strip.bottom + 0.5
        }).length,
        overlapping: boxes.filter((box, index) => box.left < (boxes[index - 1]?.right ?? 0) - 0.5).length,
        cut: seen.flatMap(button => [button, ...button.children])
          .filter(part => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0).map(part => part.textContent?.trim()),
        wider: Math.max(0, (top?.scrollWidth ?? 0) - (top?.clientWidth ?? 0)),
      },
      opened: opened?.textContent ?? '',
      isFocused: opened !== null && opened === document.activeElement,
      panels: panels.map(panel => document.getElementById(panel.getAttribute('aria-labelledby') ?? '')?.textContent ?? ''),
      menus: [...document.querySelectorAll('[role="menu"]')].filter(isSeen).length,
    }
  })
}

async function expectWhole(frame: Frame): Promise<void> {
  await expect.poll(async () => (await look(frame)).whole).toEqual(WHOLE)
}

/** The panel is shown, named by what was pressed, which has the focus; the menu is closed, and what is seen of the way to panels is whole. */
async function expectOpened(frame: Frame, name: string, what: string): Promise<void> {
  const named: unknown = expect.stringContaining(name)
  await expect.poll(() => look(frame), { message: what, intervals: [30] }).toEqual({ whole: WHOLE, opened: named, isFocused: true, panels: [named], menus: 0 })
}

/** Opens the panel of that name, with or without a number, by mouse. */
const openByMouse = (world: World, name: string): Promise<number> => openPanel(world.app, new RegExp(`^${name}( \\S+)?$`))

function setWidth(page: Page, pixels: number): Promise<void> {
  return page.locator('iframe[id^="appframe_"]').first().evaluate((frame, width) => { frame.style.width = `${width}px` }, pixels)
}

for (const lang of LANGUAGES) {
  test(`in ${lang} every panel is seen whole or named by the menu, and open after two presses at the most, by mouse and by keys`, async ({ world, page }) => {
    await open(world, lang)
    const frame = await appFrame(world.app)
    await expect(world.app.locator('html')).toHaveAttribute('dir', direction(languageTag(lang)))
    await expect.poll(() => frame.evaluate(() => innerWidth - document.documentElement.clientWidth), 'the scroll bar').toBeGreaterThan(10)
    const names = await panelNames(world.app)
    const first = await world.app.getByRole('tab').count()
    expect(first, 'the usual ones').toBeGreaterThanOrEqual(2)
    await expectWhole(frame)
    for (const way of BY_KEYS.has(lang) ? ['mouse', 'keys'] : ['mouse']) {
      for (const [index, name] of names.entries()) {
        const presses = way === 'mouse' ? await openByMouse(world, name) : await openByKeys(page, world.app, name)
        expect(presses, `${name} by ${way}`).toBeLessThanOrEqual(index < 2 ? 1 : 2)
        await expectOpened(frame, name, `${name} by ${way}`)
      }
    }
  })
}

test('the menu is one of its kind: arrows, Home, End, Escape and Tab, and says which panel is open; where all have room there is none', async ({ world, page }) => {
  await open(world)
  await test.step('the arrows go among the tabs that are seen, and round', async () => {
    const tabs = world.app.getByRole('tab')
    await tabs.first().focus()
    await page.keyboard.press('ArrowLeft')
    await expect(tabs.last()).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect(tabs.first()).toBeFocused()
    expect(await world.app.locator('[role="tab"]').count()).toBeGreaterThan(await tabs.count())
    await page.keyboard.press('End')
    await page.keyboard.press('Tab')
    await expect(moreButton(world.app)).toBeFocused()
  })

  const frame = await appFrame(world.app)
  const more = moreButton(world.app)
  const menu = world.app.getByRole('menu', { name: 'More' })
  const items = menu.getByRole('menuitemradio')
  await expect(more).toHaveAccessibleName('More')
  await more.press('Enter')
  await expect(items.first()).toBeFocused()
  await expect(items.last()).toHaveText('Export')
  for (const [key, place] of [['End', -1], ['ArrowDown', 0], ['ArrowUp', -1], ['Home', 0], ['ArrowDown', 1]] as const) {
    await page.keyboard.press(key)
    await expect(items.nth(place), key).toBeFocused()
  }
  expect(await violations(frame)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  await expect(more).toBeFocused()

  await openByKeys(page, world.app, 'Export')
  await expect(more).toHaveAccessibleName('Export')
  await expect(more).toHaveAttribute('title', 'More')
  await more.press('Enter')
  await expect(menu.getByRole('menuitemradio', { checked: true })).toHaveText('Export')
  await expect(items.last(), 'the open one first').toBeFocused()
  await expectComplete(world.app)
  expect(await violations(frame)).toEqual([])
  await page.keyboard.press('Tab')
  await expect(menu).toHaveCount(0)
  await expect(world.app.getByRole('button', { name: 'Open wide' })).toBeFocused()

  await test.step('with room for all there is no menu, and every one is a tab', async () => {
    await page.setViewportSize({ width: 1400, height: 900 })
    await setWidth(page, 900)
    await expect(world.app.getByRole('tab')).toHaveCount(PANELS)
    await expect(moreButton(world.app)).toBeHidden()
    await setWidth(page, 320)
    await expect(moreButton(world.app)).toBeVisible()
  })
})

test('the menu opens below its button also where a notice stands above the tabs', async ({ world }) => {
  await open(world)
  const frame = await appFrame(world.app)
  await frame.evaluate(() => window.dispatchEvent(new ErrorEvent('error', { error: new Error('of the test') })))
  await expect(world.app.getByRole('alert')).toContainText('Something went wrong in the background.')
  await moreButton(world.app).click()
  const menu = world.app.getByRole('menu')
  await expect(menu).toBeVisible()
  const [button, box] = await Promise.all([moreButton(world.app).boundingBox(), menu.boundingBox()])
  const gap = (box?.y ?? NaN) - (button?.y ?? NaN) - (button?.height ?? NaN)
  expect(Math.abs(gap - 4)).toBeLessThan(3)
})

test('twice the text, and a frame of half the width as at 200 %, leave every panel within two presses, and all of it in the frame', async ({ world, page }) => {
  await open(world, 'de')
  const frame = await appFrame(world.app)
  const names = await panelNames(world.app)
  for (const [size, width] of [['200%', 320], ['100%', 160]] as const) {
    await frame.evaluate((fontSize) => { document.documentElement.style.fontSize = fontSize }, size)
    await setWidth(page, width)
    for (const name of names) {
      expect(await openByMouse(world, name), `${size}, ${width} px: ${name}`).toBeLessThanOrEqual(2)
      await expectOpened(frame, name, `${size}, ${width} px: ${name}`)
    }
    await expectComplete(world.app)
    await moreButton(world.app).click()
    expect((await world.app.getByRole('menu').boundingBox())?.width, size).toBeLessThanOrEqual(width - 16)
    await world.app.getByRole('menu').press('Escape')
    expect(await violations(frame), size).toEqual([])
  }
})

test('a number that comes moves no tab, and stands on the button when its panel is in the menu', async ({ world }) => {
  await open(world)
  const places = () => world.app.locator('.top button').evaluateAll(buttons => buttons.map(button => button.getBoundingClientRect().x))
  await openPanel(world.app, 'Templates')
  const before = await places()
  world.sites.portal.portal().world.chats.get(GROUP)?.messages.add({ authorId: ANNA, createdAt: Date.now(), text: 'One more', likedBy: [], fileIds: [], systemCode: '' })
  await openPanel(world.app, 'Insights')
  await expect(world.app.getByText(/^All [\d,]+ messages were read\.$/)).toBeVisible()
  await expect(moreButton(world.app).locator('b'), 'questions without an answer').toHaveText(/^\d+\+?$/)
  await openPanel(world.app, 'Templates')
  await expect(moreButton(world.app).locator('b')).toHaveText(/^\d+\+?$/)
  expect(await places()).toEqual(before)
  await moreButton(world.app).click()
  await expect(world.app.getByRole('menuitemradio', { name: /^Insights \d+\+?$/ })).toBeVisible()
})

test('Overview leads to every other panel by one press, with numbers that are known, and asks the portal nothing for it', async ({ world }) => {
  await open(world)
  const rows = world.app.getByRole('navigation', { name: 'Parts of Chatside' }).getByRole('button')
  await expect(rows).toHaveCount(PANELS - 1)
  await expect(rows.filter({ hasText: 'People' })).toHaveText(/^People +19$/)
  expect(world.requests().map(({ method }) => method)).toEqual(['batch'])
  await rows.filter({ hasText: 'Links and files' }).press('Enter')
  await expect(openedPanel(world.app)).toHaveText('Links and files')
  await expect(world.app.getByRole('tabpanel')).toBeFocused()
  await expect(world.app.getByText(/^All [\d,]+ messages were read\.$/)).toBeVisible()
  await openPanel(world.app, 'Overview')
  await expect(rows.filter({ hasText: 'Links and files' })).toHaveText(/^Links and files +Links \d+ · Files \d+$/)
  expect(await violations(await appFrame(world.app))).toEqual([])
})

test('the order and the choice of an administrator are obeyed, by the tabs, the menu and the rows, in one request', async ({ world }) => {
  world.prepare({})
  world.sites.portal.portal().world.app.options = { panelOrder: 'notes gone export overview', panelAccess: '{"search":"nobody"}' }
  for (const text of ['One', 'Two']) world.deed(GROUP, { kind: 'write', by: ANNA, text })
  await world.visit({ lang: 'en' })
  await expect(world.app.getByRole('tabpanel', { name: 'Notes' })).toBeVisible()
  await expect(openedPanel(world.app)).toHaveText('Notes')
  const inOrder = ['Notes', 'Export', 'Overview', 'Catch up', 'People', 'Links and files', 'Insights', 'Templates']
  await expect.poll(() => panelNames(world.app)).toEqual(inOrder)
  const seen = await world.app.getByRole('tab').count()
  await moreButton(world.app).click()
  await expect(world.app.getByRole('menuitemradio')).toHaveText(inOrder.slice(seen).map(name => new RegExp(`^${name}`)))
})

test('nothing that is cut is ever painted: the first frame with tabs has whole ones, and none of them moves', async ({ world, page }) => {
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    const look = () => {
      const bottom = document.querySelector('[role="tablist"]')?.getBoundingClientRect().bottom ?? 0
      const boxes = [...document.querySelectorAll('[role="tab"]')].map(tab => ({ tab, box: tab.getBoundingClientRect() }))
      // what is below the one line of the bar is cut off, measured or not
      const tabs = boxes.filter(({ box }) => box.top < bottom).map(({ tab, box }) => `${tab.id} ${box.x}`)
      const last = tabs.join()
      if (tabs.length > 0 && seen.at(-1) !== last) seen.push(last)
      // a task after the frame: what it painted
      requestAnimationFrame(() => { setTimeout(look) })
    }
    requestAnimationFrame(() => { setTimeout(look) })
  })
  await open(world, 'de')
  await expect(world.app.getByRole('list', { name: 'Mitglieder' })).toBeVisible()
  const frame = await appFrame(world.app)
  const seen = await frame.evaluate(() => (window as unknown as { seen: string[] }).seen)
  expect(seen).toHaveLength(1)
})
