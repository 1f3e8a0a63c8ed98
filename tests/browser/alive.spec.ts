import type { Frame, FrameLocator, Page, Request } from '@playwright/test'
import type { FaultKind } from '../portal/core/faults.ts'
import { beat, beats, GROUP, MINUTE, openChat, untilFollowed } from './support/alive.ts'
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
const title = (app: FrameLocator) => app.getByRole('heading', { level: 1 })

/** Moments when these pages send from now on, by their own clock, which is one for all. */
async function watchSending(frames: readonly Frame[]): Promise<() => Promise<number[]>> {
  for (const frame of frames) await frame.evaluate(() => {
    const { fetch, sentAt } = window
    window.sentAt = []
    if (sentAt) return
    window.fetch = (...request) => {
      window.sentAt?.push(Date.now())
      return fetch(...request)
    }
  })
  return async () => (await Promise.all(frames.map(frame => frame.evaluate(() => window.sentAt ?? [])))).flat()
}

/** Lets these seconds pass one by one, each with what happens in it, for a portal that is quick: every answer is there before the next. */
async function pass(page: Page, seconds: number, happens?: () => Promise<void>): Promise<void> {
  const asked = new Set<Request>()
  const begins = (request: Request) => asked.add(request)
  const ends = (request: Request) => asked.delete(request)
  page.context().on('request', begins).on('requestfinished', ends).on('requestfailed', ends)
  for (let second = 0; second < seconds; second += 1) {
    await happens?.()
    await page.clock.runFor(1_000)
    await expect.poll(() => asked.size, QUICKLY).toBe(0)
  }
  page.context().off('request', begins).off('requestfinished', ends).off('requestfailed', ends)
}

function mostInAMinute(times: readonly number[]): number {
  return Math.max(...times.map(from => times.filter(time => time >= from && time < from + MINUTE).length))
}

test('at the wildest it asks six times in a minute', async ({ world, page }) => {
  await openChat(world, page)
  const frame = await appFrame(world.app)
  const sent = await watchSending([frame])
  // by the page's own clock, so that a second is one command
  await frame.evaluate(() => {
    setInterval(() => {
      for (const sign of ['pointerenter', 'pointermove', 'pointerleave']) document.documentElement.dispatchEvent(new Event(sign))
      for (const sign of ['blur', 'focus']) window.dispatchEvent(new Event(sign))
      document.dispatchEvent(new Event('visibilitychange'))
    }, 1_000)
  })
  await pass(page, 180)
  const times = await sent()
  expect(mostInAMinute(times)).toBeLessThanOrEqual(6)
  expect(times.length).toBeGreaterThan(6)
})

const BUSY = 'Bitrix24 is busy.'
const SILENT = 'Bitrix24 is not answering.'
const FAULTS: [string, FaultKind, string][] = [
  ['503', { kind: 'http-503' }, BUSY],
  ['429', { kind: 'http-429', resetSeconds: 120 }, BUSY],
  ['silence', { kind: 'silence' }, SILENT],
  ['an ended session', { kind: 'expired-token' }, 'The session has to be renewed.'],
]

test('whatever the portal does to it, it slows, says so, and recovers', async ({ world, page }) => {
  await openChat(world, page)
  for (const [what, fault, said] of FAULTS) await test.step(what, async () => {
    world.sites.portal.portal().addFault({ side: 'rest', target: '*', fault, times: null })
    const before = requests(world)
    await page.clock.fastForward(31_000)
    await comes(world.app)
    await expect.poll(() => requests(world)).toBeGreaterThan(before)
    // silence ends by a deadline, and what is said waits three seconds; in small steps, for the next beat by the clock must not be near
    await expect.poll(async () => {
      await page.clock.runFor(1_000)
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
    world.deed(GROUP, { kind: 'rename', by: 17, title: `After ${what}` })
    await expect.poll(async () => {
      await page.clock.runFor(20_000)
      await comes(world.app)
      return await world.app.getByRole('heading', { level: 1 }).textContent()
    }, QUICKLY).toBe(`After ${what}`)
    await expect(line(world)).not.toContainText(said)
  })
})

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
  const frame = await appFrame(world.app)
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

/** What the sidebars of these pages send while somebody comes to each of them every second. */
async function sentWhileBusy(page: Page, pages: readonly Page[]): Promise<number[]> {
  const frames = pages.flatMap(one => one.frames()).filter(frame => frame.parentFrame()?.parentFrame() === null)
  const sent = await watchSending(frames)
  await pass(page, 130, async () => {
    for (const frame of frames) await frame.evaluate(() => document.documentElement.dispatchEvent(new Event('pointerenter')))
  })
  return sent()
}

test('a slider beside the sidebar follows the chat, and both ask as often as one', async ({ world, page }) => {
  await openChat(world, page)
  await world.app.getByRole('button', { name: 'Open wide' }).click()
  const wide = page.getByRole('dialog').frameLocator('iframe[id^="appframe_"]')
  await expect(wide.getByRole('list', { name: 'Members' })).toBeVisible()
  await untilFollowed(wide, page)
  world.deed(GROUP, { kind: 'rename', by: 17, title: 'Relaunch, second try' })
  await beat(world, page, wide)
  for (const app of [wide, world.app]) await expect(title(app)).toHaveText('Relaunch, second try')
  const together = await sentWhileBusy(page, [page])
  expect(together.length).toBeGreaterThan(9)
  expect(mostInAMinute(together)).toBeLessThanOrEqual(6)
})

test('two sidebars of one chat in one browser ask as often as one, and either goes on without the other', async ({ world, page, context }) => {
  await openChat(world, page)
  const tab = await context.newPage()
  await tab.goto(page.url())
  const other = tab.frameLocator('iframe[id^="appframe_"]').first()
  await expect(other.getByRole('list', { name: 'Members' })).toBeVisible()
  await untilFollowed(other, page)

  const together = await sentWhileBusy(page, [page, tab])
  expect(together.length).toBeGreaterThan(9)
  expect(mostInAMinute(together)).toBeLessThanOrEqual(6)

  // nobody has looked for long, so nobody is slowed by how often others look
  world.advance(10 * MINUTE)
  for (const [by, name] of [[other, 'Found in the second'], [world.app, 'Found in the first']] as const) {
    world.deed(GROUP, { kind: 'rename', by: 17, title: name })
    await beat(world, page, by)
    for (const app of [world.app, other]) await expect(title(app)).toHaveText(name)
  }

  // both are due, one asks, and is closed before the portal has answered
  world.deed(GROUP, { kind: 'rename', by: 17, title: 'After the other was closed' })
  world.sites.portal.portal().addFault({ side: 'rest', target: '*', fault: { kind: 'silence' }, times: null })
  const asking = context.waitForEvent('request', request => new URL(request.url()).pathname.startsWith('/rest/'))
  await page.clock.fastForward(31_000)
  await Promise.all([world.app, other].map(comes))
  const asker = (await asking).frame().page()
  await asker.close()
  world.sites.portal.portal().clearFaults()
  const left = asker === page ? other : world.app
  await expect(title(left)).toHaveText('Found in the first')
  // a heartbeat while somebody is at it
  await expect.poll(async () => {
    await context.clock.runFor(5_000)
    return await title(left).textContent()
  }, QUICKLY).toBe('After the other was closed')
})
