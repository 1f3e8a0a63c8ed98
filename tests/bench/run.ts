/**
 * `npm run bench [-- opening | start | history [--full] [--million]]`: what people feel, as ratios measured in one run. Needs the build in `dist`.
 * Changes nothing, fails nothing.
 */
import { findBrowser } from '../browser/find-browser.ts'
import buildPages from '../browser/pages/build-pages.ts'
import { benchHistory } from './history.ts'
import { benchOpening } from './opening.ts'
import { benchStart } from './start.ts'

const [wanted, ...flags] = process.argv.slice(2)
if (wanted === undefined || wanted === 'opening') {
  const browser = await findBrowser(line => console.log(line))
  await buildPages()
  await benchOpening(browser.executablePath)
}
if (wanted === undefined || wanted === 'start') await benchStart()
if (wanted === undefined || wanted === 'history') {
  const browser = await findBrowser(line => console.log(line))
  await buildPages()
  await benchHistory(browser.executablePath, { isFull: flags.includes('--full'), isMillion: flags.includes('--million') })
}
