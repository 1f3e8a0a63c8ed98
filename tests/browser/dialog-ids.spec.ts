import fc from 'fast-check'
import { expect, openRaw, test } from './support/test.ts'

// What the portal hands over as the place of the widget comes from outside: most of it is no dialog id.

const unknown: [string, unknown][] = [
  ['an empty text', ''], ['no number', 'chat'], ['zero', 'chat0'], ['a sign', 'chat-1'], ['an exponent', 'chat1e3'], ['a leading space', ' chat1'],
  ['upper case', 'CHAT1'], ['a number instead of text', 1489], ['an object', { id: 1 }], ['a name of the object prototype', '__proto__'], ['a list', ['chat1']],
  ['null', null], ['markup', '<img src=x onerror=alert(1)>'], ['10 MB of text', 'chat1'.padEnd(10_000_000, '1')],
]

test('what is no dialog id gives the unknown chat, with what was received', async ({ world, page }) => {
  await world.open({ panel: false })
  let before = ''
  for (const [what, dialogId] of unknown) {
    await openRaw(page, 'IM_SIDEBAR', { dialogId })
    await expect(world.app.owner(), `${what} has a frame of its own`).not.toHaveAttribute('id', before)
    before = await world.app.owner().getAttribute('id') ?? ''
    await expect(world.app.getByText('Chatside does not know which chat this is.'), what).toBeVisible()
    await expect(world.app.getByText('Received:'), what).toBeVisible()
    expect(await world.app.locator('img').count(), what).toBe(0)
    expect(world.log('rest'), what).toEqual([])
  }
})

test('no dialog id at all gives the unknown chat', async ({ world }) => {
  await world.open({ raw: { placement: 'IM_SIDEBAR', options: {} } })
  await expect(world.app.getByText('Chatside does not know which chat this is.')).toBeVisible()
})

test('chat1489 is the group chat', async ({ world }) => {
  await world.open({ raw: { placement: 'IM_SIDEBAR', options: { dialogId: 'chat1489' } } })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
})

test('1489 is a person and never turned into the chat of that number', async ({ world }) => {
  await world.open({ raw: { placement: 'IM_SIDEBAR', options: { dialogId: '1489' } } })
  await expect(world.app.getByText('Private conversation').or(world.app.getByText(/does not let you see|does not exist/))).toBeVisible()
  const asked = JSON.stringify(world.log('rest').map(({ params }) => params))
  expect(asked).toContain('DIALOG_ID=1489')
  expect(asked).not.toContain('chat1489')
})

test('sg12 is the chat of the workgroup', async ({ world }) => {
  await world.open({ raw: { placement: 'IM_SIDEBAR', options: { dialogId: 'sg12' } } })
  await expect(world.app.getByText('Chat of a workgroup')).toBeVisible()
})

test('options that come as JSON text are read all the same', async ({ world }) => {
  await world.open({ raw: { placement: 'IM_SIDEBAR', options: '{"dialogId":"chat1489"}' } })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
})

test('no placement options whatever leave the page blank or break it', async ({ world, page }) => {
  world.prepare({})
  await page.goto(`${world.sites.portal.url}/online/`)
  const anything = fc.oneof(
    fc.jsonValue(), fc.string(),
    fc.record({ dialogId: fc.jsonValue() }),
    fc.record({ dialogId: fc.string({ unit: 'binary', maxLength: 200 }), URI: fc.jsonValue() }),
  )
  await fc.assert(fc.asyncProperty(anything, fc.constantFrom('IM_SIDEBAR', 'DEFAULT', '', '__proto__', 'IM_CONTEXT_MENU'), async (options, placement) => {
    await openRaw(page, placement, options)
    const heading = world.app.locator('h1, [role="alert"], [role="tab"]').first()
    await expect(heading).toBeVisible()
    await expect(heading).not.toBeEmpty()
  }), { numRuns: 40, seed: 20_261_122, endOnFailure: true })
})
