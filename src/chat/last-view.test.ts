import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { aPortal, type PortalScript, type ScriptedPortal } from '../../tests/support/a-portal.ts'
import type { Outcome } from '../bitrix24/index.ts'
import { makeSecret } from '../lib/browser/random-id.ts'
import { createSealer } from '../lib/browser/sealing.ts'
import { KEEP_NOTHING, parseDeviceKey, writeDeviceKey } from './device-key.ts'
import { type DialogId, parseDialogId } from './dialog-id.ts'
import { readLastView } from './last-view.ts'
import { forgetKeptView } from './open-kept-view.ts'
import { toOverview } from './overview-answer.ts'
import type { OverviewAnswers } from './overview-commands.ts'
import { clearViews, forgetViews, keepView, sizeOfViews } from './view-keeper.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 2, 3, 12)
const VIEWER = 5

beforeEach(async () => {
  await clearViews()
})

function dialog(text: string): DialogId {
  const id = parseDialogId(text)
  if (!id) throw new Error(`no dialog id: ${text}`)
  return id
}

const ok = (value: unknown): Outcome => ({ ok: true, value, total: null })

function answersOf(name: string, viewerId = VIEWER): OverviewAnswers {
  return { chat: ok({ id: 7, name, owner: viewerId }), profile: ok({ ID: String(viewerId), NAME: 'Anna' }), scope: ok(['im']) }
}

interface Person { key?: string | undefined, origin?: string, app?: Record<string, unknown>, script?: PortalScript }

function aFrame({ key, origin = 'https://demo.bitrix24.com', app = {}, script = {} }: Person = {}): ScriptedPortal {
  return aPortal({ ...script, opening: { origin, userOption: name => name === 'deviceKey' ? key : undefined, appOption: name => app[name] } })
}

async function keep(portal: ScriptedPortal, name = 'Team', { now = NOW, viewerId = VIEWER, chat = 'chat7', isWanted = (): boolean => true } = {}): Promise<void> {
  const answers = answersOf(name, viewerId)
  await keepView(portal, { overview: toOverview(dialog(chat), answers, () => null), answers, isWanted }, now)
}

const titleOf = async (portal: ScriptedPortal, now = NOW, chat = 'chat7') => (await readLastView(portal, dialog(chat), { now }))?.overview.title ?? null
const aKey = (personId = VIEWER) => writeDeviceKey({ personId, secret: makeSecret() })

test('what was kept is read with the key of the handshake, and says since when it is known', async () => {
  const portal = aFrame({ key: aKey() })
  await keep(portal)
  const view = await readLastView(portal, dialog('chat7'), { now: NOW + 1000 })
  expect(view).toMatchObject({ since: new Date(NOW), overview: { title: 'Team', viewerId: VIEWER, scopes: ['im'], members: [] } })
  expect(portal.sent).toEqual([])
})

test('a chat that thousands have read is kept as it was shown', async () => {
  const portal = aFrame({ key: aKey() })
  const readers = Array.from({ length: 3_000 }, (_, index) => ({ user_id: index + 10, user_name: `Person ${index}`, message_id: index % 2 === 0 ? 9 : 8, date: null }))
  const answers = { ...answersOf('Team'), chat: ok({ id: 7, name: 'Team', owner: VIEWER, last_message_id: 9, user_counter: 3_001, readed_list: readers }) }
  const overview = toOverview(dialog('chat7'), answers, () => null)
  await keepView(portal, { overview, answers, isWanted: () => true }, NOW)
  expect(overview.read?.readers).toBe(1_500)
  expect((await readLastView(portal, dialog('chat7'), { now: NOW }))?.overview).toEqual(overview)
})

