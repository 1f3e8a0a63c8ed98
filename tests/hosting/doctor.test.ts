import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { checkAddress } from '../../hosting/doctor/check-address.ts'
import { fixingLines, recipeFor } from '../../hosting/doctor/fix.ts'
import { inWords } from '../../hosting/doctor/words.ts'
import { listen } from '../portal/server/http-listener.ts'
import { file, page, useExaminedHost } from './support/examined.ts'
import { HOST, PAGE, PAGE_HEADERS, PORTAL, SCRIPT, YEAR, type Asked, type Reply } from './support/right-host.ts'

const host = useExaminedHost()
const { serve, codes } = host

test('a host that does everything right has nothing to fix', async () => {
  await serve()
  const { findings } = await host.examine()
  expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['fine answers', 'fine may-be-framed', 'fine files-arrive'])
})

test('the host is asked as a portal asks, by POST with a form and the query, then by GET', async () => {
  const asked: Asked[] = []
  await serve((request) => {
    asked.push(request)
    return undefined
  })
  await codes()
  expect(asked.slice(0, 2).map(({ method }) => method)).toEqual(['POST', 'GET'])
  expect(asked[0]?.query).toMatch(/^\?DOMAIN=.*&PROTOCOL=1&LANG=en&APP_SID=\w{32}$/)
})

const NOT_COMPRESSED = { headers: { 'content-type': 'text/javascript', 'cache-control': YEAR }, body: SCRIPT }

test.each<[string, (asked: Asked) => Reply | undefined, string[]]>([
  ['404', ({ path }) => path.startsWith('/chatside') ? { status: 404 } : undefined, ['wrong not-found']],
  ['405 to POST', ({ method }) => method === 'POST' ? { status: 405 } : undefined, ['wrong method-not-allowed']],
  ['500 to POST', ({ method, path }) => method === 'POST' && path === '/chatside/' ? { status: 500 } : undefined, ['wrong bad-status']],
  ['404 to GET only', ({ method, path }) => method === 'GET' && path === '/chatside/' ? { status: 404 } : undefined, ['warning not-found']],
  ['another page', page({}, '<title>Welcome to nginx!</title>'), ['wrong not-this-page']],
  ['text instead of a page', page({ 'content-type': 'text/plain' }), ['wrong not-a-page']],
  ['a page to save', page({ 'content-disposition': 'attachment' }), ['wrong downloaded']],
  ['a sandbox', page({ 'content-security-policy': `sandbox; frame-ancestors ${PORTAL}` }), ['wrong sandboxed']],
  ['X-Frame-Options', page({ 'content-security-policy': null, 'x-frame-options': 'SAMEORIGIN' }), ['wrong frame-options']],
  ['another portal in frame-ancestors', page({ 'content-security-policy': 'frame-ancestors https://other.bitrix24.com' }), ['wrong frame-ancestors']],
  ['no word about frames', page({ 'content-security-policy': null }), ['warning anybody-may-frame']],
  ['frames for everybody', page({ 'content-security-policy': 'frame-ancestors *' }), ['warning anybody-may-frame']],
  ['a policy without its own scripts', page({ 'content-security-policy': `default-src 'none'; frame-ancestors ${PORTAL}` }), [
    'wrong policy-blocks-files', 'wrong policy-blocks-pictures', 'wrong policy-blocks-portal',
  ]],
  ['a policy without the portal', page({ 'content-security-policy': `connect-src 'self'; frame-ancestors ${PORTAL}` }), ['wrong policy-blocks-portal']],
  ['a page that is kept', page({ 'cache-control': 'public, max-age=3600' }), ['warning may-be-cached']],
  ['no nosniff', page({ 'x-content-type-options': null }), ['warning no-nosniff']],
  ['a script that is not there', file('78.js', { status: 404 }), ['wrong files-missing']],
  ['the page instead of a script', file('78.js', { headers: PAGE_HEADERS, body: PAGE }), ['wrong wrong-type']],
  ['a style sheet as text', file('.css', { headers: { 'content-type': 'text/plain', 'cache-control': YEAR } }), ['wrong wrong-type']],
  ['a script that is not kept', file('.css', { headers: { 'content-type': 'text/css', 'cache-control': 'no-cache' }, body: 'p {}' }), ['warning not-cached']],
  ['an uncompressed script', file('78.js', NOT_COMPRESSED), ['warning not-compressed']],
  ['the page for everything', file('0a1b2c3d.js', { headers: PAGE_HEADERS, body: PAGE }), ['warning missing-is-answered']],
  ['a missing file that is kept', file('0a1b2c3d.js', { status: 404, headers: { 'cache-control': YEAR } }), ['warning missing-is-kept']],
  ['a slash added by 301', ({ path }) => path === '/chatside' ? { status: 301, headers: { location: '/chatside/' } } : undefined, ['warning slash-loses-post']],
  ['the page without its slash', ({ path }) => path === '/chatside' ? { headers: PAGE_HEADERS, body: PAGE } : undefined, ['warning slash-breaks']],
])('the doctor finds %s', async (_what, answer, expected) => {
  await serve(answer)
  expect(await codes()).toEqual(expected)
})

