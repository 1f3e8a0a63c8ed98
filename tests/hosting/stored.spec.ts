import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipBuild } from '../../hosting/zip.ts'
import { openPanel } from '../browser/support/open-panel.ts'
import type { Scenario } from '../portal/core/world/model.ts'
import { scenario } from '../portal/scenarios/index.ts'
import { serveStaticApp, type StaticApp } from '../portal/server/static-app.ts'
import { unzip } from '../support/unzip.ts'
import { APP_HOST, expect, test } from './support/test.ts'

// The archive as Bitrix24's own storage: unpacked on a host of the portal's choosing, which sends no header of ours.

const PATH = '/b1234567/app_local/0123456789abcdef/'
const FOLDER = `https://${APP_HOST}${PATH}`

/** A portal into which the archive was just uploaded. */
function uploaded(): Scenario {
  const found = scenario('not-installed')
  return {
    ...found,
    create(site) {
      const world = found.create(site)
      Object.assign(world.app, { isStoredInPortal: true, mainUrl: `${FOLDER}index.html`, installUrl: `${FOLDER}install.html` })
      return world
    },
  }
}

let folder: string
let storage: StaticApp

test.beforeAll(async ({ stage }) => {
  folder = mkdtempSync(join(tmpdir(), 'chatside-storage-'))
  const archive = await unzip(await zipBuild(fileURLToPath(new URL('../../dist', import.meta.url))))
  for (const [name, content] of archive) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  storage = await serveStaticApp({ folder, path: PATH, tls: stage.tls, domain: APP_HOST })
  stage.door.leadTo(storage.port)
})
test.afterAll(async () => {
  await storage.close()
  rmSync(folder, { recursive: true })
})

test('an uploaded archive installs from install.html and then opens in a chat, all by GET', async ({ stage, open }) => {
  const { page, app, complaints } = await open(stage.portal, { scenario: uploaded(), view: 'app' })
  await app.getByRole('button', { name: 'Install', exact: true }).click()
  const truth = () => stage.portal.portal().world.app
  await expect.poll(() => truth().isInstalled).toBe(true)
  expect(truth().bindings).toMatchObject([{ placement: 'IM_SIDEBAR', handler: `${FOLDER}index.html` }])

  await page.goto(`${stage.portal.url}/online/?chat=chat1489&panel=1`)
  await expect(app.getByRole('list', { name: 'Members' })).toBeVisible()
  // the worker that reads, under the policy that the page carries itself
  await openPanel(app, 'Links and files')
  await expect(app.getByText(/^All [\d,]+ messages were read\.$/)).toBeVisible()
  expect(complaints).toEqual([])
  const pages = storage.requests.filter(({ path }) => path.endsWith('.html'))
  // the second is the application's own page, which the portal opens after the installation
  expect(pages.map(({ method, path }) => `${method} ${path}`)).toEqual(['install.html', 'index.html', 'index.html'].map(name => `GET ${PATH}${name}`))
})
