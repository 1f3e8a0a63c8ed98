/** The push server as the SDK's own client meets it. */
import { B24PullClientManager, type TypePullMessage } from '@bitrix24/b24jssdk'
import { Window } from 'happy-dom'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import type { PushSettings } from '../../core/push/settings.ts'
import { scenario } from '../../scenarios/index.ts'
import { createPortalServer, type PortalServer } from '../portal-server.ts'
import { RequestOverFetch } from './request-over-fetch.ts'

const ADMINISTRATOR = 1
const EMPLOYEE = 5
const OTHER = 17

let server: PortalServer
let page: Window
const clients: B24PullClientManager[] = []

beforeEach(async () => {
  server = await createPortalServer({ appUrl: 'https://apps.example/', scenario: 'all-scopes', seed: 'push' })
  page = new Window({ url: server.url })
  const { localStorage } = page
  // happy-dom's passes for an old Internet Explorer's with the client, which then asks for text
  const document = { location: { href: server.url } }
  const browser = { window: page, WebSocket: NodeSocket, XMLHttpRequest: RequestOverFetch, localStorage, document }
  Object.assign(page, { WebSocket: NodeSocket })
  for (const [name, value] of Object.entries(browser)) vi.stubGlobal(name, value)
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await server.close()
  await page.happyDOM.close()
  vi.unstubAllGlobals()
})

function settings(changes: Partial<PushSettings>): void {
  Object.assign(server.portal().push.settings, changes)
}

/** A REST call as this person, in this process: the sockets are what is tested. */
function call(personId: number, method: string, params: Record<string, unknown> = {}): { status: number, body: { result?: unknown, error?: string } } {
  const portal = server.portal()
  const opening = portal.openRaw({ viewerId: personId, language: 'en', placement: 'DEFAULT', placementOptions: {} })
  const auth = Object.fromEntries(opening.fields)['AUTH_ID']
  portal.closeFrame(opening.sid)
  const reply = portal.rest({ method: 'POST', path: `/rest/${method}`, query: '', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...params, auth }), ip: '198.51.100.7', isSecure: true })
  if (reply.kind !== 'answer') throw new Error(`The reply is ${reply.kind}`)
  return { status: reply.status, body: JSON.parse(reply.body) as { result?: unknown, error?: string } }
}

/** As much of the SDK's frame as its client for push uses. */
function frameOf(personId: number) {
  const make = async ({ method, params }: { method: string, params: Record<string, unknown> }) => {
    const { status, body } = call(personId, method, params)
    if (status !== 200) throw Object.assign(new Error(body.error), { status })
    return { getData: () => body }
  }
  return { actions: { v2: { call: { make } } } } as unknown as ConstructorParameters<typeof B24PullClientManager>[0]['b24']
}

interface Listening {
  client: B24PullClientManager
  heard: TypePullMessage[]
}

async function listen(personId: number, moduleId = 'application'): Promise<Listening> {
  const client = new B24PullClientManager({ b24: frameOf(personId), restApplication: `app-${personId}-${clients.length}`, userId: personId })
  clients.push(client)
  const heard: TypePullMessage[] = []
  client.subscribe({ moduleId, callback: ((message: TypePullMessage) => heard.push(message)) as never })
  // long polling counts as open when its first answer has been missing for five seconds
  client.start().catch(() => undefined)
  await until(() => server.portal().push.listeners.filter(one => one.personId === personId).length > 0)
  return { client, heard }
}

const commandsOf = ({ heard }: Listening): string[] => heard.map(({ command }) => command)
const publish = (by: number, COMMAND: string, more: Record<string, unknown> = {}) => call(by, 'pull.application.event.add', { COMMAND, PARAMS: { word: 'ünï' }, ...more })

const until = (isTrue: () => boolean, interval = 20): Promise<boolean> => vi.waitUntil(isTrue, { timeout: 40_000, interval })

/** Every way that a message may take. */
const WAYS: readonly [string, Partial<PushSettings>][] = [
  ['version 4 over a socket', { version: 4 }],
  ['version 5 over a socket', { version: 5 }],
  ['version 4 over long polling', { version: 4, hasWebSocket: false }],
  ['version 5 over long polling', { version: 5, hasWebSocket: false }],
  ['the shared server', { mode: 'shared' }],
  ['a server that names no backend', { version: 5, sender: 'unknown' }],
]

