import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { PLAIN_BUILD } from './support/plain-build.ts'
import { expect, test, type World } from './support/test.ts'

/**
 * The frame is destroyed at every close, so people pay for this at every opening: at 20 Mbit/s 90 kB are a twenty-eighth of
 * a second. When it breaks, load what is not on the first screen when it is first shown; do not raise it. Without the stand-ins
 * for what the SDK depends on the budget is the one of before there were any.
 */
const BUDGET_KB = { 'stand-ins': 90, 'plain': 127 }

/**
 * Scripts and styles: entry with the first panel, the bundler's own few lines, the SDK, one language, one style sheet.
 * Whatever the browser learns of only after another file has run costs one more way to the host and back, and hosts
 * without HTTP/2 send six at a time. A panel that shares code with the first one must not cut it into more.
 */
const MOST_FILES = 5

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What the app's host was asked for until the first view was there. All clocks stand still meanwhile but for these steps: what comes later waits. */
async function loadedPaths(world: World, page: Page): Promise<string[]> {
  const before = world.sites.app.requests.length
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1000)
  await world.open({ scenario: 'small-group' })
  const members = world.app.getByRole('list', { name: 'Members' })
  await expect.poll(async () => {
    await page.clock.runFor(20)
    return members.isVisible()
  }, { intervals: [20] }).toBe(true)
  return [...new Set(world.sites.app.requests.slice(before).map(({ path }) => path))]
}

test('what the sidebar screen loads before it is ready stays within the budget, and the README says how much it is', async ({ world, page, sdk }) => {
  const scripts = (await loadedPaths(world, page)).filter(path => path.endsWith('.js'))
  const build = sdk === 'plain' ? PLAIN_BUILD : `${root}/dist`
  const kB = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(`${build}${path}`), { level: 9 }).length, 0) / 1000
  expect(kB).toBeLessThanOrEqual(BUDGET_KB[sdk])
  if (sdk === 'plain') return
  const [, written] = /\*\*(\d+) kB\*\* of JavaScript/.exec(readFileSync(`${root}/README.md`, 'utf8')) ?? []
  expect(`${written} kB`, 'the figure in the README').toBe(`${Math.round(kB)} kB`)
})

test('the sidebar screen is ready with a handful of files', async ({ world, page }) => {
  const files = (await loadedPaths(world, page)).filter(path => /\.(?:js|css)$/.test(path))
  expect(files.length, files.join('\n')).toBeLessThanOrEqual(MOST_FILES)
})

test('install, the app\'s own page and the error screens load apart', async ({ world, page }) => {
  const loaded = await loadedPaths(world, page)
  expect(loaded.filter(path => /Install|Home|Outside|WrongHost|UnknownPlacement/.test(path))).toEqual([])
})
