/** What a browser keeps in every store at once: a view, the archive, an export, drafts, and what was ticked off. */
import type { Frame } from '@playwright/test'
import { appFrame } from './app-frame.ts'
import { expect } from './lasting-profile.ts'
import { ANNA, GROUP, openOnce } from './last-views.ts'
import { openedPanel, openPanel } from './open-panel.ts'
import type { World } from './test.ts'

/** With the one that is ticked off, where it was written. */
const READ = /^All 34[01] messages were read\.$/
const CHAT = 1489
const SOMEBODY = 17
const KEEP = 'Keep what was read from this chat'
const words = (world: World) => world.app.getByRole('searchbox', { name: 'Words in the message' })
const answered = (world: World) => world.app.getByRole('button', { name: 'Not done yet' })
const openTab = (world: World, name: string) => openPanel(world.app, name)

/** Leaves something in every store, beside the group chat; the search is open in the end. */
export async function keepEverything(world: World): Promise<void> {
  world.deed(CHAT, { kind: 'write', by: SOMEBODY, text: `[USER=${ANNA}]You[/USER], is it done?` })
  await openOnce(world)
  const { app } = world
  await openTab(world, 'Catch up')
  await app.getByRole('button', { name: 'Done' }).first().click()
  await expect(answered(world)).toBeVisible()
  const frame = await appFrame(world.app)
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
  await expect(openedPanel(world.app)).toHaveText('Search')
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
  await expect(openedPanel(app)).toHaveText('Overview')
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

type Spoiling = 'cut off' | 'changed by one bit' | 'put in each other\'s places'

/** Bytes as Latin-1, which crosses to the page faster than numbers. */
interface Run { run: string }
/** As a store holds it: bytes, or a record with some among its fields. */
type Value = Run | { fields: Record<string, unknown> }

/** Of a record whose store gives it no name: a chat's, and a number. */
type Key = string | (string | number)[]

/** Every record of every store, as another page of the origin may read and write them. */
export interface Snapshot {
  stores: { database: string, store: string, hasKeys: boolean, records: { key: Key, value: Value }[] }[]
  drafts: [string, string][]
}

export function snapshot(frame: Frame): Promise<Snapshot> {
  return frame.evaluate(async () => {
    const settled = <Result>(asked: IDBRequest<Result>) => new Promise<Result>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = reject
    })
    const letters = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map(byte => String.fromCharCode(byte)).join('')
    const packed = (value: unknown) => value instanceof ArrayBuffer ? { run: letters(value) } : value
    const stores: Snapshot['stores'] = []
    for (const { name: database = '' } of await indexedDB.databases()) {
      const opened = await settled(indexedDB.open(database))
      for (const store of opened.objectStoreNames) {
        const place = opened.transaction(store).objectStore(store)
        const [keys, values] = await Promise.all([settled(place.getAllKeys()), settled(place.getAll() as IDBRequest<unknown[]>)])
        const value = (found: unknown) => found instanceof ArrayBuffer
          ? packed(found) as Run
          : { fields: Object.fromEntries(Object.entries(found as object).map(([field, inner]) => [field, packed(inner)])) }
        stores.push({ database, store, hasKeys: place.keyPath === null, records: keys.map((key, index) => ({ key: key as Key, value: value(values[index]) })) })
      }
      opened.close()
    }
    return { stores, drafts: Object.entries(sessionStorage) as [string, string][] }
  })
}

const isRun = (value: unknown): value is Run => typeof value === 'object' && value !== null && 'run' in value

/** Something is done to every run of bytes and every draft. */
function spoilt(whole: Snapshot, how: Spoiling): Snapshot {
  const copy = structuredClone(whole)
  const spoil = (runs: readonly string[]): string[] => runs.map((run, index) => {
    if (how === 'cut off') return run.slice(0, -1)
    if (how === 'changed by one bit') return run.slice(0, 99) + String.fromCharCode(run.charCodeAt(99) ^ 1) + run.slice(100)
    return runs[(index + 1) % runs.length] ?? run
  })
  const runs = copy.stores.flatMap(({ records }) => records.flatMap(({ value }) => isRun(value) ? [value] : Object.values(value.fields).filter(isRun)))
  for (const [index, run] of spoil(runs.map(({ run }) => run)).entries()) Object.assign(runs[index] ?? {}, { run })
  const drafts = spoil(copy.drafts.map(([, text]) => text))
  return { ...copy, drafts: copy.drafts.map(([name], index) => [name, drafts[index] ?? '']) }
}

/** Makes the stores what they were, each record whole or spoilt, in place of what is there now. */
export function putBack(frame: Frame, whole: Snapshot, how?: Spoiling): Promise<void> {
  return frame.evaluate(async ({ stores, drafts }) => {
    const settled = <Result>(asked: IDBRequest<Result>) => new Promise<Result>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = reject
    })
    const unpacked = (value: unknown) => typeof value === 'object' && value !== null && 'run' in value
      ? Uint8Array.from(String(value.run), letter => letter.charCodeAt(0)).buffer
      : value
    for (const { database, store, hasKeys, records } of stores) {
      const opened = await settled(indexedDB.open(database))
      const place = opened.transaction(store, 'readwrite').objectStore(store)
      await settled(place.clear())
      for (const { key, value } of records) {
        const next = 'run' in value ? unpacked(value) : Object.fromEntries(Object.entries(value.fields).map(([field, inner]) => [field, unpacked(inner)]))
        await settled(hasKeys ? place.put(next, key) : place.put(next))
      }
      opened.close()
    }
    sessionStorage.clear()
    for (const [name, text] of drafts) sessionStorage.setItem(name, text)
  }, how === undefined ? whole : spoilt(whole, how))
}
