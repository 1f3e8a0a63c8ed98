import { afterEach, expect, test, vi } from 'vitest'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { PortalError } from '../../bitrix24/index.ts'
import type { ChatMessage } from '../../chat/message.ts'
import { NO_FILTER } from '../../chat/search-filter.ts'
import HitList from './HitList.vue'

const GET = 'im.dialog.messages.get'

async function showHit(fields: Partial<ChatMessage> = {}, answers: Record<string, unknown> = {}) {
  const portal = aPortal({ answers })
  const hit: ChatMessage = {
    id: 1_000, authorId: 1, authorName: 'Anna Schmidt', sentAt: new Date('2026-03-10T09:00:00Z'), text: 'plan B', fileNames: [], hasFile: false, hasLink: false, ...fields,
  }
  const query = { text: 'plan', since: null, until: null, order: 'newest' }
  const search = { state: 'ready', query, messages: [hit], next: null, isHistoryLimited: false, paging: { state: 'waiting' } }
  const wrapper = await mountInApp(HitList, { portal, props: { search, hits: [hit], filter: NO_FILTER, dialogId: 'chat7' } })
  return { portal, wrapper }
}

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

test('the messages around a hit unfold, and fold up again', async () => {
  const around = ({ LAST_ID }: Record<string, unknown>) => ({ messages: [LAST_ID ? { id: 990, text: 'the one before' } : { id: 1_010, text: 'the one after' }] })
  const { wrapper } = await showHit({}, { [GET]: around })
  const button = byRole(wrapper, 'button', 'Before and after')
  await button.trigger('click')
  expect(button.attributes('aria-expanded')).toBe('true')
  expect(allByRole(wrapper, 'status').map(status => status.text())).toContain('Loading…')
  await settle()
  const texts = byRole(wrapper, 'list', 'Before and after').findAll('li').map(row => row.text())
  expect(texts).toEqual([expect.stringContaining('the one before'), expect.stringContaining('The message found'), expect.stringContaining('the one after')])
  await button.trigger('click')
  expect(allByRole(wrapper, 'list', 'Before and after')).toEqual([])
})

test('messages around a hit that cannot be read are said in its row, and read when asked again', async () => {
  const { portal, wrapper } = await showHit({}, { [GET]: new PortalError('offline') })
  await byRole(wrapper, 'button', 'Before and after').trigger('click')
  await settle()
  portal.answer(GET, { messages: [] })
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await settle()
  expect(wrapper.text()).toContain('Nothing was written around it.')
})

test('the chat opens in the messenger', async () => {
  const { portal, wrapper } = await showHit()
  await byRole(wrapper, 'button', 'Open chat').trigger('click')
  expect(portal.conversations).toEqual(['chat7'])
})

test('the words of a hit are copied without its BBCode', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const { wrapper } = await showHit({ text: '[b]plan[/b] B' })
  await byRole(wrapper, 'button', 'Copy').trigger('click')
  await settle()
  expect(writeText).toHaveBeenCalledWith('plan B')
  expect(wrapper.text()).toContain('Copied.')
})

test('where the clipboard is closed the words are selected', async () => {
  vi.stubGlobal('navigator', {})
  const { wrapper } = await showHit({ text: '[b]plan[/b] B' })
  await byRole(wrapper, 'button', 'Copy').trigger('click')
  await settle()
  expect(getSelection()?.toString()).toContain('plan B')
  expect(wrapper.text()).toContain('Selected: copy it with your keyboard.')
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
  expect(row.findAll('img, script, a')).toHaveLength(0)
  expect(row.text()).toContain('<img src=x onerror="document.title=1">')
})

test('a long message scrolls within its row and can be reached by keyboard', async () => {
  const { wrapper } = await showHit({ text: 'plan '.repeat(300) })
  expect(wrapper.find('[role="group"][tabindex="0"]').attributes('aria-label')).toBe('Long message')
})
