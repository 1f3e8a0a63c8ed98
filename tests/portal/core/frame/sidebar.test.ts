import { expect, test } from 'vitest'
import { aPortal } from '../rest/test-portal.ts'
import { aChat, aWorld } from '../rest/test-world.ts'
import type { App, Chat, PlacementBinding } from '../world/model.ts'

const texts = (title: string) => ({ title, description: '', groupName: '' })

function aRow(id: number, options: Record<string, string> = {}, langAll: PlacementBinding['langAll'] = { en: texts('Chat') }): PlacementBinding {
  return {
    id, placement: 'IM_SIDEBAR', handler: `https://app.example.com/?${id}`, ...texts('Stored'), userId: 0, langAll,
    options: { iconName: 'fa-users', extranet: 'N', context: 'ALL', role: 'USER', color: '', ...options },
  }
}

const items = (bindings: PlacementBinding[], viewerId: number, dialogId: string, { language = 'en', app = {} }: { language?: string, app?: Partial<App> } = {}) =>
  aPortal(aWorld({ app: { bindings, ...app } })).portal.sidebarItems(viewerId, dialogId, language)

test('an item shows title, icon and colour', () => {
  expect(items([aRow(3, { color: 'LIME' })], 2, 'chat10')).toEqual([{ bindingId: 3, title: 'Chat', iconName: 'fa-users', color: '#58cc47' }])
})

test('items come as they were registered', () => {
  expect(items([aRow(2), aRow(9), aRow(4)], 2, 'chat10').map(({ bindingId }) => bindingId)).toEqual([2, 9, 4])
})

test('only registrations for the sidebar are items', () => {
  expect(items([{ ...aRow(1), placement: 'IM_TEXTAREA' }], 2, 'chat10')).toEqual([])
})

test.each([
  ['ALL', ['chat10', 'chat11', '1', '4']],
  ['CHAT', ['chat10']],
  ['LINES', ['chat11']],
  ['USER', ['1']],
  ['CRM', []],
  ['USER;LINES', ['chat11', '1']],
  ['CRM;ALL', ['chat10', 'chat11', '1', '4']],
])('the context %s covers %o', (context, covered) => {
  expect(['chat10', 'chat11', '1', '4'].filter(dialogId => items([aRow(1, { context })], 2, dialogId).length > 0)).toEqual(covered)
})

/** Which kinds of chats show an item that is registered for every context, or for this one. */
function kindsThatShow(context: string, kinds: readonly Partial<Chat>[]): string[] {
  const world = aWorld({ app: { bindings: [aRow(1, { context })] } })
  kinds.forEach((kind, index) => { world.chats.set(100 + index, aChat({ ...kind, id: 100 + index })) })
  const { portal } = aPortal(world)
  return kinds.flatMap((kind, index) => portal.sidebarItems(1, `chat${100 + index}`, 'en').length > 0 ? kind.type ?? '' : [])
}

const ordinary = ['chat', 'open', 'general', 'videoconf', 'call', 'announcement', 'mail', 'sonetGroup', 'calendar', 'tasks']
const withoutBlock = ['tasksTask', 'channel', 'openChannel', 'generalChannel', 'comment', 'copilot', 'collab', 'support24Question']

test('chats of every ordinary kind count as CHAT', () => {
  const kinds = ordinary.map(type => ({ type }))
  expect(kindsThatShow('CHAT', kinds)).toEqual(ordinary)
  expect(kindsThatShow('USER;LINES;CRM', kinds)).toEqual([])
})

test('channels, their comments, chats of the new task card, CoPilot, collabs and questions to support have no applications', () => {
  const kinds = [...withoutBlock.map(type => ({ type })), { type: 'thread', messageType: 'T' as const }]
  expect(kindsThatShow('ALL', kinds)).toEqual([])
})

test('a chat of CRM counts as CRM, an open line as LINES, a type nobody knows as CHAT', () => {
  const kinds: Partial<Chat>[] = [
    { type: 'crm', entityType: 'CRM' }, { type: 'lines', entityType: 'LINES', messageType: 'L' }, { type: 'tomorrow', entityType: 'TOMORROW' },
  ]
  expect(['CRM', 'LINES', 'CHAT', 'ALL'].map(context => kindsThatShow(context, kinds))).toEqual([['crm'], ['lines'], ['tomorrow'], ['crm', 'lines', 'tomorrow']])
})

test('notes to oneself have no applications', () => {
  expect([items([aRow(1)], 2, '2'), items([aRow(1)], 2, '1')].map(({ length }) => length)).toEqual([0, 1])
})

test('an item for all contexts and some others counts for all', () => {
  expect(items([aRow(1, { context: ' ALL;USER ' })], 2, 'chat10')).toHaveLength(1)
})

test('a dialog the portal knows nothing about shows every item', () => {
  expect(items([aRow(1, { context: 'CRM' })], 2, 'chat999')).toHaveLength(1)
})

test('a person whom nobody wrote to yet is a private conversation', () => {
  expect(items([aRow(1, { context: 'USER' })], 2, '3')).toHaveLength(1)
})

test('an item for administrators is shown to nobody else', () => {
  expect([1, 2].map(viewer => items([aRow(1, { role: 'ADMIN' })], viewer, 'chat10').length)).toEqual([1, 0])
})

test('a person from outside sees only what was registered for them', () => {
  expect([items([aRow(1)], 3, 'chat10').length, items([aRow(1, { extranet: 'Y' })], 3, 'chat10').length]).toEqual([0, 1])
})

test('nothing shows before the installation is finished, also to administrators', () => {
  expect(items([aRow(1)], 1, 'chat10', { app: { isInstalled: false } })).toEqual([])
})

test('nothing shows to people who may not use the application', () => {
  expect(items([aRow(1)], 2, 'chat10', { app: { allowedPersonIds: [3] } })).toEqual([])
})

test.each([
  ['de', { de: texts('Gespräch'), en: texts('Chat') }, 'Gespräch'],
  ['fr', { de: texts('Gespräch'), en: texts('Chat') }, 'Chat'],
  ['ua', { ru: texts('Чат'), en: texts('Chat') }, 'Chat'],
  ['kz', { en: texts('Chat'), ru: texts('Чат') }, 'Чат'],
  ['fr', { pl: texts('Czat'), de: texts('Gespräch') }, 'Gespräch'],
  ['fr', { pl: texts('Czat') }, 'Czat'],
  ['de', { de: texts(''), en: texts('Chat') }, 'Application #5'],
  ['de', { de: texts('0') }, 'Application #5'],
  ['de', {}, 'Application #5'],
])('for %s the titles %o show %s', (language, langAll, title) => {
  expect(items([aRow(5, {}, langAll)], 2, 'chat10', { language })).toMatchObject([{ title }])
})

test('a colour that nobody chose follows from the last digit of the id', () => {
  expect(items([aRow(1), aRow(20), aRow(14)], 2, 'chat10').map(({ color }) => color)).toEqual(['#df532d', '#ab7761', '#4ba5c3'])
})
