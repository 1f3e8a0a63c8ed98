import { expect, type OpenOptions, type World } from './test.ts'

/** The app's own page as an administrator sees it, with all that can be unfolded. */
export async function openSettings(world: World, options: OpenOptions): Promise<void> {
  await world.open({ scenario: 'administrator', view: 'app', lang: 'en', ...options })
  const parts = world.app.locator('.foldout:not(.foldout .foldout)')
  await expect(parts).toHaveCount(11)
  await parts.evaluateAll(all => all.forEach(part => part.querySelector('summary')?.click()))
  await expect(parts.locator('> .content > :first-child').filter({ visible: true })).toHaveCount(11)
  await world.app.locator('details:not(.foldout) > summary').evaluateAll(summaries => summaries.forEach(summary => (summary as HTMLElement).click()))
  await expect(world.app.locator('[aria-busy="true"]')).toHaveCount(0)
}
