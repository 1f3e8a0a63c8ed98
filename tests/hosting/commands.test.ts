import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCertificate } from '../portal/server/certificate.ts'
import { page } from './support/examined.ts'
import { HOST, PORTAL, rightHost, type Asked, type Reply } from './support/right-host.ts'
import { runScript, type ScriptRun } from './support/run-script.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatside-recipes-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('npm run hosting writes the recipes for one\'s own portals, host, path and folder', async () => {
  const { status } = await runScript('hosting/write.ts', ['--to', folder, '--host', 'www.example.org', '--path', 'apps/chat', '--folder', '/var/www/chat'], {
    CHATSIDE_PORTALS: 'https://yours.bitrix24.de, https://intranet.example.org:8443',
  })
  expect(status).toBe(0)
  const nginx = readFileSync(join(folder, 'nginx/chatside.conf'), 'utf8')
  expect(nginx).toContain('server_name www.example.org;')
  expect(nginx).toContain('location /apps/chat/ {')
  expect(nginx).toContain('alias /var/www/chat/;')
  expect(nginx).toContain('frame-ancestors https://yours.bitrix24.de https://intranet.example.org:8443"')
  expect(nginx).toContain('img-src \'self\' https://yours.bitrix24.de https://intranet.example.org:8443 https://*.bitrix24.de;')
  expect(readFileSync(join(folder, 'cloudflare-pages/_headers'), 'utf8')).toContain('\n/apps/chat/assets/*\n')
})

test('npm run hosting leaves no recipe of an earlier run where a host is left out, and nobody else\'s files go', async () => {
  const headers = join(folder, 'cloudflare-pages/_headers')
  await runScript('hosting/write.ts', ['--to', folder], { CHATSIDE_PORTALS: PORTAL })
  expect(existsSync(headers)).toBe(true)
  writeFileSync(join(folder, 'cloudflare-pages/own.txt'), '')
  const many = Array.from({ length: 60 }, (_unused, index) => `https://portal${index}.example.com`)
  const { status, output } = await runScript('hosting/write.ts', ['--to', folder], { CHATSIDE_PORTALS: many.join(',') })
  expect([status, output]).toEqual([0, expect.stringContaining('Not written: cloudflare-pages: ')])
  expect(existsSync(headers)).toBe(false)
  expect(existsSync(join(folder, 'cloudflare-pages/own.txt'))).toBe(true)
  expect(readFileSync(join(folder, 'caddy/Caddyfile'), 'utf8')).toContain('https://portal59.example.com')
})

test('a mistake is said in words, and nothing is written', async () => {
  const { status, output } = await runScript('hosting/write.ts', ['--to', folder], { CHATSIDE_PORTALS: 'yours.bitrix24.de' })
  expect(output.trim()).toBe('CHATSIDE_PORTALS: not an origin such as https://portal.example.com: yours.bitrix24.de')
  expect(status).toBe(1)
  expect(readdirSync(folder)).toEqual([])
})

test.each(['CHATSIDE_PORTALS', 'CHATSIDE_PICTURES'])('a name that would mean something to a policy or a server is no origin in %s', async (name) => {
  const signs = ['https://a;sandbox.example', 'https://$host.example', 'https://a"b.example', 'https://a\'b.example', 'https://{x}.example', 'https://a&b.example']
  const { status, output } = await runScript('hosting/write.ts', ['--to', folder], { [name]: signs.join(',') })
  expect(output.trim()).toBe(`${name}: not an origin such as https://portal.example.com: ${signs.join(', ')}`)
  expect(status).toBe(1)
  expect(readdirSync(folder)).toEqual([])
})

