import { readdirSync } from 'node:fs'
import { expect, test, type World } from './support/test.ts'

// What administrators agreed on arrives with the handshake of the real SDK, so obeying it costs no request.

const EMPLOYEE = 5
const ADMINISTRATOR = 1

/** One access for every panel there is. */
function all(access: string): Record<string, unknown> {
  const panels = readdirSync(new URL('../../src/panels', import.meta.url), { withFileTypes: true }).filter(entry => entry.isDirectory())
  return { panelAccess: JSON.stringify(Object.fromEntries(panels.map(({ name }) => [name, access]))) }
}

/** Opens a group chat's sidebar as somebody, in a portal whose app options are these. */
async function openAgreed(world: World, options: Record<string, unknown>, as: number): Promise<void> {
  world.prepare({})
  world.sites.portal.portal().world.app.options = options
  await world.visit({ as, lang: 'en', chat: 'chat1489' })
}

function requests(world: World): string[] {
  return world.requests().map(({ method }) => method)
}

test('an employee does not find a panel for administrators, and reads why there is none', async ({ world }) => {
  await openAgreed(world, all('administrators'), EMPLOYEE)
  await expect(world.app.getByText('No part of Chatside is switched on for you in this kind of chat.')).toBeVisible()
  await expect(world.app.getByRole('tab')).toHaveCount(0)
  expect(requests(world)).toEqual(['batch'])
})

test('an administrator finds it, with the same one request', async ({ world }) => {
  await openAgreed(world, all('administrators'), ADMINISTRATOR)
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await expect(world.app.getByRole('tab', { name: 'Overview' })).toBeVisible()
  expect(requests(world)).toEqual(['batch'])
})

test('what is for nobody is not for administrators either', async ({ world }) => {
  await openAgreed(world, all('nobody'), ADMINISTRATOR)
  await expect(world.app.getByText('No part of Chatside is switched on for you in this kind of chat.')).toBeVisible()
  await expect(world.app.getByRole('tab')).toHaveCount(0)
})

for (const [what, options] of [
  ['no options at all', {}],
  ['text that is no agreement', { panelAccess: '{"overview":' }],
  ['a list', { panelAccess: ['nobody'] }],
] as const) {
  test(`with ${what} every employee finds the panel`, async ({ world }) => {
    await openAgreed(world, options, EMPLOYEE)
    await expect(world.app.getByRole('tab', { name: 'Overview' })).toBeVisible()
    await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
    expect(requests(world)).toEqual(['batch'])
  })
}
