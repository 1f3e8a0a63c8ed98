/** What Overview showed is kept for whoever saw it, and for nobody else. */
import type { Frame } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { expect, test } from './support/lasting-profile.ts'
import { ANNA, EMPLOYEE, expectNothingPainted, GROUP, hold, openOnce, painted, readRaw, skeleton, writeRaw } from './support/last-views.ts'
import { openPanel } from './support/open-panel.ts'
import type { World } from './support/test.ts'

async function expectNoWord(world: World, frame: Frame): Promise<void> {
  const records = await readRaw(frame)
  expect(records.map(({ name, day, bytes, ...rest }) => [/^[0-9a-f]{64}$/.test(name), day === Math.floor(Date.now() / 86_400_000), bytes.length, rest]))
    .toEqual([[true, true, 16 * 1024 + 28, {}]])
  const { people, chats } = world.sites.portal.portal().world
  const title = chats.get(1489)?.name ?? ''
  expect(title).not.toBe('')
  const words = [title, 'chat1489', 'im.dialog', ...[...people.values()].flatMap(({ firstName, lastName }) => [firstName, lastName])].filter(word => word.length > 3) // three bytes stand somewhere in so many by chance
  const everything = await frame.evaluate(async () => {
    const databases = await indexedDB.databases()
    return [...databases.map(({ name }) => name), ...Object.entries(sessionStorage), ...Object.entries(localStorage), document.cookie, ...await caches.keys()].flat().join('\n')
  })
  const raw = `${records.map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join('\n')}\n${records.map(({ bytes }) => Buffer.from(bytes).toString('utf16le')).join('\n')}`
  expect(words.length).toBeGreaterThan(100)
  expect(words.filter(word => raw.includes(Buffer.from(word).toString('latin1')))).toEqual([])
  const names = [...people.values()].map(({ lastName }) => lastName).filter(word => word.length > 2)
  expect([title, ...names].filter(name => everything.includes(name))).toEqual([])
}

const SPOILT: readonly [string, (bytes: number[]) => number[]][] = [
  ['cut off', bytes => bytes.slice(0, -1)],
  ['changed by one bit', bytes => bytes.map((byte, index) => index === 100 ? byte ^ 1 : byte)],
  ['emptied', () => []],
  ['replaced by a text of somebody\'s own', () => [...Buffer.from(JSON.stringify({ since: Date.now(), outcomes: [{ name: 'chat', failure: null, value: { id: 1489, name: 'Forged' }, total: null }] }))]],
]

