import { afterEach, expect, test, vi } from 'vitest'
import { byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import CopyField from './CopyField.vue'

const props = { label: 'Address', text: 'https://apps.example.com/', copyText: 'Copy', copiedText: 'Copied.', selectedText: 'Selected.' }

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

test('a press puts the text on the clipboard and says so', async () => {
  const written: string[] = []
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void written.push(text) } })
  const wrapper = await mountInApp(CopyField, { props })
  await byRole(wrapper, 'button', 'Copy').trigger('click')
  await settle()
  expect(written).toEqual(['https://apps.example.com/'])
  expect(byRole(wrapper, 'status').text()).toBe('Copied.')
})

test.each([
  ['is refused', { clipboard: { writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) } }],
  ['does not exist', {}],
])('where the clipboard %s the text is selected instead', async (_why, navigator) => {
  vi.stubGlobal('navigator', navigator)
  const wrapper = await mountInApp(CopyField, { props })
  await byRole(wrapper, 'button', 'Copy').trigger('click')
  await settle()
  const field = wrapper.get('input').element
  expect(document.activeElement).toBe(field)
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, field.value.length])
  expect(byRole(wrapper, 'status').text()).toBe('Selected.')
})
