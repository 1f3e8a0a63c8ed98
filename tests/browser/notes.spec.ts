import { createRandom, type Random } from '../portal/core/world/random.ts'
import type { FrameLocator } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { add, CHAT, FIRST, field, openAll, PEOPLE, rowOf, rows, SOON, texts } from './support/notes-pages.ts'
import { PORTAL_HOST } from './support/sites.ts'
import { expect, test, type World } from './support/test.ts'

// Notes in browsers: several people beside the same chat, each in a page of their own, on one portal.

const OUTSIDER = 11

test.beforeEach(({ guard }) => guard.allowHost(PORTAL_HOST))

/** Somebody asks the portal by hand, with a token of their own. */
function ask(world: World, viewerId: number, method: string, params: Record<string, unknown>): unknown {
  const portal = world.sites.portal.portal()
  const token = Object.fromEntries(portal.openRaw({ viewerId, language: 'en', placement: 'DEFAULT', placementOptions: {} }).fields)['AUTH_ID']
  const reply = portal.rest({
    method: 'POST', path: `/rest/${method}`, query: '', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...params, auth: token }), ip: '198.51.100.7',
  })
  if (reply.kind !== 'answer') throw new Error(`${method}: ${reply.kind}`)
  return JSON.parse(String(reply.body))
}

test('what one writes appears for the other within two seconds, and so do edits, ticks and who is there', async ({ world, page }) => {
  const [one, other] = await openAll(world, page, 2)
  if (!one || !other) throw new Error('There are two.')
  const began = Date.now()
  await add(other, 'Book the room')
  await expect(rows(one)).toHaveText([FIRST, 'Book the room'], { timeout: SOON })
  test.info().annotations.push({ type: 'measured', description: `${Date.now() - began} ms until a line is there for the other` })
  await field(other).pressSequentially('Someth')
  await expect(one.getByText(/Writing now/)).toBeVisible({ timeout: SOON })
  await rowOf(one, 'Book the room').getByRole('checkbox').click()
  await expect(other.getByText('1 done line')).toBeVisible({ timeout: SOON })
})

test('nothing of a note is in an address, on the channel or in clear in the browser', async ({ world, page }) => {
  const [one, other] = await openAll(world, page, 2)
  if (!one || !other) throw new Error('There are two.')
  await add(one, 'Rhubarb for Klaus')
  await expect(rows(other)).toHaveText([FIRST, 'Rhubarb for Klaus'], { timeout: SOON })
  const log = world.sites.portal.portal().log
  expect(log.filter(entry => 'path' in entry && /rhubarb/i.test(JSON.stringify(entry.path)))).toEqual([])
  const told = world.log('rest').filter(({ method }) => method === 'pull.application.event.add')
  expect(told.length).toBeGreaterThan(0)
  expect(JSON.stringify(told)).not.toMatch(/rhubarb/i)
  expect(world.sites.app.requests.filter(({ path }) => /rhubarb/i.test(path))).toEqual([])
  const kept = await (await appFrame(world, page)).evaluate(async () => {
    const all: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name ?? '')
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      for (const store of database.objectStoreNames) {
        const asking = database.transaction(store).objectStore(store).getAll()
        const rows = await new Promise<unknown[]>((resolve) => { asking.onsuccess = () => resolve(asking.result) })
        all.push(...rows.map(row => new TextDecoder().decode(row instanceof ArrayBuffer
          ? row
          : new TextEncoder().encode(JSON.stringify(row, (_key, value: unknown) => (
              value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value
            ))))))
      }
      database.close()
    }
    return JSON.stringify(all)
  })
  expect(kept).not.toMatch(/rhubarb/i)
})

test('a sidebar whose notes were not opened asks for none', async ({ world }) => {
  const since = world.sites.app.requests.length
  await world.open({ scenario: 'all-scopes', lang: 'en', as: PEOPLE[0], chat: `chat${CHAT}` })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await expect.poll(() => world.sites.app.requests.slice(since).some(({ path }) => path.includes('ExportPanel'))).toBe(true)
  const commands = world.log('rest').flatMap(entry => entry.method === 'batch' ? entry.commands : [entry.method])
  expect(commands.filter(method => method.startsWith('entity.') || method.startsWith('pull.') || method === 'user.option.get')).toEqual([])
  expect(world.sites.portal.push.connections).toBe(0)
  expect(world.sites.app.requests.slice(since).filter(({ path }) => /NotesContent|open-notes/.test(path))).toEqual([])
})

