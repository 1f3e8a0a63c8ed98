import type { PlacementBinding } from '../portal/core/world/model.ts'
import { expect, test, type World } from './support/test.ts'

// The app's own page, where an administrator changes, checks and removes what is registered.

function bindings(world: World): PlacementBinding[] {
  return world.sites.portal.portal().world.app.bindings
}

/** The item as the scenario registers it, with changes. */
function registered(world: World, changes: Partial<PlacementBinding>): PlacementBinding {
  const [first] = bindings(world)
  if (!first) throw new Error('The scenario registers nothing.')
  return { ...first, ...changes }
}

async function openSettings(world: World, prepare: () => void = () => undefined): Promise<void> {
  world.prepare({ scenario: 'administrator' })
  prepare()
  await world.visit({ view: 'app' })
  await expect(world.app.getByRole('heading', { name: 'What will be done' })).toBeVisible()
}

function unfold(world: World, title: string): Promise<void> {
  return world.app.locator('summary', { hasText: title }).first().click()
}

function writes(world: World): string[] {
  return world.log('rest').map(({ method }) => method).filter(method => ['placement.bind', 'placement.unbind', 'app.option.set'].includes(method))
}

test('a changed colour is planned, applied by unbind and bind, read back, and a second run has nothing to do', async ({ world }) => {
  await openSettings(world)
  await unfold(world, 'Name, icon, and who sees it')
  await world.app.getByRole('radio', { name: 'Mint', exact: true }).check()
  await expect(world.app.getByText(/The item changes: .*colour/)).toBeVisible()
  expect(writes(world)).toEqual([])

  await world.app.getByRole('button', { name: 'Apply these changes' }).click()
  await expect(world.app.getByText('Done: Bitrix24 has the item as you wanted it.')).toBeVisible()
  await expect(world.app.getByRole('button', { name: 'Apply these changes' })).toHaveAttribute('aria-disabled', 'true')
  expect(writes(world)).toEqual(['placement.unbind', 'placement.bind'])
  expect(bindings(world)).toMatchObject([{ options: { color: 'MINT' } }])
})

