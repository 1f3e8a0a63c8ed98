import { chromium, expect, test as base, type Browser, type FrameLocator, type Page } from '@playwright/test'
import type { LogEntry } from '../../portal/core/facade.ts'
import type { Deed } from '../../portal/core/life/deed.ts'
import type { Message, Scenario } from '../../portal/core/world/model.ts'
import { type Guard, watch } from './guard.ts'
import { startSites, withAppUrl, type Sdk, type Sites } from './sites.ts'

export interface OpenOptions {
  scenario?: string | Scenario
  /** Address of the app that this world has registered; the build at the root of its host by default. */
  appUrl?: string
  /** Nobody has opened the app before, so the first opening makes the person's key, by requests after the chat is on the screen. */
  isFirstOpening?: boolean
  as?: number
  lang?: string
  /** Of the portal; a frame has the scheme of the page around it. */
  theme?: 'light' | 'dark'
  chat?: string
  /** Opens the first item of the *Applications* block at once (the default). */
  panel?: boolean
  /** The app's own page, or its installer, instead of the messenger. */
  view?: 'app'
  /** A frame with any placement code and any options instead of a registered item. */
  raw?: { placement: string, options: unknown }
}

type Entry<Kind extends LogEntry['kind']> = Extract<LogEntry, { kind: Kind }>

/** What an opening asks, without what never changes, and the messages since. */
function isBeat({ commands }: Entry<'rest'>): boolean {
  return ['im.dialog.get', 'im.user.get', 'im.dialog.messages.get'].every(method => commands.includes(method)) && !commands.includes('scope')
}

export interface World {
  readonly sites: Sites
  /** Starts the scenario without opening a page. */
  prepare(options: OpenOptions): void
  /** Starts the scenario and opens the portal's page in it. */
  open(options?: OpenOptions): Promise<void>
  /** Opens the portal's page in the current world. */
  visit(options?: OpenOptions): Promise<void>
  /** Somebody does one thing in a chat, at once; gives the message that came of it or was changed. */
  deed(chatId: number, deed: Deed): Message | null
  /** Moves the portal's clock on; what is due in chats that live happens. */
  advance(ms: number): void
  /** Inside the frame of the app. */
  readonly app: FrameLocator
  log<Kind extends LogEntry['kind']>(kind: Kind): Entry<Kind>[]
  /** Requests of REST but for the beats of the heart, of which there are more the slower a machine is. */
  requests(): Entry<'rest'>[]
  /** Names of REST methods that the test expects the portal not to know. */
  readonly expectedUnknown: Set<string>
  /** Beginnings of page errors that the test expects. */
  readonly expectedErrors: string[]
}

/** The portal's page as somebody opens it. */
export function pageAddress(origin: string, { as, lang, theme, chat, panel = true, view, raw }: OpenOptions): string {
  const query = new URLSearchParams()
  if (as !== undefined) query.set('as', String(as))
  if (lang !== undefined) query.set('lang', lang)
  if (theme !== undefined) query.set('theme', theme)
  if (chat !== undefined) query.set('chat', chat)
  if (view !== undefined) query.set('view', view)
  else if (panel && raw === undefined) query.set('panel', '1')
  return `${origin}/online/?${query.toString()}`
}

interface DoorWindow {
  simulatedPortal: { openRaw(placement: string, options: unknown): Promise<void> }
}

/** Opens a frame of the app with any placement code and any options, on the loaded portal's page. */
export async function openRaw(page: Page, placement: string, options: unknown): Promise<void> {
  await page.waitForFunction(() => 'simulatedPortal' in window)
  await page.evaluate(([code, value]) => (window as unknown as DoorWindow).simulatedPortal.openRaw(String(code), value), [placement, options as object])
}

export const test = base.extend<{ guard: Guard, world: World }, { sdk: Sdk, sites: Sites, browser: Browser }>({
  sdk: ['stand-ins', { option: true, scope: 'worker' }],

  // every worker has the same world, because chance decides which worker runs a test
  sites: [async ({ sdk }, use) => {
    const sites = await startSites('browser', { sdk })
    await use(sites)
    await sites.close()
  }, { scope: 'worker' }],

  browser: [async ({ sites }, use) => {
    const executablePath = process.env['CHATSIDE_BROWSER']
    const browser = await chromium.launch({ args: sites.browserArguments, ...(executablePath ? { executablePath } : {}) })
    await use(browser)
    await browser.close()
  }, { scope: 'worker' }],

  // for every test, also for one that does not ask for it
  guard: [async ({ context, sites }, use) => {
    const guard = watch(context, sites)
    await use(guard)
    const { errors, expectedErrors, forbidden } = guard
    expect(errors.filter(error => !expectedErrors.some(expected => error.startsWith(expected))), 'errors that nobody caught').toEqual([])
    expect(forbidden, 'requests that nobody named').toEqual([])
  }, { auto: true }],

  world: async ({ page, sites, guard }, use) => {
    // left behind by an earlier test of this worker
    for (const portal of [sites.portal, sites.other, sites.foreign]) portal.portal().clearLog()
    const expectedUnknown = new Set<string>()
    const world: World = {
      sites,
      expectedUnknown,
      expectedErrors: guard.expectedErrors,
      app: page.frameLocator('iframe[id^="appframe_"]').first(),
      prepare({ scenario = 'small-group', appUrl = sites.app.url, isFirstOpening = false }) {
        sites.portal.useScenario(withAppUrl(scenario, appUrl))
        const { app, people } = sites.portal.portal().world
        if (!isFirstOpening) for (const id of people.keys()) app.userOptions.set(id, { deviceKey: `1:${id}:${String(id).padStart(64, '0')}` })
      },
      async open(options = {}) {
        world.prepare(options)
        await world.visit(options)
      },
      async visit(options = {}) {
        await page.goto(pageAddress(sites.portal.url, options))
        if (options.raw !== undefined) await openRaw(page, options.raw.placement, options.raw.options)
      },
      deed: (chatId, deed) => sites.portal.portal().life.perform(chatId, deed),
      advance: ms => sites.portal.clock.advance(ms),
      log: <Kind extends LogEntry['kind']>(kind: Kind) =>
        sites.portal.portal().log.filter((entry): entry is Entry<Kind> => entry.kind === kind),
      requests: () => world.log('rest').filter(entry => !isBeat(entry)),
    }
    await use(world)

    const unknown = world.log('unknown-method').map(({ method }) => method).filter(method => !expectedUnknown.has(method))
    expect(unknown, 'REST methods that the simulated portal does not have').toEqual([])
  },
})

export { expect }
