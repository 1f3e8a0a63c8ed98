import { describe, expect, it } from 'vitest'
import { addCounts, countPlaywright, countVitest, NOTHING, oneFailure, run, sumUp } from './count.ts'

/** A file of tests as Playwright reports it: a group is a suite of its own. */
const playwrightReport = (status: string, errors: unknown[] = []) => ({
  config: { rootDir: `${process.cwd()}/tests/browser` },
  suites: [{
    title: 'narrow.spec.ts',
    specs: [{ title: 'fits', file: 'narrow.spec.ts', tests: [{ status: 'expected', results: [{ errors: [] }] }] }],
    suites: [{
      title: 'on a phone',
      specs: [{ title: 'has fields', file: 'narrow.spec.ts', tests: [{ status, results: [{ errors: [{ message: 'Error: \u001B[31mtoo small\u001B[39m' }] }] }] }],
    }],
  }],
  errors,
  stats: { expected: status === 'expected' ? 2 : 1, unexpected: status === 'unexpected' ? 1 : 0, flaky: status === 'flaky' ? 1 : 0 },
})

const vitestReport = (test: object, suite: object = {}) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numFailedTestSuites: 0,
  testResults: [{ name: `${process.cwd()}/src/a.test.ts`, status: 'failed', message: '', assertionResults: [], ...suite }],
  ...test,
})

describe('what is counted', () => {
  it.each(['unexpected', 'flaky'])('names a browser test that is %s by its file, its group and its title', (status) => {
    expect(countPlaywright(playwrightReport(status))).toEqual({
      passed: 1, failed: 1, failures: [{ name: 'tests/browser/narrow.spec.ts › on a phone › has fields', error: 'Error: \u001B[31mtoo small\u001B[39m' }],
    })
  })

  it('names no browser test that passed', () => {
    expect(countPlaywright(playwrightReport('expected'))).toEqual({ passed: 2, failed: 0, failures: [] })
  })

  it('names what failed around the browser tests', () => {
    expect(countPlaywright(playwrightReport('expected', [{ message: 'no page' }])).failures).toEqual([{ name: 'playwright', error: 'no page' }])
  })

  it('names a unit test, and a file that could not be loaded', () => {
    const assertionResults = [{ status: 'failed', ancestorTitles: ['a'], title: 'b', failureMessages: ['c'] }, { status: 'passed', ancestorTitles: [], title: 'd', failureMessages: [] }]
    expect(countVitest(vitestReport({ numFailedTests: 1 }, { assertionResults }))).toEqual({ passed: 3, failed: 1, failures: [{ name: 'src/a.test.ts › a › b', error: 'c' }] })
    expect(countVitest(vitestReport({ numFailedTestSuites: 1 }, { message: 'no such file' }))).toEqual({ passed: 3, failed: 1, failures: [{ name: 'src/a.test.ts', error: 'no such file' }] })
  })

  it('counts a runner that leaves no report, or cannot be started, as one failure, and says how it ended', async () => {
    expect(await run(['tsc', '--version'], {}, 'nobody-writes-this.json', countVitest)).toEqual(oneFailure('tsc --version', 'It ended with 0, and no test failed.'))
    expect(await run(['no-such-runner', 'run'], {}, 'nobody-writes-this.json', countVitest)).toMatchObject({ passed: 0, failed: 1, failures: [{ name: 'no-such-runner run' }] })
  })
})

describe('the last words', () => {
  it('are what failed, with the first lines of its error and without colours, and then the sum', () => {
    const error = ['\u001B[31mno\u001B[39m', '', ...Array.from({ length: 20 }, (_unused, index) => `line ${String(index)}`), 'x'.repeat(500)].join('\n')
    const words = sumUp(addCounts({ ...NOTHING, passed: 4 }, oneFailure('a › b', error))).split('\n')
    expect(words.slice(0, 4)).toEqual(['', 'FAILED a › b', '    no', '    line 0'])
    expect(words).toHaveLength(12)
    expect(words.at(-1)).toBe('4 passed, 1 failed')
  })

  it('are the sum alone where nothing failed', () => {
    expect(sumUp({ ...NOTHING, passed: 4 })).toBe('\n4 passed, 0 failed')
  })
})