test('a handler that moved hands its shape on: the new item is bound first, then the old one goes', async ({ world }) => {
  await openSettings(world, () => {
    const [item] = bindings(world)
    if (item) Object.assign(item, registered(world, { handler: 'https://old.example.com/app/', options: { ...item.options, color: 'LIME' } }))
  })
  await expect(world.app.getByText(/opens another address is removed: .*https:\/\/old\.example\.com\/app\//)).toBeVisible()
  await world.app.getByRole('button', { name: 'Put Chatside into the sidebar of chats' }).click()
  await expect(world.app.getByText('Done: Bitrix24 has the item as you wanted it.')).toBeVisible()
  expect(writes(world)).toEqual(['placement.bind', 'placement.unbind'])
  expect(bindings(world)).toMatchObject([{ handler: world.sites.app.url, options: { color: 'LIME' } }])
})

test('when the new registration is refused after the old one was removed, the old one is put back, with its titles', async ({ world }) => {
  await openSettings(world)
  const [before] = structuredClone(bindings(world))
  await unfold(world, 'Name, icon, and who sees it')
  await world.app.getByRole('radio', { name: 'Red', exact: true }).check()
  world.sites.portal.portal().addFault({ side: 'rest', target: 'placement.bind', fault: { kind: 'http-500' }, times: 1 })
  await world.app.getByRole('button', { name: 'Apply these changes' }).click()
  await expect(world.app.getByText('The old one has been put back.')).toBeVisible()
  expect(bindings(world)).toMatchObject([{ handler: before?.handler, langAll: before?.langAll, options: before?.options }])
  await expect(world.app.getByText(/Done: Bitrix24/)).toHaveCount(0)

  await world.app.getByRole('button', { name: 'Try again' }).click()
  await expect(world.app.getByText('Done: Bitrix24 has the item as you wanted it.')).toBeVisible()
  expect(bindings(world)).toMatchObject([{ options: { color: 'RED' } }])
})

test('an invalid value has its message beside the field, and nothing can be sent', async ({ world }) => {
  await openSettings(world)
  await unfold(world, 'Name, icon, and who sees it')
  await world.app.getByRole('checkbox', { name: 'All chats' }).uncheck()
  await expect(world.app.getByText('at least one kind of chat')).toBeVisible()
  await expect(world.app.getByRole('button', { name: 'Apply these changes' })).toHaveAttribute('aria-disabled', 'true')
  await world.app.getByRole('checkbox', { name: 'Conversations with one person' }).check()
  await world.app.getByRole('button', { name: 'Apply these changes' }).click()
  await expect.poll(() => bindings(world)[0]?.options['context']).toBe('USER')
})

test('the self-test of the address that this portal opens finds no fault', async ({ world }) => {
  await openSettings(world)
  await unfold(world, 'Test the address')
  await world.app.getByRole('button', { name: 'Test the address' }).click()
  await expect(world.app.getByText('The address does what Bitrix24 needs')).toBeVisible()
})

test('a tick puts the item into the mobile app, whose registration is its own, and without it that goes', async ({ world, page }) => {
  await openSettings(world)
  await unfold(world, 'Name, icon, and who sees it')
  const tick = world.app.getByRole('checkbox', { name: 'Put the item there too' })
  await expect(tick).not.toBeChecked()
  await tick.check()
  await expect(world.app.getByText(/is put into the mobile app/)).toBeVisible()
  await world.app.getByRole('button', { name: 'Apply these changes' }).click()
  await expect(world.app.getByText('Done: Bitrix24 has the item as you wanted it.')).toBeVisible()
  expect(writes(world)).toEqual(['placement.bind'])
  expect(bindings(world)).toMatchObject([{ placement: 'IM_SIDEBAR' }, { placement: 'IMMOBILE_CONTEXT_MENU', handler: world.sites.app.url }])

  await page.goto(`${world.sites.portal.url}/online/?mobile=1&lang=en&chat=chat1489`)
  await page.getByRole('region', { name: 'Apps' }).getByRole('link', { name: 'About this chat' }).click()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()

  await world.visit({ view: 'app' })
  await unfold(world, 'Name, icon, and who sees it')
  await expect(tick).toBeChecked()
  await tick.uncheck()
  await expect(world.app.getByText(/The item in the mobile app is removed/)).toBeVisible()
  await world.app.getByRole('button', { name: 'Apply these changes' }).click()
  await expect(world.app.getByText('Done: Bitrix24 has the item as you wanted it.')).toBeVisible()
  expect(writes(world)).toEqual(['placement.bind', 'placement.unbind'])
  expect(bindings(world)).toMatchObject([{ placement: 'IM_SIDEBAR' }])
})

test('a refusal of the mobile app is said of it alone, and the item is removed from both places at once', async ({ world }) => {
  await openSettings(world)
  await unfold(world, 'Name, icon, and who sees it')
  await world.app.getByRole('checkbox', { name: 'Put the item there too' }).check()
  world.sites.portal.portal().addFault({ side: 'rest', target: 'placement.bind', fault: { kind: 'http-500' }, times: 1 })
  await world.app.getByRole('button', { name: 'Apply these changes' }).click()
  await expect(world.app.getByText('Only the mobile app is affected')).toBeVisible()
  expect(bindings(world)).toMatchObject([{ placement: 'IM_SIDEBAR' }])
  await world.app.getByRole('button', { name: 'Try again' }).click()
  await expect(world.app.getByText('Done: Bitrix24 has the item as you wanted it.')).toBeVisible()
  expect(bindings(world)).toMatchObject([{ placement: 'IM_SIDEBAR' }, { placement: 'IMMOBILE_CONTEXT_MENU' }])

  await unfold(world, 'Where it will be seen')
  await expect(world.app.getByText('does not show items of the sidebar')).toHaveCount(0)
  await unfold(world, 'Remove Chatside from chats')
  await expect(world.app.getByRole('button', { name: 'Remove everything' })).toHaveCount(0)
  await world.app.getByRole('button', { name: 'Remove the item…' }).click()
  await world.app.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(world.app.getByText('Removed: Bitrix24 no longer lists it.')).toBeVisible()
  expect(bindings(world)).toEqual([])
})

test('the item is removed after a question, and an employee no longer finds it', async ({ world, page }) => {
  await openSettings(world)
  await unfold(world, 'Remove Chatside from chats')
  await world.app.getByRole('button', { name: 'Remove the item…' }).click()
  await world.app.getByRole('dialog').getByRole('button', { name: 'Keep' }).click()
  expect(writes(world)).toEqual([])

  await world.app.getByRole('button', { name: 'Remove the item…' }).click()
  await world.app.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(world.app.getByText('Removed: Bitrix24 no longer lists it.')).toBeVisible()
  expect(bindings(world)).toEqual([])
  await world.visit({ as: 5, chat: 'chat1489', panel: false })
  await expect(page.getByText('No applications for this chat.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Applications' }).getByRole('button')).toHaveCount(0)
})

test('a part that is for administrators only is hidden from an employee from then on', async ({ world }) => {
  await openSettings(world)
  await unfold(world, 'Who gets which part')
  await world.app.getByLabel('Overview').selectOption('administrators')
  await world.app.getByRole('button', { name: 'Save' }).click()
  await expect(world.app.getByText('Saved.')).toBeVisible()
  await world.visit({ as: 5, lang: 'en', chat: 'chat1489' })
  await expect(world.app.getByRole('tab', { name: 'People' })).toBeVisible()
  await expect(world.app.getByRole('tab', { name: 'Overview' })).toHaveCount(0)
})

test('the code to take away carries the values of the form', async ({ world }) => {
  await openSettings(world)
  await unfold(world, 'Name, icon, and who sees it')
  await world.app.getByRole('radio', { name: 'Sand', exact: true }).check()
  await unfold(world, 'The registration as code')
  await expect(world.app.locator('pre')).toContainText('SAND')
})
