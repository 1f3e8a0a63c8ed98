import type { Frame, Page } from '@playwright/test'
import { pageDirectives, toPolicy } from '../../hosting/policy.ts'
import type { ApplicationChannel } from '../../src/bitrix24/index.ts'
import type { PushSettings } from '../portal/core/push/settings.ts'
import { doorsFrame, openDoors, through } from './support/doors-page.ts'
import { refuseInFrames } from './support/refuse-storage.ts'
import { PORTAL_HOST } from './support/sites.ts'
import { expect, test, type World } from './support/test.ts'

// The application's channel: the real SDK's client for push, and the simulated portal's push server.

const ONE = 5
const OTHER = 17
const WORD = 'ab'.repeat(32)

test.beforeEach(({ guard }) => guard.allowHost(PORTAL_HOST))

function set(world: World, changes: Partial<PushSettings>): void {
  Object.assign(world.sites.portal.portal().push.settings, changes)
}

interface Kept {
  channel: ApplicationChannel | null
  heard: string[]
}

/** Opens the channel in this frame and keeps what is heard; false where there is none. */
async function openChannel(frame: Frame): Promise<boolean> {
  const settled = await through(frame, async (portal) => {
    const kept = window as unknown as Kept
    kept.heard = []
    kept.channel = await portal.openApplicationChannel()
    kept.channel?.listen(token => kept.heard.push(token))
    return kept.channel !== null
  })
  return 'value' in settled && settled.value === true
}

const heardBy = (frame: Frame): Promise<string[]> => frame.evaluate(() => (window as unknown as Kept).heard)
const publish = (frame: Frame, token = WORD): Promise<void> => frame.evaluate(async word => await (window as unknown as Kept).channel?.publish(word), token)
const close = (frame: Frame): Promise<void> => frame.evaluate(() => (window as unknown as Kept).channel?.close())

/** Somebody sends an event with the app's token by hand. */
const send = (frame: Frame, params: Record<string, unknown>): Promise<unknown> =>
  frame.evaluate(`window.portal.call(${JSON.stringify({ method: 'pull.application.event.add', params })})`)

/** Two people of one portal, each with the app open. */
async function openTwo(world: World, page: Page, way: Partial<PushSettings> = {}): Promise<[Frame, Frame]> {
  const one = await openDoors(world, page, { scenario: 'all-scopes', as: ONE, chat: 'chat1489' })
  set(world, way)
  const second = await page.context().newPage()
  await second.goto(`${world.sites.portal.url}/online/?as=${OTHER}&chat=chat1489&panel=1`)
  return [one, await doorsFrame(world, second, 1)]
}

/** By the package's own libraries, too: of the channel they have its two REST calls and dates in logs, however it is connected (tests/rules/sdk-stand-ins). */
const BY_LIBRARY = 'version 5'
const onlyAsItShips = { tag: '@as-it-ships' }

const WAYS: readonly [string, Partial<PushSettings>][] = [
  ['version 4', { version: 4 }],
  [BY_LIBRARY, { version: 5 }],
  ['version 5 without a backend’s name, and the app’s id for a module', { version: 5, sender: 'unknown', eventModule: 'application' }],
  ['long polling of version 4', { version: 4, hasWebSocket: false }],
  ['long polling of version 5', { version: 5, hasWebSocket: false }],
]

async function sendHostile(world: World, one: Frame, other: Frame): Promise<void> {
  const { push } = world.sites.portal
  world.sites.portal.portal().clearLog()
  await one.evaluate(() => (window as unknown as Kept).heard.splice(0))
  await send(other, { MODULE_ID: '__proto__', COMMAND: 'polluted', PARAMS: {} })
  for (const COMMAND of ['config_expire', 'server_restart', 'channel_expire']) await send(other, { MODULE_ID: 'pull', COMMAND, PARAMS: { action: 'get_config', channel: {} } })
  await send(other, { MODULE_ID: 'online', COMMAND: 'userStatusChange', PARAMS: { user_id: 1 } })
  for (const PARAMS of [[], { token: 5 }, { token: '<b>' }, { token: 'a'.repeat(101) }, { token: { token: WORD } }]) await send(other, { COMMAND: 'chatside.told', PARAMS })
  await send(other, { COMMAND: 'another', PARAMS: { token: WORD } })
  push.sendRaw([Buffer.from([255, 255]), 'words', '{"jsonrpc":"2.0","method":"incoming.message","params":{"mid":"1"}}', '[5]', '{}'])
  await publish(other)
  await expect.poll(() => heardBy(one)).toEqual([WORD])
  expect(await one.evaluate(() => 'polluted' in {})).toBe(false)
  expect(world.log('rest').filter(({ method }) => method === 'pull.application.config.get')).toEqual([])
  expect(push.connections).toBe(2)
}

