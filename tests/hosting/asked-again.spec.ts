import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { securityHeaders } from '../../hosting/policy.ts'
import { listen } from '../portal/server/http-listener.ts'
import { contentTypeOf, readBody } from '../portal/server/http-message.ts'
import { loadFunction } from './support/edge-function.ts'
import { APP_HOST, expect, test } from './support/test.ts'

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url))
const ORIGIN = `https://${APP_HOST}`

test('a host that answers the portal\'s POST with 303 opens the app, and the app\'s own test says so', async ({ stage, open }) => {
  const openedByPost = await loadFunction('netlify/netlify/edge-functions/opened-by-post.js')
  const methods: string[] = []
  const host = await listen(async (request, response) => {
    const url = new URL(request.url ?? '/', ORIGIN)
    if (url.pathname === '/') methods.push(request.method ?? '')
    if (request.method === 'POST') {
      const answer = openedByPost(new Request(url, { method: 'POST', body: await readBody(request) }))
      response.writeHead(answer?.status ?? 500, Object.fromEntries(answer?.headers ?? [])).end()
      return
    }
    const name = url.pathname === '/' ? 'index.html' : url.pathname.slice(1)
    const headers = { ...Object.fromEntries(securityHeaders({ portals: [stage.portal.url] })), 'content-type': contentTypeOf(name), 'cache-control': 'no-store' }
    response.writeHead(200, headers).end(await readFile(DIST + name))
  }, { tls: stage.tls })
  stage.door.leadTo(host.port)

  const { page, app, complaints } = await open(stage.portal, { appUrl: `${ORIGIN}/` })
  await expect(app.getByRole('list', { name: 'Members' })).toBeVisible()
  expect(methods).toEqual(['POST', 'GET'])

  await page.goto(`${stage.portal.url}/online/?view=app&as=1`)
  await app.locator('summary', { hasText: 'Test the address' }).click()
  await app.getByRole('button', { name: 'Test the address' }).click()
  await expect(app.getByText('The address does what Bitrix24 needs')).toBeVisible()
  expect(complaints).toEqual([])
  await host.close()
})
