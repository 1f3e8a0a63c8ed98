import type { Frame, FrameLocator, Page } from '@playwright/test'
import { expect, type World } from './test.ts'

/** The chat that the tests open, where a heart follows it. */
export const GROUP = 1489
export const MINUTE = 60_000

/** Looks at the chat, each one request. */
export function beats(world: World): number {
  return world.log('rest').filter(({ commands }) => commands.some(command => command.startsWith('im.dialog.messages.get'))).length
}

/** The heart is there. */
export async function untilFollowed(app: FrameLocator, page: Page): Promise<void> {
  await page.clock.runFor(500)
  await expect(app.locator('.live')).toBeAttached()
}

/** The chat as it opens, followed. */
export async function openChat(world: World, page: Page): Promise<void> {
  await world.open()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await untilFollowed(world.app, page)
}

/** Half a minute later somebody comes to the page, which is when it looks; on a busy machine perhaps once more, for its clock goes on. */
export async function beat(world: World, page: Page, app: FrameLocator = world.app): Promise<void> {
  const before = beats(world)
  await page.clock.fastForward(31_000)
  await app.locator('html').dispatchEvent('pointerenter')
  await expect.poll(() => beats(world)).toBeGreaterThan(before)
}

/** Where somebody is in the page: what has the focus and is typed and marked in it, what text is selected, and how far it is scrolled. */
export function placeOf(frame: Frame): Promise<unknown> {
  return frame.evaluate(() => {
    const { activeElement: focused } = document
    const field = focused instanceof HTMLInputElement ? { typed: focused.value, marked: [focused.selectionStart, focused.selectionEnd] } : null
    return { focused: `${focused?.tagName} ${focused?.id} ${focused?.getAttribute('aria-label')?.replace(/\d/g, '')}`, field, selected: getSelection()?.toString(), scrolled: window.scrollY }
  })
}
