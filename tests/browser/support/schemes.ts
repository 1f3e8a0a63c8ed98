import { violations } from './axe.ts'
import { expect, type Frame, type Page } from '@playwright/test'

/** Looks at the frame in the dark and then in the light, changed as the portal's own switch does: the frame follows the page around it. */
export async function inBothSchemes(page: Page, frame: Frame, look: (theme: 'dark' | 'light') => Promise<void>): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await page.evaluate(scheme => document.documentElement.setAttribute('data-theme', scheme), theme)
    await expect.poll(() => frame.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), theme).toBe(theme === 'dark')
    await look(theme)
  }
}

/** Axe finds nothing wrong in the frame, dark or light. */
export function expectAccessible(page: Page, frame: Frame, what?: string): Promise<void> {
  return inBothSchemes(page, frame, async theme => expect(await violations(frame, theme === 'dark' ? 'all' : 'colours'), [what, theme].join(' ')).toEqual([]))
}
