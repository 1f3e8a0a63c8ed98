/** The app understands what the documentation prints; the simulated portal's half of the contract is in the files beside this one. */
import { expect, test } from 'vitest'
import type { Outcome } from '../../src/bitrix24/index.ts'
import { type DialogId, parseDialogId } from '../../src/chat/dialog-id.ts'
import type { ChatOverview } from '../../src/chat/overview.ts'
import { toOverview } from '../../src/chat/overview-answer.ts'
import { toPerson } from '../../src/people/to-person.ts'
import { toChat } from '../../src/chat/to-chat.ts'
import { toAttachments } from '../../src/messages/to-attachments.ts'
import { toReadPage } from '../../src/messages/read-page.ts'
import { dialogGet } from '../portal/core/methods/im/dialog-get.ts'
import { imUserGet } from '../portal/core/methods/im/user-get.ts'
import { dialogMessagesGet } from '../portal/core/methods/im/messages-get.ts'
import { keepAttach } from '../portal/core/world/keep-attach.ts'
import { contextOf, FIXED_NOW, fixedPlace } from '../portal/scenarios/for-tests.ts'
import { scenario } from '../portal/scenarios/index.ts'
import { readFixture } from './fixture.ts'

const resolveUrl = (address: string) => new URL(address, 'https://example.bitrix24.com').href

function dialog(text: string): DialogId {
  const id = parseDialogId(text)
  if (!id) throw new Error(`no dialog id: ${text}`)
  return id
}

function answered(method: string): Outcome {
  const { result, total } = readFixture(method).answer
  return { ok: true, value: result, total: typeof total === 'number' ? total : null }
}

function overviewOf(chatMethod: string, text: string, profile = answered('profile')): ChatOverview {
  return toOverview(dialog(text), {
    chat: answered(chatMethod),
    members: answered('im.dialog.users.list'),
    person: answered('im.user.get'),
    scope: answered('scope'),
    profile,
    time: answered('server.time'),
  }, resolveUrl)
}

test('the documented chat of a deal is understood', () => {
  expect(overviewOf('im.dialog.get', 'chat1439')).toMatchObject({
    chatId: 1439, kind: 'crm', title: 'Deal Chat', description: 'Discussion about the deal', avatar: null, color: '#f76187',
    createdAt: new Date('2026-02-25T15:50:58Z'), memberCount: 3, messageCount: 3, role: 'owner', viewerId: 1,
    links: [{ kind: 'deal', id: '1663', path: '/crm/deal/details/1663/' }],
    read: { lastMessageId: 84_477, readers: 0, listed: 2, names: [] },
    scopes: ['department', 'entity', 'log', 'user'],
  })
})

test('the documented members are understood', () => {
  const { members } = overviewOf('im.dialog.get', 'chat1439')
  expect(members.map(({ id, name, position, role }) => ({ id, name, position, role }))).toEqual([
    { id: 1269, name: 'Alexander Smith', position: 'Sales Department Head', role: 'member' },
    { id: 99, name: 'Catherine Peterson', position: 'Business Analyst', role: 'member' },
    { id: 1271, name: 'Dmitry Harris', position: 'Senior Developer', role: 'member' },
  ])
})

test('the documented conversation of an open channel is understood', () => {
  // role `owner` with `owner` 27: the page was written by that person
  const profile: Outcome = { ok: true, value: { ID: '27' }, total: null }
  expect(overviewOf('imopenlines.dialog.get', 'chat1777', profile)).toMatchObject({
    chatId: 1777, kind: 'open-line', title: 'Green Guest #17 - Bitrix24 Documentation', description: '', messageCount: 104, role: 'owner',
    links: [{ kind: 'lead', id: '1209', path: '/crm/lead/details/1209/' }, { kind: 'open-line', id: '22', path: null }],
    read: { lastMessageId: 86_313, readers: 0, listed: 1, names: [] },
  })
})

test('the documented user is understood, and is online at the time of that answer', () => {
  const now = new Date('2026-03-02T09:31:00+01:00')
  expect(toPerson(readFixture('im.user.get').answer['result'], { now, resolveUrl })).toEqual({
    id: 5, name: 'John Smith', position: 'Manager', avatar: 'https://example.bitrix24.com/upload/main/avatar.png', color: '#048bd0',
    presence: { state: 'online' }, lastSeen: new Date('2026-03-02T08:30:00Z'), isExternal: false, isBot: false, isActive: true,
  })
})

test('the documented user fills a private conversation', () => {
  expect(overviewOf('im.dialog.get', '5')).toMatchObject({ kind: 'private', person: { id: 5, name: 'John Smith' }, members: [], owner: null })
})

test.each([
  [1741, { kind: 'workgroup', role: 'member', memberCount: 6, allows: { mute: true, leave: false, leaveOwner: false } }],
  [1742, { kind: 'workgroup', role: 'guest', memberCount: 3, allows: { mute: true, leave: false, leaveOwner: false } }],
])('the collab of the simulated portal with the chat %i is understood', (id, facts) => {
  const { result } = dialogGet.run({ DIALOG_ID: `chat${id}` }, contextOf(scenario('small-group').create(fixedPlace()), 1))
  expect(toChat(JSON.parse(JSON.stringify(result)))).toMatchObject(facts)
})

test.each([[3911, 'online'], [3912, 'unknown']])('person %i of the simulated portal’s collab is from outside and %s', (ID, state) => {
  const { result } = imUserGet.run({ ID }, contextOf(scenario('small-group').create(fixedPlace()), 1))
  expect(toPerson(JSON.parse(JSON.stringify(result)), { now: new Date(FIXED_NOW), resolveUrl })).toMatchObject({ isExternal: true, presence: { state } })
})

test('the documented attachment is understood in the simulated portal’s answer as it was written', () => {
  const { attach: sent } = readFixture('message-attach').answer
  const attach = keepAttach(sent, 1)
  const world = scenario('small-group').create(fixedPlace())
  world.chats.get(1489)?.messages.add({
    authorId: 503, createdAt: FIXED_NOW, text: 'Task Card', likedBy: [], fileIds: [], systemCode: '', attach: attach ? [attach] : [],
  })
  const { result } = dialogMessagesGet.run({ DIALOG_ID: 'chat1489', LIMIT: 1 }, contextOf(world, 1))
  const [message] = toReadPage(JSON.parse(JSON.stringify(result)))?.messages ?? []
  expect(message?.text).toBe('Task Card')
  expect(message?.attachments).toEqual(toAttachments(sent))
  expect(message?.attachments[0]).toHaveLength(10)
})
