/** `npm run test:languages`: every panel and the settings in every language of Bitrix24, on the build that is in `dist`; leaves sheets of pictures. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from '../browser/find-browser.ts'
import { countPlaywright, oneFailure, REPORTS, run, sumUp, type Count } from '../tools/count.ts'

async function runAll(): Promise<Count> {
  if (!existsSync('dist/index.html')) throw new Error('There is no build in dist: run `npm run build` first.')
  const { executablePath } = await findBrowser(line => console.log(line))
  return await run(['playwright', 'test', '--config', 'tests/languages/playwright.config.ts', ...process.argv.slice(2)], {
    ...(executablePath === undefined ? {} : { CHATSIDE_BROWSER: executablePath }),
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(process.cwd(), REPORTS, 'languages.json'),
  }, 'languages.json', countPlaywright)
}

const count = await runAll().catch((error: unknown) => oneFailure('languages', String(error)))
console.log(sumUp(count))
process.exit(count.failed === 0 ? 0 : 1)
