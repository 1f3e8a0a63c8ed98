import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Command, type Outcome, PortalError, type Portal } from '../bitrix24/index.ts'
import { type DialogId, parseDialogId } from './dialog-id.ts'
import { loadOverview } from './load-overview.ts'
import type { ChatOverview } from './overview.ts'

const ORIGIN = 'https://demo.bitrix24.com'

function dialog(text: string): DialogId {
  const id = parseDialogId(text)
  if (!id) throw new Error(`no dialog id: ${text}`)
  return id
}

function ok(value: unknown, total: number | null = null): Outcome {
  return { ok: true, value, total }
}

function refused(kind: PortalError['kind'], code = ''): Outcome {
  return { ok: false, error: new PortalError(kind, { code }) }
}

function aChat(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 1439, name: 'Deal chat', description: 'About the deal', owner: 503, avatar: '', color: '#f76187', type: 'crm', user_counter: 3, message_count: 12,
    restrictions: { user_list: true }, last_message_id: 84_477, entity_type: 'CRM', entity_id: 'DEAL|1663', entity_data_1: '', entity_data_2: '',
    date_create: '2026-02-25T16:50:58+01:00', message_type: 'C', role: 'member', entity_link: { type: 'DEAL', url: '/crm/deal/details/1663/', id: 'DEAL|1663' },
    readed_list: [{ user_id: 103, user_name: 'John', message_id: 84_477, date: null }], manager_list: [7],
    last_message_views: { message_id: 84_477, first_viewers: [], count_of_viewers: 0 }, ...changes,
  }
}

const answers: Record<string, Outcome> = {
  chat: ok(aChat()),
  members: ok([{ id: 5, name: 'Ann' }, { id: 7, name: 'Bob' }, { id: 503, name: 'Olga' }], 3),
  owner: ok({ id: 503, name: 'Olga' }),
  person: ok({ id: 47, name: 'Peter', avatar: '/p.png', color: '#58cc47', last_activity_date: '2026-03-02T17:46:00+02:00', status: 'online' }),
  scope: ok(['im', 'placement']),
  profile: ok({ ID: '5', ADMIN: false, NAME: 'Ann', LAST_NAME: 'Lee' }),
  time: ok('2026-03-02T17:46:05+02:00'),
}

/** A portal that answers every command of one batch by name, and keeps what it was asked. */
function aPortal(changes: Record<string, Outcome | undefined> = {}) {
  const asked: Record<string, Command>[] = []
  const all = { ...answers, ...changes }
  const portal: Pick<Portal, 'batch' | 'resolveUrl'> = {
    async batch<Name extends string>(commands: Record<Name, Command>) {
      asked.push(commands)
      const entries = Object.keys(commands).map(name => [name, all[name] ?? refused('bad-answer')])
      return Object.fromEntries(entries) as Record<Name, Outcome> // every name that was asked is there
    },
    resolveUrl: address => new URL(address, ORIGIN).href,
  }
  return { portal, asked }
}

async function overviewWith(changes: Record<string, Outcome | undefined>, text = 'chat1439'): Promise<ChatOverview> {
  return await loadOverview(aPortal(changes).portal, dialog(text))
}

test('a chat is loaded with one batch', async () => {
  const { portal, asked } = aPortal()
  const overview = await loadOverview(portal, dialog('chat1439'))
  expect(overview).toMatchObject({
    chatId: 1439, kind: 'crm', title: 'Deal chat', description: 'About the deal', avatar: null, color: '#f76187', createdAt: new Date('2026-02-25T15:50:58Z'),
    owner: { id: 503, name: 'Olga' }, memberCount: 3, messageCount: 12, role: 'member', membersHidden: null, person: null, viewerId: 5,
    links: [{ kind: 'deal', id: '1663', path: '/crm/deal/details/1663/' }], scopes: ['im', 'placement'],
    read: { lastMessageId: 84_477, readers: 1, listed: 2, names: ['John'] },
  })
  expect(asked).toEqual([{
    chat: { method: 'im.dialog.get', params: { DIALOG_ID: 'chat1439' } },
    members: { method: 'im.dialog.users.list', params: { DIALOG_ID: 'chat1439', LIMIT: 8 } },
    owner: { method: 'im.user.get', params: { ID: '$result[chat][owner]' } },
    scope: { method: 'scope' },
    profile: { method: 'profile' },
    time: { method: 'server.time' },
  }])
})

test('the owner comes first, then managers', async () => {
  const { members } = await overviewWith({})
  expect(members.map(({ id, role }) => [id, role])).toEqual([[503, 'owner'], [7, 'manager'], [5, 'member']])
})

