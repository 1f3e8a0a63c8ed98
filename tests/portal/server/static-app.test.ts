import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { serveStaticApp, type StaticApp, type StaticAppOptions } from './static-app.ts'

let folder = ''
let app: StaticApp | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'static-app-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>App</title>')
  await writeFile(join(folder, 'robots.txt'), 'none')
  await writeFile(join(folder, 'assets', 'main-Bx3kP0aQ.js'), 'export {}')
})
afterAll(() => rm(folder, { recursive: true }))
afterEach(() => app?.close())

async function serve(options: Partial<StaticAppOptions> = {}): Promise<StaticApp> {
  app = await serveStaticApp({ folder, ...options })
  return app
}

test('answers the portal\'s POST with the page', async () => {
  const { url, requests } = await serve()
  const response = await fetch(`${url}?DOMAIN=portal`, { method: 'POST', body: new URLSearchParams({ PLACEMENT: 'IM_SIDEBAR' }) })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(await response.text()).toContain('<title>App</title>')
  expect(requests).toEqual([{ method: 'POST', path: '/', query: 'DOMAIN=portal', body: 'PLACEMENT=IM_SIDEBAR' }])
})

test('serves everything from a sub-folder and nothing beside it', async () => {
  const { url } = await serve({ path: '/some/folder/' })
  expect(new URL(url).pathname).toBe('/some/folder/')
  const statuses = await Promise.all(['', 'index.html', 'assets/main-Bx3kP0aQ.js', '/'].map(async path => (await fetch(new URL(path, url))).status))
  expect(statuses).toEqual([200, 200, 200, 404])
})

test('leads from the folder\'s name without a slash to the page', async () => {
  const { url } = await serve({ path: '/some/folder/' })
  const response = await fetch(url.slice(0, -1), { method: 'POST', redirect: 'manual' })
  expect(response.status).toBe(308)
  expect(response.headers.get('location')).toBe('/some/folder/')
})

test('lets hashed files be cached and nothing else', async () => {
  const { url } = await serve()
  const cache = async (path: string): Promise<string | null> => (await fetch(new URL(path, url))).headers.get('cache-control')
  expect(await cache('assets/main-Bx3kP0aQ.js')).toBe('public, max-age=31536000, immutable')
  expect(await cache('')).toBe('no-cache')
  expect(await cache('robots.txt')).toBe('no-cache')
})

test('refuses POST to anything but a page', async () => {
  const { url } = await serve()
  const response = await fetch(new URL('robots.txt', url), { method: 'POST' })
  expect(response.status).toBe(405)
})

test('gives nothing from outside the folder', async () => {
  const { url } = await serve()
  for (const path of ['..%2f..%2fetc%2fpasswd', '%2e%2e/%2e%2e/etc/passwd', 'assets/%00']) {
    expect((await fetch(`${url}${path}`)).status).toBe(404)
  }
})

test('compresses scripts when told to and asked for', async () => {
  const { url } = await serve({ isCompressed: true })
  const script = new URL('assets/main-Bx3kP0aQ.js', url)
  const zipped = await fetch(script, { headers: { 'accept-encoding': 'gzip' } })
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  expect(await zipped.text()).toBe('export {}')
  expect((await fetch(script, { headers: { 'accept-encoding': 'identity' } })).headers.get('content-encoding')).toBeNull()
})
