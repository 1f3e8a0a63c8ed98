import { afterEach, expect, test } from 'vitest'
import { aPortal, type ScriptedPortal } from '../../tests/support/a-portal.ts'
import { aRow, keepRegistrations, type RegistryRow } from '../../tests/support/a-registry.ts'
import { allByRole, byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { PortalError } from '../bitrix24/index.ts'
import { parseRegistrations } from './registration/registrations.ts'
import RemoveItem from './RemoveItem.vue'

const OTHERS = [aRow({ placement: 'IM_TEXTAREA' }), aRow({ handler: 'https://old.example.com/' })]

afterEach(() => {
  document.body.replaceChildren()
})

async function openRemoval(rows: RegistryRow[]) {
  const portal = aPortal({ opening: { isAdmin: true } })
  const kept = keepRegistrations(portal, rows)
  const wrapper = await mountInApp(RemoveItem, { portal, props: { address: aRow().handler, rows: parseRegistrations(rows) } })
  const press = async (name: string | RegExp) => {
    await byRole(wrapper, 'button', name).trigger('click')
    await settle()
  }
  return { portal, kept, wrapper, press }
}

function unbound(portal: ScriptedPortal): unknown[] {
  return portal.sent.filter(({ method }) => method === 'placement.unbind').map(({ params }) => params)
}

test('the question comes first, and keeping changes nothing', async () => {
  const { portal, wrapper, press } = await openRemoval([aRow()])
  await press('Remove this item…')
  expect(byRole(wrapper, 'dialog').text()).toContain('Remove the item from the sidebar of chats?')
  await press('Keep')
  expect(portal.sent).toEqual([])
})

test('one item is removed alone, and the portal is asked whether it is gone', async () => {
  const { portal, kept, wrapper, press } = await openRemoval([aRow(), ...OTHERS])
  await press('Remove this item…')
  await press(/^Remove$/)
  expect(unbound(portal)).toEqual([{ PLACEMENT: 'IM_SIDEBAR', HANDLER: aRow().handler }])
  expect(kept).toEqual(OTHERS)
  expect(wrapper.text()).toContain('no longer lists it')
  expect(wrapper.emitted('ran')).toHaveLength(1)
})

test('everything of this application goes, each place and address once', async () => {
  const { portal, kept, wrapper, press } = await openRemoval([aRow(), aRow(), ...OTHERS])
  await press('Remove everything of this application…')
  expect(byRole(wrapper, 'dialog').text()).toContain('Remove all 4 registrations')
  await press(/^Remove$/)
  expect(unbound(portal)).toHaveLength(3)
  expect(kept).toEqual([])
})

test('a refusal is explained and the rest is not tried', async () => {
  const { portal, wrapper, press } = await openRemoval([aRow(), ...OTHERS])
  portal.answer('placement.unbind', new PortalError('no-access', { code: 'ACCESS_DENIED', description: 'Access denied!' }))
  await press('Remove everything of this application…')
  await press(/^Remove$/)
  expect(byRole(wrapper, 'alert').text()).toContain('ACCESS_DENIED: Access denied!')
  expect(unbound(portal)).toHaveLength(1)
  expect(wrapper.text()).not.toContain('no longer lists it')
  expect(wrapper.emitted('ran')).toHaveLength(1)
})

test('a portal that accepts and still lists the item has removed nothing', async () => {
  const { portal, wrapper, press } = await openRemoval([aRow()])
  portal.answer('placement.unbind', { count: 2 })
  await press('Remove this item…')
  await press(/^Remove$/)
  expect(byRole(wrapper, 'alert').text()).toContain('still lists what stands below')
})

test('where nothing is registered there is nothing to press', async () => {
  const { wrapper } = await openRemoval([])
  expect(allByRole(wrapper, 'button').filter(button => button.isVisible()).map(button => button.text())).not.toContain('Remove this item…')
  expect(wrapper.text()).toContain('Nothing of this application is registered.')
})
