import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FaultKind } from '../core/faults.ts'
import { createPortalServer, type PortalServer } from './portal-server.ts'

const NOW = Date.UTC(2026, 8, 1, 9)

let server: PortalServer

beforeEach(async () => {
  server = await createPortalServer({ appUrl: 'https://apps.example/', scenario: 'small-group', seed: 'server', now: () => NOW })
})
afterEach(() => server.close())

function strike(fault: FaultKind): void {
  server.portal().addFault({ side: 'rest', target: '*', fault, times: null })
}

function callRest(): Promise<Response> {
  const opening = server.portal().openRaw({ viewerId: 1, language: 'en', placement: 'DEFAULT', placementOptions: {} })
  const auth = opening.fields.find(([name]) => name === 'AUTH_ID')?.[1]
  return fetch(`${server.url}/rest/server.time.json`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ auth }),
  })
}

const ownHeaders = (): Record<string, string> => ({ 'origin': server.url, 'content-type': 'application/json' })

test('hands a REST request to the core and its answer back', async () => {
  const response = await callRest()
  expect(response.status).toBe(200)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(await response.json()).toMatchObject({ result: expect.stringContaining('2026-09-01') })
  expect(server.portal().log).toContainEqual(expect.objectContaining({ kind: 'rest', method: 'server.time', status: 200 }))
})

test('holds a late answer back for as long as the core says', async () => {
  strike({ kind: 'latency', ms: 80 })
  const start = performance.now()
  await callRest()
  expect(performance.now() - start).toBeGreaterThanOrEqual(79)
})

test('cuts the connection when the core says so', async () => {
  strike({ kind: 'cut' })
  await expect(callRest()).rejects.toThrow('fetch failed')
})

test('never answers a silent request, and ends it when it closes', async () => {
  strike({ kind: 'silence' })
  let isSettled = false
  const call = callRest().then(() => 'answered', () => 'ended').finally(() => { isSettled = true })
  await vi.waitUntil(() => server.portal().log.some(({ kind }) => kind === 'rest'))
  expect(isSettled).toBe(false)
  await server.close()
  expect(await call).toBe('ended')
})

test('closing does not wait for a late answer', async () => {
  strike({ kind: 'latency', ms: 60_000 })
  const call = callRest().then(() => 'answered', () => 'ended')
  await vi.waitUntil(() => server.portal().log.some(({ kind }) => kind === 'rest'))
  await server.close()
  expect(await call).toBe('ended')
})

test('refuses control to a page of another origin', async () => {
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'http://127.0.0.1:5173' }, { 'sec-fetch-site': 'cross-site' }, {}]) {
    const response = await fetch(`${server.url}/_portal/end-sessions`, { method: 'POST', headers, body: '{}' })
    expect(response.status).toBe(403)
  }
})

test('informs its own page about the world', async () => {
  const response = await fetch(`${server.url}/_portal/state?viewer=5`, { headers: ownHeaders() })
  expect(await response.json()).toMatchObject({ world: 1, scenario: 'small-group', seed: 'server', viewer: { id: 5 }, openDialogId: 'chat1489', now: NOW })
})

test('a page that shows an older world learns so and changes nothing', async () => {
  server.useScenario('private')
  const response = await fetch(`${server.url}/_portal/add-fault`, {
    method: 'POST', headers: { ...ownHeaders(), 'x-portal-world': '1' }, body: JSON.stringify({ side: 'rest', target: '*', fault: { kind: 'cut' } }),
  })
  expect(response.status).toBe(409)
  expect(server.portal().faults).toEqual([])
})

test('takes a fault that lets calls pass first, and refuses one that lets fewer than none pass', async () => {
  const add = (fault: object): Promise<Response> => fetch(`${server.url}/_portal/add-fault`, {
    method: 'POST', headers: ownHeaders(), body: JSON.stringify({ side: 'rest', target: '*', fault: { kind: 'cut-after' }, times: 1, ...fault }),
  })
  for (const skip of [-1, 1.5, 'two', true]) expect((await add({ skip })).status).toBe(400)
  expect(await (await add({ skip: 2 })).json()).toEqual([{ side: 'rest', target: '*', fault: { kind: 'cut-after' }, skip: 2, times: 1 }])
  expect(await (await add({ skip: null })).json()).toContainEqual({ side: 'rest', target: '*', fault: { kind: 'cut-after' }, times: 1 })
})

test('a new scenario is a new portal, whose log and tokens know nothing of the old one', async () => {
  const old = server.portal()
  await callRest()
  server.useScenario('private', { seed: 'another' })
  expect(server.portal()).not.toBe(old)
  expect(server.portal().log).toEqual([])
  expect(server.portal().world.openDialogId).toBe('17')
})

