import { expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { byRole } from '../../tests/support/by-role.ts'
import { mountInApp } from '../../tests/support/mount.ts'
import UndoList from './UndoList.vue'

const Panel = defineComponent({
  props: { ids: { type: String, required: true } },
  setup: props => () => h('div', { tabindex: -1 }, h(UndoList, { deeds: [...props.ids].map(id => ({ id, text: id })) })),
})

test('when a deed is gone from under the focus the next one has it, and what is around them when there is none', async () => {
  const wrapper = await mountInApp(Panel, { props: { ids: 'dcba' } })
  const details = wrapper.get('details')
  details.element.open = true
  await details.trigger('toggle')
  const earlier = byRole(wrapper, 'button', 'Undo: b').element
  if (earlier instanceof HTMLElement) earlier.focus()
  const focusWith = async (ids: string) => {
    await wrapper.setProps({ ids })
    return document.activeElement
  }
  expect(await focusWith('dca')).toBe(byRole(wrapper, 'button', 'Undo: a').element)
  expect(await focusWith('dc')).toBe(byRole(wrapper, 'button', 'Undo: c').element)
  expect(await focusWith('d')).toBe(byRole(wrapper, 'button', /^Undo$/).element)
  expect(await focusWith('')).toBe(wrapper.element)
})
