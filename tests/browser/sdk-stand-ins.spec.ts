/**
 * Whatever a REST request comes to, the door makes the same of it over the SDK's own libraries and over the stand-ins that ship, and sends the same. What no
 * browser is needed for is compared beside the stand-ins, in src/bitrix24/sdk-stand-ins.
 */
import type { Frame, Page, Request } from '@playwright/test'
import type { Portal } from '../../src/bitrix24/index.ts'
import type { FaultKind } from '../portal/core/faults.ts'
import { doorsFrame } from './support/doors-page.ts'
import { restOutcomes } from './support/rest-outcomes.ts'
import { sdkPagesOf, type Sdk } from './support/sites.ts'
import { expect, test, type World } from './support/test.ts'

interface Settled { becomes: string, value?: unknown, [of: string]: unknown }

/** A door's page over one SDK, and all that left it for REST. */
interface Door {
  frame: Frame
  requests: unknown[]
}

async function openDoor(world: World, page: Page, sdk: Sdk): Promise<Door> {
  const requests: unknown[] = []
  page.on('request', request => new URL(request.url()).pathname.startsWith('/rest/') && requests.push(whatWasSent(request)))
  world.prepare({ appUrl: `${sdkPagesOf(world.sites.pages, sdk)}doors.html` })
  world.sites.portal.portal().world.settings.limits.burst = 1_000
  await page.clock.install()
  await world.visit()
  return { frame: await doorsFrame(world, page, 0), requests }
}

/** Without what is new at every request: its id and the token. */
function whatWasSent(request: Request): unknown {
  const url = new URL(request.url())
  url.searchParams.delete('bx24_request_id')
  const { accept, 'content-type': type, origin, cookie, authorization } = request.headers()
  return {
    method: request.method(), url: url.href, accept, type, origin, cookie, authorization,
    body: request.postData()?.replace(/"auth":"[\da-f]+"/, '"auth":"…"'),
  }
}

/** How the door's promise settled, with all that its error says; times of day apart. */
function settle(frame: Frame, body: (portal: Portal) => unknown): Promise<Settled> {
  return frame.evaluate(`Promise.resolve().then(() => (${body.toString()})(window.portal)).then(
    value => ({ becomes: 'answer', value: JSON.parse(JSON.stringify(value, (key, one) => {
      if (one instanceof Error) return { ...one, name: one.name }
      return typeof one === 'string' && /^\\d{4}-\\d\\d-\\d\\dT/.test(one) ? 'a time' : one
    }) ?? 'null') }),
    ({ kind, name, method, code, description, resetAt, message }) => ({ becomes: kind ?? name, method, code, description, resetAt: resetAt && typeof resetAt, message }),
  )`)
}

const write = (portal: Portal): unknown => portal.call({ method: 'app.option.set', params: { options: { a: 1 } } })

/** As long as the SDK takes to forget a burst of requests. */
const SECONDS_OF_A_BURST = 25
/** As long as the door waits for an answer, and the SDK for a token. */
const DEADLINE_MS = 15_000
const TOKEN_DEADLINE_MS = 10_000

interface Ran<Value> { value: Value, requests: unknown[] }

/** Runs the same over either SDK, in one page after the other. */
async function overBoth<Value>(world: World, page: Page, run: (door: Door) => Promise<Value>): Promise<{ plain: Ran<Value>, shipped: Ran<Value> }> {
  const over = async (sdk: Sdk): Promise<Ran<Value>> => {
    const door = await openDoor(world, page, sdk)
    const value = await run(door)
    page.removeAllListeners('request')
    return { value, requests: door.requests }
  }
  return { plain: await over('plain'), shipped: await over('stand-ins') }
}

function kindsOf(settled: Record<string, Settled>): Record<string, string> {
  return Object.fromEntries(Object.entries(settled).map(([name, { becomes }]) => [name, becomes]))
}

function strike(world: World, fault: FaultKind, target = 'app.option.set'): void {
  world.sites.portal.portal().clearFaults()
  world.sites.portal.portal().addFault({ side: 'rest', target, fault, times: null })
}

test('every answer, error, redirect, refusal and cut comes to the same', async ({ world, page }) => {
  const outcomes = restOutcomes(world.sites.portal.url, world.sites.foreign.url)
  const { plain, shipped } = await overBoth(world, page, async ({ frame }) => {
    const settled: Record<string, Settled> = {}
    for (const [index, { name, fault }] of outcomes.entries()) {
      // the SDK holds back what is more than 50 requests and two a second
      if (index % 25 === 24) await page.clock.fastForward(SECONDS_OF_A_BURST * 1_000)
      strike(world, fault)
      settled[name] = await settle(frame, write)
    }
    return settled
  })
  expect(shipped.value).toEqual(plain.value)
  expect(shipped.requests).toEqual(plain.requests)
  expect(kindsOf(plain.value)).toEqual(Object.fromEntries(outcomes.map(({ name, becomes }) => [name, becomes])))
  expect(plain.requests.length).toBeGreaterThanOrEqual(outcomes.length)
})

