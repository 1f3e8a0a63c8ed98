import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

function read(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8')
}

const readme = read('README.md')
const scripts = new Set(Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts))

const PAGES = [
  'README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'hosting/README.md',
  ...readdirSync(new URL('../../docs', import.meta.url), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md')).map(name => `docs/${name}`),
]

/** What a pattern finds in the pages, as `page: found`. */
function found(pattern: RegExp, isFine: (found: string, page: string) => boolean): { count: number, wrong: string[] } {
  const all = PAGES.flatMap(page => [...read(page).matchAll(pattern)].map(([, text = '']) => ({ page, text })))
  return { count: all.length, wrong: all.filter(({ page, text }) => !isFine(text, page)).map(({ page, text }) => `${page}: ${text}`) }
}

test('every command that a page names is one of package.json', () => {
  const { count, wrong } = found(/npm run ([\w:-]+)/g, name => scripts.has(name))
  expect(wrong).toEqual([])
  expect(count).toBeGreaterThan(20)
  expect(scripts).toContain('start')
  expect(scripts).toContain('test')
})

test('every folder and file that a page links to exists', () => {
  const { count, wrong } = found(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g, (path, page) => existsSync(new URL(path, new URL(`../../${page}`, import.meta.url))))
  expect(wrong).toEqual([])
  expect(count).toBeGreaterThan(20)
})

test('continuous integration runs the README\'s test commands', () => {
  const commands = [...read('.ci/run').matchAll(/^(?:run )?(npm .*?)(?: \|\| exit 1)?$/gm)].map(([, command]) => command)
  expect(commands).toEqual(['npm ci --no-fund --no-audit', 'npm test', 'npm run test:hosts -- --install', 'npm run test:languages', 'npm run test:engines -- --install'])
})

test('npm test installs nothing: what needs more than Node and a browser is a command of its own', () => {
  expect(read('tests/tools/test.ts')).not.toMatch(/system-package|find-(?:servers|tools|php)/)
})

test('the README lists exactly the scopes that the panels and the registration need', () => {
  const table = readme.slice(readme.indexOf('## Scopes and why'), readme.indexOf('## Checks'))
  const listed = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, scope]) => scope ?? '')
  const methods = read('src/bitrix24/methods.ts') + read('src/bitrix24/late-methods.ts')
  const needed = new Set([...methods.matchAll(/scope: '(\w+)'/g)].map(([, scope]) => scope ?? ''))
  expect(listed.sort()).toEqual([...needed].sort())
})
