/** A portal and an app in an office's own network, without https: a page there has no Web Locks, and much else that a browser grants others. */
import { execFile } from 'node:child_process'
import { openAsBlob } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { FrameLocator, Page } from '@playwright/test'
import { textOf, unzip } from '../support/unzip.ts'
import { HALFWAY } from './support/export-page.ts'
import { after, holdRequests } from './support/hold-requests.ts'
import { appFrame } from './support/app-frame.ts'
import { expect, test as base } from './support/lasting-profile.ts'
import { openPanel } from './support/open-panel.ts'
import { readEverything } from './support/read-everything.ts'
import { startSites, type Sites } from './support/sites.ts'

const PORTAL = 'portal.office.example'
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const test = base.extend<object, { sites: Sites }>({
  sites: [async ({}, use) => {
    const build = await mkdtemp(join(tmpdir(), 'chatside-http-'))
    const env = { ...process.env, CHATSIDE_PORTALS: `http://${PORTAL}` }
    await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--outDir', build, '--emptyOutDir'], { cwd: ROOT, env })
    const sites = await startSites('http', { plain: { portalHost: PORTAL, build } })
    await use(sites)
    await sites.close()
    await rm(build, { recursive: true, force: true })
  }, { scope: 'worker', timeout: 240_000 }],
})

const appOf = (page: Page): FrameLocator => page.frameLocator('iframe[id^="appframe_"]').first()

/** Opens the export beside the group chat. */
async function openExport(page: Page, sites: Sites): Promise<FrameLocator> {
  await page.goto(`${sites.portal.url}/online/?panel=1`)
  const app = appOf(page)
  await openPanel(app, 'Export')
  return app
}

async function save(app: FrameLocator, page: Page): Promise<{ ids: number[], manifest: unknown }> {
  const link = app.getByRole('link', { name: 'Save' })
  await expect(link).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  const files = await unzip(await openAsBlob(await download.path()))
  const { messages } = JSON.parse(textOf(files, 'messages-001.json')) as { messages: { id: number }[] } // valid by another test
  return { ids: messages.map(({ id }) => id), manifest: JSON.parse(textOf(files, 'manifest.json')) }
}

function idsOf(sites: Sites): number[] {
  const messages = sites.portal.portal().world.chats.get(1489)?.messages
  return Array.from({ length: messages?.count ?? 0 }, (_unused, index) => messages?.at(index).id ?? 0)
}

test('an export runs where nothing is granted that needs https (r2)', async ({ world, page }) => {
  world.prepare({})
  const app = await openExport(page, world.sites)
  await expect(app.getByRole('button', { name: 'Start the export' })).toBeVisible()
  const granted = await app.locator('html').evaluate(() => [isSecureContext, 'locks' in navigator, 'randomUUID' in crypto])
  expect(granted, 'what the page is granted').toEqual([false, false, false])
  await app.getByRole('combobox', { name: 'Format' }).selectOption('json')
  await app.getByRole('button', { name: 'Start the export' }).click()
  const { ids, manifest } = await save(app, page)
  expect(ids).toEqual(idsOf(world.sites))
  expect(manifest).toMatchObject({ isComplete: true, gaps: [], counts: { messages: ids.length } })
})

test('nothing at all is kept: not how the chat looked, what was typed, or an export that was stopped', async ({ world, page }) => {
  world.prepare({})
  const app = await openExport(page, world.sites)
  await openPanel(app, 'Search')
  await app.getByRole('searchbox', { name: 'Words in the message' }).fill('half a wo')
  await openPanel(app, 'Export')
  await app.getByRole('combobox', { name: 'Format' }).selectOption('json')
  await holdRequests(page, after(HALFWAY, 'im.dialog.messages.get'))
  await app.getByRole('button', { name: 'Start the export' }).click()
  await expect(app.getByText('Chatside cannot keep anything in this browser')).toBeVisible()
  await app.getByRole('button', { name: 'Stop' }).click()
  await expect(app.getByText('The export was stopped.')).toBeVisible()
  expect((await readEverything(await appFrame(world.app))).records).toBe(0)

  await page.unrouteAll({ behavior: 'ignoreErrors' })
  const again = await openExport(page, world.sites)
  await expect(again.getByRole('button', { name: 'Start the export' })).toBeVisible()
  await expect(again.getByText('An export of this chat was interrupted.')).toHaveCount(0)
  await openPanel(again, 'Search')
  await expect(again.getByRole('searchbox', { name: 'Words in the message' })).toHaveValue('')
})
