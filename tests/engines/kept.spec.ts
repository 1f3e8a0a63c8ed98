import { openAsBlob } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { VIEWS_DATABASE, VIEWS_STORE } from '../../src/chat/open-kept-view.ts'
import { createSealer } from '../../src/lib/browser/sealing.ts'
import { textOf, unzip } from '../support/unzip.ts'
import { MEMBERS, openPanel } from './panels.ts'
import { expect, test, type World } from './test.ts'
import { button, type Query } from './view.ts'

// What the browser keeps, in its stores and as a file. Both let a frame of another site keep something.

const ANNA = 1
const CHAT = 1489
const WORDS: Query = { role: 'searchbox', name: 'Words in the message' }
const KEEP: Query = { role: 'checkbox', name: 'Keep what was read from this chat' }
const ALL_READ: Query = { text: 'All 340 messages were read.' }
const LINE: Query = { role: 'textbox', name: /^New line/ }

const open = (world: World, scenario = 'small-group'): Promise<void> => world.open({ scenario, chat: `chat${CHAT}` })
const again = (world: World): Promise<void> => world.visit({ chat: `chat${CHAT}` })

/** Whether this chat's view is kept, under the name that the person's key gives it. WebKit's window names no database: it is opened, and not made. */
async function hasView(world: World): Promise<boolean> {
  const [, , secret = ''] = String(world.portal().world.app.userOptions.get(ANNA)?.['deviceKey']).split(':')
  const sealer = await createSealer(secret, VIEWS_STORE)
  const key = await sealer?.nameOf([world.origin(), `chat${CHAT}`]) ?? ''
  return await world.app.evaluate((name, store, record) => new Promise<boolean>((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onupgradeneeded = () => opening.transaction?.abort()
    opening.onerror = () => resolve(false)
    opening.onsuccess = () => {
      const asked = opening.result.transaction(store).objectStore(store).count(record)
      asked.onsuccess = () => resolve(asked.result === 1)
      asked.onerror = () => reject(asked.error ?? new Error('It cannot be counted.'))
      opening.result.close()
    }
  }), VIEWS_DATABASE, VIEWS_STORE, key)
}

/** In which directions the app has asked for messages, each once. */
function directionsAsked(world: World): string[] {
  const asked = JSON.stringify(world.portal().log.filter(({ kind }) => kind === 'rest'))
  return [...new Set([...asked.matchAll(/(FIRST_ID|LAST_ID)(?:%5B%5D)?(?:=|":)/g)].map(([, direction = '']) => direction))]
}

test('how the chat looked is there before the portal has answered, and so is what was half typed', async ({ world }) => {
  const { app } = world
  await open(world)
  await app.see(MEMBERS)
  await expect.poll(() => hasView(world)).toBe(true)
  world.portal().addFault({ side: 'rest', target: '*', fault: { kind: 'silence' }, times: null })
  await again(world)
  await app.see({ text: /^As it was .* Refreshing…$/ })
  await app.see(MEMBERS)
  world.portal().clearFaults()

  await again(world)
  await openPanel(app, 'Search')
  await app.fill(WORDS, 'half a wo')
  await expect.poll(() => app.evaluate(() => Object.keys(sessionStorage).filter(name => name.startsWith('chatside draft ')).length)).toBeGreaterThanOrEqual(2)
  await again(world)
  await expect.poll(async () => (await app.see(WORDS)).value).toBe('half a wo')
})

test('the worker keeps a chat that it has read, and the next opening reads only what is new', async ({ world }) => {
  const { app } = world
  await open(world)
  await openPanel(app, 'Links and files')
  await app.see(ALL_READ)
  await app.click({ css: 'summary', text: 'On this device' })
  await app.click(KEEP)
  await app.see({ text: /^This chat takes .* here\.$/ })
  world.portal().clearLog()
  await again(world)
  await openPanel(app, 'Links and files')
  await app.see(ALL_READ)
  // what was kept is shown before the portal is asked for what is new
  await expect.poll(() => directionsAsked(world)).toEqual(['FIRST_ID'])
  await app.click({ css: 'summary', text: 'On this device' })
  expect((await app.see(KEEP)).isOn).toBe(true)
  expect(directionsAsked(world)).toEqual(['FIRST_ID'])
})

test('a note is written into the portal, and is there at the next opening', async ({ world }) => {
  const { app } = world
  await open(world, 'all-scopes')
  await openPanel(app, 'Notes')
  await app.fill(LINE, 'Order more rhubarb')
  await app.click(button('Add'))
  await app.see({ css: '[data-words]', text: /Order more rhubarb/ })
  await app.count({ text: 'not sent yet' }, 0)
  await again(world)
  await openPanel(app, 'Notes')
  await app.see({ css: '[data-words]', text: /Order more rhubarb/ })
})

/** The archive that has come into a folder, whole: until then both browsers have a file beside it, and Firefox an empty one in its place. */
async function archiveIn(home: string): Promise<string | undefined> {
  const names = await readdir(home, { recursive: true })
  const archive = names.find(name => name.endsWith('.zip'))
  const isComing = names.some(name => /\.(?:part|wkdownload)$/.test(name))
  return archive === undefined || isComing || (await stat(join(home, archive))).size === 0 ? undefined : archive
}

test('an export is saved as an archive that other programs read', async ({ world, home }) => {
  const { app } = world
  await open(world)
  await openPanel(app, 'Export')
  await app.choose({ role: 'combobox', name: 'Format' }, 'json')
  await app.click(button('Start the export'))
  await app.click({ role: 'link', name: 'Save' })
  await expect.poll(() => archiveIn(home)).toBeDefined()
  const files = await unzip(await openAsBlob(join(home, await archiveIn(home) ?? '')))
  const { messages } = JSON.parse(textOf(files, 'messages-001.json')) as { messages: { id: number }[] } // valid by another test
  const chat = world.portal().world.chats.get(CHAT)
  expect(messages).toHaveLength(340)
  expect(messages.map(({ id }) => id).filter(id => chat?.messages.byId(id) === undefined)).toEqual([])
})
