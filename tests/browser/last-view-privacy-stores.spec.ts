/**
 * What was read, exported and typed is kept for whoever did so, and for nobody else; whatever somebody does to it is not taken for it. All in one test:
 * to leave something in every store costs as much as to look for it in all of them, so it is left once and put back.
 */
import type { Frame, Page } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { expectKept, expectNothingKept, keepEverything, openGroup, putBack, snapshot } from './support/every-store.ts'
import { ANNA, EMPLOYEE, GROUP } from './support/last-views.ts'
import { expect, test } from './support/lasting-profile.ts'
import { openPanel } from './support/open-panel.ts'
import { readEverything } from './support/read-everything.ts'
import type { World } from './support/test.ts'

/** A page at another path of the app's host, framed by the portal's page as the app is. */
async function foreignPage(page: Page, url: string): Promise<Frame> {
  const handle = await page.evaluateHandle((address) => {
    const frame = document.createElement('iframe')
    frame.src = address
    document.body.append(frame)
    return frame
  }, url)
  const frame = await handle.asElement()?.contentFrame()
  if (!frame) throw new Error('The frame is not there.')
  await frame.waitForURL(url)
  return frame
}

async function expectNoise(world: World, foreign: Frame): Promise<void> {
  const { texts, records } = await readEverything(foreign)
  expect(records, 'a view, the archive\'s head and block, the export\'s head and chunk, drafts, marks').toBeGreaterThanOrEqual(7)
  const { people, chats } = world.sites.portal.portal().world
  const chat = chats.get(1489)
  const messages = Array.from({ length: 20 }, (_unused, index) => chat?.messages.at(index).text ?? '').filter(text => text.length > 6)
  const words = [chat?.name ?? '', 'chat1489', 'half a wo', 'demo.bitrix24', ...messages, ...[...people.values()].flatMap(({ firstName, lastName }) => [firstName, lastName]).filter(word => word.length > 5)]
  expect(words.length).toBeGreaterThan(100)
  const all = texts.join('\n')
  expect(words.filter(word => all.includes(word))).toEqual([])
}

async function removeAll({ app }: World): Promise<void> {
  await openPanel(app, 'Links and files')
  await app.getByText('On this device').click()
  await app.getByRole('button', { name: 'Remove everything kept here' }).click()
  await app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(app.getByLabel('Keep what was read from this chat')).not.toBeChecked()
}

test('views, archive, exports, drafts and marks are noise to a foreign page and nothing for anybody else, however they are spoilt; one button or switch removes all', async ({ world, page }) => {
  world.prepare({})
  const { other, portal } = world.sites
  const { options, userOptions } = portal.portal().world.app
  const foreignUrl = new URL('FILES.txt', world.sites.app.url).href
  const expectNoRecords = (frame: Frame) => expect.poll(() => readEverything(frame).then(({ records }) => records)).toBe(0)
  other.useScenario('small-group')
  await keepEverything(world)
  const kept = await snapshot(await appFrame(world.app))
  await test.step('a foreign page', async () => expectNoise(world, await foreignPage(page, foreignUrl)))
  await test.step('another portal', async () => {
    const key = userOptions.get(ANNA)
    if (key) other.portal().world.app.userOptions.set(ANNA, { ...key })
    await page.goto(`${other.url}/online/?as=${ANNA}&lang=en&chat=${GROUP}&panel=1`)
    await expectNothingKept(world)
  })
  await test.step('another person at the same browser', async () => {
    await openGroup(world, EMPLOYEE)
    await expectNothingKept(world)
  })
  await test.step('the first one still finds all of it', async () => {
    await openGroup(world)
    await expectKept(world)
  })
  for (const how of ['cut off', 'changed by one bit', 'put in each other\'s places'] as const) {
    await test.step(`records of all stores that were ${how} are nothing, and harm nothing`, async () => {
      await putBack(await appFrame(world.app), kept, how)
      await openGroup(world)
      await expectNothingKept(world)
    })
  }
  await test.step('unspoilt and put back they are found, and the button removes all of them', async () => {
    await putBack(await appFrame(world.app), kept)
    await openGroup(world)
    await expectKept(world)
    const foreign = await foreignPage(page, foreignUrl)
    await removeAll(world)
    await expectNoRecords(foreign)
  })
  await test.step('an administrator\'s switch leaves nothing in any store, whoever opens the app', async () => {
    const frame = await appFrame(world.app)
    await putBack(frame, kept)
    expect((await readEverything(frame)).records).toBeGreaterThanOrEqual(7)
    options['keepViews'] = 'no'
    await openGroup(world, EMPLOYEE)
    await expectNoRecords(await appFrame(world.app))
    delete options['keepViews']
  })
  await test.step('records that are there again after the key was replaced are nothing, and harm nothing', async () => {
    await putBack(await appFrame(world.app), kept)
    userOptions.set(ANNA, { deviceKey: `1:${ANNA}:${'ab'.repeat(32)}` })
    await openGroup(world)
    await expectNothingKept(world)
  })
})
