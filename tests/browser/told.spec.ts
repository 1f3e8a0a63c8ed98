import type { Frame, Page } from '@playwright/test'
import type { HeartWindow } from './pages/hearts.ts'
import { PORTAL_HOST } from './support/sites.ts'
import { expect, test, type World } from './support/test.ts'

// Several people beside one chat: their hearts over the door, the real SDK, and the simulated portal with its push server.

const GROUP = 1489
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