/** `npm run doctor` for a host whose certificate is trusted as an operator would let it be. */
async function runDoctor(answer?: (asked: Asked) => Reply | undefined, { isPortInAddress = false, args: more = [], env = {} }: {
  isPortInAddress?: boolean
  args?: string[]
  env?: Record<string, string>
} = {}): Promise<ScriptRun> {
  const tls = await createCertificate([HOST])
  const authority = join(folder, 'ca.pem')
  writeFileSync(authority, tls.cert)
  const host = await rightHost(tls, answer)
  const [inAddress, inConnection] = isPortInAddress ? [`:${host.port}`, ''] : ['', `:${host.port}`]
  const args = [`https://${HOST}${inAddress}/chatside/`, '--portal', PORTAL, '--at', `127.0.0.1${inConnection}`, ...more]
  const run = await runScript('hosting/doctor.ts', args, { NODE_EXTRA_CA_CERTS: authority, ...env })
  await host.close()
  return run
}

test('npm run doctor ends with 0 where nothing is wrong, and says what is right', async () => {
  const { status, output } = await runDoctor()
  expect(output).toContain('ok     The host answers the portal\'s POST with the page.')
  expect(output).toContain('Nothing to fix.')
  expect(status).toBe(0)
})

test('npm run doctor connects on the port of the address where --at names none', async () => {
  expect((await runDoctor(undefined, { isPortInAddress: true })).output).toContain('Nothing to fix.')
})

test('npm run doctor ends with 1 where something is wrong, and prints the lines that fix it', async () => {
  const { status, output } = await runDoctor(({ method }) => method === 'POST' ? { status: 405, headers: { server: 'nginx/1.22.1' } } : undefined)
  expect(output).toMatch(/WRONG {2}Asked by POST, the host answers 405\..*\n {7}In hosting\/nginx:\n.*error_page 405 =200 \$uri;/)
  expect(status).toBe(1)
})

const BESIDES = { CHATSIDE_PORTALS: 'https://intranet.example', CHATSIDE_PICTURES: 'https://files.example', CHATSIDE_PUSH: 'https://rt.example' }

test('npm run doctor asks for pictures and push servers of the build, and its lines lock nobody out', async () => {
  const policy = `img-src 'self' ${PORTAL} https://*.bitrix24.com; connect-src 'self' ${PORTAL} wss://*.bitrix24.com; frame-ancestors ${PORTAL} https://*.bitrix24.de`
  const asItIs = page({ 'server': 'nginx', 'content-security-policy': policy })
  const { status, output } = await runDoctor(asItIs, { env: BESIDES })
  expect(output).toContain('BETTER The policy keeps the page from showing pictures from https://files.example.')
  const [, line = ''] = /^BETTER .* push server \(wss:\/\/rt\.example\).*\n {7}In hosting\/nginx:\n(.*)$/m.exec(output) ?? []
  expect(line).toMatch(/img-src [^;]*https:\/\/files\.example;.*connect-src [^;]*wss:\/\/rt\.example;/)
  expect(line).toMatch(new RegExp(`frame-ancestors ${PORTAL} https://intranet\\.example https://\\*\\.bitrix24\\.de"`))
  expect(status).toBe(0)
  const refused = await runDoctor(asked => asked.method === 'POST' ? { status: 405, headers: { server: 'nginx' } } : asItIs(asked), { env: BESIDES })
  expect(refused.output, 'where the POST is refused without a policy').toMatch(new RegExp(`frame-ancestors ${PORTAL} https://intranet\\.example https://\\*\\.bitrix24\\.de"`))
})

test('npm run doctor writes lines for every portal of the cloud when it is told so', async () => {
  const { output } = await runDoctor(page({ 'server': 'nginx', 'content-security-policy': null }), { args: ['--any-cloud-portal'] })
  expect(output).toMatch(/frame-ancestors [^"]*https:\/\/\*\.bitrix24\.by .*https:\/\/\*\.bitrix24\.vn"/)
})

test.each([[[]], [['https://a.example/', 'https://b.example/']], [['https://a.example/', '--portal', 'not a portal']], [['https://a.example/', '--at', '127.0.0.1:99999']], [['--nonsense']]])(
  'npm run doctor says how it is used when it is asked %j',
  async (args) => {
    const { status, output } = await runScript('hosting/doctor.ts', args)
    expect(output).not.toMatch(/\n\s+at /)
    expect(output).toMatch(/npm run doctor -- ADDRESS|not an origin|no host with a port|nonsense/)
    expect(status).toBe(1)
  },
)
