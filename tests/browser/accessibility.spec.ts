import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { Frame, Page } from '@playwright/test'
import { expect, test, type World } from './support/test.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function frameOfApp(page: Page, world: World): Promise<Frame> {
  const frame = page.frames().find(candidate => candidate.url().startsWith(world.sites.app.url))
  if (!frame) throw new Error('The app\'s frame is not open.')
  return frame
}

/** Rules that were broken, with the elements. */
async function violations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axeSource)
  return await frame.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string, nodes: { html: string }[] }[] }> } }
    const result = await axe.run({ resultTypes: ['violations'] })
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in a ${colorScheme} browser`, () => {
    test.use({ colorScheme })

    // another scheme changes colours alone: two screens have them all
    for (const scenario of colorScheme === 'light' ? ['small-group', 'private', 'open-line', 'left', 'no-im-scope'] : ['small-group', 'left']) {
      test(`axe finds nothing wrong in ${scenario}`, async ({ world, page }) => {
        await world.open({ scenario })
        await expect(world.app.locator('h1, [role="alert"]').first()).toBeVisible()
        await expect(world.app.locator('[aria-busy="true"]')).toHaveCount(0)
        expect(await violations(await frameOfApp(page, world))).toEqual([])
      })
    }

    test('axe finds nothing wrong in the installer', async ({ world, page }) => {
      await world.open({ scenario: 'not-installed', panel: false })
      await page.getByRole('navigation', { name: 'Portal' }).getByRole('button', { name: 'Applications' }).click()
      await expect(world.app.getByRole('heading', { name: 'Install Chatside' })).toBeVisible()
      expect(await violations(await frameOfApp(page, world))).toEqual([])
    })

    test('axe finds nothing wrong in the settings with every part open', async ({ world, page }) => {
      await openSettings(world)
      expect(await violations(await frameOfApp(page, world))).toEqual([])
    })
  })
}

/** The app's own page as an administrator sees it, with all that can be unfolded. */
async function openSettings(world: World, lang = 'en'): Promise<void> {
  await world.open({ scenario: 'administrator', view: 'app', lang })
  const parts = world.app.locator('.foldout')
  await expect(parts).toHaveCount(6)
  for (const part of await parts.all()) {
    await part.locator('summary').first().click()
    await expect(part.locator('.content *').first()).toBeVisible()
  }
  await world.app.locator('details:not(.foldout) > summary').evaluateAll(summaries => summaries.forEach(summary => (summary as HTMLElement).click()))
  await expect(world.app.locator('[aria-busy="true"]')).toHaveCount(0)
}

test('nothing reaches beyond the column at 320 px, with long names and at twice the text size', async ({ world, page }) => {
  world.prepare({})
  const chat = world.sites.portal.portal().world.chats.get(1489)
  if (chat) chat.name = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
  await world.visit()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  const frame = await frameOfApp(page, world)
  for (const size of ['100%', '200%']) {
    const overflow = await frame.evaluate((fontSize) => {
      document.documentElement.style.fontSize = fontSize
      return document.documentElement.scrollWidth - document.documentElement.clientWidth
    }, size)
    expect(overflow, size).toBeLessThanOrEqual(0)
  }
})

for (const lang of ['en', 'de', 'ru']) {
  test(`in ${lang} the settings with every part open stay within 320 px, also at twice the text size`, async ({ world, page }) => {
    await openSettings(world, lang)
    const frame = await frameOfApp(page, world)
    for (const size of ['100%', '200%']) {
      const overflow = await frame.evaluate((fontSize) => {
        document.documentElement.style.fontSize = fontSize
        document.body.style.inlineSize = '320px'
        return [...document.querySelectorAll('body *')].filter(element => element.getBoundingClientRect().right > 321
          && !element.closest('pre, .visually-hidden')).map(element => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 40)}`)
      }, size)
      expect(overflow, size).toEqual([])
    }
  })
}

test('the whole Overview is reached and used with the keyboard alone', async ({ world, page }) => {
  await world.open({ scenario: 'crm-deal', lang: 'en' })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  const frame = await frameOfApp(page, world)
  await frame.evaluate(() => { document.body.focus() })
  await world.app.getByRole('tab', { name: 'Overview' }).focus()
  const names: string[] = []
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab')
    const name = await frame.evaluate(() => {
      const { activeElement } = document
      return document.hasFocus() ? `${activeElement?.tagName} ${activeElement?.textContent?.trim()}` : 'left the frame'
    })
    names.push(name)
    if (/^left|^BUTTON Deal/.test(name)) break
  }
  expect(names.at(-1)).toMatch(/^BUTTON Deal/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
})