test('a kept view says nothing in clear, is painted for nobody else and not when it was spoilt, and a button removes it', async ({ world, page }) => {
  world.prepare({})
  await openOnce(world)
  await test.step('no byte of a name, title or message is in clear in any storage', async () => expectNoWord(world, await appFrame(world.app)))
  await test.step('another person in the same browser sees nothing of it, and the first one still does', async () => {
    await expectNothingPainted(world, page, { as: EMPLOYEE })
    await hold(page, world.sites.portal)
    await world.visit({ as: ANNA, lang: 'en', chat: GROUP })
    await expect(painted(world)).toBeVisible()
  })
  await page.unrouteAll()
  await openOnce(world)
  await test.step('another portal with the same chat, person and even the same key paints nothing', async () => {
    const { other, portal } = world.sites
    other.useScenario('small-group')
    const key = portal.portal().world.app.userOptions.get(ANNA)
    if (key) other.portal().world.app.userOptions.set(ANNA, { ...key })
    const letGo = await hold(page, other)
    await page.goto(`${other.url}/online/?as=1&lang=en&chat=${GROUP}&panel=1`)
    await expect(skeleton(world)).toBeVisible()
    letGo()
    await expect(world.app.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(painted(world)).toHaveCount(0)
  })
  await openOnce(world)
  for (const [what, spoil] of SPOILT) {
    await test.step(`a record that was ${what} paints nothing and harms nothing`, async () => {
      const spoilt = (await readRaw(await appFrame(world.app))).map(one => ({ ...one, bytes: spoil(one.bytes) }))
      await writeRaw(await appFrame(world.app), spoilt)
      await expectNothingPainted(world, page)
      await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
      const frame = await appFrame(world.app)
      const left = spoilt.map(({ bytes }) => bytes.join())
      await expect.poll(async () => (await readRaw(frame)).some(({ bytes }) => !left.includes(bytes.join())), 'another is kept in its place').toBe(true)
    })
  }
  await test.step('the button that removes everything kept here removes it', async () => {
    await openPanel(world.app, 'Links and files')
    await world.app.getByText('On this device').click()
    await world.app.getByRole('button', { name: 'Remove everything kept here' }).click()
    await world.app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    const frame = await appFrame(world.app)
    await expect.poll(() => readRaw(frame)).toEqual([])
    await expectNothingPainted(world, page)
  })
})

test('records that were put under each other\'s names paint nothing', async ({ world, page }) => {
  world.prepare({ scenario: 'all-scopes' })
  await openOnce(world)
  const frame = await appFrame(world.app)
  const [first] = await readRaw(frame)
  await world.visit({ as: ANNA, lang: 'en', chat: 'chat1733' })
  await expect(world.app.getByRole('heading', { level: 1 })).toBeVisible()
  const again = await appFrame(world.app)
  await expect.poll(async () => (await readRaw(again)).length).toBe(2)
  const records = await readRaw(again)
  const second = records.find(({ name }) => name !== first?.name)
  await writeRaw(again, [{ ...records[0], name: first?.name ?? '', day: 0, bytes: second?.bytes ?? [] }, { ...records[0], name: second?.name ?? '', day: 0, bytes: first?.bytes ?? [] }])
  await expectNothingPainted(world, page)
})

test('who lost access sees the refusal as soon as the portal says so, and nothing of the chat at the next opening', async ({ world, page }) => {
  world.prepare({})
  await openOnce(world, { as: EMPLOYEE })
  world.sites.portal.portal().world.chats.get(1489)?.members.remove(EMPLOYEE)
  const letGo = await hold(page, world.sites.portal)
  await world.visit({ as: EMPLOYEE, lang: 'en', chat: GROUP })
  await expect(painted(world)).toBeVisible()
  letGo()
  const refusal = world.app.getByText(/does not let you see this/)
  await expect(refusal).toBeVisible()
  await expect(painted(world)).toHaveCount(0)
  await expect(world.app.getByRole('list', { name: 'Members' })).toHaveCount(0)
  const frame = await appFrame(world.app)
  await expect.poll(() => readRaw(frame)).toEqual([])
  const letGoAgain = await hold(page, world.sites.portal)
  await world.visit({ as: EMPLOYEE, lang: 'en', chat: GROUP })
  await expect(skeleton(world)).toBeVisible()
  letGoAgain()
  await expect(refusal).toBeVisible()
})

test('a chat that was left is not kept', async ({ world }) => {
  world.prepare({})
  await openOnce(world, { as: EMPLOYEE })
  await world.app.getByText('Actions', { exact: true }).click()
  await world.app.getByRole('button', { name: 'Leave', exact: true }).click()
  await world.app.getByRole('button', { name: 'Leave the chat' }).click()
  await expect(world.app.getByRole('heading', { name: 'You have left this chat' })).toBeVisible()
  const frame = await appFrame(world.app)
  await expect.poll(() => readRaw(frame)).toEqual([])
})

test('an administrator\'s switch turns it off for everybody, and leaves nothing at the next opening', async ({ world, page }) => {
  world.prepare({})
  await openOnce(world, { as: EMPLOYEE })
  await world.visit({ as: ANNA, lang: 'en', view: 'app' })
  await world.app.getByText('What browsers keep', { exact: true }).click()
  await world.app.getByLabel('Browsers keep what people saw and read').uncheck()
  const form = world.app.locator('form').filter({ has: world.app.getByLabel('Browsers keep what people saw and read') })
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByText(/^Saved\./)).toBeVisible()
  expect(world.sites.portal.portal().world.app.options).toMatchObject({ keepViews: 'no' })
  await expectNothingPainted(world, page, { as: EMPLOYEE })
  const frame = await appFrame(world.app)
  await expect.poll(() => readRaw(frame)).toEqual([])
})
