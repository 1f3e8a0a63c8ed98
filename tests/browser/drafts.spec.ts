import type { Locator, Page, Request } from '@playwright/test'
import { createSealer } from '../../src/lib/browser/sealing.ts'
import { after, holdRequests } from './support/hold-requests.ts'
import { expect, test } from './support/lasting-profile.ts'
import { openedPanel, openPanel } from './support/open-panel.ts'
import type { World } from './support/test.ts'

// The portal destroys the frame whenever the sidebar item is closed; whoever opens it again is where they were.

const item = (page: Page): Locator => page.getByRole('region', { name: 'Applications' }).getByRole('button').first()
const findByName = (world: World): Locator => world.app.getByRole('searchbox', { name: 'Find by name' })
const words = (world: World): Locator => world.app.getByRole('searchbox', { name: 'Words in the message' })
const selectedTab = (world: World): Locator => openedPanel(world.app)

async function closeAndOpen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.locator('iframe[id^="appframe_"]')).toHaveCount(0)
  await item(page).click()
}

function scrollTo(world: World, top: number): Promise<unknown> {
  return world.app.locator('html').evaluate((_html, to) => new Promise((resolve) => {
    window.addEventListener('scrollend', resolve, { once: true })
    window.scrollTo(0, to)
  }), top)
}

const scrollTop = (world: World): Promise<number> => world.app.locator('html').evaluate(() => window.scrollY)

/** What the frame has kept, by chat and part, as the person's own key opens it. */
async function keptDrafts(world: World): Promise<Map<string, unknown>> {
  const kept = await world.app.locator('html').evaluate(() => Object.entries(sessionStorage).map(([name, text]) => [name, String(text)] as const))
  const sealer = await createSealer('1'.padStart(64, '0'), 'drafts')
  const chats = new Map<string, string>()
  for (const chat of ['chat1489', 'chat3000']) chats.set(await sealer?.nameOf([new URL(world.sites.portal.url).origin, chat]) ?? '', chat)
  return new Map(await Promise.all(kept.map(async ([name, text]): Promise<[string, unknown]> => {
    const bytes = await sealer?.open(name, Uint8Array.from(Buffer.from(text, 'hex')).buffer)
    const [part, value] = bytes ? JSON.parse(new TextDecoder().decode(bytes)) as [string, string] : ['?', 'null'] // ours
    return [`${chats.get(name.split(' ')[2] ?? '')} ${part}`, JSON.parse(value)]
  })))
}

const keptParts = async (world: World): Promise<string[]> => [...(await keptDrafts(world)).keys()].sort()

test('the open panel, its filters and half-typed words are there again', async ({ world, page }) => {
  await world.open({ scenario: 'small-group', chat: 'chat1489' })
  await openPanel(world.app, 'Search')
  await words(world).fill('half a wo')
  await openPanel(world.app, 'People')
  await findByName(world).fill('jür')
  await world.app.getByText('Filter and sort').click()
  await world.app.getByRole('combobox', { name: 'Sort by' }).selectOption('name')
  await closeAndOpen(page)
  await expect(selectedTab(world)).toHaveText('People')
  await expect(findByName(world)).toHaveValue('jür')
  await expect(world.app.getByRole('listitem')).toHaveCount(1)
  await openPanel(world.app, 'Search')
  await expect(words(world)).toHaveValue('half a wo')
})

test('another chat begins at its own beginning, and leaves this one\'s draft alone', async ({ world, page }) => {
  await world.open({ scenario: 'small-group', chat: 'chat1489' })
  await openPanel(world.app, 'People')
  await findByName(world).fill('jür')
  // it is encrypted and written a moment later
  await expect.poll(() => keptParts(world)).toContain('chat1489 people')
  await world.visit({ chat: 'chat3000' })
  await expect(selectedTab(world)).toHaveText('Overview')
  await openPanel(world.app, 'People')
  await expect(findByName(world)).toHaveValue('')
  await findByName(world).fill('anna')
  await expect.poll(() => keptParts(world)).toEqual(['chat1489 panels', 'chat1489 people', 'chat3000 panels', 'chat3000 people'])
  await world.visit({ chat: 'chat1489' })
  await expect(findByName(world)).toHaveValue('jür')
  expect(await keptParts(world)).toEqual(['chat1489 panels', 'chat1489 people', 'chat3000 panels', 'chat3000 people'])
  expect(page.url()).not.toContain('jür')
})

