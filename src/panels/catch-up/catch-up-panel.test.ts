import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { byRole, allByRole } from '../../../tests/support/by-role.ts'
import { aPromise } from '../../../tests/support/a-portal.ts'
import { eachInItsOwnBrowser, entries, MISSED, openCatchUp, plain, saying, SEARCH, whyOf } from '../../../tests/support/open-catch-up.ts'
import { aRow, GET } from '../../../tests/support/open-shared.ts'
import { settle } from '../../../tests/support/mount.ts'
import { PortalError } from '../../bitrix24/index.ts'

eachInItsOwnBrowser()

test('what names, answers or still asks the person is there, each with its reason', async () => {
  const { wrapper } = await openCatchUp()
  await saying(wrapper, '3 new messages from others.')
  expect(entries(wrapper, 'For you').map(whyOf)).toEqual(['you were asked before and have not answered', 'mentions you', 'answers you'])
  expect(entries(wrapper, 'Decided and promised').map(whyOf)).toEqual(['marked by its author: “Decision”'])
})

test('looking marks nothing as read', async () => {
  const { portal, wrapper } = await openCatchUp()
  await saying(wrapper, '3 new messages')
  const changing = ['im.dialog.read', 'im.chat.mute', 'im.message.like', 'im.message.share']
  expect(portal.sent.map(({ method }) => method).filter(method => changing.includes(method))).toEqual([])
})

test('links, changes and conversations are folded, and say how many they are', async () => {
  const { wrapper } = await openCatchUp()
  await saying(wrapper, 'Links and files (1)')
  for (const [title, words] of [['Links and files (1)', 'example.com/plan'], ['People and changes (1)', 'Anna Schmidt joined the chat.'], ['Conversations (3)', 'have a look']] as const) {
    const summary = wrapper.findAll('summary').find(one => one.text() === title)
    const details = summary?.element.closest('details')
    if (!details) throw new Error(`There is no ${title}`)
    details.open = true
    details.dispatchEvent(new Event('toggle'))
    await settle()
    expect(plain(details.textContent)).toContain(words)
  }
})

test('changes and the messages of a conversation that is unfolded lead to themselves in the messenger', async () => {
  const { wrapper } = await openCatchUp()
  await saying(wrapper, 'Conversations (3)')
  for (const details of wrapper.findAll('details')) {
    if (details.element instanceof HTMLDetailsElement) details.element.open = true
    await details.trigger('toggle')
  }
  await settle()
  await wrapper.find('.conversation .head').trigger('click')
  const idsOf = (rows: string) => wrapper.findAll(`${rows} a[target="_blank"]`).map(link => new URL(link.attributes('href') ?? '').searchParams.get('IM_MESSAGE'))
  expect(idsOf('.change')).toEqual(['16'])
  expect(idsOf('.conversation li')).toEqual(['13'])
})

test('a chat without anything new says so in one sentence, with what still waits', async () => {
  const { portal, wrapper } = await openCatchUp({ rows: MISSED.slice(0, 3) })
  await saying(wrapper, 'All caught up: there is nothing new here. 1 question is still waiting for you.')
  expect(entries(wrapper, 'For you').map(whyOf)).toEqual(['you were asked before and have not answered'])
  // one batch, and no message is read twice
  expect(portal.sent.filter(({ method }) => method === GET)).toEqual([])
})

test('the message that was read last may be the question that waits', async () => {
  const { portal, wrapper } = await openCatchUp({ rows: MISSED.slice(0, 2), lastReadId: 11 })
  await saying(wrapper, 'All caught up: there is nothing new here. 1 question is still waiting for you.')
  expect(portal.sent.filter(({ method }) => method === GET)).toEqual([])
})

test('nothing new and nobody waiting is one friendly sentence', async () => {
  const { wrapper } = await openCatchUp({ rows: MISSED.slice(0, 1) })
  await saying(wrapper, 'All caught up: there is nothing new here, and nobody is waiting for you.')
  expect(allByRole(wrapper, 'list', 'For you')).toEqual([])
})

