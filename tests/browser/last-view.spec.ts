/** What Overview showed is painted at the next opening before the portal has answered, and corrected in place. */
import type { Page } from '@playwright/test'
import { expect, test } from './support/lasting-profile.ts'
import { ANNA, frameOf, GROUP, hold, openOnce, painted, readRaw } from './support/last-views.ts'
import type { World } from './support/test.ts'

interface Shift { value: number, at: string }

test('the second opening paints before the portal has answered, with its tabs, and asks once', async ({ world, page }) => {
  world.prepare({})
  await openOnce(world, page)
  const title = await world.app.getByRole('heading', { level: 1 }).textContent()
  const letGo = await hold(page, world.sites.portal)
  await world.visit({ as: ANNA, lang: 'en', chat: GROUP })
  await expect(painted(world)).toBeVisible()
  await expect(world.app.getByRole('heading', { level: 1 })).toHaveText(title ?? '')
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await expect(world.app.getByRole('tab')).toHaveCount(6)
  // what acts on the chat waits, and says so
  await world.app.getByText('Actions', { exact: true }).click()
  await expect(world.app.getByRole('button', { name: 'Mute' })).toHaveAttribute('aria-disabled', 'true')
  await expect(world.app.getByText('This can be done once the chat has been refreshed.')).toBeVisible()
  letGo()
  await expect(painted(world)).toHaveCount(0)
  await expect(world.app.getByRole('button', { name: 'Mute' })).toHaveAttribute('aria-disabled', 'false')
  expect(world.log('rest').map(({ method }) => method)).toEqual(['batch'])
})

test('a key is made once for a person: later openings write nothing to the portal', async ({ world, page }) => {
  world.prepare({ isFirstOpening: true })
  await openOnce(world, page)
  const methods = world.log('rest').map(({ method }) => method)
  expect(methods).toEqual(['batch', 'user.option.get', 'user.option.set', 'user.option.get'])
  const { userOptions } = world.sites.portal.portal().world.app
  const key = userOptions.get(ANNA)?.['deviceKey']
  expect(key).toMatch(/^1:1:[0-9a-f]{64}$/)
  await openOnce(world, page, { chat: 'chat1489' })
  expect(world.log('rest').map(({ method }) => method).filter(method => method.endsWith('.set'))).toEqual(['user.option.set'])
  expect(userOptions.get(ANNA)?.['deviceKey']).toBe(key)
})

test('two windows at the first opening end with one key, and the next opening paints', async ({ world, page, context }) => {
  world.prepare({ isFirstOpening: true })
  const second = await context.newPage()
  await world.visit({ as: ANNA, lang: 'en', chat: GROUP, panel: false })
  const address = `${world.sites.portal.url}/online/?as=1&lang=en&chat=${GROUP}&panel=1`
  await Promise.all([page.goto(address), second.goto(address)])
  for (const one of [page, second]) await expect(one.frameLocator('iframe[id^="appframe_"]').first().getByRole('heading', { level: 1 })).toBeVisible()
  const frame = await frameOf(page)
  await expect.poll(async () => (await readRaw(frame)).length).toBeGreaterThan(0)
  await second.close()
  await openOnce(world, page)
  await hold(page, world.sites.portal)
  await world.visit({ as: ANNA, lang: 'en', chat: GROUP })
  await expect(painted(world)).toBeVisible()
})

test('what could not be refreshed stays, with the reason, and is read when asked again', async ({ world, page }) => {
  world.prepare({})
  await openOnce(world, page)
  world.sites.portal.portal().addFault({ side: 'rest', target: 'batch', fault: { kind: 'cut' }, times: null })
  await world.visit({ as: ANNA, lang: 'en', chat: GROUP })
  await expect(world.app.getByText(/^As it was .* It could not be refreshed\.$/)).toBeVisible()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  world.sites.portal.portal().clearFaults()
  await world.app.getByRole('button', { name: 'Try again' }).click()
  await expect(world.app.getByText(/could not be refreshed/)).toHaveCount(0)
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
})

/** Opens the chat a second time and returns what moved in our frame from the painted view on. */
async function shiftsOfSecond(world: World, page: Page): Promise<number> {
  await page.addInitScript(() => {
    const shifts: Shift[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push({ value: (entry as unknown as { value: number }).value, at: String(entry.startTime) })
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const letGo = await hold(page, world.sites.portal)
  await world.visit({ as: ANNA, lang: 'en', chat: GROUP })
  await expect(painted(world)).toBeVisible()
  letGo()
  await expect(painted(world)).toHaveCount(0)
  const frame = await frameOf(page)
  return await frame.evaluate(async () => {
    // two frames later everything that the answer changed is painted
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const { shifts } = window as unknown as { shifts: Shift[] }
    return shifts.reduce((sum, { value }) => sum + value, 0)
  })
}

test('nothing moves when the answer is what was painted', async ({ world, page }) => {
  world.prepare({})
  await openOnce(world, page)
  expect(await shiftsOfSecond(world, page)).toBe(0)
})

test('next to nothing moves when the answer differs', async ({ world, page }) => {
  world.prepare({})
  await openOnce(world, page)
  const chat = world.sites.portal.portal().world.chats.get(1489)
  if (chat) chat.name = 'Renamed meanwhile'
  chat?.messages.add({ authorId: 503, createdAt: Date.now(), text: 'new', likedBy: [], fileIds: [], systemCode: '' })
  expect(await shiftsOfSecond(world, page)).toBeLessThanOrEqual(0.02)
  await expect(world.app.getByRole('heading', { level: 1 })).toHaveText('Renamed meanwhile')
})
