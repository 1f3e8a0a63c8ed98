import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aDialog } from '../../../tests/support/answers.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { InProcessWorker, useInProcessWorker } from '../../../tests/support/in-process-worker.ts'
import { draftsKept } from '../../../tests/support/keep-draft.ts'
import { settle } from '../../../tests/support/mount.ts'
import { openInsights, TALK } from '../../../tests/support/open-insights.ts'
import { aRow, GET, history, rows, saying, textOf, type Opened } from '../../../tests/support/open-shared.ts'
import { PortalError } from '../../bitrix24/index.ts'

beforeEach(() => {
  useInProcessWorker()
  vi.stubGlobal('indexedDB', new IDBFactory())
  Object.defineProperty(window, 'innerHeight', { value: 2_000, configurable: true })
})

afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
  document.body.replaceChildren()
})

const glance = (wrapper: Opened) => Object.fromEntries(wrapper.findAll('.glance > div').map(entry => [entry.find('dt').text(), entry.find('dd').text()]))
const texts = (wrapper: Opened, title: string) => rows(wrapper, title).map(row => row.find('.message-text').text())

async function press(wrapper: Opened, name: string | RegExp): Promise<void> {
  await byRole(wrapper, 'button', name).trigger('click')
  await settle()
}

async function openDetails(wrapper: Opened, name: string): Promise<void> {
  const details = wrapper.findAll('details').find(({ element }) => {
    const summary = element.querySelector('summary')
    return (summary?.getAttribute('aria-label') ?? summary?.textContent ?? '').includes(name)
  })
  if (!details) throw new Error(`Nothing is folded up under "${name}".`)
  details.element.open = true
  await details.trigger('toggle')
  await settle()
}

test('the numbers that come first are those of the messages', async () => {
  const { wrapper } = await openInsights()
  await saying(wrapper, 'All 6 messages were read.')
  await vi.waitFor(() => expect(glance(wrapper)).toEqual({
    'Messages': '6', 'People': '2', 'With links': '1', 'With files': '1', 'Reactions': '1', 'Questions without an answer': '1',
  }))
})

test('a figure leads to its messages, and back to itself', async () => {
  const { portal, wrapper } = await openInsights()
  await saying(wrapper, 'Messages by day')
  const figure = byRole(wrapper, 'button', /^1, Questions without an answer$/)
  if (figure.element instanceof HTMLElement) figure.element.focus()
  await figure.trigger('click')
  await vi.waitFor(() => expect(texts(wrapper, 'Questions without an answer')).toEqual(['Anybody there?']))
  expect(document.activeElement?.textContent).toContain('Back to the figures')
  for (const name of ['More actions', 'Open chat']) await press(wrapper, name)
  expect(portal.conversations).toEqual(['chat7'])
  await press(wrapper, 'Back to the figures')
  expect(document.activeElement).toBe(figure.element)
  expect(allByRole(wrapper, 'list', 'Questions without an answer')).toEqual([])
})

test('a message says who wrote it, when, with which files and reactions', async () => {
  const { wrapper } = await openInsights()
  await saying(wrapper, 'Messages by day')
  await press(wrapper, /^1, Messages with files$/)
  await saying(wrapper, /Ben Okafor ?March 4, 2026, 3:00.PM ?the plan ?plan\.pdf ?File ?1 reaction/)
})

test('what an app attached counts, and is shown with its message', async () => {
  const attach = [{ BLOCKS: [{ LINK: { NAME: 'The ticket', LINK: 'https://tickets.example/1' } }] }]
  const { wrapper } = await openInsights({ [GET]: history([aRow(11, { text: '', params: { ATTACH: attach } })]) })
  await saying(wrapper, 'Messages by day')
  await press(wrapper, /^1, Messages with links$/)
  await vi.waitFor(() => expect(texts(wrapper, 'Messages with links')).toEqual(['The ticket']))
})

test('each person has messages, share, a trend unless they are few, and the times to answer, which lead to the answers', async () => {
  const { wrapper } = await openInsights({ [GET]: history([...TALK, aRow(17, { date: '2026-03-24T09:00:00+00:00', text: 'So' })]) })
  await saying(wrapper, 'Messages by day')
  const [anna, ben] = byRole(wrapper, 'list', 'People').findAll('li').map(({ element }) => (element.textContent ?? '').replace(/\s+/g, ' '))
  expect(anna).toMatch(/Anna Schmidt.*Messages ?5 71%.*Median time to answer ?50 min/)
  expect(ben).toMatch(/Ben Okafor.*Messages ?2 29%.*Median time to answer ?10 min.*90th percentile ?2 days 5 hr/)
  const trends = byRole(wrapper, 'list', 'People').findAll('[role="img"]').map(image => image.attributes('aria-label'))
  expect(trends, 'of Anna alone').toEqual(['writes about as much as at first'])
  await press(wrapper, /^10 min, Answers of Ben Okafor/) // the slowest first
  await vi.waitFor(() => expect(texts(wrapper, 'Answers of Ben Okafor')).toEqual(['the plan', 'Yes']))
})