test('a page that names no scenario finds the server\'s own again', async () => {
  const choose = (scenario: string | null): Promise<Response> =>
    fetch(`${server.url}/_portal/scenario`, { method: 'POST', headers: ownHeaders(), body: JSON.stringify({ scenario }) })
  const isHome = async (): Promise<unknown> => (await (await fetch(`${server.url}/_portal/state`, { headers: ownHeaders() })).json()).isHome
  await choose('private')
  expect(server.portal().world.openDialogId).toBe('17')
  expect(await isHome()).toBe(false)
  await choose(null)
  expect(server.portal().world.openDialogId).toBe('chat1489')
  expect(await isHome()).toBe(true)
})

test('an unknown scenario is refused by name and leaves the world as it is', async () => {
  const response = await fetch(`${server.url}/_portal/scenario`, { method: 'POST', headers: ownHeaders(), body: JSON.stringify({ scenario: 'nowhere' }) })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ problem: expect.stringContaining('nowhere') })
  expect(server.portal().world.openDialogId).toBe('chat1489')
})

test('what the viewer writes is in the chat', async () => {
  const response = await fetch(`${server.url}/_portal/send`, {
    method: 'POST', headers: ownHeaders(), body: JSON.stringify({ viewer: 1, dialog: 'chat1489', text: 'Hello' }),
  })
  expect(response.status).toBe(200)
  const page = await fetch(`${server.url}/_portal/messages?viewer=5&dialog=chat1489&limit=1`, { headers: ownHeaders() })
  expect(await page.json()).toMatchObject({ hasOlder: true, messages: [{ text: 'Hello', author: { id: 1 } }] })
})

test('in a channel only those who run it have an input field and may write', async () => {
  const canWrite = async (viewer: number): Promise<unknown> =>
    (await (await fetch(`${server.url}/_portal/chat?viewer=${viewer}&dialog=chat1501`, { headers: ownHeaders() })).json()).canWrite
  expect(await Promise.all([1, 5].map(canWrite))).toEqual([true, false])
  const response = await fetch(`${server.url}/_portal/send`, {
    method: 'POST', headers: ownHeaders(), body: JSON.stringify({ viewer: 5, dialog: 'chat1501', text: 'Hello' }),
  })
  expect(response.status).toBe(400)
})

test('shows no message of a chat to somebody who has left it', async () => {
  const page = await fetch(`${server.url}/_portal/messages?viewer=1&dialog=chat1555`, { headers: ownHeaders() })
  expect(await page.json()).toEqual({ position: 0, hasOlder: false, messages: [] })
})

test('gives each portal page its object\'s name', async () => {
  const body = async (path: string): Promise<string> => (await fetch(`${server.url}${path}`)).text()
  expect(await body('/crm/deal/details/1663/?IFRAME=Y')).toContain('<h1>Deal 1663</h1>')
  expect(await body('/company/personal/user/1/tasks/task/view/7/')).toContain('<h1>Task 7</h1>')
  expect(await body('/workgroups/group/12/')).toContain('<h1>Workgroup 12</h1>')
  expect((await fetch(`${server.url}/nowhere/`)).status).toBe(404)
})

test('draws a person\'s picture', async () => {
  const response = await fetch(`${server.url}/upload/avatar/5.svg`)
  expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
  expect(await response.text()).toContain('<svg')
})

test('leads from any other name to the one that the protocol uses', async () => {
  const response = await fetch(`http://127.0.0.1:${server.port}/online/?panel=1`, { redirect: 'manual' })
  expect(response.headers.get('location')).toBe(`http://localhost:${server.port}/online/?panel=1`)
})

test('serves the messenger\'s page with the script it names', async () => {
  const html = await (await fetch(`${server.url}/online/`)).text()
  const script = /src="(\/_portal\/page\/[^"]+\.js)"/.exec(html)?.[1]
  const response = await fetch(`${server.url}${script}`)
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})

test('the page brings the font of the items\' icons along, in one format', async () => {
  const html = await (await fetch(`${server.url}/online/`)).text()
  const [, sheet] = /<link rel="stylesheet"[^>]* href="([^"]+\.css)"/.exec(html) ?? []
  const css = await (await fetch(new URL(sheet ?? 'missing', server.url))).text()
  const fonts = [...css.matchAll(/url\(["']?([^"')]+)/g)].map(([, url]) => url)
  expect(fonts).toEqual([expect.stringMatching(/^\/_portal\/page\/assets\/fontawesome-webfont[^/]*\.woff2$/)])
  const font = await fetch(new URL(fonts[0] ?? 'missing', server.url))
  expect([font.status, font.headers.get('content-type')]).toEqual([200, 'font/woff2'])
  expect(Buffer.from(await font.arrayBuffer()).subarray(0, 4).toString()).toBe('wOF2')
})
