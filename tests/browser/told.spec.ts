import type { Frame, FrameLocator, Page } from '@playwright/test'
import type { HeartWindow } from './pages/hearts.ts'
import { GROUP, MINUTE, untilFollowed } from './support/alive.ts'
import { PORTAL_HOST } from './support/sites.ts'
import { expect, test, type World } from './support/test.ts'

// Several people beside one chat: their hearts over the door, the real SDK, and the simulated portal with its push server.

const PEOPLE = [1, 5, 17]

test.beforeEach(({ guard }) => guard.allowHost(PORTAL_HOST))

/** The frame of the heart that this person's page has, once it beats. */
async function heartOf(world: World, page: Page, index: number): Promise<Frame> {
  await expect.poll(() => world.log('opened').length).toBeGreaterThan(index)
  const frame = await (await page.waitForSelector(`#appframe_${world.log('opened')[index]?.sid}`)).contentFrame()
  if (!frame) throw new Error('The page with the heart was not opened.')
  await frame.waitForFunction(() => 'heart' in window)
  return frame
}

const heart = (frame: Frame) => frame.evaluate(() => {
  const { state, asked } = (window as unknown as HeartWindow).heart
  return { asked, isOutdated: state?.isOutdated === true }
})

const calls = (world: World, name: string): number => world.log('rest').filter(({ method }) => method === name).length

test('of several people beside one chat one reads what is new, and the others are told and read when they come', async ({ world, page, context }) => {
  await context.clock.install()
  world.prepare({ scenario: 'all-scopes', appUrl: `${world.sites.pages.url}hearts.html` })
  const frames: Frame[] = []
  for (const [index, as] of PEOPLE.entries()) {
    const own = index === 0 ? page : await context.newPage()
    await own.goto(`${world.sites.portal.url}/online/?as=${as}&chat=chat${GROUP}&panel=1`)
    frames.push(await heartOf(world, own, index))
  }
  const [reader, ...others] = frames
  if (!reader) throw new Error('Nobody is there.')
  // who stays for a minute is told; after some more nobody is at it
  await context.clock.fastForward('01:01')
  await expect.poll(() => world.sites.portal.push.connections).toBe(PEOPLE.length)
  await context.clock.fastForward('30:00')
  await expect.poll(async () => (await Promise.all(frames.map(heart))).map(({ isOutdated }) => isOutdated)).toEqual([false, false, false])
  const before = await Promise.all(others.map(heart))

  world.deed(GROUP, { kind: 'write', by: 503, text: 'Something new' })
  await reader.evaluate(() => (window as unknown as HeartWindow).heart.ask())
  await expect.poll(async () => (await Promise.all(others.map(heart))).map(({ isOutdated }) => isOutdated)).toEqual([true, true])
  expect((await Promise.all(others.map(heart))).map(({ asked }) => asked)).toEqual(before.map(({ asked }) => asked))
  expect(calls(world, 'pull.application.event.add')).toBe(1)

  for (const frame of others) {
    await frame.evaluate(() => (window as unknown as HeartWindow).heart.ask())
    await expect.poll(() => heart(frame)).toMatchObject({ isOutdated: false })
  }
  // what was told needs no further word
  expect(calls(world, 'pull.application.event.add')).toBe(1)
  for (const frame of frames) await frame.evaluate(() => (window as unknown as HeartWindow).heart.stop())
  await expect.poll(() => world.sites.portal.push.connections).toBe(0)
})

interface Beside {
  id: number
  own: Page
  app: FrameLocator
}

/** The app beside the chat, as this person sees it in a browser of their own, whose clock goes only when it is told to. */
async function besideChat(world: World, own: Page, id: number): Promise<Beside> {
  await own.clock.install()
  await own.goto(`${world.sites.portal.url}/online/?as=${id}&lang=en&chat=chat${GROUP}&panel=1`)
  const app = own.frameLocator('iframe[id^="appframe_"]').first()
  await expect(app.getByRole('list', { name: 'Members' })).toBeVisible()
  await untilFollowed(app, own)
  await own.clock.pauseAt(await own.evaluate(() => Date.now()) + 2_000)
  return { id, own, app }
}