test('a private conversation asks for the person and shows them', async () => {
  const { portal, asked } = aPortal({ chat: ok(aChat({ id: 1231, name: '', type: 'private', message_type: 'P', entity_type: '', entity_id: '', entity_link: [], color: '' })) })
  const overview = await loadOverview(portal, dialog('47'))
  expect(overview).toMatchObject({
    kind: 'private', chatId: 1231, title: 'Peter', avatar: `${ORIGIN}/p.png`, color: '#58cc47', owner: null, members: [], membersHidden: null, links: [],
    person: { id: 47, name: 'Peter', presence: { state: 'online' } },
  })
  expect(Object.keys(asked[0] ?? {})).toEqual(['chat', 'person', 'scope', 'profile', 'time'])
  expect(asked[0]?.['person']).toEqual({ method: 'im.user.get', params: { ID: 47 } })
})

test('a chat opened by its workgroup belongs to it', async () => {
  const overview = await overviewWith({ chat: ok(aChat({ entity_type: '', entity_id: '', entity_link: [], type: 'chat' })) }, 'sg12')
  expect(overview.links).toEqual([{ kind: 'workgroup', id: '12', path: '/workgroups/group/12/' }])
})

test.each(['no-access', 'not-found', 'missing-scope', 'busy', 'unknown'] as const)('a chat refused with %s fails as that', async (kind) => {
  await expect(overviewWith({ chat: refused(kind) })).rejects.toMatchObject({ kind })
})

test.each([[null], [false], [[]], ['text'], [{}], [{ id: 0 }], [{ id: 'x' }]])('an answer of %j is no chat', async (value) => {
  await expect(overviewWith({ chat: ok(value) })).rejects.toMatchObject({ kind: 'bad-answer', method: 'im.dialog.get' })
})

test('a batch that fails as a whole fails as that', async () => {
  const portal = { ...aPortal().portal, batch: () => Promise.reject(new PortalError('offline')) }
  await expect(loadOverview(portal, dialog('chat1'))).rejects.toMatchObject({ kind: 'offline' })
})

test('refused members are hidden and the rest is shown', async () => {
  expect(await overviewWith({ members: refused('no-access', 'ACCESS_ERROR') })).toMatchObject({ title: 'Deal chat', members: [], membersHidden: 'no-access', memberCount: 3 })
  expect(await overviewWith({ members: ok([]), chat: ok(aChat({ restrictions: { user_list: false } })) })).toMatchObject({ membersHidden: 'no-access' })
  expect(await overviewWith({ members: ok([]) })).toMatchObject({ members: [], membersHidden: null })
})

test('members that could not be read are not called forbidden', async () => {
  for (const members of [refused('busy', 'OPERATION_TIME_LIMIT'), refused('unknown', 'ERROR_METHOD_NOT_FOUND'), ok('x'), ok([null])]) {
    expect(await overviewWith({ members })).toMatchObject({ members: [], membersHidden: 'not-read' })
  }
})

test('a member whom the portal repeats is shown once', async () => {
  const { members } = await overviewWith({ members: ok([{ id: 5, name: 'Ann' }, { id: 5, name: 'Ann' }, { id: 7, name: 'Bob' }]) })
  expect(members.map(({ id }) => id)).toEqual([7, 5])
})

test('scopes that cannot be read are unknown, not missing', async () => {
  expect((await overviewWith({ scope: ok({ 0: 'im', 2: 'placement' }) })).scopes).toEqual(['im', 'placement'])
  for (const answer of ['im', null, [], [5]]) expect((await overviewWith({ scope: ok(answer) })).scopes).toBeNull()
})

test('other parts that are refused are only missing', async () => {
  const nobody = { owner: refused('no-access'), scope: refused('busy'), profile: refused('busy'), time: refused('busy') }
  const members = ok([{ id: 5, name: 'Ann', status: 'online', last_activity_date: '2026-03-02T17:46:00+02:00' }])
  expect(await overviewWith({ ...nobody, members })).toMatchObject({ owner: null, scopes: null, viewerId: null, members: [{ presence: { state: 'unknown' } }] })
})

test('a person who is not the owner is never named as the owner', async () => {
  expect((await overviewWith({ owner: ok({ id: 1, name: 'Somebody' }), members: ok([]) })).owner).toBeNull()
  expect((await overviewWith({ chat: ok(aChat({ owner: 0 })), owner: ok({ id: 1, name: 'Somebody' }) })).owner).toBeNull()
})

