import { createContext, runInContext } from 'node:vm'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { EXAMPLE } from '../../hosting/site.ts'
import { openedByPost } from '../../hosting/recipes/aws.ts'
import { loadFunction } from './support/edge-function.ts'

// Platforms that cannot answer POST with a file answer it with 303: the same address again, by GET.

const QUERY = '?DOMAIN=demo.bitrix24.com&PROTOCOL=1&LANG=en&APP_SID=0123'

test.each(['netlify/netlify/edge-functions/opened-by-post.js', 'vercel/middleware.js'])('hosting/%s sends a POST to the same address, query and all', async (file) => {
  const answer = await loadFunction(file)
  const response = answer(new Request(`https://apps.example.com/${QUERY}`, { method: 'POST', body: 'PLACEMENT=IM_SIDEBAR' }))
  expect(response?.status).toBe(303)
  expect(response?.headers.get('location')).toBe(`/${QUERY}`)
  expect(response?.headers.get('cache-control')).toBe('no-store')
})

test('Vercel\'s lets everything else go on', async () => {
  const answer = await loadFunction('vercel/middleware.js')
  expect(answer(new Request(`https://apps.example.com/${QUERY}`))).toBeUndefined()
})

test('both run for the page alone', async () => {
  const configOf = async (file: string) => (await import(pathToFileURL(fileURLToPath(new URL(`../../hosting/${file}`, import.meta.url))).href) as { config: unknown }).config
  expect(await configOf('netlify/netlify/edge-functions/opened-by-post.js')).toEqual({ method: 'POST', path: ['/', '/index.html'] })
  expect(await configOf('vercel/middleware.js')).toEqual({ matcher: ['/', '/index.html'] })
})

interface EdgeRequest { uri: string, method: string, querystring: Record<string, { value: string }> }

/** CloudFront's function, without anything that its own surroundings do not have. */
function cloudFront(request: Partial<EdgeRequest>): unknown {
  const event = { request: { uri: '/chatside/', method: 'POST', querystring: {}, ...request } }
  return JSON.parse(String(runInContext(`${openedByPost(EXAMPLE)}; JSON.stringify(handler(${JSON.stringify(event)}))`, createContext({}))))
}

test('CloudFront\'s sends a POST to the same address, query and all', () => {
  const querystring = { DOMAIN: { value: 'demo.bitrix24.com' }, APP_SID: { value: '01%2023' } }
  expect(cloudFront({ querystring })).toMatchObject({ statusCode: 303, headers: { location: { value: '/chatside/?DOMAIN=demo.bitrix24.com&APP_SID=01%2023' } } })
  expect(cloudFront({})).toMatchObject({ statusCode: 303, headers: { location: { value: '/chatside/' } } })
})

test('CloudFront\'s names the file of the folder, and redirects nothing else', () => {
  expect(cloudFront({ method: 'GET' })).toMatchObject({ uri: '/chatside/index.html', method: 'GET' })
  expect(cloudFront({ method: 'GET', uri: '/chatside/assets/index-12345678.js' })).toMatchObject({ uri: '/chatside/assets/index-12345678.js' })
  // an address that starts with two slashes would be another host
  expect(cloudFront({ uri: '//stranger.example/' })).toMatchObject({ uri: '//stranger.example/', method: 'POST' })
})
