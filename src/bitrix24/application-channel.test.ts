/** The channel over the SDK's client and sockets in memory; with a real portal it is tested in tests/browser/doors-channel.spec.ts. */
import type { B24Frame } from '@bitrix24/b24jssdk'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openApplicationChannel } from './application-channel.ts'

const CONFIG = {
  server: { version: 5, server_enabled: true, mode: 'personal', websocket_enabled: true, websocket: 'ws://rt.example/', websocket_secure: 'wss://rt.example/', config_timestamp: 1 },
  api: { revision_web: 19 },
  channels: { private: { id: 'a', end: '2100-01-01T00:00:00Z' } },
  publicChannels: {},
  jwt: 'secret',
}

/** As much of the browser's class as the client uses. */
class Socket extends EventTarget {
  static readonly opened: Socket[] = []
  static answers = true
  readyState = 0
  binaryType = ''
  readonly url: string

  constructor(url: string) {
    super()
    this.url = url
    Socket.opened.push(this)
    if (Socket.answers) queueMicrotask(() => {
      this.readyState = 1
      this.dispatchEvent(new Event('open'))
    })
  }

  send(): void {}

  close(): void {
    this.readyState = 3
  }

  ends(): void {
    this.readyState = 3
    this.dispatchEvent(new CloseEvent('close', { code: 1006 }))
  }

