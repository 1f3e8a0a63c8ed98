import type { FrameLocator, Page } from '@playwright/test'
import { keepAttach } from '../portal/core/world/keep-attach.ts'
import type { Chat, Message } from '../portal/core/world/model.ts'
import sample from '../fixtures/message-attach.json' with { type: 'json' }
import { openPanel } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

function chatOf(world: World, id = 1489): Chat {
  const chat = world.sites.portal.portal().world.chats.get(id)
  if (!chat) throw new Error(`There is no chat ${id}`)
  return chat
}

/** Writes a message into the chat and finds it in the panel. */
async function findHit(world: World, text = 'the rhubarb', fields: Partial<Message> = {}): Promise<{ app: FrameLocator, message: Message }> {
  world.prepare({})
  const message = chatOf(world).messages.add({ authorId: 503, createdAt: Date.now(), text, likedBy: [], fileIds: [], systemCode: '', ...fields })
  await world.visit({})
  const { app } = world
  await openPanel(app, 'Search')
  await app.getByRole('searchbox', { name: 'Words in the message' }).fill(text)
  await expect(app.getByRole('button', { name: /^Like/ })).toHaveCount(1)
  return { app, message }
}

const likedBy = (world: World, { id }: Message) => chatOf(world).messages.byId(id)?.likedBy
const input = (page: Page) => page.getByRole('textbox', { name: 'Message' })
const calls = (world: World, method: string) => world.log('rest').filter(entry => entry.method === method).length

test('a like reaches the portal and is taken back, by keyboard alone', async ({ world, page }) => {
  const { app, message } = await findHit(world)
  const like = app.getByRole('button', { name: /^Like/ })
  await like.focus()
  await page.keyboard.press('Enter')
  await expect(like).toHaveText(/1/)
  await expect.poll(() => likedBy(world, message)).toEqual([1])
  // the portal has it before its answer is here; until then the button takes no other press
  await expect(like).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('Enter')
  await expect(like).toHaveAttribute('aria-pressed', 'false')
  await expect.poll(() => likedBy(world, message)).toEqual([])
})

test('a task is made after a question, once, by keyboard alone', async ({ world, page }) => {
  const { app, message } = await findHit(world)
  await app.getByRole('button', { name: 'More actions' }).focus()
  await page.keyboard.press('Enter')
  const makeTask = app.getByRole('group', { name: 'More actions' }).getByRole('button', { name: 'Create a task' })
  await makeTask.focus()
  await page.keyboard.press('Enter')
  const dialog = app.getByRole('dialog', { name: 'Create a task from this message?' })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(app.getByRole('button', { name: 'More actions' })).toBeFocused()
  expect(calls(world, 'im.message.share')).toBe(0)

  await page.keyboard.press('Enter')
  await makeTask.focus()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Create a task' }).focus()
  await page.keyboard.press('Enter')
  await expect(app.getByText('The task was created.')).toBeVisible()
  const { madeOfMessages } = world.sites.portal.portal().world
  expect(madeOfMessages).toMatchObject([{ kind: 'task', personId: 1, messageId: message.id, title: 'the rhubarb' }])
})

test('after a connection that was cut nobody says that there is no task, and the app has asked once', async ({ world, page }) => {
  const { app } = await findHit(world)
  const asked: string[] = []
  page.on('request', request => asked.push(new URL(request.url()).pathname))
  world.sites.portal.portal().addFault({ side: 'rest', target: 'im.message.share', fault: { kind: 'cut-after' }, times: null })
  await app.getByRole('button', { name: 'More actions' }).click()
  await app.getByRole('button', { name: 'Create a task' }).click()
  await app.getByRole('dialog').getByRole('button', { name: 'Create a task' }).click()
  await expect(app.getByRole('alert')).toContainText('it is not known whether the task was created')
  expect(asked.filter(path => path.endsWith('/im.message.share'))).toHaveLength(1)
  // Chromium itself sends a request again, also a POST, when a connection that it had used before is cut before any answer: seen here
  expect(world.sites.portal.portal().world.madeOfMessages.length).toBeGreaterThan(0)
})

test('a quote goes below what is in the input field, and undoing leaves that as it was', async ({ world, page }) => {
  const { app, message } = await findHit(world, 'the [b]rhubarb[/b]')
  await input(page).fill('Dear all,')
  await app.getByRole('button', { name: 'More actions' }).click()
  await app.getByRole('button', { name: 'Quote' }).click()
  await expect(app.getByText('The quote is in the messenger\'s input field.')).toBeVisible()
  const dashes = '-'.repeat(54)
  await expect(input(page)).toHaveValue(new RegExp(`^Dear all,\n${dashes}\n.+ \\[.+\\] #chat1489/${message.id}\nthe rhubarb\n${dashes}\n$`))
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(app.getByText('The input field is as it was.')).toBeVisible()
  await expect(input(page)).toHaveValue('Dear all,')
})

test('what somebody types below a quote stays', async ({ world, page }) => {
  const { app } = await findHit(world)
  await app.getByRole('button', { name: 'More actions' }).click()
  await app.getByRole('button', { name: 'Quote' }).click()
  await expect(app.getByRole('button', { name: 'Undo' })).toBeVisible()
  await input(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('Yes!')
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(app.getByText('The input field has changed since: nothing was undone.')).toBeVisible()
  await expect(input(page)).toHaveValue(/the rhubarb\n-+\nYes!$/)
})

test('a messenger that says nothing is not taken for one that agreed', async ({ world, page }) => {
  const { app } = await findHit(world)
  world.sites.portal.portal().addFault({ side: 'command', target: 'im:getImTextareaContent', fault: { kind: 'silence' }, times: null })
  await app.getByRole('button', { name: 'More actions' }).click()
  await app.getByRole('button', { name: 'Quote' }).click()
  await expect(app.getByText('The messenger did not answer: nothing was changed.')).toBeVisible()
  await expect(input(page)).toHaveValue('')
})

test('a person who goes to the input field before the quote has come is not interrupted', async ({ world, page }) => {
  const { app } = await findHit(world)
  const portal = world.sites.portal.portal()
  portal.addFault({ side: 'command', target: 'im:getImTextareaContent', fault: { kind: 'latency', ms: 2_000 }, times: 1 })
  await app.getByRole('button', { name: 'More actions' }).click()
  await app.getByRole('button', { name: 'Quote' }).click()
  await input(page).click()
  await expect(app.getByText('You went on to something else')).toBeVisible()
  await expect(input(page)).toHaveValue('')
})

test('an attachment is shown and copied as text, and loads nothing', async ({ world }) => {
  const attach = keepAttach(sample.answer.attach, 1)
  const { app } = await findHit(world, 'Card of the rhubarb', attach ? { attach: [attach] } : {})
  const row = app.getByRole('list', { name: 'Found messages' }).getByRole('listitem').first()
  await expect(row).toContainText('Assigned To Eugene Shelenkov')
  await expect(row.getByRole('link', { name: 'Open Mantis from external network' })).toHaveAttribute('href', 'https://shelenkov.com/')
  await expect(row.locator('img')).toHaveCount(0)
})
