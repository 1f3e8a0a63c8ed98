import { expect, type OpenOptions, type World } from './test.ts'

/** The app's own page as an administrator sees it, with all that can be unfolded. */
export async function openSettings(world: World, options: OpenOptions): Promise<void> {
  await world.open({ scenario: 'administrator', view: 'app', lang: 'en', ...options })
  const parts = world.app.locator('.foldout:not(.foldout .foldout)')
  await expect(parts).toHaveCount(10)
  for (const part of await parts.all()) {
    await part.locator('summary').first().click()
    await expect(part.locator('.content *').first()).toBeVisible()
  }
  await world.app.locator('details:not(.foldout) > summary').evaluateAll(summaries => summaries.forEach(summary => (summary as HTMLElement).click()))
  await expect(world.app.locator('[aria-busy="true"]')).toHaveCount(0)
}
