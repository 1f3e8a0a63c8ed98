import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { securityHeaders } from '../../hosting/policy.ts'
import { openPanel, panelNames } from '../browser/support/open-panel.ts'
import { serveStaticApp, type StaticApp } from '../portal/server/static-app.ts'
import { unzip } from '../support/unzip.ts'
import { test as inLastingWindow } from './support/lasting-window.ts'
import { APP_HOST, expect, test, type Stage } from './support/test.ts'

// Every part of the app under the policy that the recipes send, on a host of the tests' own.

let host: StaticApp | undefined

/** The build with the headers of the recipes, each as `change` leaves it. */
async function serve({ tls, portal, door }: Stage, change: (value: string) => string = value => value): Promise<void> {
  const headers = Object.fromEntries(securityHeaders({ portals: [portal.url] }).map(([name, value]) => [name, change(value)]))
  host = await serveStaticApp({ folder: fileURLToPath(new URL('../../dist', import.meta.url)), path: '/chatside/', tls, domain: APP_HOST, headers })
  door.leadTo(host.port)
}

test.afterEach(() => host?.close())

test('no panel of a chat violates the policy', async ({ stage, open }) => {
  await serve(stage)
  const { app, complaints } = await open(stage.portal)
  await expect(app.getByRole('list', { name: 'Members' })).toBeVisible()
  for (const name of await panelNames(app)) {
    await openPanel(app, name)
    await expect(app.getByRole('tabpanel')).toBeVisible()
    await expect(app.locator('[aria-busy="true"]')).toHaveCount(0)
  }
  expect(complaints).toEqual([])
})

inLastingWindow('a conversation that is read in the worker, drawn, opened wide and saved violates nothing', async ({ stage, open }) => {
  await serve(stage)
  const { page, app, complaints } = await open(stage.portal)
  const workers: string[] = []
  page.on('worker', worker => workers.push(worker.url()))

  await openPanel(app, 'Links and files')
  await expect(app.getByText(/^All [\d,]+ messages were read\.$/)).toBeVisible()
  expect(workers).toEqual([expect.stringMatching(`^https://${APP_HOST}/chatside/assets/[^/]+\\.js$`)])
  await app.getByRole('button', { name: 'Files', exact: true }).click()
  await expect(app.getByRole('list', { name: 'Files', exact: true }).getByRole('listitem').first()).toBeVisible()

  await openPanel(app, 'Insights')
  await expect(app.locator('canvas')).toHaveCount(2)
  await app.locator('.u-over').first().hover()
  await app.getByRole('button', { name: 'Open wide' }).click()
  const wide = page.getByRole('dialog').frameLocator('iframe[id^="appframe_"]')
  await expect(wide.locator('canvas').first()).toBeVisible()
  await wide.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await openPanel(app, 'Export')
  await app.getByRole('button', { name: 'Start the export' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), app.getByRole('link', { name: 'Save' }).click()])
  expect([...(await unzip(await readFile(await download.path()))).keys()]).toContain('manifest.json')
  expect(complaints).toEqual([])
})

test('neither the installation nor the settings, their icons and the test of the address violate the policy', async ({ stage, open }) => {
  await serve(stage)
  const { app, complaints } = await open(stage.portal, { scenario: 'not-installed', view: 'app' })
  await app.locator('summary', { hasText: 'Name, icon, and who sees it' }).click()
  await app.getByRole('button', { name: 'Choose an icon' }).click()
  await app.getByRole('option', { name: 'fa-bicycle' }).click()
  await app.getByRole('button', { name: 'Install', exact: true }).click()
  await expect(app.getByRole('button', { name: 'Apply these changes' })).toBeVisible()
  await app.locator('summary', { hasText: 'Test the address' }).click()
  await app.getByRole('button', { name: 'Test the address' }).click()
  await expect(app.getByText('The address does what Bitrix24 needs')).toBeVisible()
  expect(complaints).toEqual([])
})

test('a policy that is too strict is noticed', async ({ stage, open }) => {
  await serve(stage, value => value.replace(/trusted-types [^;]*/, 'trusted-types \'none\''))
  const { complaints } = await open(stage.portal)
  await expect.poll(() => complaints.join('\n')).toContain('trusted-types')
})
