import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { mountInApp } from '../../../tests/support/mount.ts'
import type { WantedItem } from '../registration/sidebar-item.ts'
import VisibilityTable from './VisibilityTable.vue'

const ITEM: WantedItem = {
  handler: 'https://apps.example.com/chatside/',
  titles: { en: 'About this chat' },
  iconName: 'fa-comments',
  context: 'ALL',
  role: 'USER',
  extranet: 'N',
  color: '',
  isInMobile: false,
}

afterEach(() => document.body.replaceChildren())

async function tableOf(options: Partial<WantedItem> = {}) {
  return mountInApp(VisibilityTable, { props: { item: { ...ITEM, ...options } } })
}

/** Text as it is read, without the places where it may break. */
function words(text: string): string {
  return text.replaceAll('\u00ad', '')
}

/** The words in the cells of a row. */
function row(wrapper: VueWrapper, kind: string): string[] {
  const found = wrapper.findAll('tbody tr').find(one => words(one.get('th').text()).startsWith(kind))
  if (!found) throw new Error(`No row ${kind}`)
  return found.findAll('td').map(cell => cell.text())
}

test('the table says what it is and names its columns and rows', async () => {
  const wrapper = await tableOf()
  expect(wrapper.get('caption').text()).toBe('Who sees the item in a chat they are in')
  expect(wrapper.findAll('th[scope="col"]').map(head => words(head.text())))
    .toEqual(['Kind of chat', 'Administrator', 'Employee', 'External person'])
  expect(wrapper.findAll('tbody tr').every(one => one.get('th').attributes('scope')?.startsWith('row'))).toBe(true)
})

test('an item for everybody in the company is seen by administrators and employees', async () => {
  expect(row(await tableOf(), 'Group chat')).toEqual(['Yes', 'Yes', 'No'])
})

test('external people see an item that is for them too', async () => {
  expect(row(await tableOf({ extranet: 'Y' }), 'Group chat')).toEqual(['Yes', 'Yes', 'Yes'])
})

test('an item for administrators is seen by nobody else', async () => {
  expect(row(await tableOf({ role: 'ADMIN', extranet: 'Y' }), 'Private conversation')).toEqual(['Yes', 'No', 'No'])
})

test('an item for some kinds of chats is not seen in others', async () => {
  const wrapper = await tableOf({ context: 'USER;LINES' })
  expect(row(wrapper, 'Private conversation')).toEqual(['Yes', 'Yes', 'No'])
  expect(row(wrapper, 'Open Channel')).toEqual(['Yes', 'Yes', 'No'])
  expect(row(wrapper, 'Conversation with a bot')).toEqual(['No', 'No', 'No'])
  expect(row(wrapper, 'Chat of a CRM item')).toEqual(['No', 'No', 'No'])
})

test('a change of the options changes the table', async () => {
  const wrapper = await tableOf()
  await wrapper.setProps({ item: { ...ITEM, context: 'CRM' } })
  expect(row(wrapper, 'Group chat')).toEqual(['No', 'No', 'No'])
  expect(row(wrapper, 'Chat of a CRM item')).toEqual(['Yes', 'Yes', 'No'])
})

test.each(['Your own notes', 'Chat with CoPilot', 'Collab', 'Chat of a task', 'Channel', 'Comments on a channel', 'Question to Bitrix24', 'Conversation with Bitrix24'])(
  'nobody sees it in: %s',
  async (kind) => {
    expect(row(await tableOf({ extranet: 'Y' }), kind)).toEqual(['Nobody'])
  },
)

test('chats without applications are listed apart, with the reason', async () => {
  const [, apart] = (await tableOf()).findAll('tbody')
  expect(apart?.get('th[scope="rowgroup"]').text()).toContain('Bitrix24 shows no applications here')
})

test('what the table cannot show is said: unfinished installation, mobile app, older portals', async () => {
  const wrapper = await tableOf()
  expect(wrapper.text()).toContain('Until the installation is complete nobody sees the item')
  expect(wrapper.text()).toContain('mobile app does not show')
  expect(wrapper.text()).toContain('Not in every version of Bitrix24')
})

test('with the tick for the mobile app it says where the item is in the app, and who sees it there', async () => {
  const wrapper = await tableOf({ isInMobile: true })
  expect(wrapper.text()).toContain('Mobile app')
  expect(wrapper.text()).toContain('The mobile app shows the item in all chats and to everybody')
  expect(wrapper.text()).not.toContain('mobile app does not show')
})
