import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base } from '@playwright/test'
import { withAppUrl } from '../browser/support/sites.ts'
import { type OpenOptions, pageAddress } from '../browser/support/test.ts'
import type { Portal } from '../portal/core/facade.ts'
import type { Driver, EngineName, LaunchOptions } from './driver.ts'
import { openFirefox } from './firefox.ts'
import { type Site, type Sites, startSites } from './sites.ts'
import { createView, type View } from './view.ts'
import { openWebkit } from './webkit.ts'

const OPEN: Readonly<Record<EngineName, (options: LaunchOptions) => Promise<Driver>>> = { firefox: openFirefox, webkit: openWebkit }

export interface World {
  readonly sites: Sites
  /** The portal's page. */
  readonly page: View
  /** The app beside the chat, or as the page of an application. */
  readonly app: View
  /** The app in a slider. */
  readonly wide: View
  /** As the driver's. */
  readonly isActive: boolean
  portal(): Portal
  /** Of the portal. */
  origin(): string
  /** Starts the scenario at this site without opening a page; nothing that an earlier test has left can be understood any more. */
  prepare(options?: OpenOptions, site?: Site): void
  /** Opens the portal's page in the current world. */
  visit(options?: OpenOptions): Promise<void>
  /** Starts the scenario and opens the portal's page in it. */
  open(options?: OpenOptions, site?: Site): Promise<void>
}

interface WorkerFixtures {
  engine: EngineName
  launch: Partial<Pick<LaunchOptions, 'isAdapted' | 'mayKeep' | 'theme'>>
  /** The folder of everything that the browser writes. */
  home: string
  sites: Sites
  driver: Driver
}

let tests = 0

export const test = base.extend<{ world: World }, WorkerFixtures>({
  engine: ['firefox', { option: true, scope: 'worker' }],
  launch: [{}, { option: true, scope: 'worker' }],
  home: [async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'chatside-engine-'))
    await use(home)
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }, { scope: 'worker' }],
  sites: [async ({ engine }, use) => {
    const sites = await startSites(engine)
    await use(sites)
    await sites.close()
  }, { scope: 'worker' }],
  driver: [async ({ engine, launch, home }, use) => {
    const driver = await OPEN[engine]({ home, mayKeep: true, theme: 'light', isAdapted: false, ...launch })
    await use(driver)
    await driver.close()
  }, { scope: 'worker', timeout: 240_000 }],

  world: async ({ sites, driver }, use, info) => {
    tests += 1
    const key = `${process.pid}${tests}`.padStart(64, '0')
    let { portal } = sites.secure
    const world: World = {
      sites,
      page: createView(driver, null),
      app: createView(driver, 'iframe[id^="appframe_"]'),
      wide: createView(driver, '[role="dialog"] iframe[id^="appframe_"]'),
      isActive: driver.isActive,
      portal: () => portal.portal(),
      origin: () => portal.url,
      prepare({ scenario = 'small-group' } = {}, site = sites.secure) {
        portal = site.portal
        portal.useScenario(withAppUrl(scenario, site.appUrl))
        const { app, people } = portal.portal().world
        for (const id of people.keys()) app.userOptions.set(id, { deviceKey: `1:${id}:${key}` })
      },
      visit: (options = {}) => driver.goTo(pageAddress(portal.url, { lang: 'en', ...options })),
      async open(options = {}, site = sites.secure) {
        world.prepare(options, site)
        await world.visit(options)
      },
    }
    await use(world)
    if (info.status !== info.expectedStatus) await writeFile(info.outputPath('window.png'), await driver.screenshot())
    expect(driver.errors.splice(0), 'errors that nobody caught').toEqual([])
    expect(portal.portal().log.filter(({ kind }) => kind === 'unknown-method'), 'REST methods that the simulated portal does not have').toEqual([])
  },
})

export { expect }
