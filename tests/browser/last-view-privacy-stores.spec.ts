/** What was read, exported and typed is kept for whoever did so, and for nobody else; whatever somebody does to it is not taken for it. */
import { expectKept, expectNothingKept, keepEverything, openGroup, spoilEverything } from './support/every-store.ts'
import { ANNA, EMPLOYEE, frameOf, GROUP } from './support/last-views.ts'
import { expect, test } from './support/lasting-profile.ts'
import { readEverything } from './support/read-everything.ts'

test('another portal with the same chat, person and key, another person and a replaced key find nothing of it in any store', async ({ world, page }) => {
  world.prepare({})
  const { other, portal } = world.sites
  const { userOptions } = portal.portal().world.app
  other.useScenario('small-group')
  await keepEverything(world, page)
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
  await test.step('records that are there again after the key was replaced are nothing, and harm nothing', async () => {
    userOptions.set(ANNA, { deviceKey: `1:${ANNA}:${'ab'.repeat(32)}` })
    await openGroup(world)
    await expectNothingKept(world)
  })
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

test('an administrator\'s switch leaves nothing in any store, whoever opens the app', async ({ world, page }) => {
  world.prepare({})
  await keepEverything(world, page)
  world.sites.portal.portal().world.app.options['keepViews'] = 'no'
  await openGroup(world, EMPLOYEE)
  const frame = await frameOf(page)
  await expect.poll(() => readEverything(frame).then(left => left.records)).toBe(0)
})
