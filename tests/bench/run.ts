/**
 * `npm run bench [-- opening [--trace] [--earlier folder of another build] | tabs | idle | start | corpus [beginning of a text's name] |
 * archive | history [--full] [--million] | export [--million] | office [name=number ...]]`: what people feel, as ratios measured in one run.
 * Needs the build in `dist`. Changes nothing, fails nothing.
 */
import { findBrowser } from '../browser/find-browser.ts'
import buildPages from '../browser/pages/build-pages.ts'
import { benchArchive } from './archive.ts'
import { benchCorpus } from './corpus.ts'
import { benchExport } from './export.ts'
import { benchHistory } from './history.ts'
import { benchIdle } from './idle.ts'
import { benchOffice } from './office.ts'
import { benchOpening } from './opening.ts'
import { benchStart } from './start.ts'
import { benchTabs } from './tabs.ts'

const [wanted, ...flags] = process.argv.slice(2)
const has = (flag: string) => flags.includes(flag)

/** In the order in which they run when none is named. */
const BENCHES: Record<string, (browser: string | undefined) => Promise<void>> = {
  opening: browser => benchOpening(browser, { isTraced: has('--trace'), earlier: has('--earlier') ? flags[flags.indexOf('--earlier') + 1] : undefined }),
  tabs: benchTabs,
  idle: benchIdle,
  corpus: browser => benchCorpus(browser, flags[0]),
  archive: benchArchive,
  history: browser => benchHistory(browser, { isFull: has('--full'), isMillion: has('--million') }),
  export: browser => benchExport(browser, { isMillion: has('--million') }),
  start: benchStart,
  office: () => benchOffice(flags),
}

const chosen = Object.entries(BENCHES).filter(([name]) => wanted === undefined || wanted === name)
if (chosen.length === 0) throw new Error(`There is no benchmark "${wanted}"; there are ${Object.keys(BENCHES).join(', ')}`)
/** The office is only counted. */
const needsBrowser = chosen.some(([name]) => name !== 'office')
const browser = needsBrowser ? await findBrowser(line => console.log(line)) : null
if (needsBrowser) await buildPages()
for (const [, bench] of chosen) await bench(browser?.executablePath)
