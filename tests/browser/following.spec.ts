import type { Locator } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { beat, GROUP, MINUTE, openChat, placeOf } from './support/alive.ts'
import { openPanel } from './support/open-panel.ts'
import { expect, test } from './support/test.ts'

// The sidebar follows the chat beside it, without a reload.

test.beforeEach(async ({ page }) => {
  await page.clock.install()
})

/** Somebody reads a message, has marked a few of its words and scrolled a little. */
async function beThere(words: Locator): Promise<void> {
  await words.evaluate((element) => {
    window.scrollTo(0, 40)
    getSelection()?.selectAllChildren(element)
  })
}

test('Overview shows what people do after one beat each, in place', async ({ world, page }) => {
  await openChat(world, page)
  const frame = await appFrame(world.app)
  const head = world.app.locator('.overview')
  const fact = (name: string) => head.locator('dl > div').filter({ hasText: name }).locator('dd')
  const requests = () => world.log('rest').length
  const after = async (what: () => unknown) => {
    what()
    const before = requests()
    await beat(world, page)
    expect(requests(), 'one request brings everything').toBe(before + 1)
  }
  await world.app.getByRole('tab', { name: 'Overview' }).focus()
  await beThere(head.locator('.description, dt').first())
  const place = await placeOf(frame)
  expect(place).toMatchObject({ selected: expect.stringMatching(/\w/) as unknown, focused: expect.stringContaining('tab-overview') as unknown })
  const messages = Number((await fact('Messages').textContent())?.replace(/\D/g, ''))
  let id = 0
  await after(() => {
    id = world.deed(GROUP, { kind: 'write', by: 5, text: 'https://example.com/plan', file: { name: 'plan.pdf', type: 'file', size: 2_000 } })?.id ?? 0
    world.deed(GROUP, { kind: 'presence', by: 17, presence: 'idle' })
  })
  await expect(fact('Messages')).toHaveText(String(messages + 1))
  await expect(world.app.getByRole('tab', { name: /Catch up/ })).toContainText(/\d/)
  await after(() => world.deed(GROUP, { kind: 'read', by: 5 }))
  await expect(head.locator('.read')).toContainText('1 of 18')
  await after(() => {
    world.deed(GROUP, { kind: 'delete', by: 5, messageId: id })
    world.deed(GROUP, { kind: 'join', by: 20 })
    world.deed(GROUP, { kind: 'rename', by: 17, title: 'Relaunch, second try' })
    world.deed(GROUP, { kind: 'picture', by: 17, address: '/upload/avatar/9.svg' })
    world.deed(GROUP, { kind: 'hand-over', by: 503, whom: 17 })
  })
  await expect(head.getByText('and 12 more people')).toBeVisible()
  await expect(world.app.getByRole('heading', { level: 1 })).toHaveText('Relaunch, second try')
  await expect(head.locator('img[src*="/upload/avatar/9.svg"]').first()).toBeAttached()
  await expect(fact('Owner')).toHaveText('Anna Petrova')
  await after(() => world.deed(GROUP, { kind: 'leave', by: 20 }))
  await expect(head.getByText('and 11 more people')).toBeVisible()
  expect(await placeOf(frame)).toEqual(place)
})

test('People follows, and what is typed, focused and scrolled to stays', async ({ world, page }) => {
  await openChat(world, page)
  await openPanel(world.app, 'People')
  const people = world.app.getByRole('list', { name: 'People' })
  const row = (name: string) => people.getByRole('listitem').filter({ hasText: name })
  await expect(people).toBeVisible()
  const field = world.app.getByRole('searchbox').or(world.app.getByRole('textbox')).first()
  await field.fill('a')
  await field.selectText()
  const scrolled = await field.evaluate(() => {
    window.scrollTo(0, 60)
    return window.scrollY
  })
  world.deed(GROUP, { kind: 'join', by: 20 })
  world.deed(GROUP, { kind: 'appoint', by: 503, whom: 17 })
  world.deed(GROUP, { kind: 'presence', by: 17, presence: 'idle' })
  await beat(world, page)
  await expect(row('Ravi Patel')).toBeAttached()
  await expect(row('Anna Petrova')).toContainText('Manages this chat')
  await expect(row('Anna Petrova')).toContainText('Idle')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('a')
  expect(await field.evaluate((one: HTMLInputElement) => [one.selectionStart, one.selectionEnd, window.scrollY])).toEqual([0, 1, scrolled])
  await field.fill('Ravi')
  world.deed(GROUP, { kind: 'leave', by: 20 })
  await beat(world, page)
  await expect(row('Ravi Patel')).toBeHidden()
  await expect(field).toHaveValue('Ravi')
})

test('nothing is asked in ten minutes in which nobody has looked for five, and at once when somebody comes', async ({ world, page }) => {
  await openChat(world, page)
  await page.clock.fastForward(6 * MINUTE)
  const before = world.log('rest').length
  await page.clock.runFor(10 * MINUTE)
  expect(world.log('rest')).toHaveLength(before)
  await page.clock.resume()
  await expect(world.app.locator('.live')).toContainText('Last updated')
  await world.app.locator('html').dispatchEvent('pointerenter')
  await expect.poll(() => world.log('rest').length).toBe(before + 1)
  await expect(world.app.locator('.live')).not.toContainText('Last updated')
})

test('a hidden page asks nothing in ten minutes', async ({ world, page }) => {
  await page.addInitScript(() => {
    let isHidden = false
    Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') })
    addEventListener('hide-for-test', () => {
      isHidden = true
      document.dispatchEvent(new Event('visibilitychange'))
    })
  })
  await openChat(world, page)
  await world.app.locator('html').evaluate(() => void dispatchEvent(new Event('hide-for-test')))
  const before = world.log('rest').length
  for (let minute = 0; minute < 10; minute += 1) {
    await world.app.locator('html').dispatchEvent('pointermove')
    await page.clock.runFor(MINUTE)
  }
  expect(world.log('rest')).toHaveLength(before)
})

test('without a network the line says so, and goes when it is back', async ({ world, page, context }) => {
  await openChat(world, page)
  await context.setOffline(true)
  await page.clock.runFor(5_000)
  await page.clock.resume()
  await expect(world.app.locator('.live')).toContainText('No internet connection.')
  await context.setOffline(false)
  await expect(world.app.locator('.live')).not.toContainText('No internet connection.')
})

test('a chat that the portal refuses from now on is shown so', async ({ world, page }) => {
  await openChat(world, page)
  world.deed(GROUP, { kind: 'expel', by: 503, whom: 1 })
  await beat(world, page)
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeHidden()
  await expect(world.app.getByRole('alert')).toBeVisible()
  const before = world.log('rest').length
  await page.clock.runFor(5 * MINUTE)
  expect(world.log('rest')).toHaveLength(before)
})