  says(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

const openSockets = (): Socket[] => Socket.opened.filter(({ readyState }) => readyState < 2)

let visibility: DocumentVisibilityState = 'visible'

beforeEach(() => {
  Socket.opened.length = 0
  Socket.answers = true
  visibility = 'visible'
  vi.stubGlobal('WebSocket', Socket)
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

function aFrame(make = vi.fn(async ({ method }: { method: string }) => answerOf(method))) {
  return { frame: { actions: { v2: { call: { make } } } } as unknown as B24Frame, make } // the channel uses no more of it
}

function answerOf(method: string) {
  return { isSuccess: true, getData: () => ({ result: method.endsWith('config.get') ? structuredClone(CONFIG) : true }) }
}

function show(state: DocumentVisibilityState): void {
  visibility = state
  document.dispatchEvent(new Event('visibilitychange'))
}

const told = (token: unknown, mid = Math.random()) => JSON.stringify({
  jsonrpc: '2.0', method: 'incoming.message', params: { mid: String(mid), body: { module_id: 'application', command: 'chatside.told', params: { token } } },
})

test('a word that is published is one request', async () => {
  const { frame, make } = aFrame()
  const channel = await openApplicationChannel(frame)
  make.mockClear()
  await channel?.publish('abc')
  expect(make.mock.calls).toEqual([[{ method: 'pull.application.event.add', params: { COMMAND: 'chatside.told', PARAMS: { token: 'abc' } } }]])
  make.mockRejectedValueOnce(new Error('refused'))
  await expect(channel?.publish('abc')).rejects.toMatchObject({ name: 'PortalError' })
  expect(make).toHaveBeenCalledTimes(2)
  channel?.close()
})

test('who listens hears until it has heard enough, and nobody after the end', async () => {
  const channel = await openApplicationChannel(aFrame().frame)
  const [first, second] = [vi.fn(), vi.fn()]
  const stop = channel?.listen(first)
  channel?.listen(second)
  const [socket] = openSockets()
  socket?.says(told('one'))
  stop?.()
  socket?.says(told('two'))
  expect([first.mock.calls, second.mock.calls]).toEqual([[['one']], [['one'], ['two']]])
  channel?.close()
  socket?.says(told('three'))
  expect(second).toHaveBeenCalledTimes(2)
  expect(openSockets()).toEqual([])
})

test('nothing of it is kept on the device, and the page has its storage again afterwards', async () => {
  localStorage.setItem('own', '1')
  const write = vi.spyOn(Storage.prototype, 'setItem')
  const channel = await openApplicationChannel(aFrame().frame)
  expect(openSockets()[0]?.url).toContain('token=secret')
  window.dispatchEvent(new Event('beforeunload'))
  channel?.close()
  expect(write).not.toHaveBeenCalled()
  expect(Object.keys(localStorage)).toEqual(['own'])
})

test('a page that is hidden for long lets go of its connection, and takes another when it is seen', async () => {
  const { frame, make } = aFrame()
  vi.useFakeTimers()
  const channel = await openApplicationChannel(frame)
  const [hear, turn] = [vi.fn(), vi.fn()]
  channel?.listen(hear, turn)
  show('hidden')
  await vi.advanceTimersByTimeAsync(4 * 60_000)
  expect(openSockets()).toHaveLength(1)
  expect(turn).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(2 * 60_000)
  expect([openSockets(), turn.mock.calls]).toEqual([[], [[false]]])
  window.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(openSockets()).toEqual([])
  make.mockClear()
  show('visible')
  await vi.advanceTimersByTimeAsync(100)
  expect(make).toHaveBeenCalledTimes(1)
  openSockets()[0]?.says(told('again'))
  expect(hear.mock.calls).toEqual([['again']])
  expect(turn.mock.calls, 'what was said meanwhile may be lost').toEqual([[false], [true]])
  channel?.close()
  show('hidden')
  show('visible')
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(openSockets()).toEqual([])
})

test('a page that wakes up before its network tries again, and a connection that is lost is told', async () => {
  const { frame, make } = aFrame()
  vi.useFakeTimers()
  const channel = await openApplicationChannel(frame)
  const turn = vi.fn()
  channel?.listen(() => undefined, turn)
  show('hidden')
  await vi.advanceTimersByTimeAsync(6 * 60_000)
  make.mockRejectedValueOnce(new Error('no network'))
  show('visible')
  await vi.advanceTimersByTimeAsync(10_000)
  expect([openSockets(), turn.mock.calls]).toEqual([[], [[false]]])
  const late = vi.fn()
  channel?.listen(() => undefined, late)
  expect(late.mock.calls, 'who comes while it is lost').toEqual([[false]])
  await vi.advanceTimersByTimeAsync(30_000)
  expect(late.mock.calls).toEqual([[false], [true]])
  expect([openSockets().length, turn.mock.calls]).toEqual([1, [[false], [true]]])
  Socket.answers = false
  openSockets()[0]?.ends()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(turn.mock.calls.at(-1)).toEqual([false])
  channel?.close()
})

test('a page that is hidden and seen again keeps its connection, and one that leaves and comes back has another', async () => {
  vi.useFakeTimers()
  const channel = await openApplicationChannel(aFrame().frame)
  show('hidden')
  await vi.advanceTimersByTimeAsync(60_000)
  show('visible')
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(Socket.opened).toHaveLength(1)
  window.dispatchEvent(new Event('pagehide'))
  expect(openSockets()).toEqual([])
  window.dispatchEvent(new Event('pageshow'))
  await vi.advanceTimersByTimeAsync(100)
  expect(openSockets()).toHaveLength(1)
  channel?.close()
})

test('a server that never answers is given up', async () => {
  Socket.answers = false
  vi.useFakeTimers()
  const opening = openApplicationChannel(aFrame().frame)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await opening).toBeNull()
  expect(openSockets()).toEqual([])
  expect(localStorage).toBeDefined()
  await vi.advanceTimersByTimeAsync(24 * 60 * 60_000)
  expect(Socket.opened).toHaveLength(1)
})

test.each([
  ['a refusal', () => Promise.reject(new Error('insufficient_scope'))],
  ['nonsense', async () => ({ isSuccess: true, getData: () => ({ result: 5 }) })],
  ['nothing', async () => ({ isSuccess: false, getData: () => undefined })],
  ['a server without an address', async () => ({ isSuccess: true, getData: () => ({ result: { ...CONFIG, server: { ...CONFIG.server, websocket: '' } } }) })],
])('with %s for a configuration there is no channel', async (_what, answer) => {
  expect(await openApplicationChannel(aFrame(vi.fn(answer) as never).frame)).toBeNull()
  expect(openSockets()).toEqual([])
})
