import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import { aPortal, aPromise } from '../../tests/support/a-portal.ts'
import { byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { PortalError } from '../bitrix24/index.ts'
import SchemeChoice from './SchemeChoice.vue'

const { dataset } = document.documentElement

afterEach(() => {
  delete dataset['scheme']
  document.body.replaceChildren()
})

/** A portal that keeps the option, or answers a write with something else. */
async function openChoice(answer: unknown = true) {
  let kept: unknown = null
  const portal = aPortal({ answers: {
    'user.option.get': () => kept,
    'user.option.set': ({ options }: { options: { scheme: string } }) => {
      if (answer === true) kept = options.scheme
      return answer
    },
  } })
  return { portal, wrapper: await mountInApp(SchemeChoice, { portal }), kept: () => kept }
}

test('a choice is seen at once and kept, the last of several', async () => {
  const { wrapper, portal, kept } = await openChoice()
  expect(byRole(wrapper, 'radio', 'As the portal').element).toHaveProperty('checked', true)
  await byRole(wrapper, 'radio', 'Dark').trigger('change')
  expect(dataset['scheme']).toBe('dark')
  await byRole(wrapper, 'radio', 'Light').trigger('change')
  await settle()
  expect(kept()).toBe('light')
  expect(portal.sent.filter(({ method }) => method === 'user.option.set').map(({ params }) => params)).toEqual([{ options: { scheme: 'dark' } }, { options: { scheme: 'light' } }])
  expect(wrapper.find('[role="alert"]').exists()).toBe(false)
})

test.each([new PortalError('offline'), false])('what the portal does not keep (%s) is said, and stays for this page', async (answer) => {
  const { wrapper } = await openChoice(answer)
  await byRole(wrapper, 'radio', 'Dark').trigger('change')
  await settle()
  expect(byRole(wrapper, 'alert').text()).toContain('This holds until the page is closed')
  expect(dataset['scheme']).toBe('dark')
})

test('a choice that is still being saved when another panel is shown comes before the next one, and what was not kept is said on the way back', async () => {
  const isShown = shallowRef(true)
  const firstWrite = aPromise<unknown>()
  const writes: string[] = []
  const portal = aPortal({ answers: {
    'user.option.get': null,
    'user.option.set': ({ options }: { options: { scheme: string } }) => {
      writes.push(options.scheme)
      return writes.length === 1 ? firstWrite.promise : new PortalError('offline')
    },
  } })
  const wrapper = await mountInApp(defineComponent(() => () => isShown.value ? h(SchemeChoice) : null), { portal })
  const show = async (shown: boolean) => {
    isShown.value = shown
    await settle()
  }
  await byRole(wrapper, 'radio', 'Dark').trigger('change')
  await show(false)
  await show(true)
  await byRole(wrapper, 'radio', 'Light').trigger('change')
  await show(false)
  expect(writes).toEqual(['dark'])
  firstWrite.resolve(true)
  await vi.waitFor(() => expect(writes).toEqual(['dark', 'light']))
  await settle()
  await show(true)
  expect(byRole(wrapper, 'radio', 'Light').element).toHaveProperty('checked', true)
  expect(byRole(wrapper, 'alert').text()).toContain('This holds until the page is closed')
})

test.each([['light', 'Light'], ['dark', 'Dark'], ['portal', 'As the portal'], ['undefined', 'As the portal'], ['<b>', 'As the portal']])('the option %j shows the choice %s', async (option, name) => {
  dataset['scheme'] = option
  const { wrapper } = await openChoice()
  expect(byRole(wrapper, 'radio', name).element).toHaveProperty('checked', true)
})
