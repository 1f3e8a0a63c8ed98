import { afterEach, expect, test } from 'vitest'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { byRole } from '../../../tests/support/by-role.ts'
import { mountInApp } from '../../../tests/support/mount.ts'
import GlyphIcon from '../form/GlyphIcon.vue'
import { COLORS, type SidebarItem } from '../registration/sidebar-item.ts'
import ItemPreview from './ItemPreview.vue'

const ITEM: SidebarItem = {
  handler: 'https://apps.example.com/chatside/',
  titles: { en: 'About this chat', de: 'Über diesen Chat', ru: 'Об этом чате', ar: 'حول هذه الدردشة' },
  iconName: 'fa-comments',
  context: 'ALL',
  role: 'USER',
  extranet: 'N',
  color: 'MINT',
}

afterEach(() => document.body.replaceChildren())

async function preview(item: Partial<SidebarItem> = {}, { language = 'en', licenceLanguage = '' } = {}) {
  return mountInApp(ItemPreview, {
    portal: aPortal({ opening: { language } }),
    props: { item: { ...ITEM, ...item }, licenceLanguage },
  })
}

test('the item is previewed in the language in which the portal was opened', async () => {
  const wrapper = await preview({}, { language: 'de' })
  expect(wrapper.get('select').element.value).toBe('de')
  expect(wrapper.get('.title').text()).toBe('Über diesen Chat')
})

test('another language shows its own title, in that language and direction', async () => {
  const wrapper = await preview()
  await wrapper.get('select').setValue('ar')
  expect(wrapper.get('.title').text()).toBe('حول هذه الدردشة')
  expect(wrapper.get('.title').attributes()).toMatchObject({ lang: 'ar', dir: 'rtl' })
  expect(wrapper.get('.title').attributes('title'), 'it would be read twice').toBeUndefined()
})

test('every language can be chosen by its name', async () => {
  const wrapper = await preview()
  const names = wrapper.findAll('option').map(option => option.text())
  expect(names).toHaveLength(20)
  expect(names).toEqual(expect.arrayContaining(['English', 'Ukrainian', 'Latin American Spanish', 'Simplified Chinese']))
  expect(byRole(wrapper, 'combobox', 'Language of the person who looks at it').exists()).toBe(true)
})

test('a language without a title says whose title is shown', async () => {
  const wrapper = await preview()
  expect(byRole(wrapper, 'status').text()).toBe('')
  await wrapper.get('select').setValue('kz')
  expect(wrapper.get('.title').text()).toBe('Об этом чате')
  expect(wrapper.get('.title').attributes('lang')).toBe('ru')
  expect(byRole(wrapper, 'status', 'There is no title in this language: Kazakh. Bitrix24 shows the one in this: Russian.').exists()).toBe(true)
})

test('the language of the licence is taken into account', async () => {
  const titles = { de: 'Über diesen Chat', pl: 'O tym czacie' }
  expect((await preview({ titles }, { licenceLanguage: 'pl' })).get('.title').text()).toBe('O tym czacie')
  expect((await preview({ titles })).get('.title').text()).toBe('Über diesen Chat')
})

test('an item without any title says that Bitrix24 makes one up', async () => {
  const wrapper = await preview({ titles: { en: ' ' } })
  expect(wrapper.get('.title').text()).toBe('Application #…')
  expect(byRole(wrapper, 'status', 'No title is filled in').exists()).toBe(true)
})

test('the disc has the item\'s colour and glyph', async () => {
  const wrapper = await preview()
  expect(wrapper.get<HTMLElement>('.disc').element.style.backgroundColor).toBe(COLORS.MINT)
  expect(wrapper.getComponent(GlyphIcon).props('iconName')).toBe('fa-comments')
  expect(wrapper.text()).not.toContain('picks a colour')
})

test('an item without a colour says in words that Bitrix24 picks one', async () => {
  const wrapper = await preview({ color: '' })
  expect(wrapper.get<HTMLElement>('.disc').element.style.backgroundColor).toBe('')
  expect(wrapper.text()).toContain('Bitrix24 picks a colour.')
})

test('what is typed into the form is previewed at once', async () => {
  const wrapper = await preview()
  await wrapper.setProps({ item: { ...ITEM, titles: { en: 'Chat desk' }, color: 'PINK' } })
  expect(wrapper.get('.title').text()).toBe('Chat desk')
  expect(wrapper.get<HTMLElement>('.disc').element.style.backgroundColor).toBe(COLORS.PINK)
})