test('a batch with references, refusals and halves missing comes to the same, also when all of it is spoilt', async ({ world, page }) => {
  const batch = (portal: Portal): unknown => portal.batch({
    me: { method: 'profile' },
    person: { method: 'im.user.get', params: { ID: '$result[me][ID]' } },
    nobody: { method: 'im.dialog.get', params: { DIALOG_ID: 'chat999999' } },
    scope: { method: 'scope' },
  })
  const faults: [string, FaultKind][] = [
    ['scope', { kind: 'unanswered' }], ['profile', { kind: 'unanswered' }], ['profile', { kind: 'empty' }], ['im.user.get', { kind: 'http-503' }], ['scope', { kind: 'expired-token' }],
    ['scope', { kind: 'cut' }], ['batch', { kind: 'broken-json' }], ['batch', { kind: 'empty' }], ['batch', { kind: 'html' }], ['batch', { kind: 'http-500' }], ['batch', { kind: 'cut-after' }],
  ]
  const { plain, shipped } = await overBoth(world, page, async ({ frame }) => {
    const settled = [await settle(frame, batch)]
    for (const [target, fault] of faults) {
      strike(world, fault, target)
      settled.push(await settle(frame, batch))
    }
    return settled
  })
  expect(shipped).toEqual(plain)
  expect(plain.value[0]).toMatchObject({ value: { me: { ok: true }, person: { ok: true, value: { id: 1 } }, nobody: { ok: false }, scope: { ok: true } } })
  expect(new Set(plain.value.map(({ becomes }) => becomes))).toEqual(new Set(['answer', 'bad-answer', 'offline', 'unknown']))
})

test('parameters of every shape reach the portal as the same, alone and in a batch', async ({ world, page }) => {
  const { plain, shipped } = await overBoth(world, page, async ({ frame }) => {
    await settle(frame, async (portal) => {
      const odd = {
        text: 'Łódź & "x"=%41+\'()*~!', emoji: '👩‍👩‍👧 😀', torn: ['\ud83d', '\ude00x', 'a\ud83d'], none: null, nothing: '', no: false, zero: -0, large: 1e21, small: 1.5e-9,
        list: [1, [2, [3, { four: 5 }]], [], {}], map: { 'a[b]': { 'c.d': [{ 'e=f': '&' }] }, '': 'unnamed', '0': 'first', '__proto__x': 1 }, line: 'a\r\nb\u0000\u2028',
        when: new Date(0), left: undefined, long: 'ä😀'.repeat(1_000),
      }
      await portal.call({ method: 'profile', params: odd })
      await portal.batch({ odd: { method: 'profile', params: odd }, none: { method: 'profile' } })
    })
    return world.log('rest').map(({ method, params }) => ({ method, params: JSON.stringify({ ...Object(params), auth: null, bx24_request_id: null }) }))
  })
  expect(shipped).toEqual(plain)
  expect(plain.value.map(({ method }) => method)).toEqual(['profile', 'batch'])
})

test('an expired token is renewed once for calls at a time and each is sent again, over either', async ({ world, page }) => {
  const { plain, shipped } = await overBoth(world, page, async ({ frame }) => {
    // the token itself has ended, whichever of the calls is the first to hear of it
    world.advance(2 * 3_600_000)
    // the new one comes when all three have been refused
    world.sites.portal.portal().addFault({ side: 'command', target: 'refreshAuth', fault: { kind: 'latency', ms: 2_000 }, times: null })
    const settled = await settle(frame, portal => Promise.all([1, 2, 3].map(() => portal.call({ method: 'profile' }))))
    return { settled, refreshes: world.log('command').filter(({ command }) => command === 'refreshAuth').length }
  })
  expect(shipped).toEqual(plain)
  expect(plain.value).toMatchObject({ refreshes: 1, settled: { becomes: 'answer' } })
  expect(plain.requests).toHaveLength(6)
})

test('no answer, an end by the page, by the caller or by the network, and a token that is not renewed come to the same', async ({ world, page, context }) => {
  const heard = (method: string, times: number): Promise<void> => expect.poll(() => world.log('rest').filter(entry => entry.method === method).length).toBe(times)
  const { plain, shipped } = await overBoth(world, page, async ({ frame }) => {
    await context.setOffline(true)
    const offline = await settle(frame, write)
    await context.setOffline(false)
    strike(world, { kind: 'silence' })
    world.sites.portal.portal().addFault({ side: 'rest', target: 'batch', fault: { kind: 'silence' }, times: null })
    const waiting = settle(frame, write)
    await heard('app.option.set', 1)
    await page.clock.fastForward(DEADLINE_MS)
    const unheard = await waiting
    const reading = settle(frame, (portal) => {
      const ending = new AbortController()
      Object.assign(window, { ending })
      return portal.readBatch({ me: { method: 'profile' } }, { signal: ending.signal })
    })
    await heard('batch', 1)
    await frame.evaluate(() => (window as unknown as { ending: AbortController }).ending.abort())
    const cancelled = await reading
    const writing = settle(frame, write)
    await heard('app.option.set', 2)
    await frame.evaluate(() => window.stop())
    await page.clock.fastForward(DEADLINE_MS)
    const stopped = await writing
    strike(world, { kind: 'expired-token' })
    world.sites.portal.portal().addFault({ side: 'command', target: 'refreshAuth', fault: { kind: 'silence' }, times: null })
    const renewing = settle(frame, write)
    await expect.poll(() => world.log('command').filter(({ command }) => command === 'refreshAuth').length).toBe(1)
    await page.clock.fastForward(TOKEN_DEADLINE_MS)
    return { unheard, cancelled, offline, stopped, notRenewed: await renewing }
  })
  expect(shipped).toEqual(plain)
  expect(kindsOf(plain.value)).toEqual({
    unheard: 'timeout', cancelled: 'AbortError', offline: 'offline', stopped: 'timeout', notRenewed: 'session-expired',
  })
})
