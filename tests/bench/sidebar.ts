/** Opening the app beside a chat of the simulated portal, as a person does: what several benchmarks begin with. */
import { chromium, type Browser, type BrowserContext, type Frame, type Page } from '@playwright/test'
import { startSites, withAppUrl, type Sites } from '../browser/support/sites.ts'
import type { Chat } from '../portal/core/world/model.ts'
import { REST_LATENCY_MS } from './slow-machine.ts'

/** A group of a few people, and one with thousands of members and 100,000 messages. */
export const SCENARIOS = ['small-group', 'big-group'] as const

/** A frame of another host has a process of its own, so its work can be separated from that of the portal's page. */
export const OWN_PROCESS = ['--site-per-process']

export interface Bench {
  sites: Sites
  browser: Browser
  close(): Promise<void>
}

/** The portal, the hosts of the pages and a browser; `earlier` is the folder of another build, served where the app has a folder of its host. */
export async function startBench(executablePath: string | undefined, browserArguments: readonly string[], earlier?: string): Promise<Bench> {
  const sites = await startSites('bench', { isCompressed: true, ...(earlier === undefined ? {} : { inFolder: earlier }) })
  const args = [...sites.browserArguments, sites.trustArgument, ...browserArguments]
  const browser = await chromium.launch({ args, ...(executablePath === undefined ? {} : { executablePath }) })
  return {
    sites,
    browser,
    async close() {
      await browser.close()
      await sites.close()
    },
  }
}

/** Puts up the scenario for the app at this address, its REST as slow as a real one, and hands back the chat that is open in it. */
export function putUp(sites: Sites, scenario: string, appUrl: string): Chat {
  sites.portal.useScenario(withAppUrl(scenario, appUrl))
  const portal = sites.portal.portal()
  portal.addFault({ side: 'rest', target: '*', fault: { kind: 'latency', ms: REST_LATENCY_MS }, times: null })
  const chat = portal.world.chats.get(Number(portal.world.openDialogId?.replace('chat', '')))
  if (!chat) throw new Error(`No group chat is open in ${scenario}.`)
  return chat
}

/** A browser in which nothing was opened before. */
export function openWindow(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })
}

/** The portal's page with the chat and its sidebar, the app not yet opened. `script` runs in every frame before the frame's own. */
export async function openChat(context: BrowserContext, sites: Sites, script: string): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript({ content: script })
  await page.goto(`${sites.portal.url}/online/`)
  await itemOf(page).waitFor()
  return page
}

/** Clicks on the app's item in the sidebar, and asks the page for nothing else. */
export async function openItem(page: Page): Promise<Frame> {
  const [frame] = await Promise.all([page.waitForEvent('frameattached'), itemOf(page).click()])
  return frame
}

/** Waits for the app's frame in the portal's page. */
export async function appFrameOf(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('iframe[id^="appframe_"]')).contentFrame()
  if (!frame) throw new Error('The app\'s frame was not created.')
  return frame
}

/** Waits until the frame has received nothing for a second and has nothing to do: what an app does when idle is done. */
export async function untilQuiet(frame: Frame): Promise<void> {
  await frame.evaluate(`new Promise((resolve) => {
    let last = performance.now()
    new PerformanceObserver(() => { last = performance.now() }).observe({ type: 'resource' })
    const look = () => performance.now() - last > 1000 ? requestIdleCallback(resolve) : setTimeout(look, 100)
    look()
  })`)
}

function itemOf(page: Page) {
  return page.getByRole('region', { name: 'Applications' }).getByRole('button').first()
}
