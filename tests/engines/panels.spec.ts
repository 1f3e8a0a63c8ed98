import { findBrokenWords } from '../browser/support/broken-words.ts'
import { NOTHING_WRONG, zoomTo } from '../support/keyboard-walk.ts'
import { inEveryPanel, MEMBERS, openPanel, titles, TITLES, walkPanel } from './panels.ts'
import { expect, test } from './test.ts'
import { KEYS, type Query } from './view.ts'

// Each part of the app, in a column beside the chat.

test('every panel shows what it has, names are those of the tabs, and axe finds nothing wrong', async ({ world }) => {
  await world.open({ scenario: 'all-scopes', chat: 'chat1489' })
  await world.app.see(MEMBERS)
  expect(await titles(world.app)).toEqual(TITLES)
  await inEveryPanel(world.app, async (title) => {
    expect(await world.app.find({ role: 'alert' }), title).toEqual([])
    expect(await world.app.violations(), title).toEqual([])
  })
})

// What axe finds in the German panels it has found in the English ones.
for (const [lang, direction, overview, zoom] of [['ar', 'rtl', 'نظرة عامة', 400], ['de', 'ltr', 'Übersicht', 200]] as const) {
  test(`in ${lang} the page is written ${direction}, no panel breaks or cuts a word, and at ${zoom} % the keys reach all that there is, seen`, async ({ world }) => {
    const { app, page } = world
    await world.open({ chat: 'chat1489', lang })
    await app.see({ role: 'tab', name: overview })
    const written = () => ({ lang: document.documentElement.lang, direction: getComputedStyle(document.body).direction })
    expect(await app.evaluate(written)).toEqual({ lang, direction })
    await page.evaluate(zoomTo, zoom)
    const named = await titles(app)
    expect(named).toHaveLength(TITLES.length)
    // what comes after the chat has come
    await expect.poll(() => app.evaluate(() => document.querySelector('.live') !== null)).toBe(true)
    await inEveryPanel(app, async (title) => {
      await expect.poll(() => app.evaluate(findBrokenWords), title).toEqual([])
      expect(await walkPanel(world), title).toEqual(NOTHING_WRONG)
      if (lang === 'ar') expect(await app.violations(), title).toEqual([])
    }, named)
  })
}

test('the keys of the arrows go along the tabs, and Tab goes into the panel', async ({ world }) => {
  await world.open({ chat: 'chat1489' })
  await world.app.see(MEMBERS)
  const focused = () => world.app.evaluate(() => document.activeElement?.id)
  await world.app.click({ role: 'tab', name: 'Overview' })
  await world.app.press(KEYS.ArrowRight)
  await expect.poll(focused).toBe('tab-catch-up')
  await world.app.press(KEYS.ArrowLeft)
  await expect.poll(focused).toBe('tab-overview')
  await openPanel(world.app, 'People')
  const field: Query = { role: 'searchbox', name: 'Find by name' }
  await world.app.see(field)
  const isIn = () => world.app.evaluate(() => document.activeElement instanceof HTMLInputElement)
  for (let presses = 0; presses < 6 && !await isIn(); presses += 1) await world.app.press(KEYS.Tab)
  await world.app.press(...'sofia')
  await expect.poll(async () => (await world.app.see(field)).value).toBe('sofia')
  await world.app.count({ role: 'listitem', inside: { role: 'list', name: 'People' } }, 1)
})

test('what the arrow keys went to stays in sight when a row above it grows, unless the person has scrolled away', async ({ world: { app, open } }) => {
  await open({ chat: 'chat1489' })
  await app.see(MEMBERS)
  await openPanel(app, 'People')
  const focused = () => app.evaluate(() => {
    const { top = 0, bottom = 0 } = document.activeElement?.closest('[data-index]') ? document.activeElement.getBoundingClientRect() : {}
    return { row: document.activeElement?.closest<HTMLElement>('[data-index]')?.dataset['index'], isSeen: top >= 0 && bottom > 0 && bottom <= innerHeight }
  })
  const grow = () => app.evaluate(() => {
    const row = document.querySelector('[data-index="1"]')
    row?.append(Object.assign(document.createElement('div'), { style: `block-size: ${innerHeight}px` }))
  })
  while ((await focused()).row === undefined) await app.press(KEYS.Tab)
  await app.press(KEYS.ArrowDown, KEYS.ArrowDown, KEYS.ArrowDown)
  await expect.poll(focused).toEqual({ row: '3', isSeen: true })
  await grow()
  await expect.poll(() => app.evaluate(() => (document.querySelector('[data-index="1"]')?.clientHeight ?? 0) > innerHeight)).toBe(true)
  await expect.poll(focused).toEqual({ row: '3', isSeen: true })
  await app.evaluate(() => {
    dispatchEvent(new WheelEvent('wheel'))
    scrollTo(0, 0)
  })
  await expect.poll(focused).toEqual({ row: '3', isSeen: false })
  await grow()
  await expect.poll(() => app.evaluate(() => (document.querySelector('[data-index="1"]')?.clientHeight ?? 0) > 2 * innerHeight)).toBe(true)
  expect(await focused()).toEqual({ row: '3', isSeen: false })
})
