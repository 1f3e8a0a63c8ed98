import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import type { ItemIssue } from '../registration/check-item.ts'
import IconField from './IconField.vue'

afterEach(() => {
  document.body.replaceChildren()
  document.body.style.removeProperty('direction')
})

function options(wrapper: VueWrapper) {
  return wrapper.findAll('[role="option"]')
}

function messages(wrapper: VueWrapper): string {
  return wrapper.get(`[id="${wrapper.get('input').attributes('aria-describedby')}"]`).text()
}

function optionNames(wrapper: VueWrapper) {
  return options(wrapper).map(option => option.attributes('aria-label'))
}

async function openPicker(iconName = 'fa-comments') {
  const wrapper = await mountInApp(IconField, { props: { iconName, issues: [] } })
  await byRole(wrapper, 'button', 'Choose an icon').trigger('click')
  await settle()
  return wrapper
}

async function search(wrapper: VueWrapper, text: string) {
  await wrapper.get('input[type="search"]').setValue(text)
}

async function press(wrapper: VueWrapper, key: string, keyCode = 0) {
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode, bubbles: true, cancelable: true }))
  await wrapper.vm.$nextTick()
}

function focused(): string | null | undefined {
  return document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.getAttribute('type')
}

test('what is written is handed upwards as it is', async () => {
  const wrapper = await mountInApp(IconField, { props: { iconName: 'fa-comments', issues: [] } })
  await wrapper.get('input').setValue('My label')
  expect(wrapper.emitted('change')).toEqual([['My label']])
})

test('a name that Font Awesome does not have is no error but warned of, beside the field', async () => {
  const wrapper = await mountInApp(IconField, { props: { iconName: 'fa-house-user', issues: [] } })
  const field = wrapper.get('input')
  expect(field.attributes('aria-invalid')).toBe('false')
  expect(messages(wrapper)).toContain('Font Awesome 4 has no such icon')
  await wrapper.setProps({ iconName: 'fa-cog' })
  expect(wrapper.text()).not.toContain('has no such icon')
})

test('a name that the portal refuses is marked as refused, without the warning', async () => {
  const issues: ItemIssue[] = [{ field: 'iconName', code: 'INVALID_ERROR_ICON_NAME' }]
  const wrapper = await mountInApp(IconField, { props: { iconName: '123', issues } })
  const field = wrapper.get('input')
  expect(field.attributes('aria-invalid')).toBe('true')
  expect(messages(wrapper)).toContain('50 characters at most')
  expect(messages(wrapper)).not.toContain('has no such icon')
})

test('the picker shows every icon, the chosen one marked, and begins in its search field', async () => {
  const wrapper = await openPicker()
  expect(options(wrapper)).toHaveLength(675)
  expect(options(wrapper).filter(option => option.attributes('aria-selected') === 'true').map(option => option.attributes('aria-label'))).toEqual(['fa-comments'])
  expect(focused()).toBe('search')
  expect(byRole(wrapper, 'status').text()).toBe('675 icons')
})

test('searching by another name of an icon finds it, and the number is announced', async () => {
  const wrapper = await openPicker()
  await search(wrapper, 'gear')
  expect(optionNames(wrapper)).toEqual(['fa-cog, fa-gear', 'fa-cogs, fa-gears'])
  expect(byRole(wrapper, 'status').text()).toBe('2 icons')
  await search(wrapper, 'zebra')
  expect(options(wrapper)).toHaveLength(0)
  expect(byRole(wrapper, 'status').text()).toContain('Try another English word')
})

test('choosing hands the name upwards, closes the picker and returns to the button', async () => {
  const wrapper = await openPicker()
  await search(wrapper, 'gear')
  await options(wrapper)[0]?.trigger('click')
  await settle()
  expect(wrapper.emitted('change')).toEqual([['fa-cog']])
  expect(options(wrapper)).toHaveLength(0)
  expect(document.activeElement).toBe(byRole(wrapper, 'button', 'Choose an icon').element)
})

test('Escape closes without a choice, from the search field and from the icons', async () => {
  const wrapper = await openPicker()
  await press(wrapper, 'Escape')
  await settle()
  expect(options(wrapper)).toHaveLength(0)
  await byRole(wrapper, 'button', 'Choose an icon').trigger('click')
  await settle()
  await press(wrapper, 'ArrowDown')
  await press(wrapper, 'Escape')
  await settle()
  expect(options(wrapper)).toHaveLength(0)
  expect(document.activeElement).toBe(byRole(wrapper, 'button', 'Choose an icon').element)
  expect(wrapper.emitted('change')).toBeUndefined()
})

test('keys of an input method stay in the search field', async () => {
  const wrapper = await openPicker()
  for (const key of ['Enter', 'Escape']) await press(wrapper, key, 229)
  expect(focused()).toBe('search')
})

test('keys lead from the search to the chosen icon, among the icons, and back', async () => {
  const wrapper = await openPicker()
  await press(wrapper, 'ArrowDown')
  expect(focused()).toBe('fa-comments')
  await press(wrapper, 'ArrowRight')
  expect(focused()).toBe('fa-comments-o')
  await press(wrapper, 'End')
  expect(focused()).toBe('fa-youtube-square')
  await press(wrapper, 'Home')
  expect(focused()).toBe('fa-500px')
  expect(wrapper.findAll('[role="option"][tabindex="0"]').map(option => option.attributes('aria-label'))).toEqual(['fa-500px'])
  await press(wrapper, 'ArrowUp')
  expect(focused()).toBe('search')
})

test('on a page from right to left the sideways arrows lead to the icon that is there', async () => {
  document.body.style.direction = 'rtl'
  const wrapper = await openPicker()
  await press(wrapper, 'ArrowDown')
  await press(wrapper, 'ArrowLeft')
  expect(focused()).toBe('fa-comments-o')
  await press(wrapper, 'ArrowRight')
  expect(focused()).toBe('fa-comments')
})

test('a letter typed among the icons goes to the search field, a shortcut of the browser does not', async () => {
  const wrapper = await openPicker()
  await press(wrapper, 'Enter')
  expect(focused()).toBe('fa-comments')
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', ctrlKey: true, bubbles: true }))
  expect(focused()).toBe('fa-comments')
  await press(wrapper, 'c')
  expect(focused()).toBe('search')
})

test('a picker that does not load says what to do instead', async () => {
  const loadPicker = () => Promise.reject(new TypeError('Failed to fetch'))
  const wrapper = await mountInApp(IconField, { props: { iconName: 'fa-cog', issues: [], loadPicker } })
  await byRole(wrapper, 'button', 'Choose an icon').trigger('click')
  await settle()
  expect(byRole(wrapper, 'alert').text()).toContain('Write the icon\'s name in the field')
  expect(allByRole(wrapper, 'status')).toHaveLength(0)
})
