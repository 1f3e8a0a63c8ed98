import { afterEach, expect, test } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { aPortal, type ScriptedPortal } from '../../tests/support/a-portal.ts'
import { aRow, keepRegistrations, type RegistryRow } from '../../tests/support/a-registry.ts'
import { allByRole, byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { PortalError } from '../bitrix24/index.ts'
import { MOBILE } from '../bitrix24/placements.ts'
import { parseRegistrations } from './registration/registrations.ts'
import RemoveItem from './RemoveItem.vue'
import { useRemoval } from './use-removal.ts'

const IN_MOBILE = aRow({ placement: MOBILE, options: { context: 'ALL', role: 'USER', extranet: 'N' } })
const OTHERS = [aRow({ placement: 'IM_TEXTAREA' }), aRow({ placement: 'LEFT_MENU', handler: 'https://old.example.com/' })]

afterEach(() => {
  document.body.replaceChildren()
})

async function openRemoval(rows: RegistryRow[]) {
  const portal = aPortal({ opening: { isAdmin: true } })
  const kept = keepRegistrations(portal, rows)
  const asRead = parseRegistrations(rows)
  const wrapper = await mountInApp(defineComponent(() => {
    const removal = useRemoval()
    return () => h(RemoveItem, { rows: asRead, removal, isBusy: removal.isBusy.value, onRemove: removal.remove })
  }), { portal })
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
  await press('Remove the item…')
  expect(byRole(wrapper, 'dialog').text()).toContain('Remove the item from chats?')
  await press('Keep')
  expect(portal.sent).toEqual([])
})

test('one item is removed alone, and the portal is asked whether it is gone', async () => {
  const { portal, kept, wrapper, press } = await openRemoval([aRow(), ...OTHERS])
  await press('Remove the item…')
  await press(/^Remove$/)
  expect(document.activeElement?.textContent).toContain('no longer lists it')
  expect(unbound(portal)).toEqual([{ PLACEMENT: 'IM_SIDEBAR', HANDLER: aRow().handler }])
  expect(kept).toEqual(OTHERS)
  expect(wrapper.text()).toContain('no longer lists it')
})

test('the item goes from both places beside a chat, sidebar and mobile app, and both are named before', async () => {
  const { kept, wrapper, press } = await openRemoval([aRow(), IN_MOBILE, ...OTHERS])
  await press('Remove the item…')
  expect(byRole(wrapper, 'dialog').text()).toContain('Remove the item from chats?')
  expect(wrapper.findAll('dialog li').map(line => line.get('code').text())).toEqual(['IM_SIDEBAR', MOBILE])
  await press(/^Remove$/)
  expect(kept).toEqual(OTHERS)
})

test('an item in the mobile app alone is removed as the item', async () => {
  const { kept, press } = await openRemoval([IN_MOBILE, ...OTHERS])
  await press('Remove the item…')
  await press(/^Remove$/)
  expect(kept).toEqual(OTHERS)
})

test('where this page registered everything there is nothing more than the item to remove', async () => {
  const { wrapper } = await openRemoval([aRow(), IN_MOBILE])
  expect(allByRole(wrapper, 'button', 'Remove everything of this application…')).toEqual([])
})

test('everything of this application goes, each placement and address once', async () => {
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
})

test('a removal that stops half-way says how many are gone', async () => {
  const { portal, kept, wrapper, press } = await openRemoval([aRow(), ...OTHERS])
  const unbind = portal.call
  let calls = 0
  portal.call = command => (command.method === 'placement.unbind' && ++calls > 1 ? Promise.reject(new PortalError('timeout')) : unbind(command))
  await press('Remove everything of this application…')
  await press(/^Remove$/)
  expect(byRole(wrapper, 'alert').text()).toContain('1 of 3 registrations is gone')
  expect(kept).toHaveLength(2)
})

test('a removal whose answer was lost is found to be done', async () => {
  const { portal, kept, wrapper, press } = await openRemoval([aRow()])
  portal.answer('placement.unbind', () => {
    kept.splice(0)
    return new PortalError('timeout')
  })
  await press('Remove the item…')
  await press(/^Remove$/)
  expect(wrapper.text()).toContain('no longer lists it')
  expect(unbound(portal)).toHaveLength(1)
})

test('nothing is removed while something else is being done', async () => {
  const removal = { state: ref('idle'), failure: ref(null), gone: ref(null) }
  const wrapper = await mountInApp(RemoveItem, { portal: aPortal(), props: { rows: parseRegistrations([aRow()]), removal, isBusy: true } })
  await byRole(wrapper, 'button', 'Remove the item…').trigger('click')
  expect(wrapper.get('dialog').element.open).toBe(false)
})

test('a portal that accepts and still lists the item has removed nothing', async () => {
  const { portal, wrapper, press } = await openRemoval([aRow()])
  portal.answer('placement.unbind', { count: 2 })
  await press('Remove the item…')
  await press(/^Remove$/)
  expect(byRole(wrapper, 'alert').text()).toContain('still lists what is shown below')
})

test('where nothing is registered there is nothing to press', async () => {
  const { wrapper } = await openRemoval([])
  expect(allByRole(wrapper, 'button').filter(button => button.isVisible()).map(button => button.text())).not.toContain('Remove the item…')
  expect(wrapper.text()).toContain('Nothing of this application is registered.')
})
