import type { Page } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { expectAccessible } from './support/schemes.ts'
import { expect, test, type World } from './support/test.ts'

// What somebody missed, with the real door and the portal's own truth.

const GROUP = 1489
const ME = 1
const ANNA = 17
const KLAUS = 503

const panel = (world: World) => world.app.getByRole('tabpanel')
const forYou = (world: World) => panel(world).getByRole('list', { name: 'For you' }).getByRole('article')
const lastRead = (world: World) => world.sites.portal.portal().world.chats.get(GROUP)?.members.of(ME)?.lastReadId

/** A night in the chat while Sofia slept. */
function sleepThrough(world: World): { mentioned: number } {
  const own = world.deed(GROUP, { kind: 'write', by: ME, text: 'Good night. The texts are nearly done.' })?.id ?? 0
  world.deed(GROUP, { kind: 'write', by: KLAUS, text: 'Well done!', replyToId: own })
  const mentioned = world.deed(GROUP, { kind: 'write', by: ANNA, text: '[USER=1]Sofia[/USER], could you look at the second page?' })?.id ?? 0
  world.deed(GROUP, { kind: 'write', by: ANNA, text: '[B]Decision:[/B] we go live on Monday. The plan: https://example.com/plan' })
  world.deed(GROUP, { kind: 'write', by: KLAUS, text: 'To do: order the cake', file: { name: 'cake.pdf', type: 'file', size: 2_000 } })
  world.deed(GROUP, { kind: 'join', by: 20 })
  world.deed(GROUP, { kind: 'rename', by: ANNA, title: 'Relaunch, second try' })
  world.advance(3 * 3_600_000)
  world.deed(GROUP, { kind: 'write', by: KLAUS, text: 'Who has the key of the studio?' })
  return { mentioned }
}

async function openCatchUp(world: World, options: Parameters<World['open']>[0] = {}): Promise<{ mentioned: number }> {
  world.prepare(options)
  const slept = sleepThrough(world)
  await world.visit(options)
  await world.app.locator('#tab-catch-up').click()
  await expect(forYou(world)).toHaveCount(3)
  await expect(panel(world).locator('progress, [aria-busy="true"]')).toHaveCount(0)
  return slept
}

async function setWidth(page: Page, pixels: number): Promise<void> {
  await page.setViewportSize({ width: 1400, height: 900 })
  const element = await page.waitForSelector('iframe[id^="appframe_"]')
  await element.evaluate((frame, width) => {
    if (frame instanceof HTMLElement) frame.style.width = `${width}px`
  }, pixels)
}

test('what was missed is there with its reasons, and nothing is marked as read by looking', async ({ world }) => {
  world.prepare({})
  const before = lastRead(world)
  await openCatchUp(world)
  await expect(world.app.locator('#tab-catch-up')).toHaveAccessibleName(/^Catch up \d+$/)
  await expect(forYou(world).locator('.why')).toHaveText(['answers you', 'mentions you', 'asks everybody, and nobody has answered'])
  await expect(panel(world).getByRole('list', { name: 'Decided and promised' }).locator('.why')).toHaveText([/“.?Decision.?”/, /“.?To do.?”/])
  await panel(world).getByText('People and changes (2)').click()
  await expect(panel(world).getByText(/Ravi Patel.? joined the chat\./)).toBeVisible()
  await expect(panel(world).getByText(/changed the title to “.?Relaunch, second try.?”/)).toBeVisible()
  await panel(world).getByText('Links and files (2)').click()
  await expect(panel(world).getByRole('link', { name: 'example.com/plan', exact: true })).toBeVisible()
  await panel(world).getByText(/^Conversations \(\d+\)$/).click()
  await panel(world).getByRole('button', { name: /^Well done!|Who has the key/ }).first().click()
  await expect(panel(world).getByRole('button', { expanded: true })).toHaveCount(1)
  // her own message marked what was before it as read, and nothing after it
  expect(lastRead(world)).toBeGreaterThan(before ?? 0)
  expect(world.log('rest').some(({ method }) => method === 'im.dialog.read')).toBe(false)
  const own = world.sites.portal.portal().world.chats.get(GROUP)?.messages
  expect(own?.byId(lastRead(world) ?? 0)?.authorId).toBe(ME)
})

