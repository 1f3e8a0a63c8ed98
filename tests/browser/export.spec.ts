import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { textOf } from '../support/unzip.ts'
import { EXPORTED, HALFWAY, prepareLargeChat, saveExport } from './support/export-page.ts'
import { after, holdRequests } from './support/hold-requests.ts'
import { expect, test } from './support/lasting-profile.ts'
import { openPanel } from './support/open-panel.ts'
import type { World } from './support/test.ts'

/** Opens the panel beside the large chat; the ids of its messages. */
async function openExport(world: World): Promise<number[]> {
  const ids = prepareLargeChat(world)
  await world.visit()
  await openPanel(world.app, 'Export')
  return ids
}

/** Opens files as somebody does who unpacked them, and counts what their own policy refused. */
async function openFile(page: Page, files: ReadonlyMap<string, Buffer>, name: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chatside-export-'))
  try {
    for (const [file, content] of files) await writeFile(join(folder, file), content)
    const refused: string[] = []
    page.on('console', message => /Content Security Policy/.test(message.text()) && refused.push(message.text()))
    await page.goto(pathToFileURL(join(folder, name)).href)
    await page.getByRole('link', { name: 'Part 1' }).click()
    await expect(page.getByRole('article')).toHaveCount(EXPORTED)
    return refused
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('10,000 messages become pages, also when the frame was closed half-way, and a browser shows them under their own policy', async ({ world, page }) => {
  const ids = await openExport(world)
  const letGo = await holdRequests(page, after(HALFWAY, 'im.dialog.messages.get'))
  await world.app.getByRole('button', { name: 'Start the export' }).click()
  // seen while the next request hangs, and not only when that has run out of its 30 seconds
  await expect(world.app.getByText(/^[1-9][\d,]* of about 10,000 messages read/)).toBeVisible({ timeout: 25_000 })
  await world.app.getByRole('button', { name: 'Pause' }).click()
  letGo()
  await expect(world.app.getByRole('status')).toHaveText('Paused.')
  await world.app.getByRole('button', { name: 'Stop' }).click()
  await expect(world.app.getByText('The export was stopped.')).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.locator('iframe[id^="appframe_"]')).toHaveCount(0)
  await page.getByRole('region', { name: 'Applications' }).getByRole('button').first().click()
  await openPanel(world.app, 'Export')

  await expect(world.app.getByText('An export of this chat was interrupted.')).toBeVisible()
  await world.app.getByRole('button', { name: 'Continue' }).click()
  const files = await saveExport(world.app, page)
  await expect(world.app.getByText('The plan of your Bitrix24 limits the history')).toBeVisible()
  expect(JSON.parse(textOf(files, 'manifest.json'))).toMatchObject({ isComplete: true, isHistoryLimited: true, gaps: [], counts: { messages: EXPORTED } })
  expect([...textOf(files, 'messages-001.html').matchAll(/<article id="m(\d+)"/g)].map(([, id]) => Number(id))).toEqual(ids)

  expect(await openFile(page, files, 'index.html')).toEqual([])
  expect(await page.locator('script, iframe, img, link, object').count()).toBe(0)
  expect(await page.locator('body').evaluate(body => getComputedStyle(body).maxWidth), 'its own style is let through').toBe('690px')
})

test('10,000 messages become a table of as many lines', async ({ world, page }) => {
  const ids = await openExport(world)
  await world.app.getByRole('combobox', { name: 'Format' }).selectOption('csv')
  await world.app.getByRole('button', { name: 'Start the export' }).click()
  const rows: string[][] = parse(textOf(await saveExport(world.app, page), '.csv'), { bom: true })
  expect(rows.slice(1).map(([id]) => Number(id))).toEqual(ids)
})

test('a browser that does not compress exports all the same (r17)', async ({ world, page }) => {
  await page.addInitScript('delete globalThis.CompressionStream')
  const ids = await openExport(world)
  await world.app.getByRole('combobox', { name: 'Format' }).selectOption('csv')
  await world.app.getByRole('button', { name: 'Start the export' }).click()
  const rows: string[][] = parse(textOf(await saveExport(world.app, page), '.csv'), { bom: true })
  expect(rows.slice(1).map(([id]) => Number(id))).toEqual(ids)
  expect(await world.app.locator('html').evaluate(() => typeof CompressionStream)).toBe('undefined')
})
