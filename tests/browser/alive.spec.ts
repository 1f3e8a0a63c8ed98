import type { Frame, FrameLocator } from '@playwright/test'
import type { FaultKind } from '../portal/core/faults.ts'
import { beat, beats, GROUP, openChat, untilFollowed } from './support/alive.ts'
import { appFrame } from './support/app-frame.ts'
import { expect, test, type World } from './support/test.ts'

// The heart under everything that the portal, the network and people do to it. The portal strikes the chat's own requests alone.

test.beforeEach(async ({ page }) => {
  await page.clock.install()
})

declare global {
  interface Window { sentAt?: number[] }
}

/** The clock goes on between two looks. */
const QUICKLY = { intervals: [50] }

const line = (world: World) => world.app.locator('.live')
const requests = (world: World) => world.log('rest').length
const comes = (app: FrameLocator) => app.locator('html').dispatchEvent('pointerenter')

test('at the wildest it asks six times in a minute', async ({ world, page }) => {
  await openChat(world, page)
  const frame = await appFrame(world, page)
  // when the page itself sends, by its own clock
  await frame.evaluate(() => {
    const { fetch } = window
    window.sentAt = []
    window.fetch = (...request) => {
      window.sentAt?.push(Date.now())
      return fetch(...request)
    }
  })
  for (let second = 0; second < 180; second += 1) {
    await frame.evaluate(() => {
      for (const sign of ['pointerenter', 'pointermove', 'pointerleave']) document.documentElement.dispatchEvent(new Event(sign))
      for (const sign of ['blur', 'focus']) window.dispatchEvent(new Event(sign))
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await page.clock.runFor(1_000)
  }
  const sent = await frame.evaluate(() => window.sentAt ?? [])
  const inAMinute = sent.map(from => sent.filter(time => time >= from && time < from + 60_000).length)
  expect(Math.max(...inAMinute)).toBeLessThanOrEqual(6)
  expect(sent.length).toBeGreaterThan(6)
})

const BUSY = 'Bitrix24 is busy.'
const SILENT = 'Bitrix24 is not answering.'
const FAULTS: [string, FaultKind, string][] = [
  ['503', { kind: 'http-503' }, BUSY],
  ['429', { kind: 'http-429', resetSeconds: 120 }, BUSY],
  ['silence', { kind: 'silence' }, SILENT],
  ['an ended session', { kind: 'expired-token' }, 'The session has to be renewed.'],
]

for (const [what, fault, said] of FAULTS) {
  test(`${what}: it slows, says so, and recovers`, async ({ world, page }) => {
    await openChat(world, page)
    world.sites.portal.portal().addFault({ side: 'rest', target: '*', fault, times: null })
    const before = requests(world)
    await page.clock.fastForward(31_000)
    await comes(world.app)
    await expect.poll(() => requests(world)).toBeGreaterThan(before)
    // silence ends by a deadline, and what is said waits three seconds
    await expect.poll(async () => {
      await page.clock.runFor(5_000)
      return await line(world).textContent()
    }, QUICKLY).toContain(said)
    await expect(world.app.getByRole('list', { name: 'Members' }), 'what was read stays').toBeVisible()
    const refused = requests(world)
    for (let second = 0; second < 9; second += 1) {
      await comes(world.app)
      await page.clock.runFor(1_000)
    }
    expect(requests(world), 'who comes does not hurry it').toBe(refused)
    world.sites.portal.portal().clearFaults()
    world.deed(GROUP, { kind: 'rename', by: 17, title: 'After the storm' })
    await expect.poll(async () => {
      await page.clock.runFor(20_000)
      await comes(world.app)
      return await world.app.getByRole('heading', { level: 1 }).textContent()
    }, QUICKLY).toBe('After the storm')
    await expect(line(world)).not.toContainText(said)
  })
}

interface Seen { moved: number, said: { at: number, words: string }[] }
type SeenWindow = Window & { seen: Seen }

/** What the page moves by itself, and what it says to screen readers, from now on. */
async function watchPage(frame: Frame): Promise<() => Promise<Seen>> {
  await frame.evaluate(() => {
    const seen: Seen = { moved: 0, said: [] }
    Object.assign(window, { seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.moved += (entry as PerformanceEntry & { value: number }).value
    }).observe({ type: 'layout-shift' })
    const live = document.querySelector('.live [aria-live="polite"]')
    if (live) new MutationObserver(() => {
      if (live.textContent) seen.said.push({ at: Date.now(), words: live.textContent })
    }).observe(live, { childList: true, characterData: true, subtree: true })
  })
  return () => frame.evaluate(() => (window as unknown as SeenWindow).seen)
}

test('a beat moves nothing, and screen readers hear of changes at most once in ten seconds', async ({ world, page }) => {
  await openChat(world, page)
  const frame = await appFrame(world, page)
  const seen = await watchPage(frame)
  await beat(world, page)
  await page.clock.runFor(1_000)
  expect(await seen(), 'nothing is new').toEqual({ moved: 0, said: [] })
  for (const text of ['One', 'Two', 'Three']) {
    world.deed(GROUP, { kind: 'write', by: 17, text })
    const before = beats(world)
    // a network that is back is looked over within five seconds
    await frame.evaluate(() => ['offline', 'online'].map(sign => window.dispatchEvent(new Event(sign))))
    await page.clock.runFor(5_000)
    await expect.poll(() => beats(world)).toBeGreaterThan(before)
  }
  const count = (said: Seen['said']) => said.reduce((sum, { words }) => sum + Number(/^(\d) new messages?$/.exec(words)?.[1]), 0)
  await expect.poll(async () => {
    await page.clock.runFor(1_000)
    return count((await seen()).said)
  }, QUICKLY).toBe(3)
  const { moved, said } = await seen()
  const gaps = said.slice(1).map(({ at }, index) => at - (said[index]?.at ?? 0))
  expect(gaps.length).toBeGreaterThan(0)
  // the browser tells of what is said a moment later; between beats were five seconds at most
  expect(Math.min(...gaps)).toBeGreaterThan(9_500)
  expect(moved).toBe(0)
})

test('a slider beside the sidebar follows the chat, and both ask as often as one', async ({ world, page }) => {
  await openChat(world, page)
  await world.app.getByRole('button', { name: 'Open wide' }).click()
  const wide = page.getByRole('dialog').frameLocator('iframe[id^="appframe_"]')
  await expect(wide.getByRole('list', { name: 'Members' })).toBeVisible()
  await untilFollowed(wide, page)
  world.deed(GROUP, { kind: 'rename', by: 17, title: 'Relaunch, second try' })
  await beat(world, page, wide)
  for (const app of [wide, world.app]) await expect(app.getByRole('heading', { level: 1 })).toHaveText('Relaunch, second try')
  const before = beats(world)
  const frames = page.frames().filter(frame => frame.url().startsWith(world.sites.app.url))
  expect(frames).toHaveLength(2)
  for (let step = 0; step < 20; step += 1) {
    for (const frame of frames) await frame.evaluate(() => document.documentElement.dispatchEvent(new Event('pointerenter')))
    await page.clock.fastForward(3_000)
  }
  const asked = beats(world) - before
  expect(asked).toBeGreaterThan(2)
  expect(asked).toBeLessThanOrEqual(6)
})
