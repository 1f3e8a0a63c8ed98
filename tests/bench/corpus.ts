/**
 * Whether any text that people can write blocks the page: each text of the corpus goes through the real views of the
 * build, and the longest task of the frame's main thread is compared with that of an ordinary text in the same run.
 */
import { chromium, type Browser, type Frame, type Page } from '@playwright/test'
import { openPanel } from '../browser/support/open-panel.ts'
import { messageCorpus } from '../fixtures/message-corpus/corpus.ts'
import { scenario } from '../portal/scenarios/index.ts'
import { startSites, withAppUrl, type Sites } from '../browser/support/sites.ts'
import { appFrameOf } from './sidebar.ts'
import { median, table } from './statistics.ts'
import { mainThreadEvents, processOf, traced, type TraceEvent } from './trace.ts'

const ROUNDS = 3
/** The longest task that the project allows: people notice a page that hangs for a tenth of a second. */
const LIMIT_MS = 100
const ORDINARY = 'A message as people write them, with [b]something[/b] bold and https://a.example/ in it.'
const CHAT = 1489
const CATEGORIES = ['-*', 'toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing']
/**
 * Characters of a name, a title and a position, which an answer repeats two to three times each; a portal keeps 255. With a million in
 * all of them at once an answer has 12 MB, and the SDK and the browser take 130 ms to read it before the app sees anything of it.
 */
const LONGEST_NAME = 20_000

const VIEWS = ['Overview', 'People', 'Search'] as const
type View = typeof VIEWS[number]

/** A small chat with this text as title, description, a person's name and position, a file's name and a message. */
function putUp(sites: Sites, text: string): void {
  const found = scenario('small-group')
  sites.portal.useScenario(withAppUrl({
    ...found,
    create(place) {
      const world = found.create(place)
      const chat = world.chats.get(CHAT)
      if (!chat) throw new Error(`There is no chat ${CHAT}`)
      const name = text.slice(0, LONGEST_NAME)
      Object.assign(chat, { name, description: text })
      Object.assign(world.people.get(chat.ownerId) ?? {}, { firstName: name, lastName: '', position: name })
      chat.files.set(1, { id: 1, name, type: 'file', size: 1, authorId: 1, createdAt: place.now })
      chat.messages.add({ authorId: chat.ownerId, createdAt: place.now, text: `${text}\nquincetext`, likedBy: [], fileIds: [1], systemCode: '' })
      return world
    },
  }, sites.app.url))
}

/**
 * The longest task of the app's main thread in each view, milliseconds of the thread's own work: other programs on the machine make a
 * task longer, but not that.
 */
function longestTasks(trace: readonly TraceEvent[], appUrl: string): Record<View, number> {
  const own = mainThreadEvents(trace, processOf(trace, appUrl))
  const endOf = (view: View): number => own.find(({ name }) => name === `shown ${view}`)?.ts ?? Number.NaN
  const within = (from: number, to: number): number =>
    Math.max(...own.filter(({ name, ts }) => name === 'RunTask' && ts >= from && ts < to).map(({ tdur = 0 }) => tdur)) / 1_000
  const [overview, people, search] = [endOf('Overview'), endOf('People'), endOf('Search')]
  return { Overview: within(0, overview), People: within(overview, people), Search: within(people, search) }
}

/** Notes in the trace that a view has been drawn. */
function markShown(frame: Frame, view: View): Promise<void> {
  return frame.evaluate(`new Promise(resolve => requestAnimationFrame(() => setTimeout(() => {
    performance.mark('shown ${view}')
    resolve()
  })))`)
}

async function show(browser: Browser, sites: Sites, text: string): Promise<Record<View, number>> {
  putUp(sites, text)
  const page = await browser.newPage({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } })
  const { events } = await traced(browser, page, CATEGORIES, () => showViews(page, sites))
  await page.close()
  return longestTasks(events, sites.app.url)
}

async function showViews(page: Page, sites: Sites): Promise<void> {
  await page.goto(`${sites.portal.url}/online/?panel=1`)
  const app = page.frameLocator('iframe[id^="appframe_"]')
  await app.getByRole('list', { name: 'Members' }).waitFor()
  const frame = await appFrameOf(page)
  await markShown(frame, 'Overview')
  await openPanel(app, 'People')
  await app.getByRole('listitem').first().waitFor()
  await markShown(frame, 'People')
  await openPanel(app, 'Search')
  await app.getByRole('searchbox').fill('quincetext')
  await app.getByRole('listitem').first().waitFor()
  await markShown(frame, 'Search')
}

async function medians(browser: Browser, sites: Sites, text: string): Promise<Record<View, number>> {
  const rounds: Record<View, number>[] = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await show(browser, sites, text))
  const of = (view: View): number => median(rounds.map(found => found[view]))
  return { Overview: of('Overview'), People: of('People'), Search: of('Search') }
}

/**
 * Prints the longest task of every text in every view, the worst first, as milliseconds and against an ordinary text.
 * @param beginning of the names of the texts; all of them when missing
 */
export async function benchCorpus(executablePath: string | undefined, beginning = ''): Promise<void> {
  const sites = await startSites('bench')
  const browser = await chromium.launch({ args: sites.browserArguments, ...(executablePath === undefined ? {} : { executablePath }) })
  await show(browser, sites, ORDINARY) // warms the browser's own code up
  const ordinary = await medians(browser, sites, ORDINARY)
  const found: { name: string, worst: number, times: Record<View, number> }[] = []
  for (const { name, text } of messageCorpus.filter(({ name }) => name.startsWith(beginning))) {
    const times = await medians(browser, sites, text)
    found.push({ name, worst: Math.max(...VIEWS.map(view => times[view] / ordinary[view])), times })
  }
  await browser.close()
  await sites.close()

  found.sort((one, other) => other.worst - one.worst)
  console.log(`\nLongest task of the main thread while a text is shown, ms of its own work, median of ${ROUNDS}; worst = against an ordinary text\n`)
  console.log(table([
    ['text', ...VIEWS, 'worst'],
    ['(ordinary)', ...VIEWS.map(view => ordinary[view]), '1.00'],
    ...found.map(({ name, worst, times }) => [name, ...VIEWS.map(view => times[view]), worst.toFixed(2)]),
  ]))
  const over = found.filter(({ times }) => VIEWS.some(view => times[view] > LIMIT_MS))
  console.log(`\nOver ${LIMIT_MS} ms: ${over.length === 0 ? 'none' : over.map(({ name }) => name).join(', ')}; worst: ${found[0]?.name} (${found[0]?.worst.toFixed(2)} times an ordinary text)`)
}