test.each(WAYS)('an event reaches everybody who has the app open: %s', async (_name, way) => {
  settings(way)
  const [one, other] = [await listen(EMPLOYEE), await listen(OTHER)]
  expect(publish(EMPLOYEE, 'hello').body.result).toBe(true)
  expect(publish(OTHER, 'again').body.result).toBe(true)
  for (const each of [one, other]) {
    await until(() => each.heard.length >= 2)
    expect(each.heard.map(({ command, params }) => ({ command, params }))).toEqual([{ command: 'hello', params: { word: 'ünï' } }, { command: 'again', params: { word: 'ünï' } }])
  }
})

test.each(WAYS)('an event for one person reaches nobody else: %s', async (_name, way) => {
  settings(way)
  const [one, other] = [await listen(EMPLOYEE), await listen(OTHER)]
  publish(ADMINISTRATOR, 'private', { USER_ID: [EMPLOYEE] })
  publish(ADMINISTRATOR, 'shared')
  await until(() => one.heard.length >= 2 && other.heard.length >= 1)
  expect([commandsOf(one), commandsOf(other)]).toEqual([['private', 'shared'], ['shared']])
})

test('a portal may name the application instead of the module', async () => {
  settings({ eventModule: 'application' })
  const [byName, byDefault] = [await listen(EMPLOYEE, server.portal().world.app.clientId), await listen(OTHER)]
  publish(EMPLOYEE, 'hello')
  await until(() => byName.heard.length > 0)
  expect(byDefault.heard).toEqual([])
})

test('what a client of version 5 has heard it acknowledges, and it answers pings', async () => {
  settings({ version: 5, pingSeconds: 0.05 })
  await listen(EMPLOYEE)
  publish(EMPLOYEE, 'hello')
  await until(() => ['pong', 'mack:'].every(word => server.push.heard.some(said => said.startsWith(word))))
})

test.each(WAYS.slice(0, 2))('what was missed while a connection was lost comes with the next one, once: %s', async (_name, way) => {
  settings(way)
  const one = await listen(EMPLOYEE)
  publish(OTHER, 'first')
  await until(() => one.heard.length === 1)
  server.push.drop()
  await until(() => server.push.connections === 0)
  publish(OTHER, 'missed')
  await until(() => one.heard.length === 2)
  publish(OTHER, 'last')
  await until(() => one.heard.length === 3)
  expect(commandsOf(one)).toEqual(['first', 'missed', 'last'])
})

test.each(WAYS.slice(0, 5))('a server that went down is found again: %s', async (_name, way) => {
  settings(way)
  const one = await listen(EMPLOYEE)
  server.push.restart()
  await until(() => server.push.connections === 0)
  server.push.comeBack()
  one.client.restart()
  await until(() => server.push.connections === 1)
  publish(OTHER, 'back')
  await until(() => commandsOf(one).includes('back'))
})

test.each([['reconnect', 0], ['get_config', 1]] as const)('a channel that ends is followed by another: %s', async (atExpiry, requests) => {
  settings({ atExpiry })
  const one = await listen(EMPLOYEE)
  server.portal().clearLog()
  server.portal().push.expireChannels('shared')
  await until(() => {
    if (server.push.connections === 1) publish(OTHER, 'on')
    return one.heard.length > 0
  }, 300)
  expect(server.portal().log.filter(entry => entry.kind === 'rest' && entry.method === 'pull.application.config.get').length).toBe(requests)
})

test('channels that are not known are turned away, and the client asks for others', async () => {
  const one = await listen(EMPLOYEE)
  const { server: { websocket } } = call(EMPLOYEE, 'pull.application.config.get').body.result as { server: { websocket: string } }
  const closed = new Promise<number>((resolve) => {
    const socket = new NodeSocket(`${websocket}?CHANNEL_ID=${'0'.repeat(32)}.${'0'.repeat(40)}&binaryMode=true`)
    socket.on('close', resolve)
  })
  expect(await closed).toBe(4010)
  expect(one.client.getDebugInfo()).toMatchObject({ Connect: 'Y' })
})

