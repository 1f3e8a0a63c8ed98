/** What was read, exported and typed is kept for whoever did so, and for nobody else; whatever somebody does to it is not taken for it. */
import { expectKept, expectNothingKept, keepEverything, openGroup, spoilEverything } from './support/every-store.ts'
import { ANNA, EMPLOYEE, frameOf, GROUP } from './support/last-views.ts'
import { expect, test } from './support/lasting-profile.ts'
import { readEverything } from './support/read-everything.ts'

test('another person at the same browser finds nothing of it in any store, and the first one still does', async ({ world, page }) => {
  world.prepare({})
  await keepEverything(world, page)
  await openGroup(world, EMPLOYEE)
  await expectNothingKept(world)
  await openGroup(world)
  await expectKept(world)
})

test('another portal with the same chat, person and key finds nothing of it in any store', async ({ world, page }) => {
  world.prepare({})
  const { other, portal } = world.sites
  other.useScenario('small-group')
  await keepEverything(world, page)
  const key = portal.portal().world.app.userOptions.get(ANNA)
  if (key) other.portal().world.app.userOptions.set(ANNA, { ...key })
  await page.goto(`${other.url}/online/?as=${ANNA}&lang=en&chat=${GROUP}&panel=1`)
  await expectNothingKept(world)
})

for (const how of ['cut off', 'changed by one bit', 'put in each other\'s places'] as const) {
  test(`records of all stores that were ${how} are nothing, and harm nothing`, async ({ world, page }) => {
    world.prepare({})
    await keepEverything(world, page)
    await spoilEverything(await frameOf(page), how)
    await openGroup(world)
    await expectNothingKept(world)
  })
}

test('records that are there again after the key was replaced are nothing, and harm nothing', async ({ world, page }) => {
  world.prepare({})
  await keepEverything(world, page)
  world.sites.portal.portal().world.app.userOptions.set(ANNA, { deviceKey: `1:${ANNA}:${'ab'.repeat(32)}` })
  await openGroup(world)
  await expectNothingKept(world)
})

test('an administrator\'s switch leaves nothing in any store, whoever opens the app', async ({ world, page }) => {
  world.prepare({})
  await keepEverything(world, page)
  world.sites.portal.portal().world.app.options['keepViews'] = 'no'
  await openGroup(world, EMPLOYEE)
  const frame = await frameOf(page)
  await expect.poll(() => readEverything(frame).then(left => left.records)).toBe(0)
})
