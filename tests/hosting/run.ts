/**
 * `npm run test:hosts [-- --install]`: what needs more than Node and a browser. The recipes in Debian's servers and in the readers of
 * platforms, on the build that is in `dist`, and the samples of code in PHP and cURL. It installs nothing before somebody said yes,
 * in the terminal or by `--install`.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { findBrowser } from '../browser/find-browser.ts'
import { findCurl, findPhp } from '../snippets/find-php.ts'
import { addCounts, countPlaywright, countVitest, oneFailure, REPORTS, run, sumUp, type Count } from '../tools/count.ts'
import { findServers, isDebian } from './find-servers.ts'
import { findTools } from './find-tools.ts'

const say = (line: string): void => console.log(line)

/** What is missing here, each with what installs it; where that is allowed only what could not be installed. */
function missing(mayInstall: boolean): string[] {
  const servers = isDebian() ? findServers(say, mayInstall) : []
  return [
    ...(isDebian() ? [] : ['nginx, Caddy, Apache and lighttpd as Debian packs them: this system has no apt-get']),
    ...(servers.length > 0 ? [`apt install ${servers.join(' ')}`] : []),
    ...(findPhp(say, mayInstall) === null ? ['apt install php-cli (or CHATSIDE_PHP=/path/to/php)'] : []),
    ...(findCurl() ? [] : ['apt install curl']),
    ...(findTools(say, mayInstall) ? [] : ['npm ci --prefix tests/hosting/tools --ignore-scripts']),
  ]
}

/** Whether somebody at the terminal wants it; without one nobody does. */
async function isWanted(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(question)
  terminal.close()
  return /^y(?:es)?$/i.test(answer.trim())
}

/**
 * Sees to it that everything is there.
 * @throws Error with what is missing
 */
async function provide(): Promise<void> {
  const isTold = process.argv.includes('--install')
  const wanted = missing(isTold)
  if (wanted.length === 0) return
  say(`Missing here:\n  ${wanted.join('\n  ')}`)
  if (isTold) throw new Error('They could not be installed, which only root may.')
  if (!await isWanted('Install them now? [y/N] ')) throw new Error('`npm run test:hosts -- --install` installs them, as root.')
  if (missing(true).length > 0) throw new Error('They could not be installed, which only root may.')
}

async function runAll(): Promise<Count> {
  if (!existsSync('dist/index.html')) throw new Error('There is no build in dist: run `npm run build` first.')
  await provide()
  const browser = await findBrowser(say)
  const php = process.env['CHATSIDE_PHP']
  const samples = await run(
    ['vitest', 'run', '--config', 'tests/snippets/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORTS}/samples.json`],
    php === undefined ? {} : { CHATSIDE_PHP: php },
    'samples.json',
    countVitest,
  )
  const hosts = await run(['playwright', 'test', '--config', 'tests/hosting/playwright.config.ts'], {
    ...(browser.executablePath === undefined ? {} : { CHATSIDE_BROWSER: browser.executablePath }),
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(process.cwd(), REPORTS, 'hosts.json'),
  }, 'hosts.json', countPlaywright)
  return addCounts(samples, hosts)
}

let count: Count
try {
  count = await runAll()
} catch (error) {
  // what could not run is no success
  count = oneFailure('test:hosts', error instanceof Error ? error.message : String(error))
}
console.log(`\n${sumUp(count)}`)
process.exitCode = count.failed === 0 ? 0 : 1
