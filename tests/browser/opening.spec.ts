import { expect, test } from './support/test.ts'

test('from the handler\'s POST to the painted Overview there is exactly one REST request, a batch', async ({ world }) => {
  await world.open({ scenario: 'small-group' })
  await expect(world.app.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(world.app.getByRole('list', { name: 'Members' }).getByRole('listitem').first()).toBeVisible()
  expect(world.requests().map(({ method, status }) => ({ method, status }))).toEqual([{ method: 'batch', status: 200 }])
})
