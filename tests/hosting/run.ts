/** `npm run test:hosting [-- playwright's arguments]`: the recipes in Debian's servers, on the build that is in `dist`. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser } from '../browser/find-browser.ts'
import { findServers } from './find-servers.ts'
import { findTools } from './find-tools.ts'

const say = (line: string): void => console.log(line)

try {
  if (!existsSync('dist/index.html')) throw new Error('There is no build in dist: run `npm run build` first (or `npm test`, which does everything).')
  const missing = findServers(say)
  if (missing.length > 0) throw new Error(`Not installed: ${missing.join(', ')}. On Debian: apt install ${missing.join(' ')}`)
  if (!findTools(say)) throw new Error('npm could not install tests/hosting/tools.')
  const browser = await findBrowser(say)
  const done = spawnSync('npx', ['--no-install', 'playwright', 'test', '--config', 'tests/hosting/playwright.config.ts', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...(browser.executablePath === undefined ? {} : { CHATSIDE_BROWSER: browser.executablePath }) },
    shell: process.platform === 'win32',
  })
  process.exit(done.status ?? 1)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
