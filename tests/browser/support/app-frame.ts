import type { Frame, Page } from '@playwright/test'
import type { World } from './test.ts'

/** The open frame of the app, to examine its page. @throws Error when there is none */
export async function appFrame(world: World, page: Page): Promise<Frame> {
  const frame = await (await world.app.owner().elementHandle())?.contentFrame()
  if (!frame) throw new Error(`The app's frame is not open in ${page.url()}.`)
  return frame
}
