import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createAllowance } from '../../hosting/doctor/allowance.ts'
import { readElements } from '../../hosting/doctor/elements.ts'
import { filesNamedIn, parseFileList } from '../../hosting/doctor/known-files.ts'
import { checkOwnPolicies } from '../../hosting/doctor/check-policy.ts'
import { checkFile } from '../../hosting/doctor/check-file.ts'
import { toPrintable } from '../../hosting/doctor/finding.ts'
import { readPage } from '../../hosting/doctor/read-page.ts'
import { readAnswer } from '../../src/settings/handler-test/findings.ts'
import { listen } from '../portal/server/http-listener.ts'
import { expectInProportion, repeated } from '../support/in-proportion.ts'
import { file, page, useExaminedHost, type Answering } from './support/examined.ts'
import { HOST, PAGE, PORTAL, SCRIPT, YEAR, type Asked } from './support/right-host.ts'

// A host decides what it sends. Whatever that is, the doctor ends, soon, with words, and asks nobody else.

const host = useExaminedHost()
const { serve, codes } = host
/** An answer that says it is packed, and is not. */
const BROKEN = { headers: { 'content-encoding': 'gzip' }, body: 'plain' }
/** Small as it comes, and more than is read of one answer. */
const HUGE = { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(20_000_001)) }
const ADDRESS = new URL(`https://${HOST}/chatside/`)

test('half a million characters of tags that never end are read in one go (a13)', async () => {
  await serve(page({}, PAGE + '<link '.repeat(85_000)))
  expect(await codes()).toEqual([])
})

/** So many characters of each: blanks, what ends or joins things in some language, and what is almost a match. */
const PIECES = [
  ' ', '\n', '<', '>', '/', '"', '\'', '=', '&', ';', ',', '(', ')', '`', '-', '.', 'a', '<!', '<!--', '</', '<a ', '<a b', '<a b=', '<a b="', '<a b=\' ', '<link ',
  '<link href=', '<script', '<script>', '</script', '<title></titl', '<meta content="', ' a=" b=\'', '&am', '& amp;', ' id=chatside', ' id="chatsid', 'a-', 'a-12345678.',
  '"a-12345678.j', '(./', 'https://', 'https://a.', '*.', ' *', ':1', '; sandbox ', ', sandbox', '\'self\' ', 'default-src ', '0'.repeat(64), `${'0'.repeat(64)}  a/`, 'max-age=', ' charset=',
]

/** What the doctor and the handler's test do with what a host sends. */
function readEverything(text: string): void {
  for (const html of [text, `<link ${text}`, `<script src="${text}`, `<meta http-equiv=content-security-policy content="${text}">`]) readPage(html, ADDRESS)
  checkOwnPolicies([text, `script-src ${text}`, `img-src 'self' ${text}; connect-src ${text}`], { page: ADDRESS, portal: PORTAL })
  parseFileList(text)
  toPrintable(text)
  expect(filesNamedIn(text).filter(name => !name.startsWith('assets/')), text.slice(0, 80)).toEqual([])
  const headers = new Headers({ 'content-type': 'text/javascript' })
  expect(checkFile('assets/a-12345678.js', { status: 200, headers, bytes: Buffer.from(text), body: text }).length, text.slice(0, 80)).toBeGreaterThan(0)
  readAnswer({ outcome: 'answered', status: 200, headers: new Headers({ 'content-type': 'text/html' }), body: text }, { method: 'POST', page: ADDRESS.href, portalOrigin: PORTAL })
}

test('25,000 characters of anything take no more time than they have characters (a13)', () => {
  expectInProportion(PIECES.map(piece => repeated(piece)), readEverything)
})

test('headers as long as Node takes them, full of anything, are read (a13)', () => {
  const pieces = PIECES.map(piece => piece.trim()).filter(piece => piece !== '' && !/[^\x20-\x7E]/.test(piece))
  expectInProportion(pieces.map(piece => repeated(`${piece} `, 16_000).trim()), (value) => {
    const headers = new Headers({
      'content-type': value, 'cache-control': value, 'content-security-policy': value, 'x-frame-options': value, 'content-disposition': value, 'permissions-policy': value,
    })
    const inWords = value.slice(0, 80)
    expect(readAnswer({ outcome: 'answered', status: 200, headers, body: '' }, { method: 'GET', page: ADDRESS.href, portalOrigin: PORTAL }).length, inWords).toBeGreaterThan(0)
    expect(checkFile('assets/a.css', { status: 200, headers, bytes: Buffer.from('p {}'), body: 'p {}' }).length, inWords).toBeGreaterThan(0)
  })
})

