/** `npm run bench`: what people feel, as ratios measured in one run. Needs the build in `dist`. Changes nothing, fails nothing. */
import { findBrowser } from '../browser/find-browser.ts'
import buildPages from '../browser/pages/build-pages.ts'
import { benchOpening } from './opening.ts'
import { benchStart } from './start.ts'

const browser = await findBrowser(line => console.log(line))
await buildPages()
await benchOpening(browser.executablePath)
await benchStart()
