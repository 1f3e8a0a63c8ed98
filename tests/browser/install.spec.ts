import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

// An administrator installs by clicking; until that is complete an employee sees nothing.

async function openApplications(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Portal' }).getByRole('button', { name: 'Applications' }).click()
}

test('an administrator installs, and then an employee finds the item with its title in German', async ({ world, page }) => {
  await world.open({ scenario: 'not-installed', panel: false })
  await expect(page.getByRole('region', { name: 'Applications' }).getByRole('button')).toHaveCount(0)
  await openApplications(page)
  await expect(world.app.getByRole('heading', { name: 'Install Chatside' })).toBeVisible()
  expect(world.log('rest').map(({ method }) => method)).not.toContain('placement.bind')

  await world.app.getByRole('button', { name: 'Install' }).click()
  await expect.poll(() => world.sites.portal.portal().world.app.isInstalled).toBe(true)
  const { bindings } = world.sites.portal.portal().world.app
  expect(bindings.map(({ placement, handler }) => ({ placement, handler }))).toEqual([{ placement: 'IM_SIDEBAR', handler: world.sites.app.url }])

  await world.visit({ as: 5, lang: 'de', chat: 'chat1489' })
  await expect(world.app.getByRole('tab', { name: 'Überblick' }).or(world.app.getByRole('tab', { name: 'Übersicht' }))).toBeVisible()
})

test('before the installation an employee is told that it is not complete', async ({ world, page }) => {
  await world.open({ scenario: 'not-installed-employee', panel: false })
  await openApplications(page)
  await expect(page.getByRole('main', { name: 'Application' })).toContainText('not fully installed')
  await expect(page.locator('iframe')).toHaveCount(0)
})

for (const method of ['scope', 'placement.get', 'placement.bind']) {
  test(`a failing ${method} stops the installation, says why, and trying again completes it`, async ({ world, page }) => {
    await world.open({ scenario: 'not-installed', panel: false })
    world.sites.portal.portal().addFault({ side: 'rest', target: method, fault: { kind: 'http-500' }, times: 1 })
    await openApplications(page)
    await world.app.getByRole('button', { name: 'Install' }).click()
    await expect(world.app.getByText('INTERNAL_SERVER_ERROR')).toBeVisible()
    expect(world.sites.portal.portal().world.app.isInstalled).toBe(false)

    await world.app.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => world.sites.portal.portal().world.app.isInstalled).toBe(true)
    expect(world.sites.portal.portal().world.app.bindings).toHaveLength(1)
  })
}

test('a registration that reached the portal without its answer is not made twice', async ({ world, page }) => {
  await world.open({ scenario: 'not-installed', panel: false })
  world.sites.portal.portal().addFault({ side: 'rest', target: 'placement.bind', fault: { kind: 'empty' }, times: 1 })
  await openApplications(page)
  await world.app.getByRole('button', { name: 'Install' }).click()
  await world.app.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => world.sites.portal.portal().world.app.isInstalled).toBe(true)
  expect(world.sites.portal.portal().world.app.bindings).toHaveLength(1)
})

test('the app\'s own page says where to find it, and shows an administrator what is registered', async ({ world, page }) => {
  await world.open({ scenario: 'administrator', panel: false })
  await openApplications(page)
  await expect(world.app.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(world.app.getByText('IM_SIDEBAR').or(world.app.getByText('About this chat')).first()).toBeVisible()
})
