import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

// The portal's own page follows what people do, without a reload.

const GROUP = 1489
const log = (page: Page) => page.getByRole('log', { name: 'Messages' })
const chats = (page: Page) => page.getByRole('navigation', { name: 'Chats' })

test.beforeEach(async ({ world, page }) => {
  await world.open({ panel: false })
  await expect(page.getByRole('main', { name: 'Website relaunch' })).toBeVisible()
})

test('writing, editing, liking, reading and deleting appear in the conversation', async ({ world, page }) => {
  const id = world.deed(GROUP, { kind: 'write', by: 17, text: 'Is anybody there?' })?.id ?? 0
  const row = log(page).getByRole('listitem').filter({ hasText: 'Is anybody there' })
  await expect(row).toBeVisible()
  await expect(chats(page).getByRole('link', { name: 'Website relaunch' })).toContainText(/Is anybody there\?.*1/)

  world.deed(GROUP, { kind: 'edit', by: 17, messageId: id, text: 'Is anybody there today?' })
  await expect(row).toContainText('Is anybody there today?')
  await expect(row).toContainText('edited')

  world.deed(GROUP, { kind: 'like', by: 5, messageId: id })
  await expect(row).toContainText('1 👍')

  world.deed(GROUP, { kind: 'read', by: 503 })
  await expect(log(page).getByText('Read by Klaus Weber', { exact: true })).toBeVisible()

  world.deed(GROUP, { kind: 'delete', by: 17, messageId: id })
  await expect(row).toBeHidden()
  await expect(log(page).getByText('This message has been deleted.')).toBeVisible()
})

test('joining, leaving, a new title and a pinned message appear with the portal’s words', async ({ world, page }) => {
  await expect(page.getByText('19 members')).toBeVisible()
  world.deed(GROUP, { kind: 'join', by: 20 })
  await expect(log(page).getByText('Ravi Patel has joined the chat')).toBeVisible()
  await expect(page.getByText('20 members')).toBeVisible()
  world.deed(GROUP, { kind: 'leave', by: 20 })
  await expect(log(page).getByText('Ravi Patel left the chat.')).toBeVisible()
  await expect(page.getByText('19 members')).toBeVisible()
  world.deed(GROUP, { kind: 'rename', by: 17, title: 'Relaunch, second try' })
  await expect(page.getByRole('main', { name: 'Relaunch, second try' })).toBeVisible()
  await expect(log(page).getByText('Anna Petrova changed the chat title to "Relaunch, second try".')).toBeVisible()
})

test('what is half typed and where one reads stays as it is', async ({ world, page }) => {
  const field = page.getByRole('textbox', { name: 'Message' })
  await field.fill('Half a sent')
  await log(page).evaluate(scroller => scroller.scrollTo(0, 0))
  world.deed(GROUP, { kind: 'write', by: 17, text: 'Another one' })
  await expect(log(page).getByText('Another one')).toBeAttached()
  expect(await log(page).evaluate(scroller => scroller.scrollTop)).toBe(0)
  await expect(field).toHaveValue('Half a sent')
  await expect(field).toBeFocused()
})

test('the drawer makes the open chat lively and still again', async ({ world, page }) => {
  const { life, world: { chats: worldChats } } = world.sites.portal.portal()
  const written = () => worldChats.get(GROUP)?.messages.count ?? 0
  const before = written()
  await page.getByRole('button', { name: 'Simulated portal' }).click()
  const pace = page.getByRole('region', { name: 'Simulated portal' }).getByLabel('Open chat')
  await expect(pace).toHaveValue('still')
  await pace.selectOption('busy')
  await expect.poll(() => life.paceOf(GROUP)).toBe('busy')
  world.advance(10 * 60_000)
  expect(written()).toBeGreaterThan(before)
  const lastId = worldChats.get(GROUP)?.messages.lastId
  await expect.poll(() => log(page).getByRole('listitem').last().getAttribute('data-id')).toBe(String(lastId))
  await pace.selectOption('still')
  await expect.poll(() => life.paceOf(GROUP)).toBe('still')
  await expect(pace).toHaveValue('still')
})

test('who reads elsewhere has nothing unread here', async ({ world, page }) => {
  const id = world.deed(GROUP, { kind: 'write', by: 17, text: 'From the other side' })?.id ?? 0
  await expect(log(page).getByRole('listitem').last()).toHaveAttribute('data-id', String(id))
  world.deed(GROUP, { kind: 'read', by: 1 })
  await expect(chats(page).getByRole('link', { name: 'Website relaunch' }).locator('.unread')).toBeHidden()
})
