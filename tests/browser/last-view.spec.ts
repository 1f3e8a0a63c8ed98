/** What Overview showed is painted at the next opening before the portal has answered, and corrected in place. */
import type { Page } from '@playwright/test'
import { createMemberList } from '../portal/core/world/member-list.ts'
import { appFrame } from './support/app-frame.ts'
import { expect, test } from './support/lasting-profile.ts'
import { ANNA, GROUP, hold, openOnce, painted, readRaw } from './support/last-views.ts'
import type { World } from './support/test.ts'

interface Shift { value: number, at: string }

test('the second opening paints before the portal has answered, with its tabs, and asks once', async ({ world, page }) => {
  world.prepare({})
  await openOnce(world)
  const title = await world.app.getByRole('heading', { level: 1 }).textContent()
  const tabs = await world.app.getByRole('tab').count()
  expect(tabs).toBeGreaterThan(1)
  const letGo = await hold(page, world.sites.portal)
  await world.visit({ as: ANNA, lang: 'en', chat: GROUP })
  await expect(painted(world)).toBeVisible()
  await expect(world.app.getByRole('heading', { level: 1 })).toHaveText(title ?? '')
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await expect(world.app.getByRole('tab')).toHaveCount(tabs)
  // what acts on the chat waits, and says so
  await world.app.getByText('Actions', { exact: true }).click()
  await expect(world.app.getByRole('button', { name: 'Mute', exact: true })).toHaveAttribute('aria-disabled', 'true')
  await expect(world.app.getByText('This can be done once the chat has been refreshed.')).toBeVisible()
  letGo()
  await expect(painted(world)).toHaveCount(0)
  await expect(world.app.getByRole('button', { name: 'Mute', exact: true })).toHaveAttribute('aria-disabled', 'false')
  expect(world.requests().map(({ method }) => method)).toEqual(['batch'])
})

test('what was kept is drawn before the portal is asked', async ({ world, page }) => {
  world.prepare({})
  await openOnce(world)
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector('h1') && performance.getEntriesByName('drawn').length === 0) performance.mark('drawn')
    }).observe(document, { subtree: true, childList: true })
  })
  await openOnce(world)
  const [drawn, asked] = await (await appFrame(world.app)).evaluate(() => [
    performance.getEntriesByName('drawn')[0]?.startTime ?? Infinity,
    performance.getEntriesByType('resource').find(({ name }) => name.includes('/rest/'))?.startTime ?? 0,
  ])
  expect(drawn).toBeLessThan(asked ?? 0)
})

test('a key is made once for a person: later openings write nothing to the portal', async ({ world }) => {
  world.prepare({ isFirstOpening: true })
  await openOnce(world)
  const methods = world.requests().map(({ method }) => method)
  expect(methods).toEqual(['batch', 'user.option.get', 'user.option.set', 'user.option.get'])
  const { userOptions } = world.sites.portal.portal().world.app
  const key = userOptions.get(ANNA)?.['deviceKey']
  expect(key).toMatch(/^1:1:[0-9a-f]{64}$/)
  await openOnce(world, { chat: 'chat1489' })
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
  const frame = await appFrame(world.app)
  await expect.poll(async () => (await readRaw(frame)).length).toBeGreaterThan(0)
  await second.close()
  await openOnce(world)
  await hold(page, world.sites.portal)
  await world.visit({ as: ANNA, lang: 'en', chat: GROUP })
  await expect(painted(world)).toBeVisible()
})

test('what could not be refreshed stays, with the reason, and is read when asked again', async ({ world }) => {
  world.prepare({})
  await openOnce(world)
  world.sites.portal.portal().addFault({ side: 'rest', target: 'batch', fault: { kind: 'cut' }, times: null })
  await world.visit({ as: ANNA, lang: 'en', chat: GROUP })
  const told = world.app.getByText(/^As it was .* It could not be refreshed\.$/)
  await expect(told).toBeVisible()
  // what is said lies over nothing that somebody could not scroll to
  const last = world.app.getByRole('list', { name: 'Members' }).getByRole('listitem').last()
  await last.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  const [end, line] = [await last.boundingBox(), await world.app.locator('footer').boundingBox()]
  expect((end?.y ?? Infinity) + (end?.height ?? 0)).toBeLessThanOrEqual(line?.y ?? 0)
  world.sites.portal.portal().clearFaults()
  await world.app.getByRole('button', { name: 'Try again' }).click()
  await expect(world.app.getByText(/could not be refreshed/)).toHaveCount(0)
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
})