const asked = (world: World, { id }: Beside): number => world.log('rest').filter(({ personId, method }) => personId === id && method === 'batch').length
const words = (world: World): number => calls(world, 'pull.application.event.add')

/** Somebody has their hands in the page while time goes on, until it is so. */
async function stayUntil({ own, app }: Beside, step: number, isSo: () => boolean): Promise<void> {
  await expect.poll(async () => {
    await app.locator('html').dispatchEvent('pointermove')
    await own.clock.runFor(step)
    return isSo()
  }, { intervals: [50] }).toBe(true)
}

test('in the app one finds a change and goes by the clock, who is at it is told and reads once, and who is not reads nothing', async ({ world, browser }) => {
  world.prepare({ scenario: 'all-scopes' })
  const people: Beside[] = []
  for (const id of [1, 2, 3, 17]) {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, serviceWorkers: 'block', locale: 'en-GB' })
    people.push(await besideChat(world, await context.newPage(), id))
  }
  const [reader, near, away, farAway] = people
  if (!reader || !near || !away || !farAway) throw new Error('Somebody is missing.')
  // who stays for a minute is told; half an hour later nobody is at it, and nobody asks
  for (const { own } of people) await own.clock.runFor(MINUTE + 1_000)
  await expect.poll(() => world.sites.portal.push.connections).toBe(people.length)
  for (const { own } of people) await own.clock.fastForward(30 * MINUTE)
  world.advance(10 * MINUTE)
  // the first look does not bring the message that the opening ended with, so only the second knows the end
  for (const one of [...people, ...people]) {
    const before = asked(world, one)
    await one.own.clock.fastForward(31_000)
    await one.app.locator('html').dispatchEvent('pointerenter')
    await stayUntil(one, 100, () => asked(world, one) > before)
  }
  // two of them go away again
  for (const { own } of [away, farAway]) await own.clock.fastForward(6 * MINUTE)

  const [told, before] = [words(world), people.map(one => asked(world, one))]
  const title = 'The first change'
  world.deed(GROUP, { kind: 'rename', by: 503, title })
  world.deed(GROUP, { kind: 'write', by: 503, text: title })
  await stayUntil(reader, 500, () => words(world) > told)
  await expect(reader.app.getByRole('heading', { level: 1 })).toHaveText(title)
  await stayUntil(near, 200, () => asked(world, near) > (before[1] ?? 0))
  await expect(near.app.getByRole('heading', { level: 1 })).toHaveText(title)
  expect(words(world), 'what was told needs no further word').toBe(told + 1)
  expect([near, away, farAway].map(one => asked(world, one))).toEqual([(before[1] ?? 0) + 1, before[2], before[3]])

  // from then on only the one who noticed goes by the clock
  const later = people.map(one => asked(world, one))
  for (let second = 0; second < 30; second += 1) {
    for (const { own, app } of [reader, near]) {
      await app.locator('html').dispatchEvent('pointermove')
      await own.clock.runFor(1_000)
    }
  }
  await expect.poll(() => asked(world, reader)).toBeGreaterThan(later[0] ?? 0)
  expect([near, away, farAway].map(one => asked(world, one))).toEqual(later.slice(1))

  // nobody has answered the word, and the next change is told all the same
  world.deed(GROUP, { kind: 'write', by: 503, text: 'The second change' })
  await stayUntil(reader, 500, () => words(world) > told + 1)
  const read = asked(world, near)
  await stayUntil(near, 200, () => asked(world, near) > read)
  expect([away, farAway].map(one => asked(world, one))).toEqual(later.slice(2))
  for (const { own } of people) await own.context().close()
})
