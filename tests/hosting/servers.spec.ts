import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { examine } from '../../hosting/doctor/examine.ts'
import type { Code } from '../../hosting/doctor/finding.ts'
import { fixingLines, recipeFor } from '../../hosting/doctor/fix.ts'
import { apache } from './hosts/apache.ts'
import { caddy } from './hosts/caddy.ts'
import { lighttpd } from './hosts/lighttpd.ts'
import { container, nginx } from './hosts/nginx.ts'
import { hostFolder, type HostFolder } from './support/folder.ts'
import { runHost, type RunningHost } from './support/run-host.ts'
import { APP_HOST, APP_URL, expect, test } from './support/test.ts'

// Debian's servers, each with the recipe of the repository and nothing else.

async function isReady(check: () => Promise<boolean>): Promise<void> {
  await expect.poll(check, { timeout: 20_000, intervals: [50] }).toBe(true)
}

/** What is amiss with each as its package comes. What all of them lack is https, and any word about caches, frames and types. */
const STOCK_FAULTS: Readonly<Record<string, readonly Code[]>> = {
  nginx: ['method-not-allowed', 'not-compressed', 'slash-loses-post'],
  caddy: ['not-compressed'],
  apache: ['slash-loses-post'],
  lighttpd: ['not-compressed', 'slash-loses-post'],
}
const COMMON_FAULTS: readonly Code[] = ['no-https', 'may-be-cached', 'not-cached', 'anybody-may-frame', 'no-nosniff']

for (const host of [nginx, caddy, apache, lighttpd]) {
  test.describe(host.name, () => {
    test.describe.configure({ mode: 'serial' })
    let folder: HostFolder
    let running: RunningHost | undefined

    test.beforeAll(async ({ stage }) => {
      folder = hostFolder({ tls: stage.tls, portal: stage.portal.url })
      running = await runHost(ports => host.withRecipe(folder, ports), isReady)
      stage.door.leadTo(running.port)
    })
    test.afterAll(async () => {
      await running?.close()
      folder.remove()
    })

    test('the portal opens the built app by POST, and no policy is violated', async ({ stage, open, context }) => {
      const opened = context.waitForEvent('request', request => request.url().startsWith(`${APP_URL}?`))
      const { app, complaints } = await open(stage.portal)
      expect((await opened).method()).toBe('POST')
      await expect(app.getByRole('list', { name: 'Members' })).toBeVisible()
      expect(complaints).toEqual([])
    })

    test('a page of a foreign origin cannot frame it', async ({ stage, open }) => {
      const { page, complaints } = await open(stage.foreign)
      await expect.poll(() => complaints.join('\n')).toContain(`frame-ancestors ${stage.portal.url}`)
      await expect.poll(() => page.frames().map(frame => frame.url())).toContain('chrome-error://chromewebdata/')
    })

    test('with the recipe the doctor finds nothing to fix', async ({ stage }) => {
      const connection = { at: { host: '127.0.0.1', port: running?.port ?? 0 }, ca: stage.tls.cert }
      const { findings, server } = await examine(APP_URL, { portal: stage.portal.url, connection })
      expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['fine answers', 'fine may-be-framed', 'fine files-arrive'])
      expect(recipeFor(server)).toBe(host.name)
    })

    test('as its package comes the doctor names what is amiss, with the lines that fix it', async ({ stage }) => {
      const stock = hostFolder({ tls: stage.tls, portal: stage.portal.url })
      const other = await runHost(ports => host.asInstalled(stock, ports), isReady)
      const address = `http://${APP_HOST}:${other.port}/chatside/`
      const { findings } = await examine(address, { portal: stage.portal.url, connection: { at: { host: '127.0.0.1', port: other.port } } })
      await other.close()
      stock.remove()
      const amiss = findings.filter(({ severity }) => severity !== 'fine').map(({ code }) => code)
      expect(amiss.sort()).toEqual([...COMMON_FAULTS, ...STOCK_FAULTS[host.name] ?? []].sort())
      const asked = { address: new URL(address), audience: { portals: [stage.portal.url] } }
      // Caddy gets its certificate by itself
      const unfixed = amiss.filter(code => fixingLines(code, host.name, asked) === null && !(host === caddy && code === 'no-https'))
      expect(unfixed).toEqual([])
    })
  })
}

/** What comes for the page to a proxy in front, which asks by HTTP/1.0 and names itself. */
async function askAsProxy(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`GET /chatside/ HTTP/1.0\r\nHost: ${APP_HOST}\r\nVia: 1.1 proxy\r\nAccept-Encoding: gzip\r\n\r\n`)
  return text(socket)
}

test('the server of the container does the same, behind whatever ends TLS', async ({ stage }) => {
  const folder = hostFolder({ tls: stage.tls, portal: stage.portal.url })
  const running = await runHost(ports => container(folder, ports), isReady)
  const connection = { at: { host: '127.0.0.1', port: running.port } }
  const { findings } = await examine(`http://${APP_HOST}:${running.port}/chatside/`, { portal: stage.portal.url, connection })
  const forProxy = await askAsProxy(running.port)
  await running.close()
  folder.remove()
  expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['wrong no-https', 'fine answers', 'fine may-be-framed', 'fine files-arrive'])
  expect(forProxy).toMatch(/^content-encoding: gzip\r$/im)
})
