import 'fake-indexeddb/auto'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import { createApp, effect } from 'vue'
import { aPortal } from '../../tests/support/a-portal.ts'
import { aDialog, openingAnswers } from '../../tests/support/answers.ts'
import { type Command, type Outcome, type Portal, PortalError, portalKey } from '../bitrix24/index.ts'
import { makeSecret } from '../lib/browser/random-id.ts'
import { useChatStore } from './chat-store.ts'
import { DEVICE_KEY_OPTION, writeDeviceKey } from './device-key.ts'
import { type DialogId, parseDialogId } from './dialog-id.ts'
import { readLastView } from './last-view.ts'

afterEach(() => vi.useRealTimers())

function dialog(text: string): DialogId {
  const id = parseDialogId(text)
  if (!id) throw new Error(`no dialog id: ${text}`)
  return id
}

/** A store whose portal answers each batch when the test says so. */
function aStore() {
  const batches: { answer: (name: string) => void, fail: (reason: unknown) => void }[] = []
  const portal: Pick<Portal, 'batch' | 'opening' | 'resolveUrl'> = {
    opening: aPortal().opening,
    batch: <Name extends string>(commands: Record<Name, Command>) => new Promise<Record<Name, Outcome>>((resolve, reject) => {
      const answer = (name: string) => {
        const value = { id: 1, name }
        const entries = Object.keys(commands).map(key => [key, { ok: true, value, total: null }])
        resolve(Object.fromEntries(entries) as Record<Name, Outcome>) // every name that was asked is there
      }
      batches.push({ answer, fail: reject })
    }),
    resolveUrl: () => null,
  }
  return { store: storeInApp(portal as Portal), batches } // the store uses no more of it
}

function storeInApp(portal: Portal | null) {
  const app = createApp({ render: () => null })
  if (portal) app.provide(portalKey, portal)
  const pinia = createPinia()
  app.use(pinia)
  return app.runWithContext(() => useChatStore(pinia))
}

test('begins by loading and ends ready', async () => {
  const { store, batches } = aStore()
  expect(store.chat).toEqual({ state: 'loading' })
  const loading = store.load(dialog('chat1'))
  batches[0]?.answer('First')
  await loading
  expect(store.chat).toMatchObject({ state: 'ready', overview: { title: 'First' } })
})

test('a failure is a state with its error', async () => {
  const { store, batches } = aStore()
  const loading = store.load(dialog('chat1'))
  batches[0]?.fail(new PortalError('no-access'))
  await loading
  expect(store.chat).toMatchObject({ state: 'failed', error: { kind: 'no-access' } })
})

test('a failure of our own is unknown, not nothing', async () => {
  const { store, batches } = aStore()
  const loading = store.load(dialog('chat1'))
  batches[0]?.fail(new TypeError('a mistake'))
  await loading
  expect(store.chat).toMatchObject({ state: 'failed', error: { kind: 'unknown' } })
})

test('a late answer to an earlier question is ignored', async () => {
  const { store, batches } = aStore()
  const first = store.load(dialog('chat1'))
  const second = store.load(dialog('chat2'))
  batches[1]?.answer('Second')
  await second
  batches[0]?.answer('First')
  await first
  expect(store.chat).toMatchObject({ state: 'ready', overview: { title: 'Second' } })
})

test('another chat shows loading, the same chat stays until the new answer is there', async () => {
  const { store, batches } = aStore()
  const first = store.load(dialog('chat1'))
  batches[0]?.answer('First')
  await first
  const again = store.load(dialog('chat1'))
  expect(store.chat).toMatchObject({ state: 'ready', overview: { title: 'First' } })
  batches[1]?.answer('Renamed')
  await again
  expect(store.chat).toMatchObject({ state: 'ready', overview: { title: 'Renamed' } })
  void store.load(dialog('chat2'))
  expect(store.chat).toEqual({ state: 'loading' })
})

test('needs a portal', () => {
  expect(() => storeInApp(null)).toThrow('Nobody provides portal')
})

test('what was read stays, marked as outdated, when reading it again fails for a passing reason', async () => {
  const { store, batches } = aStore()
  const first = store.load(dialog('chat1'))
  batches[0]?.answer('First')
  await first
  const again = store.load(dialog('chat1'))
  batches[1]?.fail(new PortalError('offline'))
  await again
  expect(store.chat).toMatchObject({ state: 'ready', overview: { title: 'First' }, outdated: { kind: 'offline' } })
})

test('what was read goes when reading it again is refused', async () => {
  const { store, batches } = aStore()
  const first = store.load(dialog('chat1'))
  batches[0]?.answer('First')
  await first
  const again = store.load(dialog('chat1'))
  batches[1]?.fail(new PortalError('no-access'))
  await again
  expect(store.chat).toMatchObject({ state: 'failed', error: { kind: 'no-access' } })
})

const MINUTE = 60_000
const CHAT = dialog('chat7')

/** A chat that is shown, of a person for whom it is kept; `keptTitle` is what the next opening would paint. */
async function aKeptChat() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const key = writeDeviceKey({ personId: 5, secret: makeSecret() })
  const portal = aPortal({ answers: { ...openingAnswers(), 'profile': { ID: '5' }, 'im.dialog.get': aDialog({ name: 'First' }) }, opening: { userOption: name => name === DEVICE_KEY_OPTION ? key : undefined } })
  const store = storeInApp(portal)
  await store.load(CHAT)
  const shown = store.chat.state === 'ready' ? store.chat.overview : expect.fail('no chat')
  const keptTitle = async () => (await readLastView(portal, CHAT))?.overview.title
  const renew = (title: string): void => {
    const chat: Outcome = { ok: true, value: aDialog({ name: title }), total: null }
    store.renew({ title }, { answers: { ...store.known().answers, chat }, since: Date.now() }, 5 * MINUTE)
  }
  await vi.waitFor(async () => expect(await keptTitle()).toBe('First'))
  return { store, shown, keptTitle, renew }
}

test('what a beat renews is told of by itself: what goes by other parts is not drawn again', async () => {
  const { store, shown, renew } = await aKeptChat()
  const seen = { title: 0, members: 0 }
  effect(() => {
    seen.title += shown.title.length > 0 ? 1 : 0
  })
  effect(() => {
    seen.members += shown.members.length >= 0 ? 1 : 0
  })
  renew('Renamed')
  expect(store.chat).toMatchObject({ state: 'ready', overview: { title: 'Renamed' } })
  expect(seen).toEqual({ title: 2, members: 1 })
})

test('what beats renew is kept once for many of them', async () => {
  const { keptTitle, renew } = await aKeptChat()
  for (let beat = 1; beat <= 8; beat += 1) {
    renew(`After ${beat}`)
    await vi.advanceTimersByTimeAsync(MINUTE / 2)
    expect(await keptTitle()).toBe('First')
  }
  await vi.advanceTimersByTimeAsync(MINUTE)
  await vi.waitFor(async () => expect(await keptTitle()).toBe('After 8'))
})

test('what beats renew is kept soon for whoever may be about to go', async () => {
  const { store, keptTitle, renew } = await aKeptChat()
  renew('Renamed')
  store.keep(0)
  await vi.waitFor(async () => expect(await keptTitle()).toBe('Renamed'))
})
