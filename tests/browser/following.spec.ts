import type { Page } from '@playwright/test'
import type { Deed } from '../portal/core/life/deed.ts'
import { expect, test, type World } from './support/test.ts'

// The sidebar follows the chat beside it, without a reload.

const GROUP = 1489
const MINUTE = 60_000

test.beforeEach(async ({ page }) => {
  await page.clock.install()
})

async function openChat(world: World): Promise<void> {
  await world.open()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await expect(world.app.locator('.live')).toBeAttached()
}

function beats(world: World): number {
  return world.log('rest').filter(({ commands }) => commands.some(command => command.startsWith('im.dialog.messages.get'))).length
}

/** Half a minute later somebody comes to the page, which is when it looks: once. */
async function beat(world: World, page: Page): Promise<void> {
  const before = beats(world)
  await page.clock.fastForward(31_000)
  await world.app.locator('html').dispatchEvent('pointerenter')
  await expect.poll(() => beats(world)).toBe(before + 1)
}

const head = (world: World) => world.app.locator('.overview')

const OVERVIEW: [string, Deed, (world: World) => Promise<void>][] = [
  ['a new title', { kind: 'rename', by: 17, title: 'Relaunch, second try' }, world => expect(world.app.getByRole('heading', { level: 1 })).toHaveText('Relaunch, second try')],
  ['a new picture', { kind: 'picture', by: 17, address: '/upload/avatar/9.svg' }, world => expect(head(world).locator('img[src*="/upload/avatar/9.svg"]').first()).toBeAttached()],
  ['a message', { kind: 'write', by: 5, text: 'Hello' }, world => expect(head(world).getByText('341', { exact: false }).first()).toBeVisible()],
  ['somebody who joins', { kind: 'join', by: 20 }, world => expect(head(world).getByText('and 12 more people')).toBeVisible()],
  ['somebody who leaves', { kind: 'leave', by: 3 }, world => expect(head(world).getByText('and 10 more people')).toBeVisible()],
  ['a read mark', { kind: 'read', by: 5 }, world => expect(head(world).locator('.read')).toContainText('13 of 18')],
]

for (const [what, deed, isShown] of OVERVIEW) {
  test(`Overview shows ${what} after one beat, in place`, async ({ world, page }) => {
    await openChat(world)
    const requests = world.log('rest').length
    await world.app.getByRole('tab', { name: 'Overview' }).focus()
    world.deed(GROUP, deed)
    await beat(world, page)
    await isShown(world)
    expect(world.log('rest')).toHaveLength(requests + 1)
    await expect(world.app.getByRole('tab', { name: 'Overview' })).toBeFocused()
  })
}

test('People follows, and what is typed, focused and scrolled to stays', async ({ world, page }) => {
  await openChat(world)
  await world.app.getByRole('tab', { name: 'People' }).click()
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
  await openChat(world)
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
  await openChat(world)
  await world.app.locator('html').evaluate(() => void dispatchEvent(new Event('hide-for-test')))
  const before = world.log('rest').length
  for (let minute = 0; minute < 10; minute += 1) {
    await world.app.locator('html').dispatchEvent('pointermove')
    await page.clock.runFor(MINUTE)
  }
  expect(world.log('rest')).toHaveLength(before)
})

test('without a network the line says so, and goes when it is back', async ({ world, page, context }) => {
  await openChat(world)
  await context.setOffline(true)
  await page.clock.runFor(5_000)
  await page.clock.resume()
  await expect(world.app.locator('.live')).toContainText('No internet connection.')
  await context.setOffline(false)
  await expect(world.app.locator('.live')).not.toContainText('No internet connection.')
})

test('a chat that the portal refuses from now on is shown so', async ({ world, page }) => {
  await openChat(world)
  world.deed(GROUP, { kind: 'expel', by: 503, whom: 1 })
  await beat(world, page)
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeHidden()
  await expect(world.app.getByRole('alert')).toBeVisible()
  const before = world.log('rest').length
  await page.clock.runFor(5 * MINUTE)
  expect(world.log('rest')).toHaveLength(before)
})
