/**
 * `npm test`: everything that decides whether a change is good, in the order in which it fails fastest. Changes no file
 * but `dist` and the reports; ends with one line that adds up all runners.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from '../browser/find-browser.ts'
import { findServers, isDebian } from '../hosting/find-servers.ts'
import { findTools } from '../hosting/find-tools.ts'
import { findPhp } from '../snippets/find-php.ts'

interface Count { passed: number, failed: number }

const REPORTS = 'test-results/reports'
const started = performance.now()
const total: Count = { passed: 0, failed: 0 }
const lines: string[] = []

function add(name: string, count: Count, since: number): void {
  total.passed += count.passed
  total.failed += count.failed
  lines.push(`  ${count.failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${count.passed} passed, ${count.failed} failed (${((performance.now() - since) / 1000).toFixed(1)} s)`)
}

function npx(args: string[], env: Record<string, string> = {}): boolean {
  const done = spawnSync('npx', ['--no-install', ...args], { stdio: 'inherit', env: { ...process.env, ...env }, shell: process.platform === 'win32' })
  return done.status === 0
}

/** Ends with everything that the command printed, so that commands which run side by side do not mix their lines. */
function npxAside(args: string[]): Promise<{ passed: boolean, printed: string }> {
  return new Promise((resolve) => {
    const child = spawn('npx', ['--no-install', ...args], { shell: process.platform === 'win32' })
    const printed: string[] = []
    child.stdout.on('data', chunk => printed.push(String(chunk)))
    child.stderr.on('data', chunk => printed.push(String(chunk)))
    child.on('error', error => resolve({ passed: false, printed: String(error) }))
    child.on('close', code => resolve({ passed: code === 0, printed: printed.join('') }))
  })
}

/** A step that has no tests of its own counts as one. Its commands run one after another and stop at the first that fails. */
async function step(name: string, commands: string[][]): Promise<boolean> {
  const since = performance.now()
  let passed = true
  let printed = ''
  for (const command of commands) {
    if (!passed) break
    const done = await npxAside(command)
    passed = done.passed
    printed += done.printed
  }
  console.log(`\n== ${name}\n${printed}`)
  add(name, { passed: passed ? 1 : 0, failed: passed ? 0 : 1 }, since)
  return passed
}

/** A runner that leaves a report; a run that fails without a failed test (a crash, no tests) still counts as one failure. */
function runner(name: string, args: string[], env: Record<string, string>, read: () => Count): void {
  console.log(`\n== ${name}`)
  const since = performance.now()
  const passed = npx(args, env)
  let count: Count
  try {
    count = read()
  } catch {
    count = { passed: 0, failed: 0 }
  }
  const isEmpty = count.passed + count.failed === 0
  if ((!passed || isEmpty) && count.failed === 0) count.failed = 1
  add(name, count, since)
}

function report(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(REPORTS, file), 'utf8')) as Record<string, unknown>
}

function vitestCount(): Count {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = report('vitest.json')
  return { passed: Number(numPassedTests), failed: Math.max(Number(numFailedTests), Number(numFailedTests) === 0 ? Number(numFailedTestSuites) : 0) }
}

function playwrightCount(file: string): Count {
  const stats = report(file)['stats'] as Record<string, number>
  return { passed: stats['expected'] ?? 0, failed: (stats['unexpected'] ?? 0) + (stats['flaky'] ?? 0) }
}

rmSync('test-results', { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

const build = step('build', [['vite', 'build', '--logLevel', 'warn']])
await Promise.all([
  step('types of the app', [['vue-tsc', '-p', '.'], ['tsc', '-p', 'tests/portal/core']]),
  step('types of the tests and of the portal\'s page', [['vue-tsc', '-p', 'tests'], ['vue-tsc', '-p', 'tests/portal/page']]),
  build.then(() => step('lint', [['eslint', '.', '--max-warnings', '0']])),
])
// without one the tests of the samples in PHP fail and say why
const php = findPhp(line => console.log(line))
runner(
  'unit, contract, rules and samples',
  ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORTS}/vitest.json`],
  php === null ? {} : { CHATSIDE_PHP: php },
  vitestCount,
)

function browserTests(name: string, folder: string, executablePath: string | undefined): void {
  const file = `${folder}.json`
  runner(name, ['playwright', 'test', '--config', `tests/${folder}/playwright.config.ts`], {
    ...(executablePath === undefined ? {} : { CHATSIDE_BROWSER: executablePath }),
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(process.cwd(), REPORTS, file),
  }, () => playwrightCount(file))
}

if (await build) {
  try {
    const browser = await findBrowser(line => console.log(line))
    console.log(`\nBrowser: ${browser.how}`)
    browserTests('browser', 'browser', browser.executablePath)
    if (isDebian()) {
      // what is not there fails its tests, which say what they started
      findServers(line => console.log(line))
      findTools(line => console.log(line))
      browserTests('hosting', 'hosting', browser.executablePath)
    } else {
      lines.push('  left out hosting: the recipes are tested with the servers of Debian, and this system has no apt-get')
    }
  } catch (error) {
    console.error(String(error))
    add('browser', { passed: 0, failed: 1 }, performance.now())
  }
} else {
  add('browser (needs the build)', { passed: 0, failed: 1 }, performance.now())
}

console.log(`\n${lines.join('\n')}\n  in ${((performance.now() - started) / 1000).toFixed(0)} s\n\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
