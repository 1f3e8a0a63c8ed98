import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Count { passed: number, failed: number }

/** Where runners leave what they counted. */
export const REPORTS = 'test-results/reports'

export function addCounts(...counts: readonly Count[]): Count {
  return counts.reduce((total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }), { passed: 0, failed: 0 })
}

/** Runs a runner that leaves a report; a run that fails without a failed test (a crash, no tests) still counts as one failure. */
export function run(args: readonly string[], env: Record<string, string>, read: () => Count): Count {
  mkdirSync(REPORTS, { recursive: true })
  const done = spawnSync('npx', ['--no-install', ...args], { stdio: 'inherit', env: { ...process.env, ...env }, shell: process.platform === 'win32' })
  let count: Count
  try {
    count = read()
  } catch {
    // no report is what a runner leaves that did not get so far
    count = { passed: 0, failed: 0 }
  }
  const isEmpty = count.passed + count.failed === 0
  return (done.status !== 0 || isEmpty) && count.failed === 0 ? { ...count, failed: 1 } : count
}

function report(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(REPORTS, file), 'utf8')) as Record<string, unknown>
}

/** What Vitest counted; a file that could not be loaded has no tests and is a failure. */
export function vitestCount(file: string): Count {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = report(file)
  return { passed: Number(numPassedTests), failed: Math.max(Number(numFailedTests), Number(numFailedTests) === 0 ? Number(numFailedTestSuites) : 0) }
}

/** What Playwright counted; a test that passed only when it was repeated did not pass. */
export function playwrightCount(file: string): Count {
  const stats = report(file)['stats'] as Record<string, number>
  return { passed: stats['expected'] ?? 0, failed: (stats['unexpected'] ?? 0) + (stats['flaky'] ?? 0) }
}
