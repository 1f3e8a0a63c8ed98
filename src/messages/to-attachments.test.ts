import { expect, test } from 'vitest'
import sample from '../../tests/fixtures/message-attach.json'
import { keepAttach } from '../../tests/portal/core/world/keep-attach.ts'
import { toReadPage } from './read-page.ts'
import { toAttachments } from './to-attachments.ts'

const nowhere = { personId: null, chatId: null, address: '' }
const cell = (name: string, value: string) => ({ name, value, target: nowhere })

test('the documented attachment is understood as it is sent and as the portal keeps it', () => {
  const mantis = 'https://files.shelenkov.com/bitrix/images/mantis.jpg'
  const entry = (name: string, address: string, description = '') => ({ kind: 'entry', name, description, target: { ...nowhere, address } })
  const expected = [[
    entry('Mantis Notifications', 'https://shelenkov.com/'),
    entry('Open Mantis from external network', 'https://shelenkov.com/'),
    { kind: 'delimiter' },
    { kind: 'grid', cells: [cell('Project', 'BUGS'), cell('Category', 'im'), cell('Summary', expect.stringContaining('structured entities'))] },
    { kind: 'delimiter' },
    { kind: 'grid', cells: [cell('New Request', ''), cell('Assigned To', 'Eugene Shelenkov'), cell('Deadline', '11/04/2015 05:50:43 PM')] },
    { kind: 'text', text: 'The API will be available in the update [B]im 24.0.0[/B]' },
    entry('Ticket #12345: New API for the "Web Messenger" Module', 'https://api.bitrix24.com/', 'Must be implemented by the release!'),
    { kind: 'image', name: 'This is Mantis', address: mantis },
    { kind: 'file', name: 'mantis.jpg', size: 1_500_000, address: mantis },
  ]]
  expect(toAttachments(sample.answer.attach)).toEqual(expected)
  expect(toAttachments({ ID: 1, BLOCKS: sample.answer.attach })).toEqual(expected)
  expect(toAttachments([keepAttach(sample.answer.attach, 1)])).toEqual(expected)
})

test('addresses that the portal escaped are addresses again, once', () => {
  expect(toAttachments([{ BLOCKS: [{ IMAGE: [{ LINK: 'https://a.example/?b=1&amp;c=%26amp;&amp;lt;' }] }] }])).toEqual([
    [{ kind: 'image', name: '', address: 'https://a.example/?b=1&c=%26amp;&lt;' }],
  ])
})

test('people, bots and chats are named by their numbers', () => {
  const blocks = [{ USER: { NAME: 'Anna', USER_ID: '5' } }, { USER: { NAME: 'Bot', BOT_ID: 6 } }, { LINK: { NAME: 'Launch', CHAT_ID: 7 } }]
  expect(toAttachments(blocks).flat()).toMatchObject([{ target: { personId: 5 } }, { target: { personId: 6 } }, { target: { chatId: 7 } }])
})

test('of HTML the portal’s own BBCode is read, and the HTML is not', () => {
  expect(toAttachments([{ BLOCKS: [{ HTML: '<b>x</b>', BB_CODE: '[b]x[/b]' }, { HTML: '<b>x</b>' }] }])).toEqual([[{ kind: 'text', text: '[b]x[/b]' }]])
})

test.each([[null], ['x'], [[]], [7], [{}], [[null]], [[{ BLOCKS: 'x' }]], [[{ BLOCKS: [null, {}, { NOTHING: 1 }, { MESSAGE: '' }, { GRID: [null, {}] }, { LINK: {} }] }]]])(
  '%j is no attachment', (raw) => {
    expect(toAttachments(raw)).toEqual([])
  },
)

test('what PHP made a map is a list, and a flood is cut', () => {
  expect(toAttachments({ 3: { BLOCKS: { 1: { MESSAGE: 'x' }, 4: { MESSAGE: 'y' } } } })).toEqual([[{ kind: 'text', text: 'x' }, { kind: 'text', text: 'y' }]])
  const kept = toAttachments([{ BLOCKS: Array<unknown>(6_000).fill({ MESSAGE: 'x' }) }, { BLOCKS: [{ MESSAGE: 'x'.repeat(70_000) }] }])
  expect([kept[0]?.length, kept[1]]).toEqual([5_000, [{ kind: 'text', text: 'x'.repeat(60_000) }]])
})

test('what the portal keeps is read whole: long texts, and tables of any length', () => {
  const text = 'x'.repeat(6_000)
  const grid = Array.from({ length: 4_500 }, (_unused, index) => ({ NAME: String(index % 10) }))
  const raw = [...Array<unknown>(11).fill({ BLOCKS: [{ MESSAGE: 'one' }] }), { BLOCKS: [...Array<unknown>(61).fill({ DELIMITER: {} }), { MESSAGE: text }] }]
  expect(toAttachments(raw).map(({ length }) => length)).toEqual([...Array<number>(11).fill(1), 62])
  expect(toAttachments(raw).at(-1)?.at(-1)).toEqual({ kind: 'text', text })
  const attach = [{ BLOCKS: [{ GRID: grid }] }]
  expect(JSON.stringify(attach).length).toBeLessThanOrEqual(60_000)
  expect(toReadPage({ messages: [{ id: 1, params: { ATTACH: attach } }] })?.messages[0]?.attachments).toMatchObject([[{ kind: 'grid', cells: { length: 4_500 } }]])
})
