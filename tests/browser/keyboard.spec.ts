import type { FrameLocator, Frame, Page } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { holdRequests } from './support/hold-requests.ts'
import { openedPanel, openPanel } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

const portal = (world: World) => world.sites.portal.portal()

function write(world: World, text: string): void {
  portal(world).world.chats.get(1489)?.messages.add({ authorId: 503, createdAt: Date.now(), text, likedBy: [], fileIds: [], systemCode: '' })
}

async function openTab(world: World, name: string): Promise<FrameLocator> {
  await world.visit({ lang: 'en' })
  await openPanel(world.app, name)
  return world.app
}

async function findTwenty(world: World): Promise<FrameLocator> {
  world.prepare({})
  for (let count = 0; count < 22; count += 1) write(world, `rhubarb ${count} https://site.example/${count}`)
  const app = await openTab(world, 'Search')
  await app.getByRole('searchbox').fill('rhubarb')
  await expect(app.getByRole('list', { name: 'Found messages' }).getByRole('listitem').first()).toBeVisible()
  return app
}

/** Tops and bottoms of neighbours that cover each other, pixels. */
function overlaps(frame: Frame): Promise<number[]> {
  return frame.evaluate(() => {
    const boxes = [...document.querySelectorAll('[data-rows] > [data-index]')].map(row => row.getBoundingClientRect())
    return boxes.map((box, index) => (boxes[index - 1]?.bottom ?? box.top) - box.top).filter(overlap => overlap > 0.5)
  })
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

test('the tab that the Tab key reaches stays the same while the chat is read, and nothing moves under the hand (b4)', async ({ world, page }) => {
  world.prepare({})
  const letGo = await holdRequests(page, () => true)
  await world.visit({ lang: 'de' })
  await expect(world.app.locator('[aria-busy="true"]').first()).toBeVisible()
  await world.app.getByRole('tab').first().focus()
  await press(page, 'End')
  const last = world.app.getByRole('tab').last()
  await expect(last).toBeFocused()
  const name = await last.textContent()
  const place = () => last.evaluate(tab => tab.getBoundingClientRect().x)
  const before = await place()
  letGo()
  await expect(world.app.getByRole('list').first()).toBeVisible()
  await expect(world.app.locator('[aria-busy="true"]')).toHaveCount(0)
  await expect(last).toHaveText(name ?? '')
  expect(await place()).toBe(before)
  await expect(last).toBeFocused()
  await expect(last).toHaveAttribute('tabindex', '0')
})

test('a row that grows covers no other, however late it is measured, and a click hits what is seen (b10)', async ({ world }) => {
  const app = await findTwenty(world)
  const frame = await appFrame(world.app)
  // a browser that is too busy for another picture
  await frame.evaluate(() => { window.requestAnimationFrame = () => 0 })
  const row = app.locator('[data-index="1"]')
  const height = await row.evaluate(element => element.getBoundingClientRect().height)
  await row.getByRole('button', { name: 'More actions' }).click()
  await row.getByRole('button', { name: 'Before and after' }).click()
  await expect.poll(() => row.evaluate(element => element.getBoundingClientRect().height)).toBeGreaterThan(height + 40)
  await expect.poll(() => overlaps(frame)).toEqual([])
  const next = app.locator('[data-index="2"]').getByRole('button', { name: 'More actions' })
  expect(await next.evaluate((button) => {
    button.scrollIntoView({ block: 'center' })
    const { left, top, width, height: tall } = button.getBoundingClientRect()
    return button.contains(document.elementFromPoint(left + width / 2, top + tall / 2))
  })).toBe(true)
})

/** What is said of buttons: those whose name is read twice, and those of one name that nothing tells apart. */
function badlyNamed(frame: Frame): Promise<{ twice: string[], nameless: string[] }> {
  return frame.evaluate(() => {
    const textOf = (element: Element) => (element.textContent ?? '').trim()
    const ids = (element: Element) => (element.getAttribute('aria-describedby') ?? '').split(' ').filter(id => id !== '')
    const controls = [...document.querySelectorAll('[role="tabpanel"] :is(button, a)')].filter(control => control.checkVisibility())
    return {
      twice: [...document.querySelectorAll('[title]')].filter(element => [element.getAttribute('aria-label'), textOf(element)].includes(element.getAttribute('title'))).map(textOf),
      nameless: controls.filter((control) => {
        const nameOf = (element: Element) => element.getAttribute('aria-label') ?? (textOf(element) || element.getAttribute('title'))
        const isRepeated = controls.filter(other => nameOf(other) === nameOf(control)).length > 1
        return isRepeated && !ids(control).some(id => textOf(document.getElementById(id) ?? document.createElement('p')) !== '')
      }).map(textOf),
    }
  })
}

test('22 hits are one stop of the Tab key, the arrows reach all of each (b16), and in every panel buttons are named with their rows, once (b15)', async ({ world, page }) => {
  const app = await findTwenty(world)
  const list = app.getByRole('list', { name: 'Found messages' })
  const focusedRow = app.locator('[role="listitem"]:focus-within')
  await app.getByRole('searchbox').focus()
  await press(page, 'Tab', 'Tab')
  await expect(focusedRow).toHaveAttribute('aria-posinset', '1')
  await expect(focusedRow.locator('[data-main]')).toBeFocused()
  await press(page, 'ArrowRight', 'ArrowRight')
  await expect(focusedRow.getByRole('button', { name: 'More actions' })).toBeFocused()
  await press(page, 'ArrowDown')
  await expect(focusedRow).toHaveAttribute('aria-posinset', '2')
  await expect(focusedRow.getByRole('button', { name: 'More actions' })).toBeFocused()
  await press(page, 'Enter', 'ArrowDown', 'ArrowDown')
  // what lies over the page is not within its row for `:focus-within`
  await expect(app.getByRole('button', { name: 'Copy' })).toBeFocused()
  await press(page, 'ArrowUp', 'ArrowUp', 'ArrowUp')
  await expect(app.getByRole('button', { name: 'Create a meeting' })).toBeFocused()
  await press(page, 'Escape')
  await expect(focusedRow.getByRole('button', { name: 'More actions' })).toBeFocused()
  await press(page, 'PageDown')
  await expect(focusedRow).toHaveAttribute('aria-posinset', '12')
  await press(page, 'End')
  await expect(focusedRow).toHaveAttribute('aria-posinset', '22')
  await expect(focusedRow).toBeInViewport()
  await press(page, 'Home')
  await expect(focusedRow).toHaveAttribute('aria-posinset', '1')
  await press(page, 'Tab')
  expect(await list.evaluate(element => element.contains(document.activeElement))).toBe(false)
  await press(page, 'Shift+Tab')
  await expect(focusedRow).toHaveAttribute('aria-posinset', '1')

  const frame = await appFrame(world.app)
  await app.getByRole('listitem').first().getByRole('button', { name: 'More actions' }).click()
  await expect.poll(() => badlyNamed(frame), 'Search').toEqual({ twice: [], nameless: [] })
  world.sites.portal.portal().world.app.options['templates'] = JSON.stringify({ v: 1, items: [['00000000000a', '', 'Thanks', 'Thank you!'], ['00000000000b', '', 'Sorry', 'Sorry, {first name}!']] })
  for (const name of ['Overview', 'People', 'Links and files', 'Insights', 'Notes', 'Templates', 'Export']) {
    await openPanel(app, name)
    await expect(openedPanel(app)).toContainText(name)
    await expect(app.getByRole('tabpanel').locator('[aria-busy="true"]')).toHaveCount(0)
    await expect.poll(() => badlyNamed(frame), name).toEqual({ twice: [], nameless: [] })
  }
})

test('people are one stop, the last of 3,000 is one key away (b16), and what has the focus is seen whole and stays (b7, r14)', async ({ world, page }) => {
  world.prepare({ scenario: 'big-group' })
  const app = await openTab(world, 'People')
  await test.step('what the Tab key reaches first in a part is seen whole, not under the tabs (b7)', async () => {
    await expect(app.getByRole('listitem').first()).toBeVisible()
    await openedPanel(app).focus()
    const field = app.getByRole('searchbox')
    for (let presses = 0; presses < 6 && !(await field.evaluate(element => element === document.activeElement)); presses += 1) await press(page, 'Tab')
    await expect(field).toBeFocused()
    const [top, foot] = await Promise.all([
      field.evaluate(element => (element.closest('.filter')?.querySelector('label') ?? element).getBoundingClientRect().top),
      app.locator('.top').evaluate(bar => bar.getBoundingClientRect().bottom),
    ])
    expect(top).toBeGreaterThanOrEqual(foot)
  })

  await expect(app.getByText('3,000 people', { exact: true })).toBeVisible()
  await app.getByRole('button', { name: 'Save as CSV' }).focus()
  await press(page, 'Tab', 'End')
  const focusedRow = app.locator('[role="listitem"]:focus-within')
  await expect(focusedRow).toHaveAttribute('aria-posinset', '3000')
  await expect(focusedRow).toBeInViewport()
  await press(page, 'Home')
  await expect(focusedRow).toHaveAttribute('aria-posinset', '1')
  await expect(focusedRow).toBeInViewport()

  await test.step('the row with the focus stays when it is scrolled away, and the keys go on from it (r14)', async () => {
    await app.getByRole('button', { name: 'Save as CSV' }).focus()
    await press(page, 'Tab', 'ArrowDown', 'ArrowDown')
    await expect(focusedRow).toHaveAttribute('aria-posinset', '3')
    await app.locator('html').evaluate(html => window.scrollTo(0, html.scrollHeight / 2))
    await expect(app.locator('[aria-posinset="10"]')).toHaveCount(0)
    await expect(focusedRow).toHaveAttribute('aria-posinset', '3')
    const frame = await appFrame(world.app)
    await expect.poll(() => overlaps(frame)).toEqual([])
    await press(page, 'ArrowDown')
    await expect(focusedRow).toHaveAttribute('aria-posinset', '4')
    await expect(focusedRow).toBeInViewport()
  })

  // figures of a table are gone through by columns
  await openPanel(app, 'Insights')
  const details = app.locator('details').filter({ has: page.locator('table') })
  await app.getByText('Table', { exact: true }).first().click()
  await expect(details.locator('table')).toBeVisible()
  expect(await details.locator('table').locator('button[tabindex="0"]').count()).toBe(1)
})