test('another key, portal, chat or person reads nothing', async () => {
  const key = aKey()
  await keep(aFrame({ key }))
  expect(await titleOf(aFrame({ key: aKey() }))).toBeNull()
  expect(await titleOf(aFrame({ key, origin: 'https://other.bitrix24.com' }))).toBeNull()
  expect(await titleOf(aFrame({ key }), NOW, 'chat8')).toBeNull()
  expect(await titleOf(aFrame({ key: key.replace('1:5:', '1:6:') }))).toBeNull()
  expect(await titleOf(aFrame())).toBeNull()
  expect(await titleOf(aFrame({ key }))).toBe('Team')
})

test('a view is too old after two weeks, and one from the future is none', async () => {
  const portal = aFrame({ key: aKey() })
  await keep(portal)
  expect(await titleOf(portal, NOW + 14 * DAY - 1)).toBe('Team')
  expect(await titleOf(portal, NOW + 14 * DAY)).toBeNull()
  expect(await titleOf(portal, NOW - DAY)).toBeNull()
})

test('what is sealed with the right key but is no view is nothing', async () => {
  const key = aKey()
  const sealer = await createSealer(parseDeviceKey(key)?.secret ?? '', 'views')
  const name = await sealer?.nameOf(['https://demo.bitrix24.com', 'chat7']) ?? ''
  const portal = aFrame({ key })
  await keep(portal)
  for (const text of ['', '{', 'null', '[]', '{"since":"x","outcomes":[]}', `{"since":${NOW},"outcomes":[]}`, `{"since":${NOW},"outcomes":[{"name":"__proto__"}]}`]) {
    const sealed = await sealer?.seal(name, new TextEncoder().encode(text))
    await putRaw({ name, day: 1, sealed })
    expect(await titleOf(portal), text).toBeNull()
  }
})

test('a chat that is refused is forgotten; all of them are, at once', async () => {
  const portal = aFrame({ key: aKey() })
  await keep(portal)
  await keep(portal, 'Other', { chat: 'chat8' })
  expect(await sizeOfViews()).toBe(2 * (16 * 1024 + 28))
  await forgetKeptView(portal.opening, dialog('chat7'))
  expect([await titleOf(portal), await titleOf(portal, NOW, 'chat8')]).toEqual([null, 'Other'])
  await clearViews()
  expect(await sizeOfViews()).toBe(0)
})

test('records that another page put there count for nothing when their size is told, and harm nothing', async () => {
  await keep(aFrame({ key: aKey() }))
  await putRaw({ name: 'a', day: 1 })
  await putRaw({ name: 'b', day: 1, sealed: null })
  await putRaw({ name: 'c', day: 1, sealed: 'text' })
  expect(await sizeOfViews()).toBe(16 * 1024 + 28)
})

test('what is no longer wanted when it would be written is not, and takes the older one along', async () => {
  const portal = aFrame({ key: aKey() })
  await keep(portal)
  await keep(portal, 'Later', { isWanted: () => false })
  expect(await titleOf(portal)).toBeNull()
})

test('who had them removed keeps none, also not one that was being kept, until the page is touched again', async () => {
  const portal = aFrame({ key: aKey() })
  await keep(portal)
  const begun = keep(portal, 'Begun')
  await forgetViews(portal)
  await begun
  await keep(portal, 'By itself')
  expect(await sizeOfViews()).toBe(0)
  window.dispatchEvent(new Event('pointerdown'))
  await keep(portal, 'Touched')
  expect(await titleOf(portal)).toBe('Touched')
})

test('whoever is not in the chat keeps nothing of it', async () => {
  const portal = aFrame({ key: aKey() })
  await keep(portal)
  const answers = { ...answersOf('Open'), chat: ok({ id: 7, name: 'Open', owner: 1, type: 'open', role: 'guest' }) }
  const overview = { ...toOverview(dialog('chat7'), answers, () => null), role: 'guest' as const }
  await keepView(portal, { overview, answers, isWanted: () => true }, NOW)
  expect(await titleOf(portal)).toBeNull()
})

