import { expect, test } from 'vitest'
import { h, ref } from 'vue'
import { byRole } from '../../tests/support/by-role.ts'
import { mountInApp } from '../../tests/support/mount.ts'
import ReadingBar from './ReadingBar.vue'

const choicesOf = (...values: string[]) => ({ choices: values.map(value => ({ value, text: value })) })

test('what is chosen and no longer offered is the first of the choices, in the field and for the button', async () => {
  const wrapper = await mountInApp(ReadingBar, { props: { line: '', state: 'resting', ...choicesOf('some', 'month', 'date') } })
  const field = byRole(wrapper, 'combobox')
  await field.setValue('month')
  await wrapper.find('form').trigger('submit')
  await wrapper.setProps(choicesOf('some', 'date'))
  expect(field.element).toHaveProperty('value', 'some')
  await wrapper.find('form').trigger('submit')
  await field.setValue('date')
  await byRole(wrapper, 'textbox').setValue('2026-01-31')
  await wrapper.setProps(choicesOf('some'))
  expect(wrapper.find('input').exists()).toBe(false)
  await wrapper.find('form').trigger('submit')
  expect(wrapper.emitted('read')).toEqual([['month', ''], ['some', ''], ['some', '']])
})

test('a bar that goes with its button hands the focus on to what is around it', async () => {
  const isShown = ref(true)
  const bar = () => isShown.value ? [h(ReadingBar, { line: '', state: 'reading', choices: [] })] : []
  const wrapper = await mountInApp({ setup: () => () => h('div', { tabindex: -1 }, bar()) })
  const stop = byRole(wrapper, 'button', 'Stop').element
  if (stop instanceof HTMLElement) stop.focus()
  isShown.value = false
  await wrapper.vm.$nextTick()
  expect(document.activeElement).toBe(wrapper.element)
})
