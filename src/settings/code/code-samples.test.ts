import { afterEach, expect, test, vi } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import { byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import type { WantedItem } from '../registration/sidebar-item.ts'
import CodeSamples from './CodeSamples.vue'
import { CODE_KINDS, codeSample } from './samples.ts'

const PORTAL = 'https://demo.bitrix24.com'
const item: WantedItem = {
  handler: 'https://apps.example.com/', titles: { en: 'Chat </code> & more', ar: 'حول\u202E' }, iconName: 'fa-comments', context: 'ALL', role: 'USER', extranet: 'N', color: 'RED',
  isInMobile: false,
}

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

const mountSamples = (props: Record<string, unknown> = {}) => mountInApp(CodeSamples, { props: { item, portalOrigin: PORTAL, isValid: true, ...props } })
const shownCode = (wrapper: VueWrapper) => wrapper.get('[role="region"]').element.textContent

function stubClipboard(writeText: (text: string) => Promise<void>): void {
  vi.stubGlobal('navigator', { clipboard: { writeText } })
}

test.each(CODE_KINDS)('the code for %s is shown as it is generated', async (kind) => {
  const wrapper = await mountSamples()
  await wrapper.get('select').setValue(kind)
  expect(shownCode(wrapper)).toBe(codeSample(kind, item, PORTAL))
})

test('the choice and the code have names, and the code can be reached and scrolled with the keyboard', async () => {
  const wrapper = await mountSamples()
  expect(wrapper.get('label').text()).toBe('Written for')
  expect(wrapper.get('label').attributes('for')).toBe(wrapper.get('select').attributes('id'))
  const region = wrapper.get('[role="region"]')
  expect(region.attributes()).toMatchObject({ 'aria-label': 'Code for cURL (OAuth)', 'tabindex': '0', 'dir': 'ltr' })
  await wrapper.get('select').setValue('php-crest')
  expect(region.attributes('aria-label')).toBe('Code for PHP (CRest)')
})

test('what the code needs is said, and follows the choice', async () => {
  const wrapper = await mountSamples()
  expect(wrapper.text()).toContain('BITRIX24_ACCESS_TOKEN')
  expect(wrapper.text()).toContain('WRONG_AUTH_TYPE')
  await wrapper.get('select').setValue('php-sdk')
  expect(byRole(wrapper, 'list').text()).toContain('Composer')
})

test('the code follows the form', async () => {
  const wrapper = await mountSamples()
  await wrapper.setProps({ item: { ...item, color: 'MINT' } })
  expect(shownCode(wrapper)).toContain('"color": "MINT"')
})

test('while the form has errors there is no code and no button', async () => {
  const wrapper = await mountSamples({ isValid: false })
  expect(wrapper.text()).toContain('have errors')
  expect(wrapper.find('[role="region"]').exists()).toBe(false)
  expect(wrapper.find('button').exists()).toBe(false)
})

test('a press copies the code that is shown, and another choice takes the word back', async () => {
  const written: string[] = []
  stubClipboard(async text => void written.push(text))
  const wrapper = await mountSamples()
  await wrapper.get('select').setValue('bx24-js')
  await byRole(wrapper, 'button', 'Copy the code').trigger('click')
  await settle()
  expect(written).toEqual([codeSample('bx24-js', item, PORTAL)])
  expect(byRole(wrapper, 'status').text()).toBe('Copied.')
  await wrapper.get('select').setValue('curl')
  expect(byRole(wrapper, 'status').text()).toBe('')
})

test('where the clipboard is closed the code is selected instead', async () => {
  stubClipboard(() => Promise.reject(new DOMException('denied', 'NotAllowedError')))
  const wrapper = await mountSamples()
  await byRole(wrapper, 'button', 'Copy the code').trigger('click')
  await settle()
  expect(document.activeElement).toBe(wrapper.get('[role="region"]').element)
  expect(String(getSelection())).toBe(codeSample('curl', item, PORTAL))
  expect(byRole(wrapper, 'status').text()).toContain('The code is selected')
})

test('an answer of the clipboard about code that has changed since says nothing', async () => {
  let finish = (): void => undefined
  stubClipboard(() => new Promise((resolve) => { finish = resolve }))
  const wrapper = await mountSamples()
  await byRole(wrapper, 'button', 'Copy the code').trigger('click')
  await wrapper.setProps({ item: { ...item, color: 'MINT' } })
  finish()
  await settle()
  expect(byRole(wrapper, 'status').text()).toBe('')
})