test('a list of 3,000 is scrolled to the same person, at the same height', async ({ world, page }) => {
  const open = new Set<Request>()
  // what the app asks; the portal's page itself listens to its own server all the time
  page.on('request', request => request.url().includes('/rest/') && open.add(request))
  page.on('requestfinished', request => open.delete(request))
  page.on('requestfailed', request => open.delete(request))
  await world.open({ scenario: 'big-group' })
  await openPanel(world.app, 'People')
  await expect(world.app.getByText('3,000 people', { exact: true })).toBeVisible()
  // through the middle, so that some rows were measured and most were not
  for (const top of [4_000, 60_000, 90_000]) await scrollTo(world, top)
  const topRow = () => world.app.locator('html').evaluate(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-index]')].sort((a, b) => Number(a.dataset['index']) - Number(b.dataset['index']))
    const row = rows.find(one => one.getBoundingClientRect().bottom > 0)
    return { index: Number(row?.dataset['index']), top: row?.getBoundingClientRect().top ?? 0 }
  })
  const keptRow = async () => {
    const [, kept] = [...await keptDrafts(world)].find(([name]) => name.endsWith('scroll people')) ?? []
    const { row, offset } = (kept ?? {}) as { row?: number, offset?: number } // ours
    return { index: row, top: offset ?? 0 }
  }
  // rows grow when it is known where in the world somebody is: before that nothing stays
  await expect(world.app.getByText(/ there$/).first()).toBeAttached()
  await expect.poll(() => open.size).toBe(0)
  await expect.poll(async () => JSON.stringify(await keptRow()) === JSON.stringify(await topRow())).toBe(true)
  const before = await topRow()
  expect(before.index).toBeGreaterThan(500)
  await closeAndOpen(page)
  const moved = () => world.app.locator(`[data-index="${before.index}"]`).evaluate((row, top) => Math.abs(row.getBoundingClientRect().top - top), before.top)
  // a browser scrolls by whole pixels of the screen
  await expect.poll(moved).toBeLessThan(1)
})

test('each panel has its own draft', async ({ world, page }) => {
  await page.setViewportSize({ width: 1280, height: 420 })
  await world.open({ scenario: 'small-group', chat: 'chat1489' })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await scrollTo(world, 300)
  await expect.poll(() => keptParts(world)).toContainEqual(expect.stringContaining('scroll overview'))
  await openPanel(world.app, 'Search')
  await expect.poll(() => scrollTop(world)).toBe(0)
  await openPanel(world.app, 'Overview')
  await expect.poll(() => scrollTop(world)).toBe(300)
})

test('what stays in view gets the focus without a movement of what is read', async ({ world, page }) => {
  await page.setViewportSize({ width: 1280, height: 420 })
  await world.open({ scenario: 'small-group', chat: 'chat1489' })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await scrollTo(world, 300)
  const catchUp = world.app.getByRole('tab', { name: 'Catch up' })
  await catchUp.focus()
  await catchUp.hover()
  expect(await scrollTop(world)).toBe(300)
  await openPanel(world.app, 'Search')
  await words(world).fill('the')
  await words(world).press('Enter')
  await expect(world.app.getByRole('listitem').first()).toBeVisible()
  await world.app.getByRole('button', { name: 'Open wide' }).click()
  const wide = page.getByRole('dialog').frameLocator('iframe[id^="appframe_"]')
  await expect(wide.getByRole('listitem').first()).toBeVisible()
  const top = () => wide.locator('html').evaluate(() => window.scrollY)
  await wide.locator('html').evaluate(() => window.scrollTo(0, 200))
  await expect.poll(top).toBe(200)
  for (const what of [wide.getByRole('button', { name: 'Done' }), wide.getByRole('searchbox', { name: 'Words in the message' })]) {
    await what.focus()
    await what.hover()
    expect(await top()).toBe(200)
  }
})

test('whoever scrolls before the list is there is left alone', async ({ world, page }) => {
  await world.open({ scenario: 'big-group' })
  await openPanel(world.app, 'People')
  await expect(world.app.getByText('3,000 people', { exact: true })).toBeVisible()
  await scrollTo(world, 4_000)
  await scrollTo(world, 90_000)
  await expect.poll(() => keptParts(world)).toContainEqual(expect.stringContaining('scroll people'))
  const letGo = await holdRequests(page, after(1, 'im.dialog.users.list'))
  const isLoaded = page.waitForResponse(response => /\/soon-/.test(response.url()))
  await closeAndOpen(page)
  await isLoaded
  await selectedTab(world).press('Shift')
  letGo()
  await expect(world.app.getByText('3,000 people', { exact: true })).toBeVisible()
  await expect(world.app.getByRole('listitem').first()).toBeVisible()
  expect(await scrollTop(world)).toBeLessThan(1_000)
})
