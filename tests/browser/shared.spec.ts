import type { FrameLocator } from '@playwright/test'
import { openPanel } from './support/open-panel.ts'
import { refuseStorage } from './support/refuse-storage.ts'
import { expect, test, type World } from './support/test.ts'

// Playwright's own contexts are private windows, in which Chromium gives a frame of another site no storage: the panel works without,
// and says so. With storage: archive-kept.spec.ts.

const MESSAGES = 10_000

/** A chat of 10,000 more messages, with a link among the oldest of them and a picture in the newest. */
function prepareLongChat(world: World): void {
  world.prepare({})
  const chat = world.sites.portal.portal().world.chats.get(1489)
  if (!chat) throw new Error('There is no chat 1489')
  const write = (text: string) => chat.messages.add({ authorId: 503, createdAt: Date.now(), text, likedBy: [], fileIds: [], systemCode: '' })
  write('[url=https://needle.example/rhubarb]the rhubarb page[/url] [url=javascript:document.title="owned"]press[/url]')
  chat.files.set(987_654, { id: 987_654, name: 'IMG_4711.jpg', type: 'image', size: 1_000, authorId: 503, createdAt: Date.now() })
  for (let number = 1; number < MESSAGES; number += 1) write(number % 50 === 0 ? `https://site${number % 7}.example/${number}` : `message ${number}`)
  chat.messages.add({ authorId: 503, createdAt: Date.now(), text: 'the picture', likedBy: [], fileIds: [987_654], systemCode: '' })
}

async function visitShared(world: World): Promise<FrameLocator> {
  await world.visit()
  await openPanel(world.app, 'Links and files')
  return world.app
}

const rows = (app: FrameLocator, name: string) => app.getByRole('list', { name, exact: true }).getByRole('listitem')

async function readEverything(app: FrameLocator): Promise<void> {
  await app.getByLabel('How far to read back').selectOption('everything')
  await app.getByRole('button', { name: 'Read on' }).click()
  await expect(app.getByText(/^All [\d,]+ messages were read\.$/)).toBeVisible()
}

test('what was shared in a chat of 10,000 messages is found, narrowed and opened, without storage', async ({ context, world, page }) => {
  await refuseStorage(context)
  prepareLongChat(world)
  const app = await visitShared(world)
  await expect(app.getByText(/^Read back to .* of about [\d,]+ messages\.$/)).toBeVisible()
  await readEverything(app)

  // nothing moves when the reading ends; the room of its buttons closes with the next thing that is asked for
  const top = async () => (await app.getByRole('group', { name: 'Links and files' }).boundingBox())?.y ?? 0
  const before = await top()
  await app.getByRole('button', { name: 'Files', exact: true }).click()
  await expect.poll(top).toBeLessThan(before - 20)
  await app.getByRole('button', { name: 'Links', exact: true }).click()

  const find = app.getByRole('searchbox', { name: 'Find by name or address' })
  await find.fill('RHUBARB')
  await expect(rows(app, 'Links')).toHaveText([/needle\.example 1 link.*the rhubarb page.*needle\.example\/rhubarb/s])
  await expect(rows(app, 'Links').getByRole('link')).toHaveAttribute('href', 'https://needle.example/rhubarb')
  await expect(app.getByRole('link', { name: 'press' })).toHaveCount(0)
  await rows(app, 'Links').getByRole('button', { name: 'More actions' }).click()
  await rows(app, 'Links').getByRole('button', { name: 'Message' }).click()
  await expect(rows(app, 'Links').getByText('the rhubarb page').last()).toBeVisible()
  await rows(app, 'Links').getByRole('button', { name: 'More actions' }).click()
  await rows(app, 'Links').getByRole('button', { name: 'Open chat' }).click()
  const opened = () => world.log('command').filter(({ command }) => command === 'imOpenMessenger').map(({ params }) => JSON.stringify(params)).join()
  await expect.poll(opened).toContain('chat1489')

  await find.fill('')
  await expect(app.getByText(/^2\d\d links; domains: \d+\.$/)).toBeVisible()
  expect(await rows(app, 'Links').count()).toBeLessThan(100)

  await app.getByRole('button', { name: 'Files', exact: true }).click()
  await expect(app.getByText(/^\d+ files, .* in all\.$/)).toBeVisible()
  await find.fill('jpg')
  await expect(rows(app, 'Files').first()).toContainText('IMG_4711.jpg')

  await expect(app.getByText('The browser does not let this page store anything')).toHaveCount(1)
  expect(await page.title()).not.toBe('owned')
})
