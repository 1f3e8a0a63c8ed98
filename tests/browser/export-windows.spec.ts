/** One export with more than one window, or more than one run of the browser: every archive holds what its manifest counts. */
import type { FrameLocator, Page } from '@playwright/test'
import { textOf } from '../support/unzip.ts'
import { prepareLargeChat, saveExport } from './support/export-page.ts'
import { watch } from './support/guard.ts'
import { createProfile, expect, test, windowOptions } from './support/lasting-profile.ts'
import { openPanel } from './support/open-panel.ts'
import type { World } from './support/test.ts'

interface Manifest {
  parts: { file: string, messages: number }[]
}

/** Ids in the files of an archive, in their order, which must be all that its manifest counts. */
function idsIn(files: ReadonlyMap<string, Buffer>): number[] {
  const manifest = JSON.parse(textOf(files, 'manifest.json')) as Manifest // valid by another test
  const ids = manifest.parts.flatMap(({ file }) => (JSON.parse(textOf(files, file)) as { messages: { id: number }[] }).messages.map(({ id }) => id))
  expect(manifest).toMatchObject({ isComplete: true, gaps: [], counts: { messages: ids.length } })
  return ids
}

/** Every answer of the portal takes so long, so that there is a half-way. */
function slowDown(world: World, ms: number): void {
  world.sites.portal.portal().clearFaults()
  if (ms > 0) world.sites.portal.portal().addFault({ side: 'rest', target: '*', fault: { kind: 'latency', ms }, times: null })
}

async function start(app: FrameLocator): Promise<void> {
  await app.getByRole('combobox', { name: 'Format' }).selectOption('json')
  await app.getByRole('button', { name: 'Start the export' }).click()
}

/** An export of the large chat that was stopped half-way, in the column and in a slider over it. */
async function interruptInTwoWindows(world: World, page: Page): Promise<{ ids: number[], wide: FrameLocator }> {
  const ids = prepareLargeChat(world)
  await world.visit()
  const { app } = world
  await openPanel(app, 'Export')
  slowDown(world, 2_000)
  await start(app)
  await expect(app.getByText(/^[1-9][\d,]* of about 10,000 messages read/)).toBeVisible()
  await app.getByRole('button', { name: 'Stop' }).click()
  await expect(app.getByText('The export was stopped.')).toBeVisible()
  await app.getByRole('button', { name: 'Open wide' }).click()
  const wide = page.getByRole('dialog').frameLocator('iframe[id^="appframe_"]')
  await expect(wide.getByText('An export of this chat was interrupted.')).toBeVisible()
  return { ids, wide }
}

/** Presses what a slider lies over, too; keys of two windows at the same time would all go to the one that has the focus last. */
const pressed = (app: FrameLocator, name: string): Promise<void> => app.getByRole('button', { name }).dispatchEvent('click')
const goOn = (app: FrameLocator): Promise<void> => pressed(app, 'Continue')

test('the column and the slider both go on with one export at the same time, and each saves all of it (a1)', async ({ world, page }) => {
  const { ids, wide } = await interruptInTwoWindows(world, page)
  // as long as both may meet, and no longer
  slowDown(world, 50)
  await Promise.all([goOn(world.app), goOn(wide)])
  const windows = [world.app, wide]
  const isReady = (app: FrameLocator) => app.getByText('The export is ready.')
  for (const app of windows) await expect(isReady(app).or(app.getByText('Another window is exporting this chat at the moment.'))).toBeVisible()
  for (const app of windows) {
    if (await isReady(app).isVisible()) continue
    await pressed(app, 'Try again')
    await expect(app.getByText('An export of this chat was read to the end, but not saved.')).toBeVisible()
    await goOn(app)
  }
  for (const app of windows) await expect(isReady(app)).toBeVisible()
  for (const app of windows) expect(idsIn(await saveExport(app, page))).toEqual(ids)
})

test('what the slider went on with and saved is whole in the column, which still remembers the half of it (a1)', async ({ world, page }) => {
  const { ids, wide } = await interruptInTwoWindows(world, page)
  slowDown(world, 0)
  await goOn(wide)
  expect(idsIn(await saveExport(wide, page))).toEqual(ids)
  await goOn(world.app)
  expect(idsIn(await saveExport(world.app, page))).toEqual(ids)
})

/** Bytes of what was kept so far: how many messages they are is encrypted. 0 before. */
const keptBytes = (app: FrameLocator): Promise<number> => app.locator('html').evaluate(() => new Promise<number>((resolve, reject) => {
  const opening = indexedDB.open('chatside-exports')
  opening.onerror = () => reject(opening.error ?? new Error('not opened'))
  opening.onsuccess = () => {
    const database = opening.result
    const found = database.transaction('runs').objectStore('runs').getAll()
    found.onsuccess = () => {
      database.close()
      resolve((found.result[0] as { bytes: number } | undefined)?.bytes ?? 0)
    }
  }
}))

test('a browser that is killed twice while it exports, and started again, comes to the whole export (a1)', async ({ sites, world }, { project }) => {
  const ids = prepareLargeChat(world)
  const profile = await createProfile()
  let bytes = 0
  /** The panel in a browser that was just started. */
  const run = async () => {
    const window = await profile.open(windowOptions(sites, project.use))
    const guard = watch(window.context, sites)
    await window.page.goto(`${sites.portal.url}/online/?panel=1`)
    const app = window.page.frameLocator('iframe[id^="appframe_"]').first()
    await openPanel(app, 'Export')
    return { ...window, guard, app }
  }
  try {
    for (const begin of [start, goOn]) {
      slowDown(world, 0)
      const { app, kill } = await run()
      slowDown(world, 2_500)
      await begin(app)
      await expect.poll(() => keptBytes(app)).toBeGreaterThan(bytes)
      await kill()
      slowDown(world, 0)
      const { app: again, close } = await run()
      await expect(again.getByText('An export of this chat was interrupted.')).toBeVisible()
      bytes = await keptBytes(again)
      await close()
    }
    const { app, page, guard, close } = await run()
    await goOn(app)
    expect(idsIn(await saveExport(app, page))).toEqual(ids)
    await close()
    expect([...guard.errors, ...guard.forbidden]).toEqual([])
  } finally {
    await profile.remove()
  }
})
