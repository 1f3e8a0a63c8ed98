import 'fake-indexeddb/auto'
import { getActivePinia } from 'pinia'
import { expect, test, vi } from 'vitest'
import { aPromise } from '../../../tests/support/a-portal.ts'
import { aDialog } from '../../../tests/support/answers.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { settle } from '../../../tests/support/mount.ts'
import { eachInItsOwnBrowser, openCatchUp, saying, textOf } from '../../../tests/support/open-catch-up.ts'
import { PortalError } from '../../bitrix24/index.ts'
import { useChatActions } from '../../chat/chat-actions.ts'
import { useChatStore } from '../../chat/chat-store.ts'

eachInItsOwnBrowser()

const MARK_ALL = 'Mark all as read'
const MARKED = { dialogId: 'chat7', chatId: 7, lastId: 16, counter: 0 }

async function markAll(answer: unknown) {
  const opened = await openCatchUp({ dialog: { restrictions: { user_list: true, mute: true, leave: true } }, answers: { 'im.dialog.read': answer } })
  await saying(opened.wrapper, '3 new messages')
  await byRole(opened.wrapper, 'button', MARK_ALL).trigger('click')
  await settle()
  const dialog = byRole(opened.wrapper, 'dialog', 'Mark everything shown here as read?')
  const confirm = () => dialog.findAll('button').find(button => button.text() === 'Mark as read')?.trigger('click')
  return { ...opened, confirm, sent: () => opened.portal.sent.filter(({ method }) => method === 'im.dialog.read') }
}

test('all is marked as read only after a question, and up to what was shown', async () => {
  const { portal, wrapper, confirm, sent } = await markAll(MARKED)
  expect(sent()).toEqual([])
  portal.answer('im.dialog.get', aDialog({ last_id: 16, last_message_id: 16, counter: 0 }))
  await confirm()
  await saying(wrapper, 'Marked as read.')
  expect(sent()).toEqual([{ method: 'im.dialog.read', params: { DIALOG_ID: 'chat7', MESSAGE_ID: 16 } }])
  await vi.waitFor(() => expect(allByRole(wrapper, 'button', MARK_ALL)).toEqual([]))
  expect(textOf(wrapper), 'what was missed stays').toContain('have a look')
})

test.each([
  ['no access', false, /does not allow|not let|refus/i], ['an answer that says nothing', true, /cannot read/], ['silence', new PortalError('timeout', { method: 'im.dialog.read' }), /does not answer/],
])('%s is no success, and nothing is sent again', async (_name, answer, words) => {
  const { wrapper, confirm, sent } = await markAll(answer)
  await confirm()
  await vi.waitFor(() => expect(byRole(wrapper, 'alert').text()).toMatch(words))
  expect(sent()).toHaveLength(1)
  expect(allByRole(wrapper, 'button', MARK_ALL)).toHaveLength(1)
})

test('what the chat shows only later is marked then, and said where it was asked for', async () => {
  const { wrapper, confirm } = await markAll(MARKED)
  await confirm()
  await saying(wrapper, 'accepted this, but the chat does not show it yet.')
  const store = useChatStore(getActivePinia())
  store.renew({ unreadCount: 0 }, store.known(), 0)
  await saying(wrapper, 'Marked as read.')
  expect(allByRole(wrapper, 'button', MARK_ALL)).toEqual([])
  await byRole(wrapper, 'tab', 'Overview').trigger('click')
  await settle()
  Object.assign(wrapper.get('details').element, { open: true })
  await wrapper.get('details').trigger('toggle')
  await vi.waitFor(() => byRole(wrapper, 'button', 'Mute'))
  expect(byRole(wrapper, 'tabpanel').text()).not.toContain('Marked as read.')
})

test('while something else is done nobody is asked, for the answer would be lost', async () => {
  const late = aPromise<unknown>()
  const { wrapper } = await openCatchUp({ answers: { 'im.chat.mute': () => late.promise } })
  await saying(wrapper, '3 new messages')
  const { overview } = Object.assign({ overview: null }, useChatStore(getActivePinia()).chat)
  const muting = useChatActions(getActivePinia()).act('mute', overview ?? expect.fail('no chat'))
  await settle()
  const button = byRole(wrapper, 'button', MARK_ALL)
  expect(button.attributes('aria-disabled')).toBe('true')
  await button.trigger('click')
  await settle()
  expect(wrapper.findAll('dialog[open]')).toEqual([])
  late.resolve(true)
  await muting
  await settle()
  await button.trigger('click')
  await settle()
  expect(wrapper.findAll('dialog[open]')).toHaveLength(1)
})

test('who looks at the chat without being in it is not offered what the portal would refuse', async () => {
  const { wrapper } = await openCatchUp({ dialog: { role: 'guest' }, lastReadId: 0 })
  await saying(wrapper, 'new messages from others')
  expect(allByRole(wrapper, 'button', /Mark all as read|Read up to here/)).toEqual([])
})
