import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPortalServer, type PortalServer } from './portal-server.ts'
import { serveStaticApp, type StaticApp } from './static-app.ts'

// Request targets as no browser writes them, over a plain socket.

let folder = ''
let app: StaticApp
let portal: PortalServer
const failures: unknown[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odd-targets-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>App</title>')
  app = await serveStaticApp({ folder })
  portal = await createPortalServer({ appUrl: 'https://apps.example/', scenario: 'small-group', onFailure: error => failures.push(error) })
})
afterAll(async () => {
  await Promise.all([app.close(), portal.close()])
  await rm(folder, { recursive: true })
})

/** The first line and the headers of the answer. */
function ask(port: number, target: string, host = `localhost:${port}`): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`, 'latin1')))
    socket.on('data', (chunk) => { answer += chunk.toString('latin1') })
    socket.on('close', () => resolve(answer.split('\r\n\r\n', 1)[0] ?? ''))
    socket.on('error', reject)
  })
}

const statusOf = (answer: string): number => Number(answer.split(' ')[1])

test.each([
  ['//', 404], ['///', 404], ['//evil.example/', 404], ['//:80/', 404], ['//[/', 404], ['/\\\\', 404], ['/%', 404], ['/%zz', 404], ['/..%2f..%2fetc%2fpasswd', 404],
  ['/%00', 404], ['http://evil.example/nowhere', 404], ['http://', 200], ['http://[', 200], ['*', 404], ['/nowhere?%', 404], ['/\u00E4', 400], [`/${'a'.repeat(10_000)}`, 404],
  ['/\0', 400], [`/${'a'.repeat(100_000)}`, 431],
])('the target %j gets an answer, from the portal and from the app\'s host, and no stack (a18)', async (target, status) => {
  expect(statusOf(await ask(app.port, target))).toBe(status)
  // the portal leads from its root to the messenger
  expect(statusOf(await ask(portal.port, target))).toBe(status === 200 ? 307 : status)
  expect(failures).toEqual([])
})

test.each(['/rest/%', '/rest//', '/_portal/%', '/_portal//', '/upload/avatar/%.svg', '/online/%'])('%s is answered below 500 (a18)', async (target) => {
  expect(statusOf(await ask(portal.port, target))).toBeLessThan(500)
  expect(failures).toEqual([])
})

test.each([['//evil.example/x?y', '//evil.example/x?y'], ['http://evil.example/x', '/x']])('under another name %s leads to the portal\'s own name (a18)', async (target, path) => {
  const answer = await ask(portal.port, target, 'another.example')
  expect(answer).toContain(`location: ${portal.url}${path}\r\n`)
})
