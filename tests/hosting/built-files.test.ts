import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FILE_LIST } from '../../hosting/build/file-list.ts'
import { filesNamedIn, MOST_FILES, parseFileList } from '../../hosting/doctor/known-files.ts'
import { readPage } from '../../hosting/doctor/read-page.ts'
import { zipBuild } from '../../hosting/zip.ts'
import { unzip } from '../support/unzip.ts'
import { buildCopy, type BuiltCopy } from './support/build-copy.ts'

// What is published, read as text: everything that a policy forbids, and that no policy can see.

let built: BuiltCopy
/** What `npm test` has built in this folder; where nobody has, another copy. */
let again: Pick<BuiltCopy, 'dist' | 'remove'>
let files: Map<string, string>
let archive: Buffer

beforeAll(async () => {
  built = buildCopy('another/folder with a longer name', { TZ: 'Asia/Tokyo' })
  again = process.env['CHATSIDE_BUILT'] === undefined ? buildCopy('one') : { dist: process.env['CHATSIDE_BUILT'], remove: () => undefined }
  files = new Map(readdirSync(built.dist, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map((entry) => {
    const path = join(entry.parentPath, entry.name)
    return [path.slice(built.dist.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]
  }))
  archive = Buffer.from(await zipBuild(built.dist))
})
afterAll(() => {
  built.remove()
  again.remove()
})

function textsOf(ending: RegExp): [string, string][] {
  return [...files].filter(([name]) => ending.test(name))
}

test('two builds in two folders give the same bytes', async () => {
  expect(archive.equals(Buffer.from(await zipBuild(again.dist)))).toBe(true)
})

test('the archive has index.html and install.html in its root, the same page, and everything else that was built', async () => {
  const inArchive = await unzip(archive)
  const page = files.get('index.html') ?? ''
  expect(page).toContain('id="chatside"')
  for (const name of ['index.html', 'install.html']) expect(inArchive.get(name)?.toString('utf8')).toBe(page)
  expect([...inArchive.keys()].sort()).toEqual([...files.keys(), 'install.html'].sort())
})

test('the page has no inline script, style or handler, and loads nothing but its own files', () => {
  const page = files.get('index.html') ?? ''
  const scripts = [...page.matchAll(/<script\b([^>]*)>([^<]*)/g)]
  expect(scripts.length).toBeGreaterThan(0)
  for (const [, attributes = '', content = ''] of scripts) {
    expect(attributes).toMatch(/ src="\.\//)
    expect(content.trim()).toBe('')
  }
  expect(page.match(/<style|\sstyle=|\son\w+=|="javascript:/i)).toBeNull()
  const addresses = [...page.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '')
  expect(addresses.filter(address => !address.startsWith('./'))).toEqual([])
})

test('the page carries its own policy in front of everything that it loads', () => {
  const page = files.get('index.html') ?? ''
  const [policy = ''] = /<meta http-equiv="Content-Security-Policy" content="[^"]*"/.exec(page) ?? []
  expect(policy).toContain('default-src \'none\'; script-src \'self\'; style-src \'self\'')
  expect(policy).toContain('require-trusted-types-for \'script\'')
  expect(policy).not.toContain('frame-ancestors')
  expect(page.indexOf('<meta charset')).toBeLessThan(1024)
  expect(page.indexOf(policy)).toBeLessThan(page.search(/<script|<link/))
})

const CODE_FROM_TEXT = /(?<![\w.$])(?:eval\s*\(|new\s+Function\b|Function\s*\(|importScripts\b|set(?:Timeout|Interval)\s*\(\s*["'`])/g

test('the build lists every file that it has, with the sum of what is in it', () => {
  const sums = parseFileList(files.get(FILE_LIST) ?? '')
  const isListed = (name: string) => name !== FILE_LIST
  const wanted = [...files.keys()].filter(isListed).sort().map(name => [name, createHash('sha256').update(readFileSync(join(built.dist, name))).digest('hex')])
  expect([...sums ?? []]).toEqual(wanted)
  expect(wanted.length).toBeLessThan(MOST_FILES)
})

test('what the doctor knows of a build without a list is all of it, and the page is as it should be (r10)', () => {
  const parts = readPage(files.get('index.html') ?? '', new URL('https://apps.example.com/chatside/'))
  expect(parts).toMatchObject({ elsewhere: [], added: [], starts: true })
  const known = new Set(parts.files.map(name => name.replace('./', '')))
  for (const name of known) for (const next of filesNamedIn(files.get(name) ?? '')) known.add(next)
  expect([...known].sort()).toEqual([...files.keys()].filter(name => name.startsWith('assets/')).sort())
})

test('no script makes code from text', () => {
  const found = textsOf(/\.js$/).flatMap(([name, script]) => [...script.matchAll(CODE_FROM_TEXT)].map(({ index }) => `${name}: ${script.slice(index, index + 60)}`))
  expect(found).toEqual([])
  expect('x=new Function("a")'.match(CODE_FROM_TEXT)).not.toBeNull()
})

test('the SDK\'s client for push is in the one file that comes with the application\'s channel', () => {
  const having = (sign: string): string[] => textsOf(/\.js$/).filter(([, script]) => script.includes(sign)).map(([name]) => name)
  for (const sign of ['bx-pull-websocket-blocked', 'binaryMode', 'incoming.message']) expect(having(sign)).toEqual([expect.stringMatching(/^assets\/application-channel-[\w-]+\.js$/)])
})

/** Addresses that stand in the files and are never asked for by themselves. */
const NAMED_ADDRESSES: readonly [address: RegExp, reason: string][] = [
  [/^http:\/\/www\.w3\.org\/(?:2000\/svg|1999\/xlink|1998\/Math\/MathML|XML\/1998\/namespace|1999\/xhtml)$/, 'names of XML namespaces'],
  [/^https:\/\/json-schema\.org\/draft\/2020-12\/schema$/, 'the language of the schema in an export'],
  [/^https:\/\/vuejs\.org\/error-reference\//, 'part of the messages of Vue\'s errors'],
  [/^https:\/\/(?:apps\.example\.com|api\.bitrix24\.com\/api\/v1)\/[\u200e.。）]*$/, 'samples in texts that people read'],
  [/^\/\/netdna\.bootstrapcdn\.com\/font-awesome\//, 'a line that Font Awesome has switched off, in the file that its names are read from'],
]

test('no file names an address of anybody else, but for those that are known and why', () => {
  const unknown = new Set<string>()
  for (const [name, text] of textsOf(/\.(?:js|css|html|svg)$/)) {
    const page = text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    for (const [address] of page.matchAll(/(?:https?:\/\/|(?<=["'`(=])\/\/)(?:[a-z0-9-]+\.)+[a-z]{2,}[^\s"'`<>\\)]*/gi)) {
      if (!NAMED_ADDRESSES.some(([known]) => known.test(address))) unknown.add(`${name}: ${address}`)
    }
  }
  expect([...unknown]).toEqual([])
})

test('every bundled package is in the notices, with the text of its licence', () => {
  const notices = files.get('NOTICES.txt') ?? ''
  const entries = new Map(notices.split(/^## /m).slice(1).map((entry) => {
    const [, name = ''] = /^(\S+) - /.exec(entry) ?? []
    return [name, entry.slice(entry.indexOf('\n')).trim()]
  }))
  expect(built.packages).toEqual(expect.arrayContaining(['@bitrix24/b24jssdk', '@vue/runtime-dom', 'valibot']))
  // stand-ins of our own take the place of what the SDK depends on, so that nothing of these is published
  expect([...built.packages, ...entries.keys()].filter(name => /^(?:axios|luxon|qs-esm)$/.test(name))).toEqual([])
  expect(built.packages.filter(name => (entries.get(name) ?? '').length < 300)).toEqual([])
  expect([...entries].filter(([, text]) => text.length < 300)).toEqual([])
  // the only file that is no script and comes from a package
  expect([...files.keys()].filter(name => !/\.(?:js|css|html|svg|txt)$/.test(name)).map(name => name.replace(/-[\w-]{8}\./, '.'))).toEqual([
    'assets/fontawesome-webfont.woff2',
  ])
  expect(entries.get('font-awesome')).toContain('SIL OPEN FONT LICENSE')
  expect(entries.get('protobufjs')).toContain('Daniel Wirtz')
})