test('what is ticked off says less and can be taken back', async () => {
  const { wrapper } = await openCatchUp()
  await saying(wrapper, 'have a look')
  const row = () => entries(wrapper, 'For you')[1]
  await row()?.findAll('button').find(button => button.text() === 'Done')?.trigger('click')
  expect(row()?.text()).not.toContain('have a look')
  await row()?.findAll('button').find(button => button.text() === 'Not done yet')?.trigger('click')
  expect(row()?.text()).toContain('have a look')
})

test('a reading that fails says why, keeps nothing back and goes on when asked', async () => {
  const { portal, wrapper } = await openCatchUp({ answers: { [GET]: new PortalError('no-access', { method: GET }) } })
  await vi.waitFor(() => expect(byRole(wrapper, 'alert').text()).toContain('does not let you see this'))
  expect(portal.sent.some(({ method }) => method === SEARCH)).toBe(true)
})

test('while the portal is silent the panel says that it reads, and stopping ends it', async () => {
  const late = aPromise<unknown>()
  const { wrapper } = await openCatchUp({ answers: { [SEARCH]: () => late.promise } })
  await saying(wrapper, 'Reading messages…')
  await byRole(wrapper, 'button', 'Stop').trigger('click')
  late.resolve({ messages: [], users: [], files: [] })
  await saying(wrapper, 'You stopped before anything was read.')
})

test('another time is read at once, from the beginning of the day that is named', async () => {
  vi.useFakeTimers({ now: new Date('2026-03-10T20:00:00'), toFake: ['Date'] })
  const { portal, wrapper } = await openCatchUp()
  await saying(wrapper, '3 new messages')
  await byRole(wrapper, 'combobox', 'What is new since').setValue('week')
  await saying(wrapper, '5 new messages from others.')
  expect(portal.sent.filter(({ method, params }) => method === SEARCH && params?.['CHAT_ID'] === 7).at(-1)?.params)
    .toMatchObject({ LIMIT: 200, DATE_TO: '2026-03-02T23:59:59Z' })
  await byRole(wrapper, 'combobox', 'What is new since').setValue('date')
  const before = portal.sent.length
  for (const day of ['0002-03-01', '0020-03-01', '0202-03-01']) await wrapper.find('input[type="date"]').setValue(day)
  expect(portal.sent.slice(before), 'while the year is typed').toEqual([])
  vi.useRealTimers()
})

test('nobody is taken for somebody else where the portal does not say who looks', async () => {
  const { wrapper } = await openCatchUp({ answers: { profile: null } })
  await saying(wrapper, 'did not say who you are')
  expect(allByRole(wrapper, 'list', 'For you')).toEqual([])
})

test('who reads all of it again keeps the focus near', async () => {
  const { wrapper } = await openCatchUp()
  await saying(wrapper, '3 new messages')
  const button = byRole(wrapper, 'button', 'Refresh')
  if (button.element instanceof HTMLElement) button.element.focus()
  await button.trigger('click')
  expect(document.activeElement).toBe(byRole(wrapper, 'tabpanel', 'Catch up').element)
  await saying(wrapper, '3 new messages')
})

test('pages of the portal are taken away with their whole address, and times as they are shown', async () => {
  const [writeText, text] = [vi.fn(() => Promise.resolve()), '[url=/crm/deal/1/]the deal[/url]']
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const { wrapper } = await openCatchUp({ rows: [aRow(2, { text }), aRow(3, { author_id: 0, text: 'Meeting: [timestamp=1773059400]' })], lastReadId: 1 })
  await vi.waitFor(() => byRole(wrapper, 'button', 'Copy as text').trigger('click'))
  const taken = expect.stringMatching(/the deal https:\/\/demo\.bitrix24\.com\/crm\/deal\/1\/[^]*Meeting: March 9, 2026, 12:30/)
  await vi.waitFor(() => expect(writeText).toHaveBeenCalledWith(taken))
})
