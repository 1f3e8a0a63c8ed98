import type { FrameLocator, Page } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { openedPanel, openPanel } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

// A chat of the mobile app: the same panels on a page of their own, under fingers.

test.use({ viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true })

const CHAT = 'chat1489'

/** A world whose application is registered in the mobile app too, as somebody sees a chat there. */
async function openChat(world: World, page: Page): Promise<void> {
  world.prepare({})
  const { app, chats } = world.sites.portal.portal().world
  const [sidebar] = app.bindings
  if (!sidebar) throw new Error('The scenario registers nothing.')
  app.bindings.push({ ...sidebar, id: 77, placement: 'IMMOBILE_CONTEXT_MENU', options: { extranet: 'N', context: 'ALL', role: 'USER' } })
  for (const text of ['the rhubarb of https://rhubarb.example/', '[USER=1]you[/USER] like rhubarb?']) {
    chats.get(1489)?.messages.add({ authorId: 503, createdAt: Date.now(), text, likedBy: [], fileIds: [], systemCode: '' })
  }
  await page.goto(`${world.sites.portal.url}/online/?mobile=1&lang=en&chat=${CHAT}`)
  await page.getByRole('region', { name: 'Apps' }).getByRole('link').tap()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
}

async function tapPanel(app: FrameLocator, name: string): Promise<void> {
  await openPanel(app, name, 'tap')
  await expect(openedPanel(app)).toContainText(name)
  await expect(app.getByRole('tabpanel').locator('[aria-busy="true"]')).toHaveCount(0)
}

test('the item of the Apps menu opens the panels of its chat, which know that there is neither an input field nor a wide view', async ({ world, page }) => {
  await openChat(world, page)
  expect(world.log('opened')).toMatchObject([{ placement: 'IMMOBILE_CONTEXT_MENU' }])
  await expect(world.app.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await tapPanel(world.app, 'Search')
  await world.app.getByRole('searchbox').fill('rhubarb')
  await expect(world.app.locator('mark').first()).toBeVisible()
  await world.app.getByRole('button', { name: 'More actions' }).first().tap()
  await expect(world.app.getByRole('button', { name: 'Add to notes' })).toBeVisible()
  await expect(world.app.getByRole('button', { name: 'Quote in the input field' })).toHaveCount(0)
})

test('what else can be done with a hit is a sheet at the foot of the screen, and a tap elsewhere closes it', async ({ world, page }) => {
  await openChat(world, page)
  await tapPanel(world.app, 'Search')
  await world.app.getByRole('searchbox').tap()
  await world.app.getByRole('searchbox').fill('rhubarb')
  const more = world.app.getByRole('button', { name: 'More actions' })
  await more.last().tap()
  const sheet = world.app.getByRole('group', { name: 'More actions' })
  await expect(sheet).toBeVisible()
  const [box, frame] = await Promise.all([sheet.boundingBox(), world.app.owner().boundingBox()])
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo((frame?.y ?? 0) + (frame?.height ?? 0), 0)
  expect(box?.width).toBeCloseTo(frame?.width ?? 0, 0)
  await world.app.locator('html').tap({ position: { x: 150, y: 20 } })
  await expect(sheet).toHaveCount(0)
  await more.last().tap()
  await world.app.getByRole('button', { name: 'Before and after' }).tap()
  await expect(sheet).toHaveCount(0)
  await expect(world.app.getByRole('list', { name: 'Before and after' })).toBeVisible()
})

/** Targets that are smaller than so many pixels either way; a link amid a sentence may be as high as its line (WCAG 2.5.8). */
async function smallTargets(world: World, { least, among }: { least: number, among: string }): Promise<string[]> {
  const frame = await appFrame(world.app)
  return frame.evaluate(([selector, size]) => {
    const isInline = (element: Element) => getComputedStyle(element).display === 'inline' || element.matches('.inline-button')
    const targetOf = (element: Element) => element.closest('label') ?? element
    return [...document.querySelectorAll(String(selector))].filter(element => element.checkVisibility() && !isInline(element) && !element.closest('.visually-hidden'))
      .map(element => ({ element, box: targetOf(element).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < Number(size) - 0.5 || box.height < Number(size) - 0.5))
      .map(({ element, box }) => `${element.tagName} ${element.className} ${(element.textContent ?? '').trim().slice(0, 30)}: ${Math.round(box.width)} × ${Math.round(box.height)}`)
  }, [among, least] as const)
}

test('in every panel fingers hit what is there: 24 pixels at least, and 44 for what a panel is for', async ({ world, page }) => {
  await openChat(world, page)
  for (const name of ['Overview', 'People', 'Search', 'Catch up', 'Links and files', 'Insights', 'Notes', 'Templates', 'Export']) {
    await tapPanel(world.app, name)
    if (name === 'Search') {
      await world.app.getByRole('searchbox').fill('rhubarb')
      await expect(world.app.locator('mark').first()).toBeVisible()
    }
    expect(await smallTargets(world, { among: 'a[href], button, summary, select, input, textarea, [role="checkbox"]', least: 24 }), name).toEqual([])
    expect(await smallTargets(world, { among: '.button, .button-icon, .field, .choice-line, summary, [role="tab"], .person, a.who', least: 44 }), name).toEqual([])
  }
})

test('when the keyboard takes half of the screen, the field that is written in stays in sight', async ({ world, page }) => {
  await openChat(world, page)
  await tapPanel(world.app, 'Notes')
  await world.app.getByRole('button', { name: 'Private', exact: true }).tap()
  const field = world.app.getByRole('textbox', { name: 'New line' })
  await field.tap()
  await page.setViewportSize({ width: 390, height: 400 })
  await page.keyboard.type('rhubarb')
  await expect(field).toBeInViewport({ ratio: 0.9 })
  await page.keyboard.press('Enter')
  await expect(world.app.locator('[data-words]')).toHaveText([/rhubarb/])
})
