import type { Frame, FrameLocator, Page } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { openPanel } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

// The portal's newest layout leaves the frame of a slider alive that the app closed by itself, so that page has to end by itself.

/** How many of each kind a frame has that began minus ended, by the frame. */
type Held = Map<Frame, Record<string, number>>

declare global {
  interface Window {
    tellHeld?: (kind: string, change: number) => Promise<void>
  }
}

/** Counts, in every frame from its first script on, what would hear, work or run on when its page is thought to be over. */
async function countHeld(page: Page): Promise<Held> {
  const held: Held = new Map()
  await page.exposeBinding('tellHeld', ({ frame }, kind: string, change: number) => {
    const counts = held.get(frame) ?? {}
    held.set(frame, { ...counts, [kind]: (counts[kind] ?? 0) + change })
  })
  await page.addInitScript(() => {
    const tell = (kind: string, change: number): void => void window.tellHeld?.(kind, change)
    window.BroadcastChannel = class extends BroadcastChannel {
      constructor(name: string) {
        super(name)
        tell('channels', 1)
      }

      override close(): void {
        super.close()
        tell('channels', -1)
      }
    }
    window.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options)
        tell('workers', 1)
      }

      override terminate(): void {
        super.terminate()
        tell('workers', -1)
      }
    }
    const listening = new Map(['message', 'keydown', 'error', 'unhandledrejection'].map(type => [type, new Set<unknown>()]))
    const { addEventListener, removeEventListener } = window
    window.addEventListener = (...given: Parameters<typeof addEventListener>) => {
      const [type, listener, options] = given
      const known = listening.get(type)
      const isNew = known?.has(listener) === false
      if (isNew) {
        known.add(listener)
        tell(type, 1)
      }
      // the other way to take one back
      const signal = typeof options === 'object' ? options.signal : undefined
      if (isNew) signal?.addEventListener('abort', () => known.delete(listener) && tell(type, -1), { once: true })
      addEventListener.apply(window, given)
    }
    window.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
      const [type, listener] = given
      if (listening.get(type)?.delete(listener)) tell(type, -1)
      removeEventListener.apply(window, given)
    }
  })
  return held
}

async function openInsightsWide(world: World, page: Page): Promise<{ wide: FrameLocator, frame: Frame }> {
  await world.open({ scenario: 'small-group', chat: 'chat1489' })
  await openPanel(world.app, 'Insights')
  await world.app.getByRole('button', { name: 'Open wide' }).click()
  const wide = page.getByRole('dialog').frameLocator('iframe[id^="appframe_"]')
  await expect(wide.getByRole('group', { name: 'At a glance' })).toBeVisible()
  await expect.poll(() => page.workers().length).toBe(2)
  return { wide, frame: await appFrame(wide) }
}

const WAYS: [string, (wide: FrameLocator) => Promise<void>][] = [
  ['Done', wide => wide.getByRole('button', { name: 'Done' }).click()],
  ['Escape', wide => wide.getByRole('button', { name: 'Done' }).press('Escape')],
]
for (const [way, close] of WAYS) {
  test(`a frame that the portal leaves alive after ${way} holds nothing: no document, worker, channel or listener (v1)`, async ({ world, page }) => {
    const held = await countHeld(page)
    const { wide, frame } = await openInsightsWide(world, page)
    await expect.poll(() => held.get(frame)).toMatchObject({ channels: 2, workers: 1, message: 2, keydown: 1, error: 1, unhandledrejection: 1 })
    await close(wide)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    // the frame is still there, nothing wide
    const left = page.locator('.closed iframe')
    await expect(left).toHaveCount(1)
    expect(await left.evaluate(element => element.getBoundingClientRect().width)).toBe(0)
    await expect.poll(() => held.get(frame)).toEqual({ channels: 0, workers: 0, message: 0, keydown: 0, error: 0, unhandledrejection: 0 })
    await expect.poll(() => frame.url()).toBe('about:blank')
    // the one beside the chat works on
    await expect.poll(() => page.workers().length).toBe(1)
    await expect.poll(() => frame.evaluate(() => [document.title, document.documentElement.textContent.trim(), document.images.length])).toEqual(['', '', 0])
    await expect(world.app.getByRole('group', { name: 'At a glance' })).toBeVisible()
  })
}

test('the next slider destroys the frame that the one before left', async ({ world, page }) => {
  const { wide } = await openInsightsWide(world, page)
  await wide.getByRole('button', { name: 'Done' }).click()
  await expect(page.locator('.closed iframe')).toHaveCount(1)
  await openPanel(world.app, 'Overview')
  await world.app.getByRole('button', { name: 'Open wide' }).click()
  await expect(page.getByRole('dialog').frameLocator('iframe').getByRole('list', { name: 'Members' })).toBeVisible()
  await expect(page.locator('.closed')).toHaveCount(0)
})

test('a portal that destroys the frame with its slider is closed in the same way (v1)', async ({ world, page }) => {
  const { wide } = await openInsightsWide(world, page)
  world.sites.portal.portal().addFault({ side: 'command', target: 'closeApplication', fault: { kind: 'destroy-frame' }, times: null })
  await wide.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('iframe[id^="appframe_"]')).toHaveCount(1)
  await expect.poll(() => page.workers().length).toBe(1)
  await expect(world.app.getByRole('group', { name: 'At a glance' })).toBeVisible()
})
