/** The notes of one chat in pages of several people. */
import type { FrameLocator, Page } from '@playwright/test'
import { expect, type OpenOptions, type World } from './test.ts'

export const CHAT = 1489
/** The fourth has come later than the others and sees no earlier messages. */
export const PEOPLE = [5, 17, 503, 29, 2] as const

export const appOf = (page: Page): FrameLocator => page.frameLocator('iframe[id^="appframe_"]').first()

export async function openPanel(world: World, page: Page, options: OpenOptions = {}): Promise<FrameLocator> {
  await page.goto(`${world.sites.portal.url}/online/?${new URLSearchParams({
    lang: 'en', panel: '1', chat: `chat${CHAT}`, as: String(options.as ?? PEOPLE[0]), ...options.theme && { theme: options.theme },
  })}`)
  const app = appOf(page)
  await app.locator('#tab-notes').dispatchEvent('click')
  return app
}

/** Opens the notes beside the chat for each of them, their device's clock so many milliseconds ahead. */
export async function openAll(world: World, page: Page, count: number, { clocks = [] }: { clocks?: readonly number[] } = {}): Promise<FrameLocator[]> {
  world.prepare({ scenario: 'all-scopes' })
  const apps: FrameLocator[] = []
  for (const [index, as] of PEOPLE.slice(0, count).entries()) {
    const own = index === 0 ? page : await page.context().newPage()
    await setClock(own, clocks[index] ?? 0)
    const app = await openPanel(world, own, { as })
    await expect(field(app)).toBeVisible()
    apps.push(app)
  }
  if (count > 1) await expect.poll(() => world.sites.portal.push.connections).toBe(count)
  return apps
}

async function setClock(page: Page, ahead: number): Promise<void> {
  if (ahead === 0) return
  await page.addInitScript({ content: `{
    const Real = Date
    const now = () => Real.now() + ${ahead}
    window.Date = class extends Real {
      static now = now
      constructor(...given) { super(...given.length > 0 ? given : [now()]) }
    }
  }` })
}

export const field = (app: FrameLocator) => app.getByRole('textbox', { name: /^New line/ })
export const rows = (app: FrameLocator) => app.locator('[data-words] .message-text')
export const rowOf = (app: FrameLocator, text: string) => app.locator('[data-line]').filter({ hasText: text })

export async function add(app: FrameLocator, text: string): Promise<void> {
  await field(app).fill(text)
  await field(app).press('Enter')
}
