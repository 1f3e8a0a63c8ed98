import type { Scenario } from '../portal/core/world/model.ts'
import { scenario } from '../portal/scenarios/index.ts'
import { expect, test } from './support/test.ts'

// The built page, opened the way portals open it, at the root of a host and in a folder.

function stored(name: string): Scenario {
  const found = scenario(name)
  return {
    ...found,
    create(place) {
      const world = found.create(place)
      world.app.isStoredInPortal = true
      return world
    },
  }
}

for (const where of ['app', 'folder'] as const) {
  test(`opens by POST from ${where === 'app' ? 'the root' : 'a sub-folder'} of a host`, async ({ world }) => {
    const before = world.sites[where].requests.length
    await world.open({ appUrl: world.sites[where].url })
    await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
    const [first] = world.sites[where].requests.slice(before)
    expect(first?.method).toBe('POST')
    expect(first?.query).toContain('APP_SID=')
    expect(first?.body).toContain('PLACEMENT=IM_SIDEBAR')
  })

  test(`opens by GET from ${where === 'app' ? 'the root' : 'a sub-folder'} of a host, as an app stored in the portal`, async ({ world }) => {
    const before = world.sites[where].requests.length
    await world.open({ scenario: stored('small-group'), appUrl: world.sites[where].url })
    await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
    const [first] = world.sites[where].requests.slice(before)
    expect(first?.method).toBe('GET')
    expect(first?.query).toContain('APP_SID=')
    expect(first?.body).toBe('')
  })
}

test('no address the app asks for carries a token', async ({ world }) => {
  await world.open()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  for (const { query } of world.sites.app.requests) expect(query).not.toMatch(/auth|token|AUTH_ID|REFRESH/i)
})
