import { readFile } from 'node:fs/promises'
import { appFrame } from './support/app-frame.ts'
import { violations } from './support/axe.ts'
import { add, field, openAll, openPanel, PEOPLE, rowOf, rows } from './support/notes-pages.ts'
import { PORTAL_HOST } from './support/sites.ts'
import { expect, test } from './support/test.ts'

// The Notes panel of one person.

test.beforeEach(({ guard }) => guard.allowHost(PORTAL_HOST))

test('what waits is said, and goes out once when the portal answers again', async ({ world, page }) => {
  const [one] = await openAll(world, page, 1)
  if (!one) throw new Error('There is one.')
  await add(one, 'There')
  await expect(one.getByText('not sent yet')).toHaveCount(0)
  const portal = world.sites.portal.portal()
  portal.addFault({ side: 'rest', target: 'entity.item.add', fault: { kind: 'cut' }, times: null })
  await add(one, 'Waits')
  await expect(one.getByRole('alert')).toContainText('1 change waits on this device')
  await expect(rowOf(one, 'Waits')).toContainText('not sent yet')
  portal.clearFaults()
  await one.getByRole('button', { name: 'Try again' }).click()
  await expect(one.getByText('not sent yet')).toHaveCount(0)
  await expect(one.getByRole('alert')).toHaveCount(0)
  await expect(rows(one)).toHaveText(['There', 'Waits'])
})

test('by keyboard alone a line is added, moved, edited, given, ticked, deleted and brought back', async ({ world, page }) => {
  const [app] = await openAll(world, page, 1)
  if (!app) throw new Error('There is one.')
  const { keyboard } = page
  await field(app).focus()
  for (const text of ['one', 'two', 'three']) {
    await keyboard.type(text)
    await keyboard.press('Enter')
  }
  await expect(rows(app)).toHaveText(['one', 'two', 'three'])
  for (const step of ['To-do', 'Add']) {
    await keyboard.press('Tab')
    await expect(step === 'Add' ? app.getByRole('button', { name: 'Add', exact: true }) : app.getByRole('checkbox', { name: step })).toBeFocused()
  }
  await keyboard.press('Tab')
  await expect(rowOf(app, 'one').getByRole('checkbox')).toBeFocused()
  await keyboard.press('ArrowDown')
  await keyboard.press('Alt+ArrowUp')
  await expect(rows(app)).toHaveText(['two', 'one', 'three'])
  await expect(rowOf(app, 'two').getByRole('checkbox')).toBeFocused()
  await keyboard.press('ArrowRight')
  await keyboard.press('Enter')
  await expect(app.getByRole('textbox', { name: 'Text of the line' })).toBeFocused()
  await keyboard.type(' and a half')
  await keyboard.press('Tab')
  await keyboard.type('@mar')
  await keyboard.press('Enter')
  await expect(app.getByRole('combobox', { name: 'Assigned to' })).toHaveValue('Marc Dubois')
  await keyboard.press('Shift+Tab')
  await keyboard.press('Enter')
  await expect(rowOf(app, 'two and a half')).toContainText('Marc Dubois')
  await expect(rowOf(app, 'two and a half').getByRole('button', { name: 'Edit' })).toBeFocused()
  await keyboard.press('ArrowRight')
  await keyboard.press('Enter')
  for (let step = 0; step < 4; step += 1) await keyboard.press('ArrowRight')
  await expect(app.getByRole('button', { name: 'Delete' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(rows(app)).toHaveText(['one', 'three'])
  await app.getByRole('button', { name: 'Undo', exact: true }).focus()
  await keyboard.press('Enter')
  await expect(rows(app)).toHaveText(['two and a half', 'one', 'three'])
})

test('lines are dragged, private notes are apart, and a list is saved as Markdown', async ({ world, page }) => {
  const [app] = await openAll(world, page, 1)
  if (!app) throw new Error('There is one.')
  for (const text of ['one', 'two', 'three']) await add(app, text)
  const box = async (text: string, inside: string) => await rowOf(app, text).locator(inside).boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 }
  const [handle, last] = [await box('one', '.handle'), await box('three', '.row')]
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(last.x + 20, last.y + last.height - 4, { steps: 5 })
  await page.mouse.up()
  await expect(rows(app)).toHaveText(['two', 'three', 'one'])
  const download = page.waitForEvent('download')
  await app.getByRole('button', { name: 'Save as Markdown' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toBe('# Notes: Website relaunch\n\n- [ ] two\n- [ ] three\n- [ ] one\n')
  await app.getByRole('button', { name: 'Private' }).click()
  await expect(app.getByText('Nothing is noted yet.')).toBeVisible()
  await add(app, 'Only mine')
  await expect(app.getByText('not sent yet')).toHaveCount(0)
  const second = await page.context().newPage()
  const other = await openPanel(world, second, { as: PEOPLE[1] })
  await expect(rows(other)).toHaveText(['two', 'three', 'one'])
  await other.getByRole('button', { name: 'Private' }).click()
  await expect(other.getByText('Nothing is noted yet.')).toBeVisible()
})

// each with a device of its own: a half-typed edit outlives its line
for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing wrong in any state, ${theme}`, async ({ world, page }) => {
    world.prepare({ scenario: 'all-scopes' })
    const app = await openPanel(world, page, { theme })
    await expect(app.getByText('Nothing is noted yet.')).toBeVisible()
    for (const text of ['one **bold**', 'two https://example.com/', 'three', 'four', 'five', 'six']) await add(app, text)
    await rowOf(app, 'three').getByRole('checkbox').click()
    await app.locator('summary', { hasText: '1 done line' }).click()
    await rowOf(app, 'two').getByRole('button', { name: 'More actions' }).click()
    await rowOf(app, 'four').getByRole('button', { name: 'Edit' }).click()
    await app.getByRole('combobox', { name: 'Assigned to' }).fill('@')
    await expect(app.getByRole('option').first()).toBeVisible()
    expect(await violations(await appFrame(world, page))).toEqual([])
    world.prepare({ scenario: 'small-group' })
    const without = await openPanel(world, page, { theme, as: 1 })
    await expect(without.getByText('the permission entity')).toBeVisible()
    expect(await violations(await appFrame(world, page))).toEqual([])
  })
}
