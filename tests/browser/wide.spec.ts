import type { FrameLocator, Locator, Page } from '@playwright/test'
import { openPanel } from './support/open-panel.ts'
import { refuseStorage } from './support/refuse-storage.ts'
import { openRaw, expect, test, type World } from './support/test.ts'

// Panels in a slider of our own. The browser of these tests lets framed pages store nothing, so drafts travel by themselves.

const wideButton = (world: World): Locator => world.app.getByRole('button', { name: 'Open wide' })
const wideFrame = (page: Page): FrameLocator => page.getByRole('dialog').frameLocator('iframe[id^="appframe_"]')
const words = (frame: FrameLocator): Locator => frame.getByRole('searchbox', { name: 'Words in the message' })

async function openWide(world: World, page: Page, tab: string): Promise<FrameLocator> {
  await openPanel(world.app, tab)
  await wideButton(world).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  return wideFrame(page)
}

test('the Overview opens wide under the chat\'s name, and has no second way to open wide', async ({ world, page }) => {
  await world.open({ scenario: 'small-group', chat: 'chat1489' })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  const title = await world.app.getByRole('heading', { level: 1 }).innerText()
  const wide = await openWide(world, page, 'Overview')
  await expect(page.getByRole('dialog', { name: `Overview – ${title}` })).toBeVisible()
  await expect(wide.getByRole('list', { name: 'Members' })).toBeVisible()
  await expect(wide.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(wide.getByRole('button', { name: 'Open wide' })).toHaveCount(0)
  await expect(wide.getByRole('tab')).toHaveCount(0)
  const box = await page.locator('.slider iframe').boundingBox()
  expect(box?.width).toBe(1000)
})

test('half-typed words go along and come back, by the button, by Escape and by the cross', async ({ world, page }) => {
  await world.open({ scenario: 'small-group', chat: 'chat1489' })
  await openPanel(world.app, 'Search')
  await words(world.app).fill('half a wo')
  const ways: [string, (wide: FrameLocator) => Promise<void>][] = [
    ['button', wide => wide.getByRole('button', { name: 'Done' }).click()],
    ['escape', wide => wide.getByRole('button', { name: 'Done' }).press('Escape')],
    ['cross', () => page.getByRole('dialog').getByRole('button', { name: /^(?:Close|Search)/ }).click()],
  ]
  let before = 'half a wo'
  for (const [way, close] of ways) {
    const wide = await openWide(world, page, 'Search')
    await expect(words(wide)).toHaveValue(before)
    await words(wide).fill(`left by ${way}`)
    await close(wide)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(words(world.app)).toHaveValue(`left by ${way}`)
    before = `left by ${way}`
  }
})

test('Escape in a field with words clears the field first, as search fields do', async ({ world, page }) => {
  await world.open({ scenario: 'small-group', chat: 'chat1489' })
  const wide = await openWide(world, page, 'Search')
  await words(wide).fill('words')
  await words(wide).press('Escape')
  await expect(words(wide)).toHaveValue('')
  await words(wide).press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('nothing that was typed passes through the portal, in options or addresses', async ({ world, page }) => {
  await world.open({ scenario: 'small-group', chat: 'chat1489' })
  const told: string[] = []
  page.on('request', request => told.push(request.url(), request.postData() ?? ''))
  await openPanel(world.app, 'People')
  await world.app.getByRole('searchbox', { name: 'Find by name' }).fill('secretname')
  const wide = await openWide(world, page, 'People')
  await expect(wide.getByRole('searchbox', { name: 'Find by name' })).toHaveValue('secretname')
  expect(told.filter(text => text.includes('secretname'))).toEqual([])
  const options = world.log('command').filter(({ command }) => command === 'openApplication')
  expect(options).toHaveLength(1)
  expect(JSON.stringify(options)).not.toContain('secretname')
})

test('what was done in the slider is seen beside the chat afterwards', async ({ world, page }) => {
  await world.open({ scenario: 'small-group', chat: 'chat1489' })
  const notifications = world.app.locator('dl > div').filter({ hasText: 'Notifications' })
  await expect(notifications).toHaveText(/On$/)
  const wide = await openWide(world, page, 'Overview')
  await wide.getByText('Actions', { exact: true }).click()
  await wide.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(wide.getByText('Notifications of this chat are off now.')).toBeVisible()
  await wide.getByRole('button', { name: 'Done' }).click()
  await expect(notifications).toHaveText(/Off$/)
})

test('3,000 people are in the slider in fewer than 100 rows', async ({ world, page }) => {
  await world.open({ scenario: 'big-group' })
  const wide = await openWide(world, page, 'People')
  await expect(wide.getByText('3,000 people', { exact: true })).toBeVisible()
  await wide.locator('html').evaluate(html => window.scrollTo(0, html.scrollHeight))
  await expect(wide.locator('[aria-posinset="3000"]')).toBeVisible()
  expect(await wide.getByRole('listitem').count()).toBeLessThan(100)
})

test('a portal that opens nothing hangs nothing, and that is said', async ({ world, page }) => {
  await page.clock.install()
  await world.open({ scenario: 'small-group' })
  // the clock goes ahead below, also for a chat that is still being read
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  // the portal opens the app's page for nobody who may not use the app, and does not say so
  const viewer = world.sites.portal.portal().world.people.get(1) ?? {}
  Object.assign(viewer, { isActive: false })
  await wideButton(world).click()
  await expect.poll(() => world.log('command').map(({ command }) => command)).toContain('openApplication')
  await page.clock.fastForward(11_000)
  await expect(world.app.getByRole('alert')).toHaveText('Your Bitrix24 has not opened the wide view yet. If nothing happens, it cannot be opened from here.')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  Object.assign(viewer, { isActive: true })
  const wide = await openWide(world, page, 'People')
  await expect(wide.getByRole('listitem').first()).toBeVisible()
  await expect(world.app.getByRole('alert')).toHaveCount(0)
})

test('a part of the app that does not load is a sentence, and the chat stays', async ({ world, page }) => {
  await world.open({ scenario: 'small-group' })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await page.route('**/open-wide-*.js', route => route.abort())
  await wideButton(world).click()
  await expect(world.app.getByRole('alert')).toContainText('A part of Chatside could not be loaded.')
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
})

// Anybody can write a link to the app's page with these options.
const CALL = { chatside: 'Y', handover: 'a'.repeat(32) }
const LINKS: [string, Record<string, string>, string | RegExp][] = [
  ['no chat', { panel: 'people', dialog: '<img src=x onerror=alert(1)>' }, /does not know which chat this is.*Received/s],
  ['a chat that there is not', { panel: 'people', dialog: 'chat99999999' }, /Your Bitrix24/],
  ['a part that there is not', { panel: '../install', dialog: 'chat1489' }, 'This part of Chatside is not available for this chat, or not for you.'],
  ['an object\'s own names', { panel: 'constructor', dialog: 'chat1489' }, 'This part of Chatside is not available for this chat, or not for you.'],
]
for (const [what, options, said] of LINKS) {
  test(`a link that names ${what} ends in a sentence`, async ({ world, page }) => {
    await world.open({ scenario: 'small-group', panel: false })
    await openRaw(page, 'DEFAULT', { ...CALL, ...options })
    await expect(world.app.locator('main')).toContainText(said)
    await expect(world.app.locator('main img')).toHaveCount(0)
    // besides the person's own key, which any first opening makes
    const writes = world.log('rest').map(({ method }) => method).filter(method => method !== 'batch' && !/^(?:user\.option\.(?:get|set)|im\..*\.get|im\.dialog\.users\.list|scope|profile|server\.time)$/.test(method))
    expect(writes).toEqual([])
  })
}

test('a link opens the chat that it names, and nothing hangs because nobody waits for it', async ({ world, page }) => {
  await world.open({ scenario: 'small-group', panel: false })
  await openRaw(page, 'DEFAULT', { ...CALL, panel: 'people', dialog: 'chat1489' })
  await expect(world.app.getByRole('listitem').first()).toBeVisible()
})

test('where the browser lets a frame store nothing, the draft lasts as long as the page, and nothing fails', async ({ context, world, page }) => {
  await refuseStorage(context)
  await world.open({ scenario: 'small-group', chat: 'chat1489' })
  await openPanel(world.app, 'Search')
  await words(world.app).fill('half a wo')
  const isRefused = await world.app.locator('html').evaluate(() => {
    try {
      return window.sessionStorage.length < 0
    } catch {
      return true
    }
  })
  expect(isRefused).toBe(true)
  await openPanel(world.app, 'Overview')
  await openPanel(world.app, 'Search')
  await expect(words(world.app)).toHaveValue('half a wo')
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('region', { name: 'Applications' }).getByRole('button').first().click()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
})