test('the panel says what it counts as an answer and as a question without one', async () => {
  const { wrapper } = await openInsights()
  await saying(wrapper, /An answer is a message that replies to somebody else’s message.*after more than 3 days counts as a new conversation\./)
  await saying(wrapper, /nobody else wrote within 4 hr\. A bot’s reply is not an answer,.*Questions of the last 4 hr are not counted yet\./)
})

test('behind each plot is a table whose figures lead to their messages', async () => {
  const { wrapper } = await openInsights()
  await saying(wrapper, 'Messages by day')
  await openDetails(wrapper, 'Table: Messages by day')
  const table = byRole(wrapper, 'table')
  expect(table.find('caption').text()).toBe('Messages by day')
  expect(table.findAll('tbody tr')).toHaveLength(23) // from 2 to 24 March
  const [first, second] = table.findAll('tbody tr').map(row => row.findAll('th, td').map(cell => cell.text()))
  expect([first, second]).toEqual([['March 2, 2026', '3'], ['March 3, 2026', '0']])
  expect(table.findAll('th').map(head => head.attributes('scope')).slice(0, 3)).toEqual(['col', 'col', 'row'])
  await press(wrapper, /^3, Messages, March 2, 2026$/)
  await vi.waitFor(() => expect(texts(wrapper, 'Messages, March 2, 2026')).toHaveLength(3))
})

test('the map of the week has a table by hours and weekdays', async () => {
  const { wrapper } = await openInsights()
  await saying(wrapper, 'Weekdays and hours')
  await openDetails(wrapper, 'Table: Weekdays and hours')
  const table = byRole(wrapper, 'table')
  expect(table.findAll('thead th').map(head => head.text())).toEqual(['Hour', 'Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'])
  const counts = table.findAll('tbody tr').map(row => row.findAll('td').map(cell => Number(cell.text())))
  expect(counts).toHaveLength(24)
  const written = TALK.map(({ date }) => new Date(String(date)))
  for (const [hour, line] of counts.entries()) {
    expect(line).toEqual([0, 1, 2, 3, 4, 5, 6].map(day => written.filter(instant => instant.getDay() === day && instant.getHours() === hour).length))
  }
})

test('a table is copied with tabs, and a name that begins as a formula does none', async () => {
  const writeText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const answer = history(TALK)
  const { wrapper } = await openInsights({ [GET]: (params: Record<string, unknown>) => ({ ...answer(params), users: [{ id: 1, name: '=1+1' }, { id: 2, name: 'Ben' }] }) })
  await saying(wrapper, 'Messages by day')
  await openDetails(wrapper, 'Table: People')
  await press(wrapper, 'Copy table')
  await saying(wrapper, 'Copied.')
  const [heads, anna] = writeText.mock.calls[0]?.[0].split('\n') ?? []
  expect(heads).toBe('Person\tMessages\tShare\tTrend\tMedian time to answer\t90th percentile')
  expect(anna).toBe('\'=1+1\t4\t67%\t\t50 min\t50 min')
})

test('a period narrows every figure and is there again at the next opening', async () => {
  const first = await openInsights()
  await saying(first.wrapper, 'Messages by day')
  await byRole(first.wrapper, 'combobox', 'Period').setValue('days')
  await byRole(first.wrapper, 'textbox', 'From').setValue('2026-03-03')
  await byRole(first.wrapper, 'textbox', 'To').setValue('2026-03-20')
  await vi.waitFor(() => expect(glance(first.wrapper)['Messages']).toBe('2'))
  await draftsKept(first.portal)
  first.wrapper.unmount()

  const { wrapper } = await openInsights()
  await vi.waitFor(() => expect(glance(wrapper)['Messages']).toBe('2'))
  await press(wrapper, /^2, All messages$/)
  await vi.waitFor(() => expect(texts(wrapper, 'All messages')).toEqual(['Anybody there?', 'the plan']))
  await press(wrapper, 'Back to the figures')
  await byRole(wrapper, 'textbox', 'From').setValue('2026-03-05')
  await byRole(wrapper, 'textbox', 'To').setValue('2026-03-06')
  await saying(wrapper, 'These people wrote nothing in this period')
  await press(wrapper, 'Show everything')
  await vi.waitFor(() => expect(glance(wrapper)['Messages']).toBe('6'))
})

test('people can be chosen', async () => {
  const { wrapper } = await openInsights()
  await saying(wrapper, 'Messages by day')
  await openDetails(wrapper, 'People: everybody')
  await byRole(wrapper, 'checkbox', 'Ben Okafor').setValue(true)
  await vi.waitFor(() => expect(glance(wrapper)).toMatchObject({ Messages: '2', People: '1' }))
  await saying(wrapper, 'People: Ben Okafor')
})

