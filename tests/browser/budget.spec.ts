import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from './support/test.ts'

/**
 * The frame is destroyed at every close, so people pay for this at every opening: at 20 Mbit/s 130 kB are a twentieth of
 * a second. When it breaks, load what is not on the first screen when it is first shown; do not raise it.
 */
const BUDGET_KB = 130

const root = fileURLToPath(new URL('../..', import.meta.url))

test('what the sidebar screen loads before it is ready stays within the budget, and the README says how much it is', async ({ world }) => {
  const before = world.sites.app.requests.length
  await world.open({ scenario: 'small-group' })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  const paths = new Set(world.sites.app.requests.slice(before).map(({ path }) => path))
  const scripts = [...paths].filter(path => path.endsWith('.js'))
  const kB = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(`${root}/dist${path}`), { level: 9 }).length, 0) / 1000
  expect(kB).toBeLessThanOrEqual(BUDGET_KB)
  const [, written] = /\*\*(\d+) kB\*\* of JavaScript/.exec(readFileSync(`${root}/README.md`, 'utf8')) ?? []
  expect(`${written} kB`, 'the figure in the README').toBe(`${Math.round(kB)} kB`)
})

test('install, the app\'s own page and the error screens load apart', async ({ world }) => {
  const before = world.sites.app.requests.length
  await world.open({ scenario: 'small-group' })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  const loaded = world.sites.app.requests.slice(before).map(({ path }) => path).filter(path => path.endsWith('.js'))
  expect(loaded.filter(path => /Install|Home|Outside|WrongHost|UnknownPlacement/.test(path))).toEqual([])
})
