import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import Foldout from './Foldout.vue'

function fold(props: { needsAttention?: boolean } = {}) {
  return mount(Foldout, { props: { title: 'More', ...props }, slots: { default: '<p>inside</p>' } })
}

test('what is folded is not made before it is opened, and stays when it is closed again', async () => {
  const wrapper = fold()
  expect(wrapper.text()).not.toContain('inside')
  const details = wrapper.get('details')
  details.element.open = true
  await details.trigger('toggle')
  expect(wrapper.text()).toContain('inside')
  details.element.open = false
  await details.trigger('toggle')
  expect(wrapper.text()).toContain('inside')
})

test('it opens when something needs attention, and does not close when that is mended', async () => {
  const wrapper = fold()
  await wrapper.setProps({ needsAttention: true })
  expect(wrapper.get('details').element.open).toBe(true)
  await wrapper.setProps({ needsAttention: false })
  expect(wrapper.get('details').element.open).toBe(true)
})
