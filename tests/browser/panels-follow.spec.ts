import type { FrameLocator, Page } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { expect, test, type World } from './support/test.ts'

// What people do in the conversation appears in the panels that show messages, within one beat and without anything moving.

const GROUP = 1489

/** Somebody comes back to the sidebar: what is known is older than a few seconds then. */
async function comeBack(world: World, page: Page): Promise<void> {
  await page.clock.runFor(6_000)
  await (await appFrame(world, page)).evaluate(() => window.dispatchEvent(new Event('focus')))
}

async function openTab(world: World, page: Page, name: string): Promise<FrameLocator> {
  await page.clock.install()
  await world.visit()
  await world.app.getByRole('tab', { name }).click()
  return world.app
}

const beats = (world: World) => world.log('rest').filter(({ method }) => method === 'batch').length

/** The end of the conversation as it is now is known. */
async function knowTheEnd(world: World, page: Page): Promise<void> {
  const before = beats(world)
  await comeBack(world, page)
  await expect.poll(() => beats(world)).toBeGreaterThan(before)
}

test('Search: new messages wait, an edited and a deleted one say so in place', async ({ world, page }) => {
  world.prepare({})
  const one = world.deed(GROUP, { kind: 'write', by: 17, text: 'rhubarb one' })?.id ?? 0
  const two = world.deed(GROUP, { kind: 'write', by: 17, text: 'rhubarb two' })?.id ?? 0
  world.deed(GROUP, { kind: 'write', by: 17, text: 'something else' })
  const app = await openTab(world, page, 'Search')
  const words = app.getByRole('searchbox', { name: 'Words in the message' })
  await words.fill('rhubarb')
  await page.clock.runFor(400)
  const rows = app.getByRole('list', { name: 'Found messages' }).getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await knowTheEnd(world, page)

  world.deed(GROUP, { kind: 'write', by: 17, text: 'rhubarb three' })
  world.deed(GROUP, { kind: 'edit', by: 17, messageId: two, text: 'rhubarb two, and custard' })
  world.deed(GROUP, { kind: 'like', by: 5, messageId: two })
  world.deed(GROUP, { kind: 'delete', by: 17, messageId: one })
  await comeBack(world, page)
  const show = app.getByRole('button', { name: '1 new message matches: show it' })
  await expect(show).toBeVisible()
  await expect(rows.nth(0)).toContainText('rhubarb two, and custard')
  await expect(rows.nth(0).getByRole('button', { name: 'Like' })).toContainText('1')
  await expect(rows.nth(1)).toContainText('deleted')
  await expect(rows).toHaveCount(2)
  await expect(words).toBeFocused()
  await show.click()
  await expect(rows.nth(0)).toContainText('rhubarb three')
})

test('Links and files: a new link is counted and waits, whoever reads stays where he is, and nothing is read for it', async ({ world, page }) => {
  world.prepare({})
  world.deed(GROUP, { kind: 'write', by: 17, text: 'https://example.com/first' })
  const app = await openTab(world, page, 'Links and files')
  const frame = await appFrame(world, page)
  const rows = app.getByRole('list', { name: 'Links' }).getByRole('listitem')
  await page.clock.runFor(2_000)
  await expect(rows.first()).toContainText('example.com/first')
  await knowTheEnd(world, page)
  const field = app.getByRole('searchbox', { name: 'Find by name or address' })
  await field.fill('http')
  await expect(rows.first()).toContainText('example.com/first')
  await frame.evaluate(() => window.scrollTo(0, 150))
  const top = await rows.first().evaluate(row => row.getBoundingClientRect().top)

  world.deed(GROUP, { kind: 'write', by: 17, text: 'https://example.net/second' })
  await comeBack(world, page)
  const show = app.getByRole('button', { name: '1 new: show it' })
  await expect(show).toBeVisible()
  await expect(rows.first()).toContainText('example.com/first')
  expect(await rows.first().evaluate(row => row.getBoundingClientRect().top)).toBe(top)
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('http')
  await show.click()
  await expect(rows.first()).toContainText('example.net/second')
})

test('Insights: figures count what was written, and no more what was deleted, with the focus where it was', async ({ world, page }) => {
  world.prepare({})
  const app = await openTab(world, page, 'Insights')
  await page.clock.runFor(2_000)
  const all = app.getByRole('button', { name: /, All messages$/ })
  await expect(all).toBeVisible()
  await knowTheEnd(world, page)
  const before = Number((await all.textContent())?.replace(/\D/g, ''))
  await all.focus()
  const id = world.deed(GROUP, { kind: 'write', by: 17, text: 'One more' })?.id ?? 0
  await comeBack(world, page)
  await expect(all).toContainText(new Intl.NumberFormat('en').format(before + 1))
  await expect(all).toBeFocused()
  world.deed(GROUP, { kind: 'delete', by: 17, messageId: id })
  await comeBack(world, page)
  await expect(all).toContainText(new Intl.NumberFormat('en').format(before))
  await expect(all).toBeFocused()
})

test('Catch up: new messages wait, an edited and a deleted one say so in place, and nothing is read for it or marked as read', async ({ world, page }) => {
  world.prepare({})
  const one = world.deed(GROUP, { kind: 'write', by: 17, text: '[USER=1]Sofia[/USER], look at page one' })?.id ?? 0
  const two = world.deed(GROUP, { kind: 'write', by: 17, text: '[USER=1]Sofia[/USER], look at page two' })?.id ?? 0
  world.deed(GROUP, { kind: 'write', by: 17, text: 'something else' })
  const app = await openTab(world, page, 'Catch up')
  const rows = app.getByRole('list', { name: 'For you' }).getByRole('article')
  await page.clock.runFor(2_000)
  await expect(rows).toHaveCount(2)
  await knowTheEnd(world, page)
  const done = rows.nth(1).getByRole('button', { name: 'Done' })
  await done.focus()
  const top = await rows.nth(0).evaluate(row => row.getBoundingClientRect().top)
  const lastRead = () => world.sites.portal.portal().world.chats.get(GROUP)?.members.of(1)?.lastReadId
  const read = lastRead()

  world.deed(GROUP, { kind: 'edit', by: 17, messageId: two, text: '[USER=1]Sofia[/USER], look at page twelve' })
  world.deed(GROUP, { kind: 'write', by: 5, text: '[USER=1]Sofia[/USER], and at page three' })
  world.deed(GROUP, { kind: 'delete', by: 17, messageId: one })
  await comeBack(world, page)
  const show = app.getByRole('button', { name: '1 new: show it' })
  await expect(show).toBeVisible()
  await expect(rows.nth(1)).toContainText('page twelve')
  await expect(rows).toHaveCount(2)
  await expect(done).toBeFocused()
  expect(await rows.nth(0).evaluate(row => row.getBoundingClientRect().top)).toBe(top)
  await expect(rows.nth(0)).toContainText('deleted')
  const requests = beats(world)
  await show.click()
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(1)).toContainText('page three')
  expect(beats(world)).toBe(requests)
  expect(lastRead()).toBe(read)
})
