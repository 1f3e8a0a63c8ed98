import type { DOMWrapper, VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { byRole } from '../../../tests/support/by-role.ts'
import { mountInApp } from '../../../tests/support/mount.ts'
import { checkItem } from '../registration/check-item.ts'
import { BITRIX_LANGUAGES, DEFAULT_TITLES } from '../registration/titles.ts'
import { COLOR_NAMES, type ItemPatch, type SidebarItem } from '../registration/sidebar-item.ts'
import ItemForm from './ItemForm.vue'

const PAGE = 'https://apps.example.com/chatside/'
const ITEM: SidebarItem = { handler: PAGE, titles: DEFAULT_TITLES, iconName: 'fa-comments', context: 'ALL', role: 'USER', extranet: 'N', color: 'MINT' }

afterEach(() => {
  document.body.replaceChildren()
})

/** The form as a page has it that keeps what is changed and has it checked. */
async function openForm(changes: ItemPatch = {}, language = 'en'): Promise<VueWrapper> {
  let item: SidebarItem = { ...ITEM, ...changes }
  const wrapper = await mountInApp(ItemForm, {
    language,
    props: {
      item,
      issues: checkItem(item),
      pageAddress: PAGE,
      offersMobile: true,
      onChange: (patch: ItemPatch) => {
        item = { ...item, ...patch }
        void wrapper.setProps({ item, issues: checkItem(item) })
      },
    },
  })
  return wrapper
}

function changes(wrapper: VueWrapper): unknown[] {
  return (wrapper.emitted('change') ?? []).map(([patch]) => patch)
}

/** What `get` finds. */
type Found<Kind extends Element = Element> = Omit<DOMWrapper<Kind>, 'exists'>

/** The control that a label names. @throws Error when there is none */
function control(wrapper: VueWrapper, name: string): Found<HTMLInputElement> {
  const label = wrapper.findAll('label').find(one => one.text() === name)
  const id = label?.attributes('for')
  if (!label) throw new Error(`Nothing is labelled "${name}"`)
  return id === undefined ? label.get('input') : wrapper.get<HTMLInputElement>(`[id="${id}"]`)
}

/** What is said of a control or a group of controls. */
function messages(wrapper: VueWrapper, element: Found): string {
  return wrapper.get(`[id="${element.attributes('aria-describedby')}"]`).text().replace(/[\u2068\u2069]/g, '')
}

function group(wrapper: VueWrapper, legend: string): Found {
  const found = wrapper.findAll('fieldset').find(one => one.get('legend').text() === legend)
  if (!found) throw new Error(`No group "${legend}"`)
  return found
}

function detailsOf(wrapper: VueWrapper, summary: string): HTMLDetailsElement | undefined {
  return wrapper.findAll('details').find(one => one.get('summary').text() === summary)?.element
}

const TITLES = [['en', 'English (en)', 'All 20 languages', 'Title'], ['de', 'Englisch (en)', 'Alle 20 Sprachen', 'Titel'], ['ru', 'Английский (en)', 'Все языки (20)', 'Название']]

test.each(TITLES)('in %s the form has a row for each of the 20 languages and no error for what can be sent', async (language, english, all, legend) => {
  const wrapper = await openForm({}, language)
  const inputs = group(wrapper, legend ?? '').findAll('input')
  expect(inputs.map(({ element }) => element.value).sort()).toEqual(Object.values(DEFAULT_TITLES).sort())
  expect(control(wrapper, english ?? '').element.value).toBe('About this chat')
  expect(detailsOf(wrapper, all ?? '')?.open).toBe(false)
  expect(wrapper.findAll('[aria-invalid="true"]')).toEqual([])
  expect(wrapper.text()).not.toContain('install.form')
})

test('a title is written in its own language and direction', async () => {
  const wrapper = await openForm()
  const arabic = control(wrapper, 'Arabic (ar)')
  expect([arabic.attributes('lang'), arabic.attributes('dir')]).toEqual(['ar', 'rtl'])
  await arabic.setValue('عنوان')
  expect(changes(wrapper)).toEqual([{ titles: { ...DEFAULT_TITLES, ar: 'عنوان' } }])
})

test('filling gives the usual names to the empty rows alone', async () => {
  const wrapper = await openForm({ titles: { en: 'Mine', de: '  ', xx: 'Kept' } })
  expect(byRole(wrapper, 'status').text()).toBe('19 languages have no title.')
  await byRole(wrapper, 'button', 'Fill empty titles').trigger('click')
  expect(changes(wrapper)).toEqual([{ titles: { ...DEFAULT_TITLES, en: 'Mine', xx: 'Kept' } }])
  expect(byRole(wrapper, 'status').text()).toBe('Every language has a title.')
})

test('a title that is too long says so beside its row and opens the other languages', async () => {
  const wrapper = await openForm({ titles: { en: 'Fine', ua: 'x'.repeat(256) } })
  const row = control(wrapper, 'Ukrainian (ua)')
  expect([row.attributes('aria-invalid'), messages(wrapper, row)]).toEqual(['true', 'Shorten the title: Bitrix24 has room for 255 characters.'])
  expect(control(wrapper, 'English (en)').attributes('aria-invalid')).toBe('false')
  expect(detailsOf(wrapper, 'All 20 languages')?.open).toBe(true)
  await row.setValue('short')
  expect(messages(wrapper, row)).toBe('')
  expect(detailsOf(wrapper, 'All 20 languages')?.open).toBe(true)
})

test('without any title the whole group is marked as wrong', async () => {
  const wrapper = await openForm({ titles: {} })
  expect(messages(wrapper, group(wrapper, 'Title'))).toContain('Write a title in at least one language.')
})

test('the seventeen colours are radios with names, and the chosen one is named in words', async () => {
  const wrapper = await openForm()
  const colors = group(wrapper, 'Colour')
  expect(colors.findAll('input[type="radio"]')).toHaveLength(18)
  expect(new Set(colors.findAll('label').map(label => label.text())).size).toBe(18)
  expect(colors.text()).toContain('Chosen: Mint')
  await control(wrapper, 'Light blue').setValue()
  expect(colors.text()).toContain('Chosen: Light blue')
  await control(wrapper, 'Bitrix24 chooses').setValue()
  expect(colors.text()).toContain('Chosen: Bitrix24 picks the colour.')
  expect(changes(wrapper)).toEqual([{ color: 'LIGHT_BLUE' }, { color: '' }])
})

test('a colour under the pointer or with the focus is named', async () => {
  const wrapper = await openForm()
  const swatch = control(wrapper, 'Khaki')
  const words = () => group(wrapper, 'Colour').findAll('p').at(-1)?.text()
  await swatch.trigger('focus')
  expect(words()).toBe('Khaki')
  await swatch.trigger('blur')
  expect(words()).toBe('Chosen: Mint')
})

test.each(COLOR_NAMES)('the colour %s is ticked when the item has it', async (color) => {
  const wrapper = await openForm({ color })
  expect(group(wrapper, 'Colour').findAll<HTMLInputElement>('input').filter(({ element }) => element.checked)).toHaveLength(1)
})

test('all chats and kinds of chats take each other\'s place', async () => {
  const wrapper = await openForm()
  await control(wrapper, 'CRM chats').setValue(true)
  expect(control(wrapper, 'All chats').element.checked).toBe(false)
  await control(wrapper, 'Conversations with one person').setValue(true)
  await control(wrapper, 'All chats').setValue(true)
  expect(control(wrapper, 'CRM chats').element.checked).toBe(false)
  expect(changes(wrapper)).toEqual([{ context: 'CRM' }, { context: 'USER;CRM' }, { context: 'ALL' }])
})

test('with the last kind of chat unticked the group says what to do', async () => {
  const wrapper = await openForm({ context: 'LINES' })
  const lines = control(wrapper, 'Open channels (conversations with customers)')
  await lines.setValue(false)
  expect(lines.attributes('aria-invalid')).toBe('true')
  expect(messages(wrapper, lines)).toContain('Tick “All chats” or at least one kind of chat.')
  expect(messages(wrapper, lines)).not.toContain('does not know the current value')
})

test('role and extranet are handed upwards in the portal\'s words', async () => {
  const wrapper = await openForm()
  await control(wrapper, 'Only administrators see it').setValue()
  await control(wrapper, 'Show the item to them too').setValue(true)
  await control(wrapper, 'Show the item to them too').setValue(false)
  expect(changes(wrapper)).toEqual([{ role: 'ADMIN' }, { extranet: 'Y' }, { extranet: 'N' }])
})

test.each([
  ['Colour', { color: 'PLAID' }, 'Graphite', { color: 'GRAPHITE' }],
  ['Chats', { context: 'USER;FOO' }, 'Conversations with one person', { context: 'USER' }],
  ['People of the company', { role: 'KING' }, 'Everybody sees the item', { role: 'USER' }],
  ['People from outside the company', { extranet: 'maybe' }, 'Show the item to them too', { extranet: 'Y' }],
] satisfies [string, ItemPatch, string, ItemPatch][])('in the group "%s" an unknown value is shown, nothing is ticked, and choosing fixes it', async (legend, unknown, name, fixed) => {
  const wrapper = await openForm(unknown)
  const fields = group(wrapper, legend)
  expect(messages(wrapper, fields)).toContain(`Bitrix24 does not know the current value “${Object.values(unknown).join('')}”.`)
  expect(fields.findAll<HTMLInputElement>('input').filter(({ element }) => element.checked)).toEqual([])
  await control(wrapper, name).setValue(true)
  expect(changes(wrapper)).toEqual([fixed])
  expect(messages(wrapper, group(wrapper, legend))).not.toContain('does not know')
  expect(wrapper.findAll('[aria-invalid="true"]')).toEqual([])
})

test.each([
  ['', 'Enter the address'],
  ['https://localhost/', 'whose host name contains a dot'],
  ['ftp://apps.example.com/', 'Begin the address with https://'],
  [`${PAGE}?${'x'.repeat(255)}`, 'room for 255 characters'],
  [`${PAGE} `, 'Remove blanks'],
])('the address "%.30s" opens its group and is told what is wrong', async (handler, words) => {
  const wrapper = await openForm({ handler })
  const field = control(wrapper, 'Address that Bitrix24 opens')
  expect(detailsOf(wrapper, 'Address')?.open).toBe(true)
  expect(field.attributes('aria-invalid')).toBe('true')
  expect(messages(wrapper, field)).toContain(words)
  expect(messages(wrapper, field)).not.toContain('another host')
  expect(field.element.value).toBe(handler)
})

test('blanks around an address that is pasted are left out', async () => {
  const wrapper = await openForm()
  await control(wrapper, 'Address that Bitrix24 opens').setValue(' https://other.example.com/\t')
  expect(changes(wrapper)).toEqual([{ handler: 'https://other.example.com/' }])
})

test('an address that may be regretted is warned of and no error', async () => {
  const wrapper = await openForm({ handler: 'http://other.example.com/' })
  const field = control(wrapper, 'Address that Bitrix24 opens')
  expect(detailsOf(wrapper, 'Address')?.open).toBe(true)
  expect(field.attributes('aria-invalid')).toBe('false')
  expect(messages(wrapper, field)).toContain('does not use https')
  expect(messages(wrapper, field)).toContain('another host')
})

test('the address of this page can be taken, and is not offered where it is there already', async () => {
  const wrapper = await openForm({ handler: 'https://other.example.com/' })
  await byRole(wrapper, 'button', 'Use this page').trigger('click')
  expect(changes(wrapper)).toEqual([{ handler: PAGE }])
  expect(wrapper.findAll('button').map(button => button.text())).not.toContain('Use this page\'s address')
})

test('a title in a language that Bitrix24 is not known to have can be seen and changed', async () => {
  const wrapper = await openForm({ titles: { en: 'Fine', xx: 'Odd' } })
  await control(wrapper, 'xx').setValue('')
  expect(changes(wrapper)).toEqual([{ titles: { en: 'Fine', xx: '' } }])
  expect(BITRIX_LANGUAGES).not.toContain('xx')
})