test('garbage is survived by the client', async () => {
  const one = await listen(EMPLOYEE)
  server.push.sendRaw([Buffer.from([255, 255, 255]), Buffer.alloc(0), 'plain words'])
  publish(OTHER, 'after')
  await until(() => commandsOf(one).includes('after'))
})

test('a silent server opens, and says nothing', async () => {
  server.push.fallSilent('after-opening')
  const one = await listen(EMPLOYEE)
  publish(OTHER, 'unheard')
  server.push.fallSilent(null)
  publish(OTHER, 'heard')
  await until(() => one.heard.length > 0)
  expect(commandsOf(one)).toEqual(['heard'])
})

test('the configuration has the fields of its page, and a token from version 5 on', () => {
  const config = () => call(EMPLOYEE, 'pull.application.config.get', { CACHE: 'N' }).body.result as Record<string, Record<string, unknown>>
  expect(config()).toMatchObject({
    server: { version: 4, server_enabled: true, mode: 'personal', hostname: new URL(server.url).host, websocket_enabled: true, config_timestamp: expect.any(Number) },
    api: { revision_web: 19 },
    channels: { shared: { type: 'shared', id: expect.stringMatching(/^[0-9a-f]{32}\.[0-9a-f]{40}$/) }, private: { type: 'private', id: expect.stringMatching(/^[0-9a-f]{32}:[0-9a-f]{32}\.[0-9a-f]{40}$/) } },
    exp: expect.any(Number),
    publicChannels: { [EMPLOYEE]: { user_id: EMPLOYEE } },
  })
  expect(config()['channels']).toEqual(config()['channels'])
  expect(config()).not.toHaveProperty('jwt')
  settings({ version: 5 })
  expect(config()).toHaveProperty('jwt')
  settings({ mode: 'shared' })
  expect(config()).toMatchObject({ server: { version: 4 }, clientId: expect.any(String) })
  expect(config()).not.toHaveProperty('jwt')
})

test.each([
  [EMPLOYEE, { COMMAND: 'bad command' }, 'COMMAND_ERROR'],
  [EMPLOYEE, {}, 'COMMAND_ERROR'],
  [EMPLOYEE, { COMMAND: 'a', MODULE_ID: 'Upper' }, 'MODULE_ID_ERROR'],
  [EMPLOYEE, { COMMAND: 'a', PARAMS: 'no json' }, 'PARAMS_ERROR'],
  [EMPLOYEE, { COMMAND: 'a', PARAMS: 5 }, 'PARAMS_ERROR'],
  [EMPLOYEE, { COMMAND: 'a', USER_ID: OTHER }, 'USER_ID_ACCESS_ERROR'],
  [EMPLOYEE, { COMMAND: 'a', USER_ID: EMPLOYEE }, 'USER_ID_ACCESS_ERROR'],
  [EMPLOYEE, { COMMAND: 'a', USER_ID: [String(EMPLOYEE)] }, 'USER_ID_ACCESS_ERROR'],
])('person %i sending %j is refused with %s', (by, params, code) => {
  expect(call(by, 'pull.application.event.add', params)).toMatchObject({ status: 400, body: { error: code } })
})

test('people may write to themselves by the text of their number, and names of parameters have any case', () => {
  expect(call(EMPLOYEE, 'pull.application.event.add', { command: 'a', user_id: String(EMPLOYEE) }).body.result).toBe(true)
})

test('without the scope both methods are refused, and without a server there is no configuration', () => {
  settings({ isOn: false })
  expect(call(EMPLOYEE, 'pull.application.config.get')).toMatchObject({ status: 500, body: { error: 'SERVER_ERROR' } })
  server.useScenario(scenario('small-group'))
  for (const method of ['pull.application.config.get', 'pull.application.event.add']) {
    expect(call(EMPLOYEE, method, { COMMAND: 'a' })).toMatchObject({ status: 403, body: { error: 'insufficient_scope' } })
  }
})
