import type { Frame, FrameLocator, Locator, Page } from '@playwright/test'
import { beat, GROUP, placeOf, untilFollowed } from './support/alive.ts'
import { appFrame } from './support/app-frame.ts'
import { openPanel } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

// What people do in the conversation appears in the panels that show messages, within one beat and without anything moving.

async function openTab(world: World, page: Page, name: string | RegExp): Promise<{ app: FrameLocator, frame: Frame }> {
  await page.clock.install()
  await world.visit()
  await openPanel(world.app, name)
  await untilFollowed(world.app, page)
  return { app: world.app, frame: await appFrame(world.app) }
}

/** Somebody has typed, marked some of it, selected words elsewhere, and scrolled to where a row is looked at. */
async function beThere(field: Locator, typed: string, frame: Frame): Promise<unknown> {
  await field.fill(typed)
  await field.evaluate((input: HTMLInputElement) => input.setSelectionRange(1, 3))
  await frame.evaluate(() => window.scrollTo(0, 150))
  return await placeOf(frame)
}

const topOf = (row: Locator) => row.evaluate(element => element.getBoundingClientRect().top)

test('Search: new messages wait; an edited, a liked and a deleted one say so in place', async ({ world, page }) => {
  world.prepare({})
  const [one = 0, two = 0] = ['rhubarb one', 'rhubarb two'].map(text => world.deed(GROUP, { kind: 'write', by: 17, text })?.id)
  world.deed(GROUP, { kind: 'write', by: 17, text: 'something else' })
  const { app, frame } = await openTab(world, page, 'Search')
  const words = app.getByRole('searchbox', { name: 'Words in the message' })
  await words.fill('rhubarb')
  await page.clock.runFor(400)
  const rows = app.getByRole('list', { name: 'Found messages' }).getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await beat(world, page)
  const place = await beThere(words, 'rhubarb', frame)
  const top = await topOf(rows.first())

  world.deed(GROUP, { kind: 'write', by: 17, text: 'rhubarb three' })
  world.deed(GROUP, { kind: 'edit', by: 17, messageId: two, text: 'rhubarb two, and custard' })
  world.deed(GROUP, { kind: 'like', by: 5, messageId: two })
  world.deed(GROUP, { kind: 'delete', by: 17, messageId: one })
  await beat(world, page)
  const show = app.getByRole('button', { name: '1 new message matches: show it' })
  await expect(show).toBeVisible()
  await expect(rows.nth(0)).toContainText('rhubarb two, and custard')
  await expect(rows.nth(0).getByRole('button', { name: 'Like' })).toContainText('1')
  await expect(rows.nth(1)).toContainText('deleted')
  await expect(rows).toHaveCount(2)
  expect(await placeOf(frame)).toEqual(place)
  expect(await topOf(rows.first())).toBe(top)
  await show.click()
  await expect(rows.nth(0)).toContainText('rhubarb three')
})

test('Links and files: what is new is counted and waits, whoever reads stays where he is, and nothing is read for it', async ({ world, page }) => {
  world.prepare({})
  world.deed(GROUP, { kind: 'write', by: 17, text: 'https://example.com/first' })
  const { app, frame } = await openTab(world, page, 'Links and files')
  const rows = (name: string) => app.getByRole('list', { name }).getByRole('listitem')
  await expect(rows('Links').first()).toContainText('example.com/first')
  await expect(app.getByText(/^All \d+ messages were read/)).toBeVisible()
  await beat(world, page)
  const field = app.getByRole('searchbox', { name: 'Find by name or address' })
  const place = await beThere(field, 'http', frame)
  await expect(rows('Links').first()).toContainText('example.com/first')
  const top = await topOf(rows('Links').first())

  const added = world.deed(GROUP, { kind: 'write', by: 17, text: 'https://example.net/second', file: { name: 'https-plan.pdf', type: 'file', size: 2_000 } })?.id ?? 0
  await beat(world, page)
  const show = app.getByRole('button', { name: '1 new: show it' })
  await expect(show).toBeVisible()
  await expect(rows('Links').first()).toContainText('example.com/first')
  expect(await topOf(rows('Links').first())).toBe(top)
  expect(await placeOf(frame)).toEqual(place)
  await show.click()
  await expect(rows('Links').first()).toContainText('example.net/second')
  world.deed(GROUP, { kind: 'edit', by: 17, messageId: added, text: 'https://example.org/third' })
  await beat(world, page)
  const changed = app.getByRole('button', { name: /: show it$/ })
  await changed.click()
  await expect(rows('Links').first()).toContainText('example.org/third')
  await app.getByRole('button', { name: 'Files', exact: true }).click()
  await expect(rows('Files').first()).toContainText('https-plan.pdf')
  world.deed(GROUP, { kind: 'delete', by: 17, messageId: added })
  await beat(world, page)
  await expect(rows('Files').first()).toContainText('https-plan.pdf')
  await changed.click()
  await expect(rows('Files').filter({ hasText: 'https-plan.pdf' })).toHaveCount(0)
})

