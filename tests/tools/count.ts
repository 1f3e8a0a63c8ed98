import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter'

/** What failed: the file and the titles of a test, or a step. */
export interface Failure { name: string, error: string }

export interface Count { passed: number, failed: number, failures: readonly Failure[] }

/** Where runners leave what they counted. */
export const REPORTS = 'test-results/reports'

/** Lines of each error: enough to understand it from the end of a log. */
const LINES = 8
const WIDTH = 240

export const NOTHING: Count = { passed: 0, failed: 0, failures: [] }

/** A step without tests counts as one test. */
export const oneFailure = (name: string, error: string): Count => ({ passed: 0, failed: 1, failures: [{ name, error }] })

export function addCounts(...counts: readonly Count[]): Count {
  return counts.reduce((total, { passed, failed, failures }) => ({
    passed: total.passed + passed, failed: total.failed + failed, failures: [...total.failures, ...failures],
  }), NOTHING)
}

/** The last lines of a command: every failure with the first lines of its error, and finally the sum. */
export function sumUp({ passed, failed, failures }: Count): string {
  const told = failures.map(({ name, error }) => {
    const lines = stripVTControlCharacters(error).split('\n').map(line => line.trimEnd()).filter(line => line !== '')
    return ['', `FAILED ${name}`, ...lines.slice(0, LINES).map(line => `    ${line.slice(0, WIDTH)}`)].join('\n')
  })
  return [...told, '', `${passed} passed, ${failed} failed`].join('\n')
}

/** Runs a runner that leaves a report; a run that fails without a failed test (a crash, no tests) still counts as one failure. */
export async function run(args: readonly string[], env: Record<string, string>, file: string, toCount: (report: unknown) => Count): Promise<Count> {
  mkdirSync(REPORTS, { recursive: true })
  rmSync(join(REPORTS, file), { force: true })
  const [command = '', ...rest] = args
  const child = spawn(command, rest, { stdio: 'inherit', env: { ...process.env, ...env }, shell: process.platform === 'win32' })
  // what cannot be started says so in an error of its own
  const [code, signal] = await once(child, 'close').catch((error: unknown) => [String(error), null])
  let count: Count
  try {
    count = toCount(JSON.parse(readFileSync(join(REPORTS, file), 'utf8')))
  } catch {
    // a runner that crashed early leaves no report
    count = NOTHING
  }
  const isEmpty = count.passed + count.failed === 0
  if (count.failed > 0 || (code === 0 && !isEmpty)) return count
  // errors outside of the tests are named here, because no runner counts them
  if (count.failures.length > 0) return { ...count, failed: 1 }
  const how = signal === null ? `ended with ${String(code)}` : `was ended by ${String(signal)}`
  return addCounts(count, oneFailure(args.slice(0, 2).join(' '), `It ${how}, and no test failed.`))
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string, ancestorTitles: string[], title: string, failureMessages: string[] | null }[]
  }[]
}

const named = (file: string, titles: readonly string[]): string => [relative(process.cwd(), file), ...titles].join(' › ')

/** What Vitest counted; a file that could not be loaded has no tests and is a failure. */
export function countVitest(report: unknown): Count {
  const { numPassedTests: passed, numFailedTests, numFailedTestSuites, testResults } = report as VitestReport
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter(test => test.status === 'failed')
      .map(({ ancestorTitles, title, failureMessages }) => ({ name: named(name, [...ancestorTitles, title]), error: (failureMessages ?? []).join('\n') }))
    return failed.length === 0 && status === 'failed' ? [{ name: named(name, []), error: message }] : failed
  })
  return { passed, failed: numFailedTests === 0 ? numFailedTestSuites : numFailedTests, failures }
}

/** Counts a suite and everything in it; the caller adds its title, which for a whole file is the file's name. */
function failedSpecs({ specs, suites = [] }: JSONReportSuite, titles: readonly string[]): { spec: JSONReportSpec, titles: readonly string[] }[] {
  return [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'unexpected' || status === 'flaky')).map(spec => ({ spec, titles: [...titles, spec.title] })),
    ...suites.flatMap(suite => failedSpecs(suite, [...titles, suite.title])),
  ]
}

/** What Playwright counted; a test that passed only in a repeat counts as failed. */
export function countPlaywright(report: unknown): Count {
  const { config, suites, errors, stats } = report as JSONReport
  const failures = suites.flatMap(file => failedSpecs(file, [])).map(({ spec, titles }) => ({
    name: named(join(config.rootDir, spec.file), titles),
    error: spec.tests.flatMap(({ results }) => results.flatMap(result => result.errors.map(({ message }) => message ?? ''))).join('\n'),
  }))
  const around = errors.map(({ message, location }) => ({ name: location === undefined ? 'playwright' : named(location.file, []), error: message ?? '' }))
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, failures: [...failures, ...around] }
}
