import { NOTHING_WRONG, zoomTo } from '../support/keyboard-walk.ts'
import { inEveryPanel, MEMBERS, walkPanel } from './panels.ts'
import { expect, test } from './test.ts'

// What a browser tells pages of the person before it; WebKitGTK knows neither forced colours nor, without a touch screen, fingers.

test.use({ launch: { isAdapted: true } })

const TOLD = {
  firefox: ['(forced-colors: active)', '(prefers-reduced-motion: reduce)', '(pointer: coarse)', '(hover: none)'],
  webkit: ['(prefers-reduced-motion: reduce)'],
}

test('with colours of one\'s own, without motion and with fingers nothing moves, the keys reach all that there is, seen, and axe finds nothing wrong', async ({ world, engine }) => {
  const { app, page } = world
  await world.open({ chat: 'chat1489' })
  await app.see(MEMBERS)
  expect(await app.evaluate(queries => queries.filter(query => matchMedia(query).matches), TOLD[engine])).toEqual(TOLD[engine])
  await page.evaluate(zoomTo, 200)
  // what comes after the chat has come
  await expect.poll(() => app.evaluate(() => document.querySelector('.live') !== null)).toBe(true)
  const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running').length
  await inEveryPanel(app, async (title) => {
    await expect.poll(() => app.evaluate(moving), title).toBe(0)
    expect(await walkPanel(world), title).toEqual(NOTHING_WRONG)
    expect(await app.violations(), title).toEqual([])
  })
})
