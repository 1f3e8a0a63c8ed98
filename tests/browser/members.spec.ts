import { openPanel } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

/** How often everybody in the chat was asked for from the beginning: the overview's first few are asked for without a last id. */
function readings(world: World): number {
  return JSON.stringify(world.requests().map(({ params }) => params)).match(/users\.list[^"]*LAST_ID=0(?!\d)/g)?.length ?? 0
}

test('People, Insights and Export ask the portal once who is in the chat', async ({ world }) => {
  await world.open()
  const { app } = world
  await openPanel(app, 'People')
  await expect(app.getByRole('list', { name: 'People' })).toBeVisible()
  expect(readings(world)).toBe(1)

  await openPanel(app, 'Insights')
  await app.getByText('Quietest members').click()
  await expect(app.getByRole('list', { name: 'Quietest members' })).toBeVisible()

  await openPanel(app, 'Export')
  await app.getByText('Choose what to export').click()
  await expect(app.getByLabel('Find by name')).toBeVisible()
  await expect(app.getByRole('group', { name: 'Messages from everybody' }).getByRole('checkbox').first()).toBeVisible()
  expect(readings(world)).toBe(1)
})
