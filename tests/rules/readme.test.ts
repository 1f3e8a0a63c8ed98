import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

function read(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8')
}

const readme = read('README.md')
const scripts = new Set(Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts))

const PAGES = ['README.md', 'hosting/README.md']

test.each(PAGES)('every command in %s is one of package.json', (page) => {
  const named = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? '')
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter(name => !scripts.has(name))).toEqual([])
  expect(scripts).toContain('start')
  expect(scripts).toContain('test')
})

test.each(PAGES)('every folder and file that %s links to exists', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path]) => path ?? '')
  expect(links.length).toBeGreaterThan(0)
  expect(links.filter(path => !existsSync(fileURLToPath(new URL(path, new URL(`../../${page}`, import.meta.url)))))).toEqual([])
})

test('continuous integration runs the README\'s test commands', () => {
  const commands = [...read('.ci/run').matchAll(/^(?:run )?(npm .*?)(?: \|\| exit 1)?$/gm)].map(([, command]) => command)
  expect(commands).toEqual(['npm ci --no-fund --no-audit', 'npm test', 'npm run test:hosts -- --install'])
})

test('npm test installs nothing: what needs more than Node and a browser is a command of its own', () => {
  expect(read('tests/tools/test.ts')).not.toMatch(/system-package|find-(?:servers|tools|php)/)
})

test('the README lists exactly the scopes that the panels and the registration need', () => {
  const table = readme.slice(readme.indexOf('## Scopes and why'), readme.indexOf('## Checks'))
  const listed = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, scope]) => scope ?? '')
  const methods = read('src/bitrix24/methods.ts')
  const needed = new Set([...methods.matchAll(/scope: '(\w+)'/g)].map(([, scope]) => scope ?? ''))
  expect(listed.sort()).toEqual([...needed].sort())
})
