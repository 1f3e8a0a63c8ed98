import type { FrameLocator, Request } from '@playwright/test'
import type { Chat } from '../portal/core/world/model.ts'
import { appFrame } from './support/app-frame.ts'
import { holdRequests } from './support/hold-requests.ts'
import { openPanel } from './support/open-panel.ts'
import { expect, test, type OpenOptions, type World } from './support/test.ts'

/** A chat of the world that is up. */
function chatOf(world: World, id: number): Chat {
  const chat = world.sites.portal.portal().world.chats.get(id)
  if (!chat) throw new Error(`There is no chat ${id}`)
  return chat
}

function write(chat: Chat, text: string, authorId = 503): void {
  chat.messages.add({ authorId, createdAt: Date.now(), text, likedBy: [], fileIds: [], systemCode: '' })
}

async function visitSearch(world: World, options: OpenOptions = {}): Promise<FrameLocator> {
  await world.visit(options)
  await openPanel(world.app, 'Search')
  await expect(words(world.app)).toBeVisible()
  return world.app
}

const words = (app: FrameLocator) => app.getByRole('searchbox', { name: 'Words in the message' })
const results = (app: FrameLocator) => app.getByRole('list', { name: 'Found messages' })
const searches = (world: World) => world.log('rest').filter(({ method }) => method === 'im.dialog.messages.search').length

test('hits come while typing, with the words marked, and only the last question is asked, whatever becomes of it', async ({ world, page }) => {
  world.prepare({})
  const app = await visitSearch(world)
  await words(app).pressSequentially('done', { delay: 20 })
  await expect(results(app).locator('mark').first()).toHaveText(/^done$/i)
  expect(searches(world)).toBe(1)

  await test.step('a search that fails is said, and works when tried again', async () => {
    write(chatOf(world, 1489), 'the quince')
    world.sites.portal.portal().addFault({ side: 'rest', target: 'im.dialog.messages.search', fault: { kind: 'broken-json' }, times: 1 })
    await words(app).fill('quince')
    await app.getByRole('alert').getByRole('button').click()
    await expect(results(app).getByRole('listitem')).toHaveCount(1)
  })

  await test.step('an older answer that comes after a newer one does not win', async () => {
    write(chatOf(world, 1489), 'the rhubarb')
    write(chatOf(world, 1489), 'the medlar')
    const isOlder = (request: Request) => (request.postData() ?? '').includes('rhubarb')
    const letGo = await holdRequests(page, isOlder)
    const asked = page.waitForRequest(isOlder)
    const answered = page.waitForResponse(response => isOlder(response.request()))
    await words(app).fill('rhubarb')
    await asked
    await words(app).fill('medlar')
    await expect(results(app).getByRole('listitem')).toHaveText([/the medlar/])
    letGo()
    await (await answered).finished()
    await expect(results(app).getByRole('listitem')).toHaveText([/the medlar/])
  })

  await test.step('the author\'s name narrows what was found, and the panel says who picked', async () => {
    write(chatOf(world, 1489), 'sorrel from Klaus', 503)
    write(chatOf(world, 1489), 'sorrel from Anna', 547)
    await words(app).fill('sorrel')
    await expect(results(app).getByRole('listitem')).toHaveCount(2)
    await app.getByText('Filters').click()
    const author = world.sites.portal.portal().world.people.get(547)
    await app.getByLabel('Author’s name').fill(author?.firstName ?? '')
    await expect(results(app).getByRole('listitem')).toHaveText([/sorrel from Anna/])
    await expect(app.getByText('Chatside filtered')).toBeVisible()
  })
})

test('10,000 results scroll with fewer than 100 rows in the document, and each knows its place', async ({ world }) => {
  world.prepare({ scenario: 'big-group' })
  const chat = chatOf(world, 3000)
  for (let number = 1; number <= 10_000; number += 1) write(chat, `needle ${number}`)
  const app = await visitSearch(world, { scenario: 'big-group' })
  await words(app).fill('needle')
  await expect(results(app).getByRole('listitem').first()).toContainText('needle 10000')
  const frame = await appFrame(world.app)
  // the page scrolls at every frame until all is there: a poll from outside would mostly wait for its own next turn
  const most = await frame.evaluate(async () => {
    let rows = 0
    while (!document.body.innerText.includes('10,000 messages found.')) {
      window.scrollTo(0, document.documentElement.scrollHeight)
      await new Promise(requestAnimationFrame)
      rows = Math.max(rows, document.querySelectorAll('.virtual-list > *').length)
    }
    return rows
  })
  await frame.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  const last = results(app).getByRole('listitem').filter({ hasText: /needle 1(?!\d)/ })
  await expect(last).toHaveAttribute('aria-posinset', '10000')
  await expect(last).toHaveAttribute('aria-setsize', '10000')
  expect(most).toBeGreaterThan(3)
  expect(most).toBeLessThan(100)
})

test('the messages around a hit unfold by keyboard alone', async ({ world, page }) => {
  world.prepare({})
  for (const text of ['the one before', 'the rhubarb', 'the one after']) write(chatOf(world, 1489), text)
  const app = await visitSearch(world)
  await words(app).focus()
  await page.keyboard.type('rhubarb')
  await expect(results(app).getByRole('listitem')).toHaveCount(1)
  const around = app.getByRole('button', { name: 'Before and after' })
  // past the filters to the list, which is one stop; its row is gone through with the arrows
  for (const key of ['Tab', 'Tab', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
  await expect(around).toBeFocused()
  await page.keyboard.press('Enter')
  const list = app.getByRole('list', { name: 'Before and after' })
  await expect(list.getByText('the one before')).toBeVisible()
  await expect(list.getByText('the one after')).toBeVisible()
  // rows that grow must not end in the browser's "ResizeObserver loop", which the app reports as an error
  await expect(app.getByText('Something went wrong in the background')).toHaveCount(0)
})

test('a press on a hit goes to it, and its menu opens the chat in the messenger', async ({ world, page }) => {
  world.prepare({})
  write(chatOf(world, 1489), 'the rhubarb')
  const app = await visitSearch(world)
  await words(app).fill('rhubarb')
  const gone = page.waitForEvent('popup')
  await results(app).getByText('the rhubarb').click()
  expect((await gone).url()).toMatch(/\/online\/\?IM_DIALOG=chat1489&IM_MESSAGE=\d+$/)
  await (await gone).close()
  await app.getByRole('button', { name: 'More actions' }).click()
  await app.getByRole('button', { name: 'Open chat' }).click()
  const opened = () => world.log('command').filter(({ command }) => command === 'imOpenMessenger').map(({ params }) => JSON.stringify(params)).join()
  await expect.poll(opened).toContain('chat1489')
})

test('hits say whose words they are, and that they were changed (r5)', async ({ world }) => {
  world.prepare({ scenario: 'marked-messages' })
  const app = await visitSearch(world, { scenario: 'marked-messages' })
  const name = (id: number) => world.sites.portal.portal().world.people.get(id)?.firstName ?? 'nobody'
  await words(app).fill('key of room')
  await expect(results(app).getByRole('listitem')).toHaveText([new RegExp(`${name(17)}.*forwarded from ${name(503)}`)])
  await words(app).fill('minutes')
  await expect(results(app).getByRole('listitem').first()).toContainText('forwarded')
  await words(app).fill('don’t')
  await expect(results(app).getByRole('listitem').first()).toContainText('edited')
  await expect(results(app).locator('mark')).toHaveText(['don’t'])
  await words(app).fill('somebody will')
  await expect(results(app).getByRole('listitem').first()).toContainText('bot')
})
