import { expect, test } from './support/test.ts'

/** Methods that were called since the panel was opened, without the batches that read. */
function calls(log: readonly { method: string }[]): string[] {
  return log.map(({ method }) => method).filter(method => method !== 'batch')
}

test('notifications are switched off and on again, and the focus stays at the button', async ({ world, page }) => {
  await world.open({ scenario: 'small-group' })
  await world.app.getByText('Actions', { exact: true }).click()
  await world.app.getByRole('button', { name: 'Mute', exact: true }).click()
  const unmute = world.app.getByRole('button', { name: 'Unmute' })
  await expect(unmute).toBeFocused()
  await expect(world.app.getByText('Notifications of this chat are off now.')).toBeVisible()
  const { world: { chats } } = world.sites.portal.portal()
  expect(chats.get(1489)?.members.of(1)?.isMuted).toBe(true)

  await page.keyboard.press('Enter')
  await expect(world.app.getByRole('button', { name: 'Mute', exact: true })).toBeFocused()
  expect(chats.get(1489)?.members.of(1)?.isMuted).toBe(false)
  expect(calls(world.log('rest'))).toEqual(['im.chat.mute', 'im.chat.mute'])
})

test('what is unread is marked as read', async ({ world }) => {
  await world.open({ scenario: 'small-group', as: 5, lang: 'en' })
  await world.app.getByText('Actions', { exact: true }).click()
  await world.app.getByRole('button', { name: 'Mark 4 as read' }).click()
  await expect(world.app.getByText('Marked as read.')).toBeVisible()
  const chat = world.sites.portal.portal().world.chats.get(1489)
  expect(chat?.members.of(5)?.lastReadId).toBe(chat?.messages.lastId)
  await expect(world.app.getByRole('button', { name: /as read/ })).toHaveCount(0)
})

test('leaving asks first, by keyboard alone, and afterwards nothing more is asked', async ({ world, page }) => {
  await world.open({ scenario: 'small-group', as: 5, lang: 'en' })
  await world.app.getByText('Actions', { exact: true }).focus()
  await page.keyboard.press('Enter')
  const leave = world.app.getByRole('button', { name: 'Leave', exact: true })
  await leave.focus()
  await page.keyboard.press('Enter')
  await expect(world.app.getByRole('dialog', { name: /^Leave/ })).toBeVisible()
  await expect(world.app.getByRole('button', { name: 'Stay' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(leave).toBeFocused()
  expect(calls(world.log('rest'))).toEqual([])

  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+Tab')
  await expect(world.app.getByRole('button', { name: 'Leave the chat' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(world.app.getByRole('heading', { name: 'You have left this chat' })).toBeFocused()
  expect(world.sites.portal.portal().world.chats.get(1489)?.members.of(5)).toBeUndefined()
  expect(world.requests().map(({ method }) => method)).toEqual(['batch', 'im.chat.leave'])
})

test('what a chat does not allow is not offered', async ({ world }) => {
  await world.open({ scenario: 'workgroup' })
  await world.app.getByText('Actions', { exact: true }).click()
  await expect(world.app.getByRole('button', { name: 'Mute', exact: true })).toBeVisible()
  await expect(world.app.getByRole('button', { name: 'Leave', exact: true })).toHaveCount(0)
})

test('a portal that refuses is quoted, and asked once', async ({ world }) => {
  await world.open({ scenario: 'small-group' })
  const chat = world.sites.portal.portal().world.chats.get(1489)
  await world.app.getByText('Actions', { exact: true }).click()
  if (chat) chat.restrictions.mute = false
  await world.app.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(world.app.getByRole('alert')).toContainText('ACCESS_ERROR: This chat cannot be muted')
  expect(calls(world.log('rest'))).toEqual(['im.chat.mute'])
})

test('opening stays one request, and the actions\' code comes when they are unfolded', async ({ world }) => {
  const before = world.sites.app.requests.length
  await world.open({ scenario: 'small-group' })
  await expect(world.app.getByText('Actions', { exact: true })).toBeVisible()
  // the style sheet comes with the code, of which another panel uses a part as well
  const actionFiles = () => world.sites.app.requests.slice(before).filter(({ path }) => /chat-actions.*\.css$/.test(path))
  expect(actionFiles()).toEqual([])
  await world.app.getByText('Actions', { exact: true }).click()
  await expect(world.app.getByRole('button', { name: 'Mute', exact: true })).toBeVisible()
  expect(actionFiles()).toHaveLength(1)
  expect(world.requests().map(({ method }) => method)).toEqual(['batch'])
})
