import { expect, type Frame, type Page } from '@playwright/test'
import type { Portal } from '../../../src/bitrix24/index.ts'
import type { OpenOptions, World } from './test.ts'

/** How a door's promise settled: its value, or what the error says of itself. */
export type Settled = { value: unknown } | { kind?: string, name: string, method?: string, description?: string }

/** Opens the page that has only the app's doors, as the app of this world, and completes the handshake. */
export async function openDoors(world: World, page: Page, options: OpenOptions = {}): Promise<Frame> {
  await world.open({ ...options, appUrl: `${world.sites.sdkPages}doors.html` })
  return await doorsFrame(world, page, 0)
}

/** The `index`-th frame that this world's portal has opened, connected. */
export async function doorsFrame(world: World, page: Page, index: number): Promise<Frame> {
  await expect.poll(() => world.log('opened').length).toBeGreaterThan(index)
  const element = await page.waitForSelector(`#appframe_${world.log('opened')[index]?.sid}`)
  const frame = await element.contentFrame()
  if (!frame) throw new Error('The page with the doors was not opened.')
  await frame.waitForFunction(() => 'portal' in window)
  return frame
}

/** Runs `body` inside the frame and says how it settled. */
export function through(frame: Frame, body: (portal: Portal) => unknown): Promise<Settled> {
  return frame.evaluate(settling(body))
}

/** Starts `body` without waiting, for calls that a person ends; `outcomeOf` says how it settled. */
export function begin(frame: Frame, name: string, body: (portal: Portal) => unknown): Promise<void> {
  return frame.evaluate(`void ${settling(body)}.then((outcome) => { window.outcomes[${JSON.stringify(name)}] = outcome })`)
}

/** Undefined while what `begin` started has not settled. */
export function outcomeOf(frame: Frame, name: string): Promise<unknown> {
  return frame.evaluate(key => (window as unknown as { outcomes: Record<string, unknown> }).outcomes[key], name)
}

function settling(body: (portal: Portal) => unknown): string {
  return `Promise.resolve().then(() => (${body.toString()})(window.portal)).then(
    value => ({ value }),
    ({ kind, name, method, description }) => ({ kind, name, method, description }),
  )`
}