test('what is read of a page is what a browser reads', () => {
  const html = '<!-- <script src=a.js></script> --><SCRIPT Src=\'./b.js\' src=c.js type = module></SCRIPT ><title><link href=d.css></title><p/a=1 b c=">"><link rel=icon href="e&amp;f">'
  expect(readElements(html).map(({ name, attributes, text }) => [name, Object.fromEntries(attributes), text])).toEqual([
    ['script', { src: './b.js', type: 'module' }, ''], ['title', {}, '<link href=d.css>'], ['p', { a: '1', b: '', c: '>' }, ''], ['link', { rel: 'icon', href: 'e&f' }, ''],
  ])
})

test('a page of more than a million bytes is not Chatside\'s and not read further (a13)', async () => {
  await serve(page({}, `${PAGE}<!--${' '.repeat(1_000_000)}-->`))
  expect(await codes()).toEqual(['wrong page-added'])
})

test('a host that changes the protocol instead of answering is reported in words (a14)', async () => {
  host.stand(await listen(async (request, response) => {
    response.socket?.end(`HTTP/1.1 101 Switching Protocols\r\nupgrade: ${request.headers.host ?? ''}\r\nconnection: upgrade\r\n\r\n`)
  }, { tls: host.tls() }))
  expect(await codes()).toEqual(['wrong bad-status'])
  expect(await host.words()).toContain('The host answers 101 instead of the page.')
})

test('a host that closes the connection is reported in words (a14)', async () => {
  host.stand(await listen(async (_request, response) => void response.socket?.destroy(), { tls: host.tls() }))
  expect(await codes()).toEqual(['wrong unreachable'])
})

test.each([307, 308, 302])('the doctor does not follow a redirect by %i to another address, private or not (a14)', async (status) => {
  const asked: Asked[] = []
  const inside = await listen(async (request, response) => {
    asked.push({ method: request.method ?? '', path: request.url ?? '', query: '' })
    response.end(PAGE)
  })
  await serve(({ path }) => path === '/chatside/' ? { status, headers: { location: `http://127.0.0.1:${inside.port}/admin` } } : undefined)
  expect(await codes()).toEqual(['wrong redirect-leaves'])
  expect(await host.words()).toContain(`(${status} to http://127.0.0.1:${inside.port})`)
  await inside.close()
  expect(asked).toEqual([])
})

test('where GET alone leaves the host, such as for a page to log in, it is reported and not followed (a14)', async () => {
  await serve(({ method, path }) => method === 'GET' && path === '/chatside/' ? { status: 302, headers: { location: 'https://login.example.net/' } } : undefined)
  expect(await codes()).toEqual(['warning redirect-leaves'])
})

test('fifty large files are not loaded one by one: all answers together are bounded (a14)', async () => {
  let sent = 0
  const large = Buffer.alloc(500_000, SCRIPT)
  const names = Array.from({ length: 50 }, (_unused, number) => `<link rel="modulepreload" href="./assets/${number}-12345678.js">`).join('')
  const answerPage = page({}, PAGE + names)
  await serve((asked) => {
    if (!/\d-12345678\.js$/.test(asked.path)) return answerPage(asked)
    sent += large.length
    return { headers: { 'content-type': 'text/javascript', 'cache-control': YEAR }, body: large }
  })
  const allowance = createAllowance({ bytes: 2_000_000 })
  expect(await codes(undefined, { ca: host.tls().cert, allowance })).toContain('wrong too-large')
  // those that were under way when it ended come besides
  expect(sent).toBeLessThan(10_000_000)
})

test('an examination that takes too long ends with words (a14)', async () => {
  host.stand(await listen(() => new Promise(() => undefined), { tls: host.tls() }))
  expect(await codes(undefined, { ca: host.tls().cert, allowance: createAllowance({ timeMs: 300 }) })).toEqual(['wrong too-slow'])
})

test.each<[string, Answering, string[]]>([
  ['GET', ({ method, path }) => path !== '/chatside/' ? undefined : method === 'POST' ? { status: 405 } : BROKEN, ['wrong method-not-allowed', 'wrong bad-encoding']],
  ['a file that is not there', asked => page({}, `${PAGE}<style>p {}</style>`)(asked) ?? file('0a1b2c3d.js', BROKEN)(asked), ['wrong page-added', 'wrong bad-encoding']],
  ['the list of files', asked => page({}, `${PAGE}<style>p {}</style>`)(asked) ?? file('/FILES.txt', HUGE)(asked), ['wrong page-added', 'wrong too-large']],
])('what was found before stays where %s has no answer that can be read', async (_what, answer, expected) => {
  await serve(answer)
  expect(await codes()).toEqual(expected)
})

test('a file packed more often than any host has a reason for is not unpacked (a14)', async () => {
  await serve(file('78.css', { headers: { 'content-type': 'text/css', 'content-encoding': 'gzip, gzip, gzip, gzip' }, body: 'p' }))
  expect(await codes()).toEqual(['wrong bad-encoding'])
})
