import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { aFile, aMessage } from '../../../tests/support/an-export.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { PortalError } from '../../bitrix24/index.ts'
import type { Message, MessageFile } from '../../messages/message.ts'
import { NO_FILTER } from '../../messages/search-messages.ts'
import HitList from './HitList.vue'
import type { NamedPerson } from '../../people/person.ts'

const GET = 'im.dialog.messages.get'

interface Shown {
  isHistoryLimited?: boolean
  isBot?: boolean
  others?: NamedPerson[]
  files?: MessageFile[]
}

async function showHit(fields: Partial<Message> = {}, answers: Record<string, unknown> = {}, shown: Shown = {}) {
  const { isHistoryLimited = false, isBot = false, others = [], files = [] } = shown
  const portal = aPortal({ answers })
  const hit = aMessage({ id: 1_000, authorId: 1, sentAt: Date.UTC(2026, 2, 10, 9), text: 'plan B', ...fields })
  const query = { text: 'plan', since: null, until: null, order: 'newest' }
  const page = { messages: [hit], files, people: [{ id: 1, name: 'Anna Schmidt', isBot, isExternal: false }, ...others] }
  const search = { state: 'ready', query, page, likes: new Map(), next: null, isHistoryLimited, paging: { state: 'waiting' } }
  const work = { madeOf: () => null, make: () => Promise.resolve(), quotingOf: () => null, canQuote: () => false, quote: () => undefined, undo: () => undefined, linkTo: (id: number) => `https://demo.bitrix24.com/online/?IM_MESSAGE=${id}`, noting: { note: () => Promise.resolve(), toldOf: () => '' } }
  const wrapper = await mountInApp(HitList, { portal, props: { search, hits: [hit], filter: NO_FILTER, chatId: 7, viewerId: 2, work } })
  return { portal, wrapper }
}

/** An action of the one hit's menu. */
async function choose(wrapper: VueWrapper, name: string) {
  await byRole(wrapper, 'button', 'More actions').trigger('click')
  await byRole(wrapper, 'button', name).trigger('click')
}

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

test('the messages around a hit unfold, and fold up again', async () => {
  const around = ({ LAST_ID }: Record<string, unknown>) => ({ messages: [LAST_ID ? { id: 990, text: 'the one before' } : { id: 1_010, text: 'the one after' }] })
  const { wrapper } = await showHit({}, { [GET]: around })
  await choose(wrapper, 'Before and after')
  expect(allByRole(wrapper, 'status').map(status => status.text())).toContain('Loading…')
  await settle()
  const texts = byRole(wrapper, 'list', 'Before and after').findAll('li').map(row => row.text())
  expect(texts).toEqual([expect.stringContaining('the one before'), expect.stringContaining('The message found'), expect.stringContaining('the one after')])
  await byRole(wrapper, 'button', 'More actions').trigger('click')
  const again = byRole(wrapper, 'button', 'Before and after')
  expect(again.attributes('aria-expanded')).toBe('true')
  await again.trigger('click')
  expect(allByRole(wrapper, 'list', 'Before and after')).toEqual([])
})

test.each([['… The rest is in the messenger.', {}], ['This message was deleted.', { isDeleted: true }]])('a message without words says %j', async (said, fields) => {
  const { wrapper } = await showHit({ text: '', ...fields })
  expect(wrapper.findAll('p').map(line => line.text())).toContain(said)
})

test('messages around a hit that cannot be read are said in its row, and read when asked again', async () => {
  const { portal, wrapper } = await showHit({}, { [GET]: new PortalError('offline') })
  await choose(wrapper, 'Before and after')
  await settle()
  portal.answer(GET, { messages: [] })
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await settle()
  expect(wrapper.text()).toContain('Nothing was written around it.')
})

test('a press on a hit goes to it in the messenger, unless it was meant for something else', async () => {
  const { wrapper } = await showHit({ text: 'plan for [USER=17]Ben[/USER]' })
  const link = wrapper.find('a[data-main]')
  expect(link.attributes('href')).toBe('https://demo.bitrix24.com/online/?IM_MESSAGE=1000')
  const gone = vi.fn((event: Event) => event.preventDefault())
  link.element.addEventListener('click', gone)
  const words = wrapper.find('.message-text')
  await words.trigger('click')
  expect(gone).toHaveBeenCalledTimes(1)
  await byRole(wrapper, 'button', 'Ben').trigger('click')
  await choose(wrapper, 'Copy')
  getSelection()?.selectAllChildren(words.element)
  await words.trigger('click')
  expect(gone).toHaveBeenCalledTimes(1)
})

test('the chat opens in the messenger', async () => {
  const { portal, wrapper } = await showHit()
  await choose(wrapper, 'Open chat')
  expect(portal.conversations).toEqual(['chat7'])
})

