/** What a browser keeps in every store at once: a view, the archive, an export, drafts, and what was ticked off. */
import type { Frame, Page } from '@playwright/test'
import { expect } from './lasting-profile.ts'
import { ANNA, frameOf, GROUP, openOnce } from './last-views.ts'
import type { World } from './test.ts'

/** With the one that is ticked off, where it was written. */
const READ = /^All 34[01] messages were read\.$/
const CHAT = 1489
const SOMEBODY = 17
const KEEP = 'Keep what was read from this chat'
const words = (world: World) => world.app.getByRole('searchbox', { name: 'Words in the message' })
const answered = (world: World) => world.app.getByRole('button', { name: 'Not done yet' })
const openTab = (world: World, name: string) => world.app.getByRole('tab', { name }).click()

/** Leaves something in every store, beside the group chat; the search is open in the end. */
export async function keepEverything(world: World, page: Page, { as = ANNA }: { as?: number } = {}): Promise<void> {
  world.deed(CHAT, { kind: 'write', by: SOMEBODY, text: `[USER=${as}]You[/USER], is it done?` })
  await openOnce(world, page, { as })
  const { app } = world
  await openTab(world, 'Catch up')
  await app.getByRole('button', { name: 'Done' }).first().click()
  await expect(answered(world)).toBeVisible()
  const frame = await frameOf(page)
  await expect.poll(() => frame.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toContain('chatside-marks')
  await openTab(world, 'Links and files')
  await expect(app.getByText(READ)).toBeVisible()
  await app.getByText('On this device').click()
  await app.getByLabel(KEEP).check()
  await expect(app.getByText(/^This chat takes .* here\.$/)).toBeVisible()
  await openTab(world, 'Export')
  await app.getByRole('button', { name: 'Start the export' }).click()
  await expect(app.getByRole('link', { name: 'Save' })).toBeVisible()
  await openTab(world, 'Search')
  await words(world).fill('half a wo')
  const drafts = () => app.locator('html').evaluate(() => sessionStorage.length)
  await expect.poll(drafts, 'which panel is open, and what was typed there').toBeGreaterThanOrEqual(2)
}

/** The chat as it is open finds all of it again. */
export async function expectKept(world: World): Promise<void> {
  await expect(world.app.getByRole('tab', { selected: true })).toHaveText('Search')
  await expect(words(world)).toHaveValue('half a wo')
  await openTab(world, 'Export')
  await expect(world.app.getByText('An export of this chat was read to the end, but not saved.')).toBeVisible()
  await openTab(world, 'Links and files')
  await world.app.getByText('On this device').click()
  await expect(world.app.getByLabel(KEEP)).toBeChecked()
  await openTab(world, 'Catch up')
  await expect(answered(world)).toBeVisible()
}

/** The chat as it is open finds none of it, and works. */
export async function expectNothingKept(world: World): Promise<void> {
  const { app } = world
  await expect(app.getByRole('list', { name: 'Members' })).toBeVisible()
  await expect(app.getByRole('tab', { selected: true })).toHaveText('Overview')
  await openTab(world, 'Search')
  await expect(words(world)).toHaveValue('')
  await openTab(world, 'Export')
  await expect(app.getByRole('button', { name: 'Start the export' })).toBeVisible()
  await openTab(world, 'Links and files')
  await expect(app.getByText(READ)).toBeVisible()
  await app.getByText('On this device').click()
  await expect(app.getByLabel(KEEP)).not.toBeChecked()
  await openTab(world, 'Catch up')
  await expect(app.getByRole('button', { name: 'Refresh' })).toBeVisible()
  await expect(answered(world)).toHaveCount(0)
}

export const openGroup = (world: World, as = ANNA): Promise<void> => world.visit({ as, lang: 'en', chat: GROUP })

/** Does something to the bytes of every record, each a run of bytes, as another page of the origin could. */
export async function spoilEverything(frame: Frame, how: 'cut off' | 'changed by one bit' | 'put in each other\'s places'): Promise<void> {
  await frame.evaluate(async (what) => {
    const settled = <Value>(asked: IDBRequest<Value>) => new Promise<Value>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = reject
    })
    const spoil = (runs: readonly Uint8Array<ArrayBuffer>[]) => runs.map((run, index) => {
      if (what === 'cut off') return run.slice(0, -1)
      if (what === 'changed by one bit') return run.map((byte, at) => at === 99 ? byte ^ 1 : byte)
      return runs[(index + 1) % runs.length] ?? run
    })
    const found: { opened: IDBDatabase, store: string, key: IDBValidKey, value: unknown }[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const opened = await settled(indexedDB.open(name))
      for (const store of opened.objectStoreNames) {
        const records = opened.transaction(store).objectStore(store)
        const [keys, values] = await Promise.all([settled(records.getAllKeys()), settled(records.getAll())])
        found.push(...keys.map((key, index) => ({ opened, store, key, value: values[index] as unknown })))
      }
    }
    const isRun = (value: unknown) => value instanceof ArrayBuffer
    const runsOf = (value: unknown) => isRun(value) ? [value] : Object.values(value as object).filter(isRun)
    const spoiltRuns = spoil(found.flatMap(({ value }) => runsOf(value)).map(run => new Uint8Array(run))).map(run => run.buffer)
    const put = (value: unknown) => isRun(value) ? spoiltRuns.shift() : value
    for (const { opened, store, key, value } of found) {
      const next = isRun(value) ? put(value) : Object.fromEntries(Object.entries(value as object).map(([field, inner]) => [field, put(inner)]))
      const records = opened.transaction(store, 'readwrite').objectStore(store)
      await settled(records.keyPath === null ? records.put(next, key) : records.put(next))
    }
    for (const { opened } of found) opened.close()
    const drafts = Object.entries(sessionStorage)
    const spoilt = spoil(drafts.map(([, text]) => new TextEncoder().encode(String(text))))
    for (const [index, [name]] of drafts.entries()) sessionStorage.setItem(name, new TextDecoder().decode(spoilt[index]))
  }, how)
}
