import type { Locator } from '@playwright/test'
import { expect, test } from './support/test.ts'

test('the group chat shows what it is, who is in it and who has read it', async ({ world }) => {
  await world.open({ scenario: 'small-group' })
  const { app } = world
  const chat = world.sites.portal.portal().world.chats.get(1489)
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(chat?.name ?? 'no such chat')
  await expect(app.getByText(/group chat/i).first()).toBeVisible()
  await expect(app.getByRole('list', { name: 'Members' }).getByRole('listitem').first()).toBeVisible()
  await expect(app.getByText('Read up to the last message')).toBeVisible()
})

test('the rest of a long title is one key away, and nothing below the head moves until then', async ({ world }) => {
  world.prepare({ scenario: 'small-group' })
  const chat = world.sites.portal.portal().world.chats.get(1489)
  if (!chat) throw new Error('There is no chat 1489')
  const short = chat.name
  chat.name = 'Everything about the move of the office '.repeat(5).trim()
  await world.visit()
  const { app } = world
  const title = app.getByRole('button', { name: chat.name })
  await expect(title).toHaveAttribute('aria-expanded', 'false')
  await expect(app.getByRole('list', { name: 'Members' })).toBeVisible()
  const yOf = async (locator: Locator) => (await locator.boundingBox())?.y ?? NaN
  /** How far below the tabs the facts end. */
  const room = async () => await yOf(app.getByText('Your role')) - await yOf(app.getByRole('tablist'))
  const before = await room()
  await title.press('Enter')
  await expect(title).toHaveAttribute('aria-expanded', 'true')
  await expect.poll(room).toBeGreaterThan(before + 20)
  await title.press('Enter')
  await expect.poll(room).toBe(before)
  await expect(app.getByRole('alert'), 'nothing went wrong in the background').toHaveCount(0)

  chat.name = short
  await world.visit()
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(short)
  expect(await room()).toBe(before)
  await expect(app.getByRole('button', { name: short })).toHaveCount(0)
})

test('on a page from right to left a title and an address in Latin letters are cut at their end', async ({ world }) => {
  world.prepare({ scenario: 'small-group' })
  const chat = world.sites.portal.portal().world.chats.get(1489)
  if (chat) chat.name = 'Everything about the move of the office '.repeat(5).trim()
  await world.visit({ lang: 'ar' })
  const { app } = world
  await expect(app.getByRole('heading', { level: 1 }).getByRole('button')).toBeVisible()
  await expect(app.locator('h1 .closed')).toHaveCSS('direction', 'ltr')
  await app.locator('#tab-shared').dispatchEvent('click')
  await expect(app.locator('.address').first()).toHaveCSS('direction', 'ltr')
})

test('3,000 members and 100,000 messages open as quickly, counted right', async ({ world }) => {
  await world.open({ scenario: 'big-group' })
  await expect(world.app.getByRole('definition').filter({ hasText: /^3,000$/ })).toBeVisible()
  await expect(world.app.getByText('100,000')).toBeVisible()
  expect(world.requests().map(({ method }) => method)).toEqual(['batch'])
})

test('a private conversation shows the person', async ({ world }) => {
  await world.open({ scenario: 'private' })
  const person = world.sites.portal.portal().world.people.get(17)
  await expect(world.app.getByRole('heading', { level: 1 })).toHaveText(`${person?.firstName} ${person?.lastName}`)
  await expect(world.app.getByText('Private conversation')).toBeVisible()
  await expect(world.app.getByRole('list', { name: 'Members' })).toHaveCount(0)
})

test('an open line is tied to its deal, which opens in the portal\'s slider', async ({ world, page }) => {
  await world.open({ scenario: 'open-line' })
  await world.app.getByRole('button', { name: /Deal/ }).click()
  const slider = page.getByRole('dialog')
  await expect(slider).toBeVisible()
  await expect.poll(() => world.requests().length, 'the chat, then the essentials of its links').toBe(2)
  await expect(slider.frameLocator('iframe').getByText(/deal/i).first()).toBeVisible()
  await slider.getByRole('button', { name: 'Close' }).click()
  await expect(slider).toHaveCount(0)
  await expect.poll(() => world.requests().length, 'what may have changed is read again').toBe(4)
})

test('the chat of a deal, a workgroup and a task name what they belong to', async ({ world }) => {
  for (const [scenario, name] of [['crm-deal', 'Deal'], ['workgroup', 'Workgroup'], ['task', 'Task']] as const) {
    await world.open({ scenario, lang: 'en' })
    await expect(world.app.getByRole('button', { name }).first(), scenario).toBeVisible()
  }
})

test('an external viewer sees the chat of the shared project', async ({ world }) => {
  await world.open({ scenario: 'extranet' })
  await expect(world.app.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
})

test('closing the panel destroys the frame, and the next opening is a new one with a new sid', async ({ world, page }) => {
  await world.open()
  await expect(world.app.getByRole('tab', { name: 'Overview' })).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.locator('iframe')).toHaveCount(0)
  await page.getByRole('region', { name: 'Applications' }).getByRole('button').first().click()
  await expect(world.app.getByRole('tab', { name: 'Overview' })).toBeVisible()
  const sids = world.log('opened').map(({ sid }) => sid)
  expect(new Set(sids).size).toBe(2)
})

test('speaks the language that the portal names, and English where it is not known', async ({ world }) => {
  for (const [language, tab, dir] of [['de', /Über/, 'ltr'], ['ru', /Обзор/, 'ltr'], ['xx', /Overview/, 'ltr']] as const) {
    await world.open({ lang: language })
    await expect(world.app.getByRole('tab', { name: tab }), language).toBeVisible()
    await expect(world.app.locator('html'), language).toHaveAttribute('dir', dir)
  }
})
