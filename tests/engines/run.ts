/**
 * `npm run test:engines [-- --install]`: the app in Firefox and WebKit, beside the Chromium of all other tests. It installs nothing unless
 * `--install` says so; other arguments are Playwright's.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { countPlaywright, oneFailure, REPORTS, run, sumUp, type Count } from '../tools/count.ts'
import { succeeds } from '../support/system-package.ts'
import { freePorts } from './driver.ts'
import { findEngines } from './find-engines.ts'
import { BUILD, originsAt, PORTS, PORTS_OF_AN_ENGINE, ENGINES } from './sites.ts'

const BUILD_LIMIT_MS = 5 * 60_000

function provide(mayInstall: boolean): void {
  const missing = findEngines(line => console.log(line), mayInstall)
  if (missing.length === 0) return
  const how = mayInstall ? 'They could not be installed, which only root may, on Debian.' : '`npm run test:engines -- --install` installs them, as root.'
  throw new Error(`Missing here:\n  apt install ${missing.join(' ')}\n${how}`)
}

/** A build for portals at these ports: as it ships, the app accepts no portal on this machine. */
async function build(): Promise<string> {
  const ports = await freePorts(ENGINES.length * PORTS_OF_AN_ENGINE)
  mkdirSync(BUILD, { recursive: true })
  const isBuilt = succeeds('vite', ['build', '--logLevel', 'warn', '--outDir', BUILD, '--emptyOutDir'], BUILD_LIMIT_MS, { CHATSIDE_PORTALS: originsAt(ports).join() })
  if (!isBuilt) throw new Error('The app could not be built: `npm run build` says why.')
  return ports.join()
}

async function runAll(): Promise<Count> {
  const others = process.argv.slice(2).filter(argument => argument !== '--install')
  provide(others.length < process.argv.length - 2)
  return await run(['playwright', 'test', '--config', 'tests/engines/playwright.config.ts', ...others], {
    [PORTS]: await build(),
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(process.cwd(), REPORTS, 'engines.json'),
  }, 'engines.json', countPlaywright)
}

const count = await runAll().catch((error: unknown) => oneFailure('engines', error instanceof Error ? error.message : String(error)))
console.log(sumUp(count))
process.exit(count.failed === 0 ? 0 : 1)