test('by keyboard alone a message is quoted, ticked off and marked as read up to there, after a question', async ({ world, page }) => {
  const { mentioned } = await openCatchUp(world)
  const row = forYou(world).nth(1)
  await forYou(world).first().getByRole('button', { name: 'Done' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(row.getByRole('button', { name: 'Done' })).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowUp')
  const more = row.getByRole('button', { name: 'More actions' })
  for (let presses = 0; presses < 4 && !(await more.evaluate(button => button === document.activeElement)); presses += 1) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(row.getByRole('group', { name: 'More actions' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(row.getByText('The quote is in the messenger\'s input field.')).toBeVisible()
  await expect(more).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await expect(row.getByRole('button', { name: 'Read up to here' })).toBeFocused()
  await page.keyboard.press('Enter')
  const dialog = world.app.getByRole('dialog', { name: 'Mark everything up to this message as read?' })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  expect(lastRead(world)).toBeLessThan(mentioned)
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(panel(world).getByText('Marked as read.')).toBeVisible()
  expect(lastRead(world)).toBe(mentioned)
  await more.press('Enter')
  await expect(row.getByRole('group', { name: 'More actions' })).toBeVisible()
  await expect(row.getByRole('button', { name: 'Read up to here' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await row.getByRole('button', { name: 'Done' }).focus()
  await page.keyboard.press('Enter')
  await expect(row.getByRole('button', { name: 'Not done yet' })).toBeFocused()
  await expect(row).not.toContainText('second page')
})

test('what was ticked off stays so at the next opening', async ({ world, page }) => {
  await openCatchUp(world)
  await forYou(world).nth(1).getByRole('button', { name: 'Done' }).click()
  await expect(panel(world).getByText('stays so on this device')).toHaveAttribute('aria-busy', 'false')
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('region', { name: 'Applications' }).getByRole('button').first().click()
  await world.app.locator('#tab-catch-up').click()
  await expect(forYou(world)).toHaveCount(3)
  await expect(forYou(world).nth(1).getByRole('button', { name: 'Not done yet' })).toBeVisible()
  await expect(forYou(world).first().getByRole('button', { name: 'Done', exact: true })).toBeVisible()
})

test('where the portal keeps silent nothing is said to be read, and it is asked once', async ({ world }) => {
  await openCatchUp(world)
  world.sites.portal.portal().addFault({ side: 'rest', target: 'im.dialog.read', fault: { kind: 'broken-json' }, times: null })
  await panel(world).getByRole('button', { name: 'Mark all as read' }).click()
  await world.app.getByRole('dialog').getByRole('button', { name: 'Mark as read' }).click()
  await expect(panel(world).getByText('Marked as read.').or(panel(world).getByRole('alert'))).toBeVisible()
  expect(world.log('rest').filter(({ method }) => method === 'im.dialog.read')).toHaveLength(1)
})

test('it is saved as Markdown and copied as text', async ({ world, page }) => {
  await openCatchUp(world)
  const saved = page.waitForEvent('download')
  await panel(world).getByRole('button', { name: 'Save as Markdown' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^Catch.up.*\.md$/)
  const stream = await file.createReadStream()
  const text = (await stream.toArray()).join('')
  expect(text).toContain('## For you')
  expect(text).toContain('could you look at the second page?')
  await panel(world).getByRole('button', { name: 'Copy as text' }).click()
  const copied = panel(world).getByText('Copied.')
  await expect(copied.or(panel(world).getByRole('textbox', { name: 'Copy as text' }))).toBeVisible()
})

test('a chat without anything new says so, and what to do next', async ({ world }) => {
  world.prepare({})
  await world.visit({})
  await world.app.locator('#tab-catch-up').click()
  await expect(panel(world).getByText(/^All caught up: there is nothing new here/)).toBeVisible()
  await expect(panel(world).getByRole('button', { name: 'Mark all as read' })).toHaveCount(0)
})

test('in 320 pixels nothing overflows and axe finds nothing wrong, light or dark, everything unfolded', async ({ world, page }) => {
  await openCatchUp(world)
  await setWidth(page, 320)
  for (const summary of await panel(world).locator('summary').all()) await summary.click()
  const frame = await appFrame(world.app)
  await frame.waitForFunction(() => window.innerWidth === 320)
  const over = await frame.evaluate(() => [...document.querySelectorAll('[role="tabpanel"] *')]
    .filter(element => element.getBoundingClientRect().right > 321 && !element.closest('.visually-hidden')).map(element => element.className))
  expect(over).toEqual([])
  await expectAccessible(page, frame)
})

test('3,000 unread messages are read in two requests besides the two at the ends', async ({ world }) => {
  world.prepare({})
  for (let number = 0; number < 3_000; number += 1) world.deed(GROUP, { kind: 'write', by: number % 2 === 0 ? ANNA : KLAUS, text: `Message ${number}` })
  await world.visit({})
  await expect(world.app.locator('#tab-catch-up')).toHaveAccessibleName('Catch up 99+')
  const known = world.requests().length
  await world.app.locator('#tab-catch-up').click()
  await expect(panel(world).getByText('3,000 new messages from others.')).toBeVisible()
  // where the person has read to, two of pages, and one that the end is the end
  expect(world.requests().slice(known).map(({ method }) => method)).toEqual(['batch', 'batch', 'batch', 'batch'])
})

test('the tab is first where the last view had something unread, and no tab moves when the answer comes', async ({ world, page }) => {
  const tabs = world.app.getByRole('tab')
  world.prepare({})
  sleepThrough(world)
  await world.visit({})
  await expect(world.app.locator('#tab-catch-up')).toHaveAccessibleName(/^Catch up \d+$/)
  await expect(tabs.nth(1)).toHaveId('tab-catch-up')
  await expect.poll(async () => (await appFrame(world.app)).evaluate(async () => (await indexedDB.databases()).length)).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('region', { name: 'Applications' }).getByRole('button').first().click()
  await expect(tabs.first()).toHaveId('tab-catch-up')
  await expect(world.app.locator('#tab-overview')).toHaveAttribute('aria-selected', 'true')
})
