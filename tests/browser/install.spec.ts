import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

// An administrator installs by clicking; until that is complete an employee sees nothing.

async function openApplications(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Portal' }).getByRole('button', { name: 'Applications' }).click()
}

test('an administrator shapes and installs the item, and then an employee finds it in German, with its colour and icon', async ({ world, page }) => {
  const items = page.getByRole('region', { name: 'Applications' }).getByRole('button')
  const truth = () => world.sites.portal.portal().world.app
  await world.open({ scenario: 'not-installed', panel: false })
  // the item is registered, the check after it fails: the installation is not complete
  world.sites.portal.portal().addFault({ side: 'rest', target: 'placement.get', fault: { kind: 'http-500' }, skip: 2, times: 1 })
  await openApplications(page)
  await world.app.locator('summary', { hasText: 'Name, icon, and who sees it' }).click()
  await world.app.getByRole('radio', { name: 'Pink', exact: true }).check()
  await world.app.getByRole('button', { name: 'Choose an icon' }).click()
  await world.app.getByRole('searchbox', { name: 'Search for an icon' }).fill('bicycle')
  await world.app.getByRole('option', { name: 'fa-bicycle' }).click()
  await world.app.locator('summary', { hasText: 'All 20 languages' }).click()
  await world.app.getByRole('textbox', { name: 'German (de)' }).fill('Rund um diesen Chat')
  expect(world.log('rest').flatMap(({ method, commands }) => [method, ...commands])).not.toContain('placement.bind')
  await world.app.getByRole('button', { name: 'Install', exact: true }).click()
  await expect(world.app.getByText('INTERNAL_SERVER_ERROR')).toBeVisible()
  expect(truth()).toMatchObject({ isInstalled: false, bindings: [{ handler: world.sites.app.url, options: { color: 'PINK', iconName: 'fa-bicycle' } }] })

  await world.visit({ as: 5, lang: 'de', chat: 'chat1489', panel: false })
  await expect(page.getByRole('region', { name: 'Applications' })).toBeVisible()
  await expect(items).toHaveCount(0)

  await world.visit({ panel: false })
  await openApplications(page)
  await world.app.getByRole('button', { name: 'Install', exact: true }).click()
  await expect.poll(() => truth().isInstalled).toBe(true)
  expect(truth().bindings).toMatchObject([{ handler: world.sites.app.url, options: { color: 'PINK', iconName: 'fa-bicycle' } }])

  await world.visit({ as: 5, lang: 'de', chat: 'chat1489', panel: false })
  await expect(items).toHaveText(['Rund um diesen Chat'])
  await expect(items.locator('[data-icon]')).toHaveAttribute('data-icon', 'fa-bicycle')
  await expect(items.locator('[data-icon]')).toHaveCSS('background-color', 'rgb(247, 97, 135)')
  await items.click()
  await expect(world.app.getByRole('tab', { name: 'Übersicht' })).toBeVisible()
  await expect(world.app.getByRole('list', { name: 'Mitglieder' })).toBeVisible()
})

test('before the installation an employee reads that it is not complete', async ({ world, page }) => {
  await world.open({ scenario: 'not-installed-employee', panel: false })
  await openApplications(page)
  await expect(page.getByRole('main', { name: 'Application' })).toContainText('not fully installed')
  await expect(page.locator('iframe')).toHaveCount(0)
})

test('the app\'s own page says where to find it, and shows an administrator that nothing is to be done', async ({ world, page }) => {
  await world.open({ scenario: 'administrator', panel: false })
  await openApplications(page)
  await expect(world.app.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(world.app.getByText('stays as it is.')).toBeVisible()
  await expect(world.app.getByRole('button', { name: 'Apply these changes' })).toHaveAttribute('aria-disabled', 'true')
})

test('an employee finds an explanation there, and no settings', async ({ world, page }) => {
  await world.open({ as: 5, lang: 'en', panel: false })
  await openApplications(page)
  await expect(world.app.getByText('Chatside is installed on this Bitrix24.')).toBeVisible()
  await expect(world.app.getByText('no applications in some kinds of chats')).toBeVisible()
  await expect(world.app.getByRole('button')).toHaveCount(0)
})