test('where an administrator has said no, nothing is kept and nothing is read', async () => {
  const key = aKey()
  await keep(aFrame({ key }))
  const portal = aFrame({ key, app: { keepViews: KEEP_NOTHING } })
  expect(await titleOf(portal)).toBeNull()
  await clearViews()
  await keep(portal)
  expect(await sizeOfViews()).toBe(0)
})

test('the browser keeps sixty views at most, and none that is too old', async () => {
  const portal = aFrame({ key: aKey() })
  await keep(portal, 'Old', { now: NOW - 15 * DAY, chat: 'chat900' })
  await keep(portal, 'Yesterday', { now: NOW - DAY, chat: 'chat901' })
  for (let chat = 1; chat <= 60; chat += 1) await keep(portal, 'Team', { chat: `chat${chat}` })
  expect(await sizeOfViews()).toBe(60 * (16 * 1024 + 28))
  expect(await titleOf(portal, NOW, 'chat901')).toBeNull()
  expect(await titleOf(portal, NOW, 'chat60')).toBe('Team')
})

test('a chat whose answers are longer than a view may be is not kept', async () => {
  const portal = aFrame({ key: aKey() })
  await keep(portal)
  await keep(portal, 'x'.repeat(200_000))
  expect(await titleOf(portal)).toBeNull()
})

/** A portal that keeps options of the person as a real one does. */
function aKeeper(stored: string | null = null): { portal: ScriptedPortal, option: () => string | null } {
  let option = stored
  const portal = aFrame({ script: { answers: {
    'user.option.get': () => option,
    'user.option.set': ({ options }: { options: { deviceKey: string } }) => {
      option = options.deviceKey
      return true
    },
  } } })
  return { portal, option: () => option }
}

test('at the first opening a key is made with one write, and counts from then on', async () => {
  const { portal, option } = aKeeper()
  await keep(portal)
  expect(portal.sent.map(({ method }) => method)).toEqual(['user.option.get', 'user.option.set', 'user.option.get'])
  expect(parseDeviceKey(option())).toMatchObject({ personId: VIEWER })
  await keep(portal, 'Again')
  expect(portal.sent).toHaveLength(3)
  expect(await titleOf(aFrame({ key: option() ?? '' }))).toBe('Again')
})

test('a key that another window has made meanwhile is taken, and nothing is written', async () => {
  const key = aKey()
  const { portal } = aKeeper(key)
  await keep(portal)
  expect(portal.sent.map(({ method }) => method)).toEqual(['user.option.get'])
  expect(await titleOf(aFrame({ key }))).toBe('Team')
})

test('a key that names somebody else is replaced', async () => {
  const { portal, option } = aKeeper(aKey(6))
  await keep(portal)
  expect(parseDeviceKey(option())?.personId).toBe(VIEWER)
})

test('a write that failed is not repeated by the same page, and nothing is kept', async () => {
  const portal = aFrame({ script: { answers: { 'user.option.get': null, 'user.option.set': false } } })
  await keep(portal)
  await keep(portal)
  expect(portal.sent.filter(({ method }) => method === 'user.option.set')).toHaveLength(1)
  expect(await sizeOfViews()).toBe(0)
})

test.each([undefined, null, '', 5, [], {}, '1:5', '1:0:'.padEnd(68, 'a'), `2:5:${'a'.repeat(64)}`, `1:5:${'A'.repeat(64)}`, `1:9999999999999999:${'a'.repeat(64)}`])(
  '%j is no key', (option) => {
    expect(parseDeviceKey(option)).toBeNull()
  },
)

async function putRaw(record: unknown): Promise<void> {
  const opened = await new Promise<IDBDatabase>((resolve) => {
    const asked = indexedDB.open('chatside-views')
    asked.onsuccess = () => resolve(asked.result)
  })
  const change = opened.transaction('views', 'readwrite')
  change.objectStore('views').put(record)
  await new Promise((resolve) => { change.oncomplete = resolve })
  opened.close()
}
