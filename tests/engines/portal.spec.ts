import { MEMBERS, openPanel } from './panels.ts'
import { expect, test, type World } from './test.ts'
import { button, type Query } from './view.ts'

// What passes between the app and the page around it.

const CHAT = 1489
const WORDS: Query = { role: 'searchbox', name: 'Words in the message' }
const INPUT: Query = { role: 'textbox', name: 'Message' }
const SLIDER: Query = { role: 'dialog' }

const commands = (world: World): string[] => world.portal().log.flatMap(entry => entry.kind === 'command' ? [entry.command] : [])

test('a panel opens wide with what was half typed, and gives it back', async ({ world }) => {
  const { app, wide, page } = world
  await world.open({ chat: `chat${CHAT}` })
  await openPanel(app, 'Search')
  await app.fill(WORDS, 'half a wo')
  await app.click(button('Open wide'))
  await page.see(SLIDER)
  await expect.poll(async () => (await wide.see(WORDS)).value).toBe('half a wo')
  expect(await wide.evaluate(() => innerWidth)).toBeGreaterThan(700)
  await wide.fill(WORDS, 'more of it')
  await wide.click(button('Done'))
  await page.count(SLIDER, 0)
  await expect.poll(async () => (await app.see(WORDS)).value).toBe('more of it')
})

test('an administrator installs the item, and then an employee finds it and opens it', async ({ world }) => {
  const { app, page } = world
  const item: Query = button('Rund um diesen Chat', { role: 'region', name: /./ })
  await world.open({ scenario: 'not-installed', panel: false })
  await page.click(button('Applications', { role: 'navigation' }))
  await app.see({ role: 'heading', name: 'Install Chatside' })
  expect(await app.violations()).toEqual([])
  await app.click({ css: 'summary', text: 'Name, icon, and who sees it' })
  await app.click({ css: 'summary', text: /^All 20 languages/ })
  await app.fill({ role: 'textbox', name: 'German (de)' }, 'Rund um diesen Chat')
  await app.click(button('Install'))
  await expect.poll(() => world.portal().world.app.isInstalled).toBe(true)

  await world.visit({ as: 5, lang: 'de', chat: `chat${CHAT}`, panel: false })
  await page.click(item)
  await app.see({ role: 'list', name: 'Mitglieder' })
})

test('a profile and a private conversation open over the chat', async ({ world }) => {
  const { app, page } = world
  await world.open({ chat: `chat${CHAT}` })
  await openPanel(app, 'People')
  await app.fill({ role: 'searchbox', name: 'Find by name' }, 'sofia')
  const row: Query = { role: 'listitem', inside: { role: 'list', name: 'People' } }
  await app.count(row, 1)
  await app.click({ role: 'button', inside: row })
  await page.see(SLIDER)
  await page.click(button('Close', SLIDER))
  await page.count(SLIDER, 0)
  await app.count(row, 1)
})

test('a quote goes below what is in the input field, and undoing leaves that as it was', async ({ world }) => {
  const { app, page } = world
  world.prepare()
  const text = 'the rhubarb'
  world.portal().world.chats.get(CHAT)?.messages.add({ authorId: 503, createdAt: Date.now(), text, likedBy: [], fileIds: [], systemCode: '' })
  await world.visit({ chat: `chat${CHAT}` })
  await openPanel(app, 'Search')
  await app.fill(WORDS, text)
  await page.fill(INPUT, 'Dear all,')
  await app.click({ css: 'button', name: /^More actions/ })
  await app.click({ css: 'button', name: /^Quote/ })
  await app.see({ text: 'The quote is in the messenger\'s input field.' })
  await expect.poll(async () => (await page.see(INPUT)).value).toMatch(/^Dear all,\n-{54}\n[^]*\nthe rhubarb\n-{54}\n$/)
  await app.click(button('Undo'))
  await app.see({ text: 'The input field is as it was.' })
  expect((await page.see(INPUT)).value).toBe('Dear all,')
})

test('nothing but text of the page around it reaches the app', async ({ world }) => {
  const { app, page } = world
  await world.open({ chat: `chat${CHAT}` })
  await app.see(MEMBERS)
  await app.evaluate(() => {
    const heard: unknown[] = []
    Object.assign(window, { heard })
    window.addEventListener('message', ({ data }) => heard.push(data))
  })
  await page.evaluate(() => {
    const frame = document.querySelector<HTMLIFrameElement>('iframe[id^="appframe_"]')
    const send = (message: unknown) => frame?.contentWindow?.postMessage(message, '*')
    for (const message of [null, 7, [], {}, { method: 'getInitData' }, new Date(0)]) send(message)
    // a window beside the app, whose messages come of another source
    const other = document.body.appendChild(document.createElement('iframe'))
    const script = Object.assign(document.createElement('script'), { textContent: `
      parent.document.querySelector('iframe[id^="appframe_"]').contentWindow.postMessage('key:{"from":"beside"}', '*')
    ` })
    other.contentDocument?.body.append(script)
    send('key:{"from":"around"}')
  })
  await expect.poll(() => app.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual(['key:{"from":"around"}'])
  await openPanel(app, 'People')
  await app.see({ role: 'searchbox', name: 'Find by name' })
})

test('a page that no build knows is told so, and hears nothing', async ({ world }) => {
  await world.open({ chat: `chat${CHAT}` }, world.sites.foreign)
  await world.app.see({ role: 'heading', name: 'Chatside does not know this site' })
  expect(commands(world)).toEqual([])
  expect(world.portal().log.filter(({ kind }) => kind === 'rest' || kind === 'dropped')).toEqual([])
})
