/** The notes of one chat in pages of several people. */
import type { FrameLocator, Page } from '@playwright/test'
import { expect, type OpenOptions, type World } from './test.ts'

export const CHAT = 1489
export const PEOPLE = [5, 17, 503] as const
/** Milliseconds in which what one writes is there for the others. */
export const SOON = 2_000
export const FIRST = 'The first line makes the storage'

export const appOf = (page: Page): FrameLocator => page.frameLocator('iframe[id^="appframe_"]').first()

export async function openPanel(world: World, page: Page, options: OpenOptions = {}): Promise<FrameLocator> {
  await page.goto(`${world.sites.portal.url}/online/?${new URLSearchParams({
    lang: 'en', panel: '1', chat: `chat${CHAT}`, as: String(options.as ?? PEOPLE[0]), ...options.theme && { theme: options.theme },
  })}`)
  const app = appOf(page)
  await app.locator('#tab-notes').dispatchEvent('click')
  return app
}

/** Opens the notes beside the chat for each of them. */
export async function openAll(world: World, page: Page, count: number): Promise<FrameLocator[]> {
  world.prepare({ scenario: 'all-scopes' })
  const apps: FrameLocator[] = []
  for (const as of PEOPLE.slice(0, count)) {
    const own = apps.length === 0 ? page : await page.context().newPage()
    const app = await openPanel(world, own, { as })
    await expect(field(app)).toBeVisible()
    // before anything is kept, nobody could be understood on the channel
    if (count > 1 && apps.length === 0) await add(app, FIRST)
    if (count > 1) await expect(rows(app)).toHaveText([FIRST])
    await expect(app.getByText('not sent yet')).toHaveCount(0)
    apps.push(app)
  }
  for (const app of count > 1 ? apps : []) await expect(app.getByText(/Also here/)).toBeVisible()
  return apps
}

export const field = (app: FrameLocator) => app.getByRole('textbox', { name: /^New line/ })
export const rows = (app: FrameLocator) => app.locator('[data-words] .message-text')
export const texts = async (app: FrameLocator): Promise<string[]> => await rows(app).allTextContents()
export const rowOf = (app: FrameLocator, text: string) => app.locator('[data-line]').filter({ hasText: text })

export async function add(app: FrameLocator, text: string): Promise<void> {
  await field(app).fill(text)
  await field(app).press('Enter')
}