test('the words of a hit are copied as they are shown, without its BBCode', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const { wrapper } = await showHit({ text: '[b]plan[/b] B, due [timestamp=1773059400 format=SHORT_DATE_FORMAT]: [disk=31]' })
  await choose(wrapper, 'Copy')
  await settle()
  expect(writeText).toHaveBeenCalledWith('plan B, due March 9, 2026, 12:30 PM: File No. 31')
  expect(wrapper.text()).toContain('Copied.')
})

test('where the clipboard is closed the words are selected', async () => {
  vi.stubGlobal('navigator', {})
  const { wrapper } = await showHit({ text: '[b]plan[/b] B' })
  await choose(wrapper, 'Copy')
  await settle()
  expect(getSelection()?.toString()).toContain('plan B')
  expect(wrapper.text()).toContain('The text is selected: copy it with Ctrl+C')
})

test('people and chats that a hit names open in the portal', async () => {
  const { portal, wrapper } = await showHit({ text: '[USER=17]Ben[/USER] [CHAT=42]Launch[/CHAT]' })
  await byRole(wrapper, 'button', 'Ben').trigger('click')
  await byRole(wrapper, 'button', 'Launch').trigger('click')
  expect(portal.paths).toEqual(['/company/personal/user/17/'])
  expect(portal.conversations).toEqual(['chat42'])
})

test('a hostile message is text', async () => {
  const { wrapper } = await showHit({ text: '<img src=x onerror="document.title=1"> plan [url=javascript:alert(1)]click[/url]' })
  const row = byRole(wrapper, 'listitem')
  expect(row.findAll('img, script, a:not([data-main])')).toHaveLength(0)
  expect(row.text()).toContain('<img src=x onerror="document.title=1">')
})

test('a long message scrolls within its row and can be reached by keyboard', async () => {
  const { wrapper } = await showHit({ text: 'plan '.repeat(300) })
  expect(wrapper.find('[role="group"][tabindex]').attributes('aria-label')).toBe('Long message')
})

test('files open the messenger, and are named by number where nobody described them', async () => {
  const { portal, wrapper } = await showHit({ fileIds: [8, 9] }, {}, { files: [aFile({ id: 8, name: 'plan.png', kind: 'image' })] })
  expect(byRole(wrapper, 'list', 'Files').findAll('li').map(row => row.text().replace(/\s+/g, ' '))).toEqual(['plan.png Picture', 'File No. 9 File'])
  await byRole(wrapper, 'button', 'plan.png').trigger('click')
  expect(portal.conversations).toEqual(['chat7'])
})

test('what an application put below a message is shown, searched and copied with it', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const nowhere = { personId: null, chatId: null, address: '' }
  const { portal, wrapper } = await showHit({
    text: 'Card',
    attachments: [[
      { kind: 'entry', name: 'Deal', description: '', target: { ...nowhere, address: '/crm/deal/details/1/' } },
      { kind: 'grid', cells: [{ name: 'Stage', value: 'plan made', target: nowhere }] },
      { kind: 'file', name: 'a.pdf', size: 1_500_000, address: 'https://a.example/a.pdf' },
    ]],
  })
  expect(byRole(wrapper, 'listitem').find('mark').text()).toBe('plan')
  await byRole(wrapper, 'button', 'Deal').trigger('click')
  expect(portal.paths).toEqual(['/crm/deal/details/1/'])
  await choose(wrapper, 'Copy')
  await settle()
  expect(writeText).toHaveBeenCalledWith('Card\nDeal\nStage plan made\na.pdf 1.5 MB')
})

test('where the plan keeps older messages back, the messages around say it', async () => {
  const { wrapper } = await showHit({}, { [GET]: { messages: [] } }, { isHistoryLimited: true })
  await choose(wrapper, 'Before and after')
  await settle()
  expect(wrapper.text()).toContain('what was written before cannot be read')
  expect(wrapper.text()).not.toContain('Nothing was written around it.')
})

test('a hit says whose words it has, that it was changed, and that a bot wrote it (r5)', async () => {
  const headOf = async (fields: Partial<Message>, isBot = false) => {
    const { wrapper } = await showHit(fields, {}, { isBot, others: [{ id: 9, name: 'Ben Okafor', isBot: false, isExternal: false }] })
    const text = wrapper.find('.head').text()
    wrapper.unmount()
    return text
  }
  expect(await headOf({})).not.toMatch(/forwarded|edited|bot/)
  expect(await headOf({ forwardedFrom: 9, isEdited: true })).toMatch(/^Anna Schmidt.*forwarded from Ben Okafor.*edited/)
  expect(await headOf({ forwardedFrom: 0 })).toMatch(/forwarded$/)
  expect(await headOf({}, true)).toMatch(/bot$/)
})

test('of a deleted message it is shown that it was deleted, and nothing else (r5)', async () => {
  const { wrapper } = await showHit({ text: '', isDeleted: true })
  expect(wrapper.text()).toContain('This message was deleted.')
})
