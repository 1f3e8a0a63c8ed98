import { beat, GROUP, untilFollowed } from './support/alive.ts'
import { expect, test } from './support/lasting-profile.ts'
import { openPanel } from './support/open-panel.ts'

test('a kept archive takes in what a beat brings: the next opening has it, and reads nothing of it again', async ({ world, page }) => {
  await page.clock.install()
  await world.open()
  const { app } = world
  await openPanel(app, 'Links and files')
  await expect(app.getByText('All 340 messages were read.')).toBeVisible()
  await app.getByText('On this device').click()
  await app.getByLabel('Keep what was read from this chat').check()
  await expect(app.getByText(/^This chat takes .* here\.$/)).toBeVisible()
  await untilFollowed(app, page)
  await beat(world, page)
  world.deed(GROUP, { kind: 'write', by: 17, text: 'https://example.com/kept' })
  await beat(world, page)
  await expect(app.getByText('All 341 messages were read.')).toBeVisible()

  world.sites.portal.portal().clearLog()
  await world.visit()
  await expect(app.getByText('All 341 messages were read.')).toBeVisible()
  await expect(app.getByRole('list', { name: 'Links' }).getByRole('listitem').first()).toContainText('example.com/kept')
  // nothing is asked for backwards: what was kept is there
  const asked = [...JSON.stringify(world.log('rest')).matchAll(/(FIRST_ID|LAST_ID)(?:%5B%5D)?(?:=|":)/g)].map(([, direction]) => direction)
  expect(new Set(asked)).toEqual(new Set(['FIRST_ID']))
})