/** A host on which `/old/` redirects. */
function redirect(status: number, location: (query: string) => string): (asked: Asked) => Reply | undefined {
  return ({ path, query }) => path === '/old/' ? { status, headers: { location: location(query) } } : undefined
}

test.each<[string, number, (query: string) => string, string[]]>([
  ['301', 301, query => `/chatside/${query}`, ['wrong redirect-loses-post']],
  ['302', 302, query => `/chatside/${query}`, ['wrong redirect-loses-post']],
  ['303 to elsewhere', 303, query => `/chatside/${query}`, ['wrong redirect-loses-post']],
  ['308 without the query', 308, () => '/chatside/', ['wrong redirect-loses-query']],
  ['308', 308, query => `/chatside/${query}`, ['warning redirect-first']],
  ['307', 307, query => `/chatside/${query}`, ['warning redirect-first']],
  ['for ever', 308, query => `/old/${query}`, ['wrong redirect-endless']],
])('a redirect by %s is told', async (_what, status, location, expected) => {
  await serve(redirect(status, location))
  const found = await codes(`https://${HOST}/old/`)
  expect(found.filter(code => !code.includes('slash'))).toEqual(expected)
})

test('303 to the same address is how some hosts answer POST, and fine', async () => {
  await serve(({ method, path, query }) => method === 'POST' && path === '/chatside/' ? { status: 303, headers: { location: path + query } } : undefined)
  expect(await codes()).toEqual([])
})

test('a redirect to another host is wrong: the portal does not listen to it', async () => {
  await serve(({ path, query }) => path === '/chatside/' ? { status: 308, headers: { location: `https://127.0.0.1:${host.port()}/x/${query}` } } : undefined)
  expect(await codes()).toContain('wrong redirect-leaves')
})

test('a certificate that nobody vouches for is wrong', async () => {
  await serve()
  expect(await codes(undefined, { ca: undefined })).toEqual(['wrong bad-certificate'])
})

test('a certificate for another name is wrong', async () => {
  await serve()
  expect(await codes('https://other.example.com/chatside/')).toEqual(['wrong bad-certificate'])
})

test('a host without TLS on the port for it is wrong', async () => {
  host.stand(await listen(async (_request, response) => void response.end('plain')))
  expect(await codes()).toEqual(['wrong bad-certificate'])
})

test('a host that does not listen, and one that does not answer, are told apart', async () => {
  expect(await codes()).toEqual(['wrong unreachable'])
  host.stand(await listen(() => new Promise(() => undefined), { tls: host.tls() }))
  expect(await codes(undefined, { ca: host.tls().cert, deadlineMs: 300 })).toEqual(['wrong too-slow'])
})

test('http and names that nobody else reaches are wrong', async () => {
  for (const name of ['localhost', '127.0.0.1', '[::1]', '[fd00::1]', 'intranet', 'app.localhost']) {
    expect(await codes(`https://${name}/`), name).toContain('wrong localhost')
  }
  expect(await codes('http://apps.example.com/')).toEqual(expect.arrayContaining(['wrong no-https']))
})