test('members who wrote nothing are found when somebody asks for them', async () => {
  const { portal, wrapper } = await openInsights({
    'im.dialog.users.list': [{ id: 1, name: 'Anna Schmidt' }, { id: 2, name: 'Ben Okafor' }, { id: 3, name: 'Cleo Quiet' }].map(user => ({ ...user, active: true })),
    'im.dialog.get': aDialog({ message_count: 6, user_counter: 3 }),
  })
  await saying(wrapper, 'Messages by day')
  const asked = () => portal.sent.filter(({ method }) => method === 'im.dialog.users.list').length
  const before = asked()
  await openDetails(wrapper, 'Quietest members')
  await saying(wrapper, '1 of 3 members wrote nothing in this time.')
  expect(asked()).toBe(before + 1)
  expect(byRole(wrapper, 'list', 'Quietest members').findAll('li').map(line => line.text().replace(/\s+/g, ' '))).toEqual([
    'Cleo Quiet0 messages', 'Ben Okafor2 messages', 'Anna Schmidt4 messages',
  ])
  await press(wrapper, /^2 messages, Messages from Ben Okafor$/)
  await vi.waitFor(() => expect(texts(wrapper, 'Messages from Ben Okafor')).toEqual(['the plan', 'Yes']))
})

test('where everybody wrote, that is said instead of a nought', async () => {
  const { wrapper } = await openInsights({
    'im.dialog.users.list': [{ id: 1, name: 'Anna Schmidt' }, { id: 2, name: 'Ben Okafor' }].map(user => ({ ...user, active: true })),
    'im.dialog.get': aDialog({ message_count: 6, user_counter: 2 }),
  })
  await saying(wrapper, 'Messages by day')
  await openDetails(wrapper, 'Quietest members')
  await saying(wrapper, 'Every member wrote something in this time.')
  expect(wrapper.text()).not.toContain('wrote nothing')
})

test('whoever may not see the members is told so, and the rest stays', async () => {
  const { portal, wrapper } = await openInsights()
  await saying(wrapper, 'Messages by day')
  portal.answer('im.dialog.get', aDialog({ restrictions: { user_list: false } }))
  await openDetails(wrapper, 'Quietest members')
  await saying(wrapper, 'Your Bitrix24 does not let you see who is in this chat.')
  expect(glance(wrapper)['Messages']).toBe('6')
})

test('while a part has been read the panel says that the figures are about that part', async () => {
  const many = Array.from({ length: 120 }, (_unused, index) => aRow(index + 1))
  const refused = new PortalError('no-access', { method: GET, code: 'ACCESS_ERROR' })
  const answer = (params: Record<string, unknown>) => 'LAST_ID' in params ? refused : history(many)(params)
  const { wrapper } = await openInsights({ [GET]: answer, 'im.dialog.get': aDialog({ message_count: 120 }) })
  await saying(wrapper, /These figures are about what has been read so far: back to March \d+, 2026\./)
})

test('a chat in which nobody wrote says so', async () => {
  const { wrapper } = await openInsights({ [GET]: history([]), 'im.dialog.get': aDialog({ message_count: 0 }) })
  await saying(wrapper, 'Nobody has written anything in this chat.')
})

test('a person who may not read the chat is told so', async () => {
  const { wrapper } = await openInsights({ [GET]: new PortalError('no-access', { method: GET, code: 'ACCESS_ERROR' }) })
  await saying(wrapper, 'Your Bitrix24 does not let you see this.')
})

test('a chat that cannot be seen at all is reported, and asked for again', async () => {
  const { portal, wrapper } = await openInsights({ 'im.dialog.get': new PortalError('no-access', { code: 'ACCESS_ERROR' }) })
  await saying(wrapper, 'Your Bitrix24 does not let you see this.')
  portal.answer('im.dialog.get', aDialog({ message_count: 6 }))
  await press(wrapper, 'Try again')
  await vi.waitFor(() => expect(glance(wrapper)['Messages']).toBe('6'))
})

test('a worker that ends is said, and what it held is read again when asked', async () => {
  const { wrapper } = await openInsights()
  await saying(wrapper, 'Messages by day')
  for (const worker of [...InProcessWorker.running]) worker.crash()
  await saying(wrapper, 'is lost')
  await press(wrapper, 'Try again')
  await vi.waitFor(() => expect(glance(wrapper)['Messages']).toBe('6'))
})

test.each([['de', 'Nachrichten nach Tagen', '2 Tg. 5 Std.'], ['ru', 'Сообщения по дням', '2 дн. 5 ч']])('figures are written in %s', async (language, title, time) => {
  const { wrapper } = await openInsights({}, language)
  await saying(wrapper, title)
  expect(textOf(wrapper).replace(/\s/g, ' ')).toContain(time)
})
