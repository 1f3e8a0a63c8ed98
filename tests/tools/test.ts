/**
 * `npm test` runs every check that decides whether a change is good and needs only Node and a browser. It changes
 * nothing on the machine but `dist` and the reports (and gets a browser if there is none). It ends with the failures and one line
 * that adds up all runners. npm puts the commands of the packages on the path.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from '../browser/find-browser.ts'
import keepPage from '../portal/server/build-page.ts'
import { addCounts, countPlaywright, countVitest, NOTHING, oneFailure, REPORTS, run, sumUp, type Count } from './count.ts'

const started = performance.now()
let total = NOTHING
const lines: string[] = []

function add(name: string, count: Count, since: number): void {
  total = addCounts(total, count)
  lines.push(`  ${count.failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${count.passed} passed, ${count.failed} failed (${((performance.now() - since) / 1000).toFixed(1)} s)`)
}

/** Ends with everything that the command printed, so that commands which run side by side do not mix their lines. */
function runAside([command = '', ...args]: string[]): Promise<{ passed: boolean, printed: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { shell: process.platform === 'win32' })
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
    const done = await runAside(command)
    passed = done.passed
    printed += done.printed
  }
  console.log(`\n== ${name}\n${printed}`)
  add(name, passed ? { ...NOTHING, passed: 1 } : oneFailure(name, printed), since)
  return passed
}

async function runner(name: string, args: string[], env: Record<string, string>, file: string, toCount: (report: unknown) => Count): Promise<void> {
  console.log(`\n== ${name}`)
  const since = performance.now()
  add(name, await run(args, env, file, toCount), since)
}

/** User time of this run and of every program that it has waited for, in words; only Linux tells, in hundredths of a second (proc(5), `utime` and `cutime`). */
function processorTime(): string {
  if (process.platform !== 'linux') return ''
  const fields = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /s, '').split(' ')
  return `, ${((Number(fields[11]) + Number(fields[13])) / 100).toFixed(0)} s of processor time`
}

rmSync('test-results', { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

const build = step('build', [['vite', 'build', '--logLevel', 'warn']])
// Vitest's one worker and what it is told beside it leave room for one program more on two cores
const words = step('types', [['vue-tsc', '-p', '.']]).then(() => step('lint', [['eslint', '.', '--max-warnings', '0']]))
const isBuilt = await build
// made once for all steps below; if this fails, each step makes its own and reports the error
await keepPage().catch((error: unknown) => console.error(String(error)))
await runner(
  'unit, contract and rules',
  ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORTS}/vitest.json`],
  isBuilt ? { CHATSIDE_BUILT: 'dist' } : {},
  'vitest.json',
  countVitest,
)
await words

if (isBuilt) {
  try {
    const browser = await findBrowser(line => console.log(line))
    console.log(`\nBrowser: ${browser.how}`)
    await runner('browser', ['playwright', 'test', '--config', 'tests/browser/playwright.config.ts'], {
      ...(browser.executablePath === undefined ? {} : { CHATSIDE_BROWSER: browser.executablePath }),
      PLAYWRIGHT_JSON_OUTPUT_NAME: join(process.cwd(), REPORTS, 'browser.json'),
    }, 'browser.json', countPlaywright)
  } catch (error) {
    add('browser', oneFailure('browser', String(error)), performance.now())
  }
} else {
  add('browser', oneFailure('browser', 'It needs the build.'), performance.now())
}

lines.push('  apart   the recipes in real servers, and the samples in PHP and cURL: npm run test:hosts')
console.log(`\n${lines.join('\n')}\n  in ${((performance.now() - started) / 1000).toFixed(0)} s${processorTime()}\n${sumUp(total)}`)
process.exit(total.failed === 0 ? 0 : 1)