test('what may work is no fault: http for a portal over http, and an address in the network of the portal', () => {
  const said = (address: string, portal: string): string[] => checkAddress(new URL(address), portal).map(({ code, severity }) => `${severity} ${code}`)
  expect(said('http://apps.example.com/', 'http://portal.example.com')).toEqual(['warning no-https'])
  for (const name of ['192.168.1.5', '10.0.0.1', '172.20.0.3']) expect(said(`https://${name}/`, PORTAL), name).toEqual(['warning localhost'])
  for (const name of ['172.64.0.1', '10.example.com']) expect(said(`https://${name}/`, PORTAL), name).toEqual([])
})

test.each(['', 'apps.example.com', 'ftp://apps.example.com/', 'javascript:1'])('%j is no address', async (address) => {
  expect(await codes(address)).toEqual(['wrong no-address'])
})

test('lines are written for the address and the portal that were asked about', () => {
  const asked = { address: new URL('https://www.example.org/apps/chat/'), audience: { portals: [PORTAL] } }
  expect(fixingLines('frame-ancestors', 'nginx', asked)).toContain(`frame-ancestors ${PORTAL}`)
  expect(fixingLines('slash-loses-post', 'nginx', asked)).toContain('return 308 /apps/chat/$is_args$args;')
  expect(fixingLines('too-slow', 'nginx', asked)).toBeNull()
  expect(fixingLines('frame-ancestors', 'github-pages', asked)).toBeNull()
})

test.each([
  ['nginx/1.22.1', 'nginx'], ['Caddy', 'caddy'], ['Apache/2.4.71 (Debian)', 'apache'], ['lighttpd/1.4.69', 'lighttpd'], ['cloudflare', 'cloudflare-pages'],
  ['Netlify', 'netlify'], ['Vercel', 'vercel'], ['AmazonS3', 'aws'], ['Microsoft-IIS/10.0', 'iis'], ['GitHub.com', 'github-pages'], ['mine', ''], ['', ''],
])('a host that calls itself %j has the recipe %j', (server, recipe) => {
  expect(recipeFor(server)).toBe(recipe)
})

test.each(['ftp://files.example.com/', 'javascript:1', 'http://[/', null])('a redirect to where no browser goes is no page: %j', async (location) => {
  const headers: Record<string, string> = location === null ? {} : { location }
  await serve(({ path }) => path === '/chatside/' ? { status: 302, headers } : undefined)
  expect(await codes()).toEqual(['wrong bad-status'])
})

test('what a page names at addresses that are none, or at other hosts, is wrong and not asked for', async () => {
  const added = ['http://[/a.js', 'ftp://files.example.com/a.js', 'https://169.254.169.254/a.js', '//stats.example.com/a.js']
  await serve(page({}, PAGE.replace('<script', `${added.map(address => `<script src="${address}"></script>`).join('')}<script`)))
  expect(await codes()).toEqual(['wrong files-elsewhere'])
})

test('a page that names any number of files has a few of them asked for', async () => {
  let asked = 0
  const many = Array.from({ length: 5_000 }, (_unused, number) => `<script src="./assets/${number}.js"></script>`).join('')
  const answerPage = page({}, PAGE + many)
  await serve((request) => {
    asked += 1
    return answerPage(request)
  })
  expect(await codes()).toContain('wrong files-missing')
  expect(asked).toBeLessThan(100)
})

test('a page that is far larger unpacked is not unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(64_000_000))
  await serve(({ path }) => path === '/chatside/' ? { headers: { ...PAGE_HEADERS, 'content-encoding': 'gzip' }, body: bomb } : undefined)
  expect(await codes()).toEqual(['wrong too-large'])
})

test('the name of an encoding is read in any case', async () => {
  await serve(({ path }) => path === '/chatside/' ? { headers: { ...PAGE_HEADERS, 'content-encoding': 'GZIP' }, body: gzipSync(PAGE) } : undefined)
  expect(await codes()).toEqual([])
})

test('a host cannot call itself something that writes into the terminal', async () => {
  await serve(page({ server: 'nginx\u009b31mred' }))
  const { server } = await host.examine()
  expect(server).toBe('nginx 31mred')
})

test('what a host says cannot write into the terminal', async () => {
  await serve(page({ 'cache-control': 'max-age=1\t\u009b31mred' }))
  const { findings } = await host.examine()
  const said = findings.map(({ code, detail }) => inWords(code, detail)).join(' ')
  expect(said).toContain('31mred')
  expect(said).not.toMatch(/\p{C}/u)
})
