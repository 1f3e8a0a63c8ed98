import { readFile } from 'node:fs/promises'
import { openPanel } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

async function openPeople(world: World, scenario = 'big-group'): Promise<void> {
  await world.open({ scenario })
  await openPanel(world.app, 'People')
  await expect(world.app.getByRole('listitem').first()).toBeVisible()
}

test('3,000 people scroll to the end with fewer than 100 rows in the document, each saying its position', async ({ world }) => {
  await openPeople(world)
  await expect(world.app.getByText('3,000 people', { exact: true })).toBeVisible()
  const rows = world.app.getByRole('list', { name: 'People' }).getByRole('listitem')
  const most = { rows: 0 }
  for (const part of [0.1, 0.25, 0.5, 0.75, 0.9, 1, 1]) {
    await world.app.locator('html').evaluate((page, share) => window.scrollTo(0, page.scrollHeight * share), part)
    await expect.poll(() => rows.count()).toBeGreaterThan(3)
    most.rows = Math.max(most.rows, await rows.count())
  }
  await expect(world.app.locator('[aria-posinset="3000"]')).toBeVisible()
  expect(most.rows).toBeLessThan(100)
  await expect(world.app.getByText('went wrong'), 'nothing fails in the background').toHaveCount(0)
  expect(new Set(await rows.evaluateAll(found => found.map(row => row.getAttribute('aria-setsize'))))).toEqual(new Set(['3000']))
  expect(world.requests().filter(({ method }) => method === 'batch'), 'two requests besides the opening').toHaveLength(3)
})

test('a name without its accents and a filter find the same people that the portal has', async ({ world }) => {
  await openPeople(world, 'small-group')
  const { app } = world
  await app.getByRole('searchbox', { name: 'Find by name' }).fill('muller gross')
  await expect(app.getByRole('listitem')).toHaveCount(1)
  await expect(app.getByRole('listitem')).toContainText('Jürgen Groß-Müllerschön')
  await app.getByRole('searchbox').fill('')
  await app.getByText('Filter and sort').click()
  await app.getByRole('combobox', { name: 'Role' }).selectOption('owner')
  await expect(app.getByRole('listitem')).toHaveCount(1)
  await expect(app.getByRole('listitem')).toContainText('Owner')
})

test('the file has everybody, readable in a spreadsheet, and calculates nothing', async ({ world, page }) => {
  world.prepare({ scenario: 'big-group' })
  const { people } = world.sites.portal.portal().world
  const person = people.get(5)
  if (person) Object.assign(person, { firstName: '=HYPERLINK("http://x.example")', lastName: '' })
  await world.visit()
  await openPanel(world.app, 'People')
  await expect(world.app.getByText('3,000 people', { exact: true })).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), world.app.getByRole('button', { name: 'Save as CSV' }).click()])
  expect(download.suggestedFilename()).toMatch(/^People .+\.csv$/)
  const content = await readFile(await download.path(), 'utf8')
  expect(content.startsWith('\uFEFFName,Role,Position,')).toBe(true)
  expect(content.trimEnd().split('\r\n')).toHaveLength(3_001)
  expect(content).toContain('"\'=HYPERLINK(""http://x.example"")"')
  expect(content).not.toMatch(/^"?[=+@-]/m)
})

test('a profile opens over the chat by keyboard, and the list is there when it has closed', async ({ world, page }) => {
  await openPeople(world, 'small-group')
  await world.app.getByRole('searchbox').fill('sofia')
  await expect(world.app.getByRole('listitem')).toHaveCount(1)
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('Tab')
  await expect(world.app.getByRole('listitem').getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Enter')
  const slider = page.getByRole('dialog')
  await expect(slider).toBeVisible()
  await slider.getByRole('button', { name: 'Close' }).click()
  await expect(slider).toHaveCount(0)
  await expect(world.app.getByRole('listitem')).toHaveCount(1)
})

test('by keyboard alone one gets from row to row, past those that were in the document', async ({ world, page }) => {
  await openPeople(world)
  await expect(world.app.getByText('3,000 people', { exact: true })).toBeVisible()
  await world.app.getByRole('button', { name: 'Save as CSV' }).focus()
  await page.keyboard.press('Tab')
  const focused = world.app.locator('[role="listitem"]:focus-within')
  for (let draft = 1; draft < 40; draft += 1) {
    await expect(focused).toHaveAttribute('aria-posinset', String(draft))
    await page.keyboard.press('ArrowDown')
  }
  await expect(focused).toBeInViewport()
})