test('the owner is found among the members, and in the person who looks', async () => {
  expect((await overviewWith({ owner: refused('no-access') })).owner).toEqual({ id: 503, name: 'Olga' })
  expect((await overviewWith({ owner: refused('no-access'), members: ok([]), profile: ok({ ID: '503', NAME: 'Olga', LAST_NAME: 'K' }) })).owner).toEqual({ id: 503, name: 'Olga K' })
})

test.each([
  [{ role: 'OWNER' }, 'owner'],
  [{ role: 'guest' }, 'guest'],
  [{ role: 'none' }, 'none'],
  [{ role: undefined, owner: 5 }, 'owner'],
  [{ role: undefined, manager_list: ['5'] }, 'manager'],
  [{ role: 'emperor' }, 'member'],
])('a chat with %j makes the role %s', async (changes, role) => {
  expect((await overviewWith({ chat: ok(aChat(changes)) })).role).toBe(role)
})

test.each([['member', 2], ['guest', 3]])('as a %s, the others are %i of three people', async (role, listed) => {
  const views = { message_id: 84_477, first_viewers: [], count_of_viewers: 2 }
  const chat = aChat({ role, user_counter: 3, readed_list: [], last_message_views: views })
  expect(await overviewWith({ chat: ok(chat) })).toMatchObject({ read: { readers: 2, listed } })
})

test('the portal\'s odd spellings are understood', async () => {
  const chat = aChat({
    id: '1439', owner: '503', user_counter: '3', message_count: '12', description: null, date_create: false, entity_link: [], readed_list: [],
    manager_list: { 1: '7' }, last_message_views: [], restrictions: [], color: 'red', name: '  <b>Deal</b>  ',
  })
  expect(await overviewWith({ chat: ok(chat) })).toMatchObject({
    chatId: 1439, memberCount: 3, messageCount: 12, description: '', createdAt: null, read: null, color: null, title: '<b>Deal</b>', owner: { id: 503 },
    links: [{ kind: 'deal', path: '/crm/deal/details/1663/' }],
  })
})

test('counts that the portal does not say are unknown, not zero', async () => {
  const chat = aChat({ user_counter: undefined, message_count: null })
  expect(await overviewWith({ chat: ok(chat) })).toMatchObject({ memberCount: 3, messageCount: null })
  expect(await overviewWith({ chat: ok(chat), members: refused('busy') })).toMatchObject({ memberCount: null })
})

test('whatever the portal answers, it is an overview or a PortalError, and no address leads out', async () => {
  const outcome = fc.oneof(fc.jsonValue().map(value => ok(value)), fc.constant(refused('no-access')))
  const hostile = fc.oneof(fc.jsonValue(), fc.constantFrom('javascript:alert(1)', '//evil.example', '/\\evil', 'https://evil.example', 'data:x', '/ok/'))
  const chat = fc.dictionary(fc.constantFrom(...Object.keys(aChat())), hostile).map(changes => ok(aChat({ ...changes, id: 1 })))
  const link = fc.dictionary(fc.constantFrom('type', 'url', 'id'), hostile).map(value => ok(aChat({ entity_link: value })))
  const user = fc.dictionary(fc.constantFrom('id', 'name', 'avatar', 'absent', 'color'), hostile).map(fields => ({ id: 5, ...fields }))
  const people = fc.array(user).map(value => ok(value))
  const all = fc.record({
    chat: fc.oneof(outcome, chat, link), members: fc.oneof(outcome, people), owner: outcome, person: outcome, scope: outcome, profile: outcome, time: outcome,
  })
  await fc.assert(fc.asyncProperty(all, fc.constantFrom('chat1', 'sg12', '47'), async (changes, text) => {
    const { portal } = aPortal(changes)
    const resolveUrl = (address: string) => (/^https?:/.test(address) || address.startsWith('/') ? `${ORIGIN}/x` : null)
    const result: unknown = await loadOverview({ ...portal, resolveUrl }, dialog(text)).catch((thrown: unknown) => thrown)
    if (result instanceof Error) {
      expect(result).toBeInstanceOf(PortalError)
      return
    }
    const overview = result as ChatOverview // it is no error, so it is what the function promises
    const avatars = [overview.avatar, overview.person?.avatar, ...overview.members.map(member => member.avatar)]
    for (const avatar of avatars) expect(avatar ?? 'https://').toMatch(/^https?:\/\//)
    for (const { path } of overview.links) expect(path ?? '/').toMatch(/^\/(?![/\\])/)
  }), { numRuns: 300 })
})
