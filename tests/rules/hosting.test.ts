import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { EXAMPLE, readPlace } from '../../hosting/place.ts'
import { allRecipes } from '../../hosting/recipes/index.ts'

const HOSTING = fileURLToPath(new URL('../../hosting', import.meta.url))
const written = allRecipes(EXAMPLE, { isExample: true })
/** What stands in a recipe's folder and is written by hand. */
const isByHand = (file: string) => file.endsWith('.md')

test.each([...written])('hosting/%s is what `npm run hosting` writes', (name, content) => {
  expect(readFileSync(join(HOSTING, name), 'utf8')).toBe(content)
})

test('no file in a recipe\'s folder is left from another time', () => {
  const folders = new Set([...written.keys()].map(name => name.split('/')[0] ?? ''))
  const found = [...folders].flatMap(folder => readdirSync(join(HOSTING, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(HOSTING.length + 1).replaceAll('\\', '/')))
  expect(found.filter(file => !isByHand(file)).sort()).toEqual([...written.keys()].sort())
})

test('every recipe names the portals, and none allows everybody', () => {
  const portals = 'https://one.bitrix24.de, https://intranet.example.org:8443'
  const own = allRecipes(readPlace({ portals }))
  const policies = [...own.values()].flatMap(content => content.match(/default-src .*?frame-ancestors [^"\n]*/g) ?? [])
  // one of every host, two where a host knows no other way to give some files another header
  expect(policies.length).toBe(12)
  expect(new Set(policies.map(policy => policy.replace(/.*(?=frame-ancestors)/, '').replace(/&quot;.*/, '')))).toEqual(
    new Set(['frame-ancestors https://one.bitrix24.de https://intranet.example.org:8443']),
  )
  for (const [name, content] of own) expect(content, name).not.toMatch(/frame-ancestors[^"\n]*(?:\*|portal\.example\.com)|'unsafe-|X-Frame-Options/)
})

test('any portal of the cloud is a choice that must be made', () => {
  expect([...allRecipes(EXAMPLE).values()].join('\n')).not.toContain('*.bitrix24')
  const anyCloud = allRecipes(readPlace({ isAnyCloud: true })).get('nginx/chatside.conf')
  expect(anyCloud).toMatch(/frame-ancestors https:\/\/\*\.bitrix24\.by .*https:\/\/\*\.bitrix24\.vn"/)
  expect(anyCloud).not.toContain('portal.example.com')
})

test.each([
  { portals: 'portal.example.com' }, { portals: 'https://a.example"; add_header X y' }, { pictures: 'https://*.example.com' }, { host: 'a b' },
  { path: '/a b/' }, { path: '/a;}/' }, { path: '/../' }, { folder: 'relative' }, { folder: '/srv/x;y' }, { host: 'x{}' },
])('what could mean something else to a server is refused: %j', (options) => {
  expect(() => readPlace(options)).toThrow(/no |not /)
})

test('the guide has every recipe in its table', () => {
  const guide = readFileSync(join(HOSTING, 'README.md'), 'utf8')
  const listed = [...guide.matchAll(/^\| [^|]+ \| \[([\w-]+)\]\(\1\//gm)].map(([, folder]) => folder ?? '')
  expect(listed.sort()).toEqual([...new Set([...written.keys()].map(name => name.split('/')[0] ?? ''))].sort())
})
