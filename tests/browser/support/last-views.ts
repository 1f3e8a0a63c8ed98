import type { Frame, Page } from '@playwright/test'
import type { PortalServer } from '../../portal/server/portal-server.ts'
import { appFrame } from './app-frame.ts'
import { holdRequests } from './hold-requests.ts'
import { expect } from './lasting-profile.ts'
import type { World } from './test.ts'

const DATABASE = 'chatside-views'
export const ANNA = 1
export const EMPLOYEE = 5
export const GROUP = 'chat1489'

/** A kept view as the browser stores it. */
export interface RawView {
  name: string
  day: number
  bytes: number[]
}

/** All records as any page of the same origin and portal may read them. */
export async function readRaw(frame: Frame): Promise<RawView[]> {
  const views = await frame.evaluate(async (name) => {
    if (!(await indexedDB.databases()).some(one => one.name === name)) return []
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open(name)
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = reject
    })
    const asked = opened.transaction('views').objectStore('views').getAll()
    await new Promise((resolve) => { asked.onsuccess = resolve })
    opened.close()
    const found = asked.result as { name: string, day: number, sealed: ArrayBuffer }[]
    // as Latin-1: a list of numbers takes a second to cross
    return found.map(({ sealed, ...rest }) => ({ ...rest, bytes: [...new Uint8Array(sealed)].map(byte => String.fromCharCode(byte)).join('') }))
  }, DATABASE)
  return views.map(({ bytes, ...rest }) => ({ ...rest, bytes: [...Buffer.from(bytes, 'latin1')] }))
}

/** Writes records in place of those that are there. */
export function writeRaw(frame: Frame, records: RawView[]): Promise<void> {
  return frame.evaluate(async ({ name, given }) => {
    const opened = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open(name)
      asked.onsuccess = () => resolve(asked.result)
    })
    const change = opened.transaction('views', 'readwrite')
    for (const { bytes, ...rest } of given) {
      change.objectStore('views').put({ ...rest, sealed: Uint8Array.from(bytes, letter => letter.charCodeAt(0)).buffer })
    }
    await new Promise((resolve) => { change.oncomplete = resolve })
    opened.close()
  }, { name: DATABASE, given: records.map(({ bytes, ...rest }) => ({ ...rest, bytes: Buffer.from(bytes).toString('latin1') })) })
}

/** Holds the next batches until they are released, so that a test can examine the screen before their answer. */
export function hold(page: Page, portal: PortalServer): Promise<() => void> {
  portal.portal().clearLog()
  return holdRequests(page, request => new URL(request.url()).pathname.includes('/batch'))
}

/** Opens a chat and waits until its view is kept. */
export async function openOnce(world: World, { as = ANNA, chat = GROUP }: { as?: number, chat?: string } = {}): Promise<void> {
  await world.visit({ as, lang: 'en', chat })
  await expect(world.app.getByRole('heading', { level: 1 })).toBeVisible()
  const frame = await appFrame(world.app)
  await expect.poll(async () => (await readRaw(frame)).length).toBeGreaterThan(0)
}

export const painted = (world: World) => world.app.getByText(/^As it was .* Refreshing…$/)
export const skeleton = (world: World) => world.app.getByRole('tabpanel').locator('[aria-busy="true"]')

/** Opens the chat while the portal is kept from answering, and sees that nothing of it is painted before the answer. */
export async function expectNothingPainted(world: World, page: Page, open: { as?: number, chat?: string } = {}): Promise<void> {
  const letGo = await hold(page, world.sites.portal)
  await world.visit({ as: ANNA, lang: 'en', chat: GROUP, ...open })
  await expect(skeleton(world)).toBeVisible()
  await expect(painted(world)).toHaveCount(0)
  letGo()
  await expect(world.app.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(painted(world)).toHaveCount(0)
}
