import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { filesNamedIn, parseFileList } from '../../hosting/doctor/known-files.ts'
import { file, page, useExaminedHost, type Answering } from './support/examined.ts'
import { PAGE, PAGE_HEADERS, SCRIPT, YEAR } from './support/right-host.ts'

// A file that comes is not yet a file that works: what is in it counts, and that all of them are there.

const host = useExaminedHost()
const { serve, codes } = host

const SCRIPT_HEADERS = { 'content-type': 'text/javascript', 'cache-control': YEAR }
const STYLE_HEADERS = { 'content-type': 'text/css', 'cache-control': YEAR }
const PACKED = { ...SCRIPT_HEADERS, 'content-encoding': 'gzip' }

/** The first that has an answer. */
function both(...answers: Answering[]): Answering {
  return asked => answers.map(answer => answer(asked)).find(reply => reply !== undefined)
}

test.each<[string, Answering, string[]]>([
  ['scripts packed twice', file('78.js', { headers: PACKED, body: gzipSync(gzipSync(SCRIPT)) }), ['wrong file-packed-twice']],
  ['scripts packed and not said to be', file('78.js', { headers: SCRIPT_HEADERS, body: gzipSync(SCRIPT) }), ['wrong file-packed-twice']],
  ['the page in place of each script, typed by its name', file('.js', { headers: SCRIPT_HEADERS, body: PAGE }), ['wrong file-is-page', 'warning missing-is-answered']],
  ['the page in place of a style sheet', file('78.css', { headers: STYLE_HEADERS, body: `\n${PAGE}` }), ['wrong file-is-page']],
  ['empty scripts', file('78.js', { headers: SCRIPT_HEADERS }), ['wrong file-empty']],
  ['addresses of files on another host', page({}, PAGE.replaceAll('./assets', 'https://cdn.example.net/assets')), ['wrong page-cannot-start', 'wrong files-elsewhere']],
  ['half of assets missing', both(
    file('78.js', { headers: PACKED, body: gzipSync('const later = () => import("./Panel-aBcD_-12.js")\n'.repeat(60)) }), file('-aBcD_-12.js', { status: 404 }),
  ), ['wrong files-missing']],
])('the doctor does not take it for right that %s arrive, and ends with what fixes it (r10)', async (_what, answer, expected) => {
  await serve(answer)
  expect(await codes()).toEqual(expected)
})

test.each<[string, Answering, string[]]>([
  ['a packing that was announced and not done', file('78.js', { headers: PACKED, body: SCRIPT }), ['wrong bad-encoding']],
  ['a page whose packing was announced and not done', page({ 'content-encoding': 'gzip' }), ['wrong bad-encoding']],
  ['a script that never comes', file('78.js', { closes: true }), ['wrong files-unanswered']],
  ['a script in a wrong type', file('78.js', { headers: { ...SCRIPT_HEADERS, 'content-type': 'text/plain' }, body: SCRIPT }), ['wrong wrong-type']],
  ['a style sheet in another encoding', file('78.css', { headers: { ...STYLE_HEADERS, 'content-type': 'text/css; charset=iso-8859-1' }, body: 'p {}' }), ['wrong wrong-charset']],
  ['a page in another encoding', page({ 'content-type': 'text/html; charset=windows-1251' }), ['wrong wrong-charset']],
  ['a file that sends to a page for logging in', file('78.js', { status: 302, headers: { location: '/login' } }), ['wrong file-redirects']],
  ['a script of somebody else in the page', page({}, `${PAGE}<script>window.counter = 1</script>`), ['wrong page-added']],
  ['a script of somebody else beside the app', page({}, `${PAGE}<script src="/cdn-cgi/scripts/email-decode.min.js"></script>`), ['wrong page-added']],
  ['analytics of another host', page({}, `${PAGE}<script defer src="https://stats.example.net/beacon.min.js"></script>`), ['wrong files-elsewhere']],
  ['a script optimiser', page({}, PAGE.replace('type="module"', 'type="0a1b2c-module"')), ['wrong page-cannot-start', 'wrong page-added']],
  ['a style in the page', page({}, `${PAGE}<style>p { color: red }</style>`), ['wrong page-added']],
  ['another page by POST', ({ method, path }) => method === 'POST' && path === '/chatside/' ? { headers: PAGE_HEADERS, body: `${PAGE}<p>Old</p>` } : undefined, ['warning post-differs']],
])('the doctor finds %s', async (_what, answer, expected) => {
  await serve(answer)
  expect(await codes()).toEqual(expected)
})

function sum(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

/** A host whose build says of itself what is in it. */
function listed(more: readonly (readonly [name: string, content: string])[] = [], pageAsBuilt = PAGE): Answering {
  const files = [['assets/index-12345678.css', 'p {}'], ['assets/index-12345678.js', SCRIPT], ['index.html', pageAsBuilt], ...more] as const
  return file('/FILES.txt', { headers: { 'content-type': 'text/plain' }, body: files.map(([name, content]) => `${sum(content)}  ${name}\n`).join('') })
}

test('the build\'s own list says what must be there, and what is in it (r10)', async () => {
  await serve(listed())
  expect(await codes()).toEqual([])
})

test.each<[string, Answering, string[]]>([
  ['a file that no other names is missing', listed([['assets/late-12345678.js', 'x']]), ['wrong files-missing']],
  ['a script is cut off', both(listed(), file('78.js', { headers: SCRIPT_HEADERS, body: SCRIPT.slice(0, 1_500) })), ['wrong file-differs']],
  ['a script has a mark at its start', both(listed(), file('78.js', { headers: PACKED, body: gzipSync(`\uFEFF${SCRIPT}`) })), ['warning file-differs']],
  ['the page is an old one', listed([], `${PAGE}\n`), ['warning page-differs']],
])('with the build\'s list the doctor finds that %s', async (_what, answer, expected) => {
  await serve(answer)
  expect(await codes()).toEqual(expected)
})

test('what is in place of the list is no list', () => {
  expect(parseFileList(PAGE)).toBeNull()
  expect(parseFileList('')).toBeNull()
  expect(parseFileList(`${'0'.repeat(64)}  ../../etc/passwd\n`)).toBeNull()
  expect(parseFileList(`${'0'.repeat(64)}  https://stranger.example/a.js\n`)).toBeNull()
  expect([...parseFileList(`${'0'.repeat(64)}  assets/a-12345678.js\n`) ?? []]).toEqual([['assets/a-12345678.js', '0'.repeat(64)]])
})

test('a script names what it imports at once and later, workers and fonts', () => {
  const script = 'import{a}from"./first-Ceoeq-tf.js";x(()=>import(`./en-Bd__79X0.js`),["assets/en-Bd__79X0.js"]);new URL("worker-CG_fo8o6.js",import.meta.url);"other.js"'
  expect(filesNamedIn(script)).toEqual(['assets/first-Ceoeq-tf.js', 'assets/en-Bd__79X0.js', 'assets/worker-CG_fo8o6.js'])
  expect(filesNamedIn('a{src:url(fontawesome-webfont-Dabcdefg.woff2)format("woff2")}')).toEqual(['assets/fontawesome-webfont-Dabcdefg.woff2'])
})

test('what is wrong with a file is said in words, with how many there are', async () => {
  await serve(listed([['assets/a-12345678.js', 'x'], ['assets/b-12345678.js', 'x']]))
  expect(await host.words()).toContain('(assets/a-12345678.js: 404, and 1 more). Is the whole of dist in this folder, assets included')
})
