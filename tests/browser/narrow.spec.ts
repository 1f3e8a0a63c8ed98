import { appFrame } from './support/app-frame.ts'
import { openPanel } from './support/open-panel.ts'
import { expect, test } from './support/real-scrollbars.ts'
import type { World } from './support/test.ts'

// The column of 320 pixels as most people have it: with a scroll bar that takes some of them.

async function openAt(world: World, lang: string): Promise<void> {
  await world.open({ lang })
  await expect(world.app.locator('#tab-export')).toBeAttached()
}

test('with wide letters the way to more actions stays in line with the others (b9)', async ({ world }) => {
  await openAt(world, 'de')
  const frame = await appFrame(world.app)
  await frame.evaluate(() => {
    const wide = new CSSStyleSheet()
    wide.replaceSync('* { letter-spacing: 0.12em }')
    document.adoptedStyleSheets = [wide]
  })
  await openPanel(world.app, 'Suche')
  await world.app.getByRole('searchbox').fill('done')
  const like = world.app.locator('.top .like').first()
  await expect(like).toBeVisible()
  const tops = await frame.evaluate(() => [...document.querySelectorAll('.top:has(.like)')].map((line) => {
    const [first, last] = [line.querySelector('a'), [...line.querySelectorAll('button')].at(-1)]
    return Math.abs((first?.getBoundingClientRect().top ?? 0) - (last?.getBoundingClientRect().top ?? 0))
  }))
  expect(Math.max(...tops)).toBeLessThan(4)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

  test('fields are written in 16 pixels, and nothing is opened wider than it is (b11, b12)', async ({ world, page }) => {
    // Playwright pretends the phone's screen to the page alone, and not to its frames
    await page.addInitScript(() => Object.defineProperty(window.screen, 'availWidth', { value: 390 }))
    await openAt(world, 'en')
    await expect(world.app.getByRole('button', { name: 'Open wide' })).toHaveCount(0)
    for (const name of ['People', 'Search', 'Insights', 'Notes', 'Templates', 'Export']) {
      await openPanel(world.app, name)
      if (name === 'Notes') await world.app.getByRole('button', { name: 'Private', exact: true }).dispatchEvent('click')
      await expect(world.app.getByRole('tabpanel').locator('input, select').first()).toBeAttached()
      const sizes = await world.app.locator('input, select, textarea').evaluateAll(fields => fields.map(field => Number.parseFloat(getComputedStyle(field).fontSize)))
      expect(Math.min(...sizes), name).toBeGreaterThanOrEqual(16)
    }
  })
})

test('in a frame of half the width, as at 200 %, words of people and of what was shared have more room than a letter', async ({ world }) => {
  await openAt(world, 'en')
  await world.app.owner().evaluate((frame) => { frame.style.width = '160px' })
  for (const [name, words] of [['People', '.words'], ['Links and files', '.middle']] as const) {
    await openPanel(world.app, name)
    await expect.poll(async () => (await world.app.getByRole('tabpanel').locator(words).first().boundingBox())?.width, name).toBeGreaterThan(50)
  }
})

test('beside a mouse fields keep their size, and what is wider is offered', async ({ world }) => {
  await openAt(world, 'en')
  await expect(world.app.getByRole('button', { name: 'Open wide' })).toBeVisible()
  await openPanel(world.app, 'People')
  expect(await world.app.getByRole('searchbox').evaluate(field => getComputedStyle(field).fontSize)).toBe('14px')
})