test('somebody outside the chat reads nothing by hand, nor does who has left', async ({ world, page }) => {
  const [member] = await openAll(world, page, 1)
  if (!member) throw new Error('There is one.')
  await add(member, 'A secret of the chat')
  await expect(member.getByText('not sent yet')).toHaveCount(0)
  const read = (personId: number) => JSON.stringify(ask(world, personId, 'entity.item.get', { ENTITY: `c${CHAT}` }))
  expect(read(PEOPLE[1])).toContain('A secret of the chat')
  expect(read(OUTSIDER)).not.toContain('A secret of the chat')
  world.deed(CHAT, { kind: 'leave', by: PEOPLE[1] })
  expect(read(PEOPLE[1])).not.toContain('A secret of the chat')
  const item = Object(ask(world, PEOPLE[0], 'entity.item.get', { ENTITY: `c${CHAT}` }))['result'].at(-1)
  expect(ask(world, OUTSIDER, 'entity.item.update', { ENTITY: `c${CHAT}`, ID: item['ID'], DETAIL_TEXT: 'mine' })).toMatchObject({ error: 'ACCESS_DENIED' })
})

/** What somebody does next, by chance; null where there is nothing to do it to. */
async function deed(app: FrameLocator, random: Random, name: string): Promise<void> {
  const kind = random.integer(0, 3)
  const there = app.locator('ul[aria-label="Shared"] [data-line]')
  const count = await there.count()
  if (kind === 0 || count < 2) return await add(app, name)
  const id = await there.nth(random.integer(0, count - 1)).getAttribute('data-line')
  const row = app.locator(`[data-line="${id}"]`)
  if (kind === 1) {
    await row.getByRole('button', { name: 'Edit' }).press('Enter')
    const text = row.getByRole('textbox', { name: 'Text of the line' })
    await text.fill(`${await text.inputValue()} ${name}`)
    // once more where others have changed the same words meanwhile
    await expect.poll(async () => {
      await text.press('Enter', { timeout: 1_000 }).catch(() => undefined)
      return await text.count()
    }).toBe(0)
  } else {
    await row.getByRole('button', { name: 'Edit' }).press(kind === 2 ? 'Alt+ArrowUp' : 'Alt+ArrowDown')
  }
}

test('random deeds of two and three people end equal everywhere, with every line, through lost answers and a restart', async ({ world, page }) => {
  const apps = await openAll(world, page, 3)
  const portal = world.sites.portal.portal()
  const { push } = world.sites.portal
  // nobody writes as fast as this
  Object.assign(portal.world.settings.limits, { burst: 100_000, operatingSeconds: 100_000 })
  for (let run = 0; run < 20; run += 1) {
    const random = createRandom(`notes ${run}`)
    const acting = apps.slice(0, run % 2 === 0 ? 2 : 3)
    if (run % 5 === 1) portal.addFault({ side: 'rest', target: 'entity.item.add', fault: { kind: 'cut-after' }, times: 1 })
    if (run % 5 === 2) portal.addFault({ side: 'rest', target: 'entity.item.update', fault: { kind: 'cut-after' }, times: 1 })
    if (run % 10 === 4) push.restart()
    if (run % 10 === 4) push.comeBack()
    const names = acting.map((_app, who) => `r${run}p${who}`)
    await Promise.all(acting.map((app, who) => add(app, names[who] ?? '')))
    for (let step = 0; step < 2; step += 1) {
      await Promise.all(acting.map((app, who) => deed(app, random, `r${run}s${step}w${who}`)))
    }
    for (const app of apps) for (const retry of await app.getByRole('button', { name: 'Try again' }).all()) await retry.click().catch(() => undefined)
    await expect.poll(async () => {
      const [first, ...others] = await Promise.all(apps.map(texts))
      const isEqual = others.every(other => JSON.stringify(other) === JSON.stringify(first))
      return isEqual && names.every(name => first?.some(text => text.includes(name)))
    }, `run ${run}`).toBe(true)
  }
  const [lines] = await Promise.all(apps.map(texts))
  for (let run = 0; run < 20; run += 1) {
    for (let who = 0; who < (run % 2 === 0 ? 2 : 3); who += 1) expect(lines?.filter(text => new RegExp(`\\br${run}p${who}\\b`).test(text)), `r${run}p${who}`).toHaveLength(1)
  }
})
