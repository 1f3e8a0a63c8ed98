import { expect, type Frame, type Page } from '@playwright/test'
import type { B24Frame, initializeB24Frame } from '@bitrix24/b24jssdk'
import type { OpenOptions, World } from './test.ts'

interface SdkWindow {
  initializeB24Frame: typeof initializeB24Frame
  b24: B24Frame
  answers: Record<string, unknown>
}

/** Opens the page that has only the SDK, as the app of this world, and completes the handshake. */
export async function openSdkPage(world: World, page: Page, options: OpenOptions = {}): Promise<Frame> {
  await world.open({ ...options, appUrl: `${world.sites.sdkPages}sdk.html` })
  return await startSdk(world, page, 0)
}

/**
 * The `index`-th frame that this world's portal has opened, with its SDK started. Chosen by its sid: a frame that was just
 * replaced may still be in the page for a moment.
 */
export async function startSdk(world: World, page: Page, index: number): Promise<Frame> {
  await expect.poll(() => world.log('opened').length).toBeGreaterThan(index)
  const element = await page.waitForSelector(`#appframe_${world.log('opened')[index]?.sid}`)
  const frame = await element.contentFrame()
  if (!frame) throw new Error('The page with the SDK was not opened.')
  await frame.waitForFunction(() => 'initializeB24Frame' in window)
  await frame.evaluate(async () => {
    const page = window as unknown as SdkWindow
    page.b24 = await page.initializeB24Frame()
    page.answers = {}
  })
  return frame
}

/** Runs `body` inside the frame with the started SDK and hands its settled value back. */
export function inSdk<Value>(frame: Frame, body: (b24: B24Frame) => Promise<Value> | Value): Promise<Value> {
  return frame.evaluate(`(${body.toString()})(window.b24)`)
}

/** Starts `body` without waiting: for commands that are answered when a person has done something, or never. */
export function beginInSdk(frame: Frame, name: string, body: (b24: B24Frame) => Promise<unknown>): Promise<void> {
  return frame.evaluate(`void (${body.toString()})(window.b24).then(
    (value) => { window.answers[${JSON.stringify(name)}] = { value } },
    (error) => { window.answers[${JSON.stringify(name)}] = { error: error.message } },
  )`)
}

/** How the call of `beginInSdk` has settled; undefined while it has not. */
export function answerOf(frame: Frame, name: string): Promise<unknown> {
  return frame.evaluate(key => (window as unknown as SdkWindow).answers[key], name)
}