for (const [name, way] of WAYS) {
  const title = `a word of one is heard by the other, through loss, restart and hostile events, and nothing is left: ${name}`
  test(title, name === BY_LIBRARY ? {} : onlyAsItShips, async ({ world, page }) => {
    const { push } = world.sites.portal
    const both = await openTwo(world, page, way)
    const [one, other] = both
    expect(await Promise.all(both.map(openChannel))).toEqual([true, true])
    await publish(one)
    await expect.poll(() => heardBy(other)).toEqual([WORD])
    await expect.poll(() => heardBy(one)).toEqual([WORD])

    push.drop()
    // a browser asks again by itself when the connection of a poll is lost
    if (way.hasWebSocket !== false) await expect.poll(() => push.connections).toBe(0)
    await publish(other, 'after-a-loss')
    await expect.poll(() => heardBy(one)).toContain('after-a-loss')

    push.restart()
    await expect.poll(() => push.connections).toBe(0)
    push.comeBack()
    await expect.poll(() => world.sites.portal.portal().push.listeners.length).toBe(2)
    await publish(one, 'after-a-restart')
    for (const frame of both) await expect.poll(() => heardBy(frame)).toContain('after-a-restart')
    const configurations = world.log('rest').filter(({ method }) => method === 'pull.application.config.get')
    expect(new Set(configurations.map(({ personId }) => personId))).toEqual(new Set([ONE, OTHER]))
    expect(configurations).toHaveLength(2)
    if (way.hasWebSocket !== false) await test.step('events that anybody in the portal may send do no harm', () => sendHostile(world, one, other))

    await Promise.all(both.map(close))
    await expect.poll(() => push.connections).toBe(0)
    for (const frame of both) expect(await frame.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)])).toEqual([[], []])
  })
}

test('portal.openApplicationChannel() works where the browser lets frames store nothing', onlyAsItShips, async ({ world, page, context }) => {
  await refuseInFrames(context)
  const frame = await openDoors(world, page, { scenario: 'all-scopes' })
  expect(await openChannel(frame)).toBe(true)
  await publish(frame)
  await expect.poll(() => heardBy(frame)).toEqual([WORD])
})

test('without the scope, and without a server, there is no channel and one request was made', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  expect(await openChannel(frame)).toBe(false)
  expect(world.log('rest').map(({ method, code }) => `${method} ${code}`)).toContain('pull.application.config.get insufficient_scope')
  const second = await openDoors(world, page, { scenario: 'all-scopes' })
  set(world, { isOn: false })
  expect(await openChannel(second)).toBe(false)
  expect(world.log('rest').filter(({ method }) => method === 'pull.application.config.get')).toHaveLength(1)
  expect(world.sites.portal.push.connections).toBe(0)
})

for (const [name, way] of WAYS.slice(0, 2)) {
  test(`the policy of the app's page lets the channel through, and no other socket; who goes takes the connection along: ${name}`, onlyAsItShips, async ({ world, page }) => {
    const policy = toPolicy(pageDirectives({ portals: [], isAnyCloud: true }))
    const complaints: string[] = []
    page.on('console', message => complaints.push(message.text()))
    const frame = await openDoors(world, page, { scenario: 'all-scopes' })
    set(world, way)
    await frame.evaluate((content) => {
      document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'Content-Security-Policy', content }))
    }, policy)
    expect(await openChannel(frame)).toBe(true)
    expect(world.sites.portal.push.connections).toBe(1)
    await publish(frame)
    await expect.poll(() => heardBy(frame)).toEqual([WORD])
    expect(complaints.filter(text => /policy/i.test(text))).toEqual([])
    const violated = frame.evaluate(() => new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => resolve([effectiveDirective, new URL(blockedURI).host]), { once: true })
      new WebSocket('wss://portal.foreign.example/bitrix/subws/')
    }))
    expect(await violated).toEqual(['connect-src', 'portal.foreign.example'])
    await page.goto('about:blank')
    await expect.poll(() => world.sites.portal.push.connections).toBe(0)
  })
}
