/**
 * `npm run test:sdk -- <folder>`: the SDK's own unit tests with its libraries and with the stand-ins of `src/bitrix24/sdk-stand-ins`, and which
 * of them come to something else. The folder is a checkout of https://github.com/bitrix24/b24jssdk at the version in the lock file. Twice: over the
 * checkout's source, and over the package that is installed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Report {
  testResults: { name: string, status: string, assertionResults: { fullName: string, status: string }[] }[]
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Fewer would mean that the tests were not found. */
const LEAST = 100

/** Every test by file and name, and whether it passed; a file that could not be loaded is one that failed. */
function outcomes(checkout: string, subject: string, libraries: string): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'chatside-sdk-'))
  try {
    const file = join(folder, 'report.json')
    spawnSync(process.execPath, [
      'node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/sdk/vitest.config.ts', '--reporter=json', `--outputFile=${file}`,
    ], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, SDK_CHECKOUT: checkout, SDK_SUBJECT: subject, SDK_LIBRARIES: libraries } })
    const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report
    return new Map(testResults.flatMap(({ name, status, assertionResults }) => {
      const path = name.slice(checkout.length + 1)
      const tests = assertionResults.map(test => [`${path}: ${test.fullName}`, test.status] as const)
      return tests.length > 0 ? tests : [[`${path}: (the file)`, status] as const]
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const checkout = resolve(process.argv[2] ?? '')
const manifest = join(checkout, 'packages/jssdk/package.json')
if (process.argv[2] === undefined || !existsSync(manifest)) {
  console.error('Name a checkout of https://github.com/bitrix24/b24jssdk: npm run test:sdk -- <folder>')
  process.exit(1)
}
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
const compared = JSON.parse(readFileSync(join(ROOT, 'src/bitrix24/sdk-stand-ins/compared.json'), 'utf8')) as Record<string, string>
const expected = compared['@bitrix24/b24jssdk'] ?? ''
if (version !== expected) console.log(`The checkout is version ${version}, the package ${expected}: tests of what changed between them fail either way.`)

let differences = 0
for (const [subject, name] of [['source', `source of the checkout, ${version}`], ['package', `installed package, ${expected}`]] as const) {
  const own = outcomes(checkout, subject, 'own')
  const ours = outcomes(checkout, subject, 'stand-ins')
  const passed = (of: ReadonlyMap<string, string>): number => [...of.values()].filter(status => status === 'passed').length
  console.log(`${name}: ${passed(own)} of ${own.size} pass with the SDK's libraries, ${passed(ours)} of ${ours.size} with the stand-ins`)
  for (const [test, status] of own) if (status !== 'passed' && ours.get(test) === status) console.log(`  either way ${status}: ${test}`)
  for (const test of new Set([...own.keys(), ...ours.keys()])) {
    if (own.get(test) === ours.get(test)) continue
    differences += 1
    console.log(`  DIFFERS, ${own.get(test) ?? 'missing'} and ${ours.get(test) ?? 'missing'}: ${test}`)
  }
  if (passed(own) < LEAST) differences += 1
}
console.log(differences === 0 ? 'The stand-ins pass what the libraries pass.' : `${differences} differences`)
process.exit(differences === 0 ? 0 : 1)