test('Insights: figures count what was written, shared and liked, and no more what was deleted, with the focus where it was', async ({ world, page }) => {
  world.prepare({})
  const { app, frame } = await openTab(world, page, 'Insights')
  const figure = (name: string) => app.getByRole('group', { name: 'At a glance' }).locator('dl > div').filter({ has: page.getByText(name, { exact: true }) }).locator('dd')
  const glance = async () => Object.fromEntries(await Promise.all(['Messages', 'With links', 'With files', 'Reactions'].map(async name =>
    [name, Number((await figure(name).textContent())?.replace(/\D/g, ''))] as const)))
  const all = app.getByRole('button', { name: /, All messages$/ })
  await expect(all).toBeVisible()
  await beat(world, page)
  const before = await glance()
  await all.focus()
  await frame.evaluate(() => {
    window.scrollTo(0, 60)
    getSelection()?.selectAllChildren(document.querySelector('dt') ?? document.body)
  })
  const place = await placeOf(frame)
  const id = world.deed(GROUP, { kind: 'write', by: 17, text: 'https://example.com/one', file: { name: 'one.pdf', type: 'file', size: 2_000 } })?.id ?? 0
  world.deed(GROUP, { kind: 'like', by: 5, messageId: id })
  await beat(world, page)
  await expect.poll(glance).toEqual({
    'Messages': Number(before['Messages']) + 1, 'With links': Number(before['With links']) + 1,
    'With files': Number(before['With files']) + 1, 'Reactions': Number(before['Reactions']) + 1,
  })
  expect(await placeOf(frame)).toEqual(place)
  world.deed(GROUP, { kind: 'delete', by: 17, messageId: id })
  await beat(world, page)
  await expect.poll(glance).toEqual(before)
  expect(await placeOf(frame)).toEqual(place)
})

test('Catch up: what is edited, liked or deleted says so in place, what is new waits, and nothing is read for it or marked as read', async ({ world, page }) => {
  world.prepare({})
  const [one = 0, two = 0, three = 0] = ['first question?', 'second question?', 'To do: order the cake'].map(text =>
    world.deed(GROUP, { kind: 'write', by: 17, text: `[USER=1]Sofia[/USER], ${text}` })?.id)
  const { app, frame } = await openTab(world, page, /Catch up/)
  const rows = app.getByRole('list', { name: 'For you' }).getByRole('article')
  await expect(rows).toHaveCount(3)
  await beat(world, page)
  await rows.first().getByRole('button', { name: 'More actions' }).click()
  await frame.evaluate(() => {
    window.scrollTo(0, 60)
    getSelection()?.selectAllChildren(document.querySelector('h2') ?? document.body)
  })
  const place = await placeOf(frame)
  const top = await topOf(rows.first())
  const lastRead = () => world.sites.portal.portal().world.chats.get(GROUP)?.members.of(1)?.lastReadId
  const read = lastRead()
  world.deed(GROUP, { kind: 'edit', by: 17, messageId: one, text: '[USER=1]Sofia[/USER], first question, put better?' })
  world.deed(GROUP, { kind: 'delete', by: 17, messageId: two })
  for (const by of [5, 503, 3]) world.deed(GROUP, { kind: 'like', by, messageId: three })
  world.deed(GROUP, { kind: 'join', by: 20 })
  world.deed(GROUP, { kind: 'write', by: 503, text: '[USER=1]Sofia[/USER], and the key?' })
  await beat(world, page)
  await expect(rows.first()).toContainText('put better')
  await expect(rows.first()).toContainText('edited')
  await expect(rows.nth(1)).toContainText('deleted')
  await expect(rows.first().getByRole('group', { name: 'More actions' })).toBeVisible()
  await expect(rows).toHaveCount(3)
  expect(await placeOf(frame)).toEqual(place)
  expect(await topOf(rows.first())).toBe(top)
  const requests = world.requests().length
  await app.getByRole('button', { name: /new: show/ }).click()
  await expect(rows.last()).toContainText('and the key?')
  await expect(app.getByRole('list', { name: 'Decided and promised' }).locator('.why')).toContainText('3')
  await app.getByText(/^People and changes/).click()
  await expect(app.getByText(/Ravi Patel.? joined the chat\./)).toBeVisible()
  expect(world.requests()).toHaveLength(requests)
  expect(lastRead()).toBe(read)
})
