import { expect, test } from 'vitest'
import { aDialog, aUser } from '../../tests/support/answers.ts'
import { type Command, type Outcome, PortalError } from '../bitrix24/index.ts'
import { type DialogId, parseDialogId } from '../chat/dialog-id.ts'
import { loadMembers, type MemberList, PAGE, PAGES_AT_ONCE } from './members.ts'

const A_BATCH = PAGE * PAGES_AT_ONCE

interface Chat {
  ids: number[]
  dialog?: Record<string, unknown>
  /** The most a page holds. */
  most?: number
  /** Older than `LAST_ID`. */
  isOld?: boolean
  /** Before each request, counted from 1. */
  before?: (request: number, chat: Chat) => void
  /** Per list command, counted from 1 over all requests. */
  refuse?: (command: number) => PortalError | null
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** A portal that lists by the last id, resolving references as Bitrix24 does: what is missing is the last value reached, as a number 1. */
function aChat(chat: Chat) {
  const requests: string[][] = []
  let commands = 0
  function page(params: Record<string, unknown>, earlier: Map<string, number[]>): number[] {
    const reference = /^\$result\[(page\d)\]\[(\d+)\]\[id\]$/.exec(String(params['LAST_ID']))
    const lastId = reference ? earlier.get(reference[1] ?? '')?.[Number(reference[2])] ?? 1 : Number(params['LAST_ID'])
    return [...chat.ids].sort((one, two) => one - two).filter(id => chat.isOld || id > lastId).slice(0, Math.min(Number(params['LIMIT']), chat.most ?? PAGE))
  }
  function answer(name: string, { method, params = {} }: Command, earlier: Map<string, number[]>): Outcome {
    if (method === 'im.dialog.get') return { ok: true, value: aDialog({ user_counter: chat.ids.length, ...chat.dialog }), total: null }
    if (method === 'server.time') return { ok: true, value: '2026-03-10T12:00:00+00:00', total: null }
    const error = chat.refuse?.(++commands)
    if (error) return { ok: false, error }
    const ids = page(params, earlier)
    earlier.set(name, ids)
    return { ok: true, value: ids.map(id => aUser({ id, name: `Person ${id}`, departments: [id % 3 + 1] })), total: null }
  }
  return {
    requests,
    resolveUrl: (address: string) => address,
    async batch<Name extends string>(asked: Record<Name, Command>): Promise<Record<Name, Outcome>> {
      requests.push(Object.keys(asked))
      chat.before?.(requests.length, chat)
      const earlier = new Map<string, number[]>()
      return Object.fromEntries(Object.entries<Command>(asked).map(([name, command]) => [name, answer(name, command, earlier)])) as Record<Name, Outcome>
    },
  }
}

const dialogId = parseDialogId('chat7') as DialogId // the text is one

async function readAll(portal: ReturnType<typeof aChat>, expected: number | null = null): Promise<MemberList[]> {
  const lists: MemberList[] = []
  for await (const list of loadMembers(portal, dialogId, expected)) lists.push(list)
  return lists
}

function idsOf(list: MemberList | undefined): number[] | undefined {
  return list?.members.map(({ id }) => id)
}

test('a small chat is one request with one page', async () => {
  const portal = aChat({ ids: range(1, 20) })
  const lists = await readAll(portal, 20)
  expect(portal.requests).toEqual([['chat', 'time', 'page0']])
  expect(lists).toHaveLength(1)
  expect(lists[0]).toMatchObject({ total: 20, progress: { state: 'complete' } })
})

test('3,000 people are two requests, and the first ones are there before the others', async () => {
  const portal = aChat({ ids: range(1, 3_000) })
  const lists = await readAll(portal, 3_000)
  expect(portal.requests).toHaveLength(2)
  expect(lists.map(({ members, total, progress }) => [members.length, total, progress.state])).toEqual([[A_BATCH, 3_000, 'reading'], [3_000, 3_000, 'complete']])
  expect(idsOf(lists.at(-1))).toEqual(range(1, 3_000))
})

test.each([0, 1, PAGE - 1, PAGE, PAGE + 1, A_BATCH - 1, A_BATCH, A_BATCH + 1])('of %i people everybody is listed once', async (count) => {
  for (const expected of [count, null, 1]) expect(idsOf((await readAll(aChat({ ids: range(1, count) }), expected)).at(-1))).toEqual(range(1, count))
})

test('people who join and leave meanwhile neither hide others nor show them twice', async () => {
  const portal = aChat({
    ids: range(1, 3_000),
    before(request, chat) {
      if (request === 2) chat.ids = [...chat.ids.filter(id => id > 50), 9_000]
    },
  })
  const ids = idsOf((await readAll(portal, 3_000)).at(-1))
  expect(ids).toEqual([...range(1, 3_000), 9_000])
})

test('a portal whose pages are smaller than asked for is read to its end', async () => {
  expect(idsOf((await readAll(aChat({ ids: range(1, 120), most: 50 }), 120)).at(-1))).toEqual(range(1, 120))
})

test('a portal that does not go on from somebody is asked once more, and what it lists is not everybody', async () => {
  const portal = aChat({ ids: range(1, 120), most: 50, isOld: true })
  const last = (await readAll(portal, 120)).at(-1)
  expect([idsOf(last), last?.progress]).toMatchObject([range(1, 50), { state: 'stopped', error: { kind: 'bad-answer' } }])
  expect(portal.requests).toHaveLength(2)
})

test('who is counted but not listed leaves the count true, and nothing is asked for ever', async () => {
  const portal = aChat({ ids: range(1, 5), dialog: { user_counter: 7 } })
  expect((await readAll(portal, 7)).at(-1)).toMatchObject({ total: 7, progress: { state: 'complete' } })
  expect(portal.requests).toHaveLength(2)
})

test('a page that is refused half-way ends the list with those before it', async () => {
  const error = new PortalError('busy', { method: 'im.dialog.users.list' })
  const list = (await readAll(aChat({ ids: range(1, 3_000), refuse: command => command === 4 ? error : null }), 3_000)).at(-1)
  expect(idsOf(list)).toEqual(range(1, 3 * PAGE))
  expect(list).toMatchObject({ total: 3_000, progress: { state: 'stopped', error } })
})

test('a request that fails half-way ends the list with those before it', async () => {
  const error = new PortalError('offline')
  const portal = aChat({
    ids: range(1, 3_000),
    before(request) {
      if (request === 2) throw error
    },
  })
  const list = (await readAll(portal, 3_000)).at(-1)
  expect(list?.members).toHaveLength(A_BATCH)
  expect(list?.progress).toEqual({ state: 'stopped', error })
})

test('a first page that is refused is the failure of all', async () => {
  const error = new PortalError('no-access', { code: 'ACCESS_ERROR' })
  await expect(readAll(aChat({ ids: [1], refuse: () => error }))).rejects.toBe(error)
})

test('a chat whose people may not be seen is refused, whatever is listed', async () => {
  await expect(readAll(aChat({ ids: [1], dialog: { restrictions: { user_list: false } } }))).rejects.toMatchObject({ kind: 'no-access' })
})

test('owner, managers, departments and who has read up to the last message are known', async () => {
  const readedList = [{ user_id: 1, user_name: '', message_id: 500, date: null }, { user_id: '2', message_id: 499 }, { user_id: 3, message_id: 0 }, null, { user_id: 5 }]
  const dialog = { owner: 2, manager_list: [2, 3], last_message_id: 500, readed_list: readedList }
  const list = (await readAll(aChat({ ids: range(1, 5), dialog }))).at(-1)
  expect(list?.members.map(({ role, reading, departmentIds }) => [role, reading, departmentIds])).toEqual([
    ['member', 'read', [2]], ['owner', 'unread', [3]], ['manager', 'unread', [1]], ['member', 'unknown', [2]], ['member', 'unknown', [3]],
  ])
})

test('in a chat without a message nobody has read or missed anything', async () => {
  const list = (await readAll(aChat({ ids: [1], dialog: { last_message_id: 0, readed_list: [{ user_id: 1, message_id: 0 }] } }))).at(-1)
  expect(list?.members[0]?.reading).toBe('unknown')
})