interface SecondOpening {
  as?: number
  chat?: string
  /** Settles when all is on the screen that comes after the chat. */
  isComplete?: () => Promise<void>
}

/** Opens the chat a second time and returns what moved in our frame from the painted view on. */
async function shiftsOfSecond(world: World, page: Page, { as = ANNA, chat = GROUP, isComplete }: SecondOpening = {}): Promise<number> {
  await page.addInitScript(() => {
    const shifts: Shift[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push({ value: (entry as unknown as { value: number }).value, at: String(entry.startTime) })
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const letGo = await hold(page, world.sites.portal)
  await world.visit({ as, lang: 'en', chat })
  await expect(painted(world)).toBeVisible()
  letGo()
  await expect(painted(world)).toHaveCount(0)
  await isComplete?.()
  const frame = await appFrame(world.app)
  return await frame.evaluate(async () => {
    // two frames later everything that the answer changed is painted
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const { shifts } = window as unknown as { shifts: Shift[] }
    return shifts.reduce((sum, { value }) => sum + value, 0)
  })
}

test('nothing moves when the answer is what was painted', async ({ world, page }) => {
  world.prepare({})
  await openOnce(world)
  expect(await shiftsOfSecond(world, page)).toBe(0)
})

test('next to nothing moves when the answer differs', async ({ world, page }) => {
  world.prepare({})
  await openOnce(world)
  const chat = world.sites.portal.portal().world.chats.get(1489)
  if (chat) chat.name = 'Renamed meanwhile'
  chat?.messages.add({ authorId: 503, createdAt: Date.now(), text: 'new', likedBy: [], fileIds: [], systemCode: '' })
  expect(await shiftsOfSecond(world, page)).toBeLessThanOrEqual(0.02)
  await expect(world.app.getByRole('heading', { level: 1 })).toHaveText('Renamed meanwhile')
})

test.describe('a chat with linked records', () => {
  const KLAUS = 503
  const DEAL_CHAT = 'chat1439'

  /** The first opening, until all is said about the deal. */
  async function openDeal(world: World): Promise<void> {
    await openOnce(world, { as: KLAUS, chat: DEAL_CHAT })
    await expect(world.app.getByText('Prepayment invoice')).toBeVisible()
  }

  test('nothing moves when the answers are what was painted, those about the records included', async ({ world, page }) => {
    world.prepare({ scenario: 'all-scopes' })
    await openDeal(world)
    const isComplete = () => expect(world.app.getByText('Prepayment invoice')).toBeVisible()
    expect(await shiftsOfSecond(world, page, { as: KLAUS, chat: DEAL_CHAT, isComplete })).toBe(0)
  })

  test('next to nothing moves with a long title, more members and another stage', async ({ world, page }) => {
    world.prepare({ scenario: 'all-scopes' })
    const { chats, records } = world.sites.portal.portal().world
    const chat = chats.get(1439)
    const deal = records.crmItems.get('2:1663')
    if (!chat || !deal) throw new Error('There is no chat about this deal.')
    const { members } = chat
    const few = Array.from({ length: members.count - 1 }, (_unused, index) => members.at(index))
    Object.defineProperty(chat, 'members', {
      configurable: true, value: createMemberList(() => few.map(({ personId }) => personId), id => members.of(id) ?? members.at(0)),
    })
    await openDeal(world)
    chat.name = 'Label printers for the warehouse in Leipzig, their spare heads, and everything that is to be ordered with them until spring'
    const before = await world.app.getByRole('list', { name: 'Members' }).getByRole('listitem').count()
    Reflect.deleteProperty(chat, 'members')
    deal.stageId = 'WON'
    const isComplete = () => expect(world.app.getByText('Deal successful')).toBeVisible()
    expect(await shiftsOfSecond(world, page, { as: KLAUS, chat: DEAL_CHAT, isComplete })).toBeLessThanOrEqual(0.02)
    await expect(world.app.getByRole('heading', { level: 1 })).toHaveText(chat.name)
    expect(await world.app.getByRole('list', { name: 'Members' }).getByRole('listitem').count()).toBeGreaterThan(before)
  })
})
