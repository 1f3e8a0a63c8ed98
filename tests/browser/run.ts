/** `npm run test:browser [-- playwright's arguments]`: finds a Chromium, then runs Playwright on the build that is in `dist`. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser } from './find-browser.ts'

if (!existsSync('dist/index.html')) {
  console.error('There is no build in dist: run `npm run build` first (or `npm test`, which does everything).')
  process.exit(1)
}
try {
  const browser = await findBrowser(line => console.log(line))
  const done = spawnSync('npx', ['--no-install', 'playwright', 'test', '--config', 'tests/browser/playwright.config.ts', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...(browser.executablePath === undefined ? {} : { CHATSIDE_BROWSER: browser.executablePath }) },
    shell: process.platform === 'win32',
  })
  process.exit(done.status ?? 1)
} catch (error) {
  console.error(String(error))
  process.exit(1)
}
