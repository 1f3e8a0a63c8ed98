import type { Frame, FrameLocator } from '@playwright/test'

/**
 * The frame of the app with its own document, to run something in it: a frame is attached before its address is answered, and what runs
 * in the empty document of until then ends with it. @throws Error when the frame was closed meanwhile
 */
export async function appFrame(app: FrameLocator): Promise<Frame> {
  const frame = await (await app.owner().elementHandle())?.contentFrame()
  if (!frame) throw new Error('The frame of the app is not there.')
  await frame.waitForURL(({ protocol }) => protocol.startsWith('http'), { waitUntil: 'commit' })
  return frame
}
