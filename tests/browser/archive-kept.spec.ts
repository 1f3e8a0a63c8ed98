import { expect, test } from './support/lasting-profile.ts'
import { openedPanel, openPanel } from './support/open-panel.ts'
import type { World } from './support/test.ts'

/** How the messages were asked for: forwards behind one that is known, or backwards before one. */
const asked = (world: World) => [...JSON.stringify(world.requests()).matchAll(/(FIRST_ID|LAST_ID)(?:%5B%5D)?(?:=|":)/g)].map(([, direction]) => direction)

test('a chat that the device keeps is there at the next opening, which reads only what is new; one button forgets it and where people were', async ({ world }) => {
  await world.open()
  const app = world.app
  await openPanel(app, 'Links and files')
  await expect(app.getByText('All 340 messages were read.')).toBeVisible()
  const links = await app.getByText(/links; domains/).textContent()
  await app.getByText('On this device').click()
  await app.getByLabel('Keep what was read from this chat').check()
  await expect(app.getByText(/^This chat takes .* here\.$/)).toBeVisible()

  world.sites.portal.portal().world.chats.get(1489)?.messages.add({ authorId: 503, createdAt: Date.now(), text: 'new', likedBy: [], fileIds: [], systemCode: '' })
  world.sites.portal.portal().clearLog()
  await world.visit()
  await expect(app.getByText('All 341 messages were read.')).toBeVisible()
  await expect(app.getByText(links ?? '')).toBeVisible()
  expect(new Set(asked(world))).toEqual(new Set(['FIRST_ID']))

  await app.getByText('On this device').click()
  await expect(app.getByLabel('Keep what was read from this chat')).toBeChecked()
  await app.getByRole('button', { name: 'Remove everything kept here' }).click()
  await app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(app.getByLabel('Keep what was read from this chat')).not.toBeChecked()
  await world.visit()
  // which part was open is forgotten as well
  await expect(openedPanel(app)).toHaveText('Overview')
  await openPanel(app, 'Links and files')
  await expect(app.getByText('All 341 messages were read.')).toBeVisible()
  await app.getByText('On this device').click()
  await expect(app.getByLabel('Keep what was read from this chat')).not.toBeChecked()
})
