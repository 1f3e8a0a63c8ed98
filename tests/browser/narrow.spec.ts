import { appFrame } from './support/app-frame.ts'
import { expect, test } from './support/real-scrollbars.ts'
import type { World } from './support/test.ts'

// The column of 320 pixels as most people have it: with a scroll bar that takes some of them.

async function openAt(world: World, lang: string): Promise<void> {
  await world.open({ lang })
  await expect(world.app.locator('#tab-export')).toBeAttached()
}

// the languages with the longest words
for (const lang of ['de', 'ru']) {
  test(`in ${lang} a button names the parts that are out of sight, and opens them by keyboard (b3)`, async ({ world, page }) => {
    await openAt(world, lang)
    const bar = world.app.getByRole('tablist')
    const more = bar.locator('xpath=following-sibling::button[@popovertarget]')
    const menu = world.app.locator('[popover]')
    const outside = () => bar.evaluate(strip => [...strip.querySelectorAll('[role="tab"]')].filter((tab) => {
      const [edges, box] = [strip.getBoundingClientRect(), tab.getBoundingClientRect()]
      return box.left < edges.left - 1 || box.right > edges.right + 1
    }).map(tab => tab.textContent?.trim() ?? ''))
    await expect(more).toBeVisible()
    await more.press('Enter')
    await expect(menu).toBeVisible()
    expect((await outside()).length).toBeGreaterThan(0)
    expect((await menu.getByRole('button').allTextContents()).map(text => text.trim())).toEqual(await outside())
    expect(await world.app.locator('html').evaluate(html => html.scrollWidth - html.clientWidth)).toBe(0)

    const last = menu.getByRole('button').last()
    const name = (await last.textContent() ?? '').trim()
    await page.keyboard.press('Tab')
    for (let presses = 0; presses < await menu.getByRole('button').count() - 1; presses += 1) await page.keyboard.press('ArrowDown')
    await expect(last).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(menu).toBeHidden()
    const tab = world.app.getByRole('tab', { name, exact: true })
    await expect(tab).toHaveAttribute('aria-selected', 'true')
    await expect(tab).toBeFocused()
    await expect.poll(outside).not.toContain(name)

    // scrolled away, the one that is open is marked among the others
    await bar.evaluate((strip) => { strip.scrollLeft = 0 })
    await expect.poll(outside).toContain(name)
    await more.press('Enter')
    await expect(menu.locator('[aria-current="true"]')).toHaveText(name)
    await page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
  })
}

test('with wide letters the way to more actions stays in line with the others (b9)', async ({ world, page }) => {
  await openAt(world, 'de')
  const frame = await appFrame(world, page)
  await frame.evaluate(() => {
    const wide = new CSSStyleSheet()
    wide.replaceSync('* { letter-spacing: 0.12em }')
    document.adoptedStyleSheets = [wide]
  })
  await world.app.getByRole('tab', { name: 'Suche' }).click()
  await world.app.getByRole('searchbox').fill('done')
  const like = world.app.locator('.actions .like').first()
  await expect(like).toBeVisible()
  const tops = await frame.evaluate(() => [...document.querySelectorAll('.actions')].map((line) => {
    const [first, last] = [line.querySelector('button'), [...line.querySelectorAll('button')].at(-1)]
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
      await world.app.getByRole('tab', { name }).dispatchEvent('click')
      if (name === 'Notes') await world.app.getByRole('button', { name: 'Private', exact: true }).dispatchEvent('click')
      await expect(world.app.getByRole('tabpanel').locator('input, select').first()).toBeAttached()
      const sizes = await world.app.locator('input, select, textarea').evaluateAll(fields => fields.map(field => Number.parseFloat(getComputedStyle(field).fontSize)))
      expect(Math.min(...sizes), name).toBeGreaterThanOrEqual(16)
    }
  })
})

test('beside a mouse fields keep their size, and what is wider is offered', async ({ world }) => {
  await openAt(world, 'en')
  await expect(world.app.getByRole('button', { name: 'Open wide' })).toBeVisible()
  await world.app.getByRole('tab', { name: 'People' }).click()
  expect(await world.app.getByRole('searchbox').evaluate(field => getComputedStyle(field).fontSize)).toBe('14px')
})
