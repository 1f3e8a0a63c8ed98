import type { FrameLocator } from '@playwright/test'
import { openedPanel, openPanel, panelNames } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

// Light or dark by a person's own choice, which the portal keeps and hands over with the handshake.

const GROUND = { light: 'rgb(255, 255, 255)', dark: 'rgb(38, 38, 38)' }
const NONE = 'rgba(0, 0, 0, 0)'

const groundOf = (app: FrameLocator) => app.locator('html').evaluate(html => getComputedStyle(html).backgroundColor)
const optionsOf = (world: World) => world.sites.portal.portal().world.app.userOptions.get(1)

async function choose(world: World, name: string): Promise<void> {
  await world.app.getByRole('radio', { name, exact: true }).check()
}

test('the choice is seen at once, is kept in the portal for this person, and can be taken back', async ({ world }) => {
  await world.open({ lang: 'en', theme: 'light' })
  await expect.poll(() => groundOf(world.app)).toBe(GROUND.light)
  await choose(world, 'Dark')
  await expect.poll(() => groundOf(world.app)).toBe(GROUND.dark)
  await expect.poll(() => optionsOf(world)?.['scheme']).toBe('dark')
  await choose(world, 'As the portal')
  await expect.poll(() => groundOf(world.app)).toBe(GROUND.light)
  await expect.poll(() => optionsOf(world)?.['scheme']).toBe('portal')
  await world.visit({ as: 5, lang: 'en' })
  await expect(world.app.getByRole('radio', { name: 'As the portal' })).toBeChecked()
})

for (const [theme, choice] of [['light', 'dark'], ['dark', 'light']] as const) {
  test(`in a ${theme} portal whoever chose ${choice} sees nothing else, from the first paint of the next opening on`, async ({ world, page }) => {
    await world.open({ lang: 'en', theme })
    await choose(world, choice === 'dark' ? 'Dark' : 'Light')
    await expect.poll(() => optionsOf(world)?.['scheme']).toBe(choice)

    // what each frame of the next opening shows
    await page.addInitScript(() => {
      if (window.parent === window) return
      const seen: string[] = []
      const look = () => {
        const { backgroundColor, colorScheme } = getComputedStyle(document.documentElement)
        const isDrawn = document.querySelector('[role="tab"]') !== null
        seen.push(JSON.stringify([backgroundColor, isDrawn ? colorScheme : '']))
        requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
      Object.assign(window, { groundsSeen: seen })
    })
    await world.visit({ lang: 'en', theme })
    await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
    const seen = await world.app.locator('html').evaluate(() => [...new Set((window as unknown as { groundsSeen: string[] }).groundsSeen)])
    expect(seen).toContain(JSON.stringify([GROUND[choice], choice]))
    const others = seen.filter(one => one !== JSON.stringify([GROUND[choice], choice]) && one !== JSON.stringify([GROUND[choice], '']))
    expect(others.filter(one => one !== JSON.stringify([NONE, '']))).toEqual([])
    await expect(world.app.getByRole('radio', { name: choice === 'dark' ? 'Dark' : 'Light', exact: true })).toBeChecked()
  })
}

test('every panel, the wide view and the settings follow the choice', async ({ world, page }) => {
  world.prepare({})
  Object.assign(optionsOf(world) ?? {}, { scheme: 'dark' })
  await world.visit({ lang: 'en', theme: 'light' })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  const names = await panelNames(world.app)
  expect(names.length).toBeGreaterThan(5)
  for (const name of names) {
    await openPanel(world.app, name)
    await expect(openedPanel(world.app)).toContainText(name)
    expect(await groundOf(world.app)).toBe(GROUND.dark)
  }
  await openPanel(world.app, 'People')
  await world.app.getByRole('button', { name: 'Open wide' }).click()
  const wide = page.getByRole('dialog').frameLocator('iframe[id^="appframe_"]')
  await expect(wide.getByRole('button', { name: 'Done' })).toBeVisible()
  expect(await groundOf(wide)).toBe(GROUND.dark)
  await world.visit({ lang: 'en', theme: 'light', view: 'app' })
  await expect(world.app.getByRole('heading').first()).toBeVisible()
  expect(await groundOf(world.app)).toBe(GROUND.dark)
})

test('a portal that keeps nothing is told of, and the choice holds until the page is closed', async ({ world }) => {
  await world.open({ lang: 'en', theme: 'light' })
  await expect(world.app.getByRole('radio', { name: 'Dark', exact: true })).toBeVisible()
  world.sites.portal.portal().addFault({ side: 'rest', target: 'user.option.set', fault: { kind: 'http-500' }, times: null })
  await choose(world, 'Dark')
  await expect(world.app.getByRole('alert')).toContainText('This holds until the page is closed')
  expect(await groundOf(world.app)).toBe(GROUND.dark)
})
