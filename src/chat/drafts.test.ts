import { expect, test } from 'vitest'
import { secretFor } from '../../tests/support/a-device-key.ts'
import type { DeviceKey } from './device-key.ts'
import { clearDrafts, forgetDrafts, sweepDrafts } from './draft-keeper.ts'
import { createDrafts, type Draft, type Drafts, type DraftsOptions } from './drafts.ts'

/** Has room for as many texts. */
function aStorage(most = 100): NonNullable<DraftsOptions['storage']> & { texts: Map<string, string> } {
  const texts = new Map<string, string>()
  return {
    texts,
    get length() {
      return texts.size
    },
    key: index => [...texts.keys()][index] ?? null,
    getItem: key => texts.get(key) ?? null,
    setItem(key, text) {
      if (texts.size >= most && !texts.has(key)) throw new DOMException('full', 'QuotaExceededError')
      texts.set(key, text)
    },
    removeItem: (key) => { texts.delete(key) },
  }
}

const WHERE = { origin: 'https://demo.bitrix24.com', dialogId: 'chat7', part: 'people' }

const keyOf = (personId: number): DeviceKey => ({ personId, secret: secretFor(personId) })

/** As a page that has just been opened finds them. */
async function openDrafts({ person = 1, ...options }: DraftsOptions & { person?: number }): Promise<Drafts> {
  const drafts = createDrafts({ key: () => keyOf(person), ...options })
  await drafts.opened
  drafts.belongTo(person)
  return drafts
}

const openPlace = async ({ part, ...options }: DraftsOptions & { part: string, person?: number }): Promise<Draft> => (await openDrafts(options)).of(part)

/** Keeps something for the next opening. */
async function keepFor({ part, ...options }: DraftsOptions & { part: string, person?: number }, value: unknown): Promise<void> {
  const drafts = await openDrafts(options)
  drafts.of(part).keep(value)
  await drafts.lookAgain()
}

test('what was kept comes back, and only in the same portal, chat and part, to the same person (a6)', async () => {
  const storage = aStorage()
  await keepFor({ ...WHERE, storage }, { search: 'ü' })
  expect((await openPlace({ ...WHERE, storage })).read()).toEqual({ search: 'ü' })
  for (const other of [{ origin: 'https://other.bitrix24.com' }, { dialogId: 'chat8' }, { part: 'search' }, { person: 2 }]) {
    expect((await openPlace({ ...WHERE, ...other, storage })).read()).toBeUndefined()
  }
})

test('keeping nothing forgets', async () => {
  const storage = aStorage()
  await keepFor({ ...WHERE, storage }, 1)
  await keepFor({ ...WHERE, storage }, undefined)
  expect(storage.texts.size).toBe(0)
})

test('what is too long or cannot be written is not kept, and what was there before is not left', async () => {
  const storage = aStorage()
  const draft = await openPlace({ ...WHERE, storage })
  expect(draft.keep('short')).toBe(true)
  expect(draft.keep('x'.repeat(20_000))).toBe(false)
  expect(draft.read()).toBeUndefined()
  const circle: { self?: unknown } = {}
  circle.self = circle
  expect(() => draft.keep(circle)).not.toThrow()
})

test('text that is no JSON is nothing', async () => {
  const storage = aStorage()
  await keepFor({ ...WHERE, storage }, 1)
  for (const key of storage.texts.keys()) storage.texts.set(key, '{"half')
  expect((await openPlace({ ...WHERE, storage })).read()).toBeUndefined()
})

test('a storage that is closed or full breaks nothing, and the page that kept something still has it', async () => {
  const refuse = () => { throw new Error('refused') }
  const full = { getItem: refuse, setItem: refuse, removeItem: refuse, key: refuse, length: 1 }
  for (const storage of [null, full]) {
    const drafts = createDrafts({ ...WHERE, storage })
    expect(drafts.of('people').read()).toBeUndefined()
    expect(() => drafts.of('people').keep(1)).not.toThrow()
    expect(drafts.of('people').read()).toBe(1)
    expect((await openPlace({ ...WHERE, storage })).read()).toBeUndefined()
  }
})

test('where the storage is full what is taken away goes first, then drafts of other chats give way, and what finds no room holds up nothing', async () => {
  const storage = aStorage(4)
  storage.setItem('of another app', '1')
  await keepFor({ ...WHERE, dialogId: 'chat8', storage }, 1)
  await keepFor({ ...WHERE, dialogId: 'chat9', storage }, 1)
  await keepFor({ ...WHERE, storage }, 'old')
  const drafts = await openDrafts({ ...WHERE, storage })
  for (const part of ['a', 'b', 'c', 'd']) drafts.of(part).keep(part)
  drafts.of('people').keep(undefined)
  await drafts.lookAgain()
  const again = await openDrafts({ ...WHERE, storage })
  expect(['a', 'b', 'c', 'd', 'people'].map(part => again.of(part).read())).toEqual(['a', 'b', 'c', undefined, undefined])
  expect([drafts.of('d').read(), storage.texts.has('of another app')]).toEqual(['d', true])
  drafts.of('a').keep(undefined)
  await drafts.lookAgain()
  expect((await openPlace({ ...WHERE, part: 'd', storage })).read()).toBe('d')
})

test('what another page kept is taken over, forgetting included, and too much of it is nothing', async () => {
  const storage = aStorage()
  const drafts = await openDrafts({ ...WHERE, storage })
  drafts.of('people').keep('old')
  drafts.take('people', '"new"')
  expect(drafts.of('people').read()).toBe('new')
  await drafts.lookAgain()
  expect((await openPlace({ ...WHERE, storage })).read()).toBe('new')
  drafts.take('people', null)
  expect(drafts.of('people').read()).toBeUndefined()
  drafts.take('people', `"${'x'.repeat(20_000)}"`)
  expect(drafts.of('people').read()).toBeUndefined()
})

test('what a page kept in the same storage without telling comes back, forgetting included, and what the storage refused stays (b2)', async () => {
  const storage = aStorage()
  await keepFor({ ...WHERE, storage }, 'old')
  await keepFor({ ...WHERE, part: 'search', storage }, 'old')
  const beside = await openDrafts({ ...WHERE, storage })
  await keepFor({ ...WHERE, storage }, 'new')
  await keepFor({ ...WHERE, part: 'search', storage }, undefined)
  expect(beside.of('people').read()).toBe('old')
  await beside.lookAgain()
  expect([beside.of('people').read(), beside.of('search').read()]).toEqual(['new', undefined])

  const refuse = () => { throw new Error('refused') }
  for (const closed of [null, { ...storage, length: 0, setItem: refuse }]) {
    const drafts = await openDrafts({ ...WHERE, storage: closed })
    drafts.of('people').keep('mine')
    await drafts.lookAgain()
    expect(drafts.of('people').read()).toBe('mine')
  }
})

test('who follows is told what is kept, not what is taken over', async () => {
  const told: unknown[] = []
  const drafts = createDrafts({ ...WHERE, storage: null })
  drafts.follow((part, text) => told.push([part, text]))
  drafts.of('people').keep({ search: 'a' })
  drafts.take('search', '1')
  drafts.of('people').keep(undefined)
  expect(told).toEqual([['people', '{"search":"a"}'], ['people', null]])
})

test('while nobody knows who looks nothing comes from the storage, and what is typed goes there when it is known (a7)', async () => {
  const storage = aStorage()
  await keepFor({ ...WHERE, storage }, 'of the first person')
  const drafts = createDrafts({ ...WHERE, key: () => keyOf(2), storage })
  await drafts.opened
  expect(drafts.of('people').read()).toBeUndefined()
  drafts.of('search').keep('typed meanwhile')
  expect(storage.texts.size).toBe(1)
  drafts.belongTo(2)
  expect(drafts.of('people').read()).toBeUndefined()
  await drafts.lookAgain()
  expect((await openPlace({ ...WHERE, part: 'search', person: 2, storage })).read()).toBe('typed meanwhile')
})

test('whom the portal names, and not the key, is who they belong to', async () => {
  const storage = aStorage()
  await keepFor({ ...WHERE, storage }, 'of the first person')
  const drafts = createDrafts({ ...WHERE, key: () => keyOf(1), storage })
  await drafts.opened
  drafts.belongTo(2)
  expect(drafts.of('people').read()).toBeUndefined()
  drafts.of('search').keep('of the second person')
  await drafts.lookAgain()
  expect(storage.texts.size).toBe(1)
  drafts.belongTo(1)
  expect([drafts.of('people').read(), drafts.of('search').read()]).toEqual(['of the first person', undefined])
})

test('without a key nothing goes to the storage; what was kept before there was one goes there with it', async () => {
  const storage = aStorage()
  let key: DeviceKey | null = null
  const drafts = createDrafts({ ...WHERE, key: () => key, storage })
  drafts.belongTo(1)
  drafts.of('people').keep('early')
  await drafts.lookAgain()
  expect([drafts.of('people').read(), storage.texts.size]).toEqual(['early', 0])
  key = keyOf(1)
  drafts.of('search').keep('late')
  await drafts.lookAgain()
  expect((await openPlace({ ...WHERE, storage })).read()).toBe('early')
})

test('nothing of portal, chat, part or words is readable in the storage, what an earlier version kept in clear goes, and what was spoilt is nothing', async () => {
  const storage = aStorage()
  storage.setItem('chatside draft ["https://demo.bitrix24.com",1,"chat7","people"]', '"in clear"')
  await keepFor({ ...WHERE, storage }, 'half a wo')
  sweepDrafts(storage)
  const raw = [...storage.texts].flat().flatMap(text => [text, Buffer.from(text, 'hex').toString('latin1')]).join('\n')
  for (const word of ['demo', 'chat7', 'people', 'half']) expect(raw).not.toContain(word)
  expect(storage.texts.size).toBe(1)
  await keepFor({ ...WHERE, part: 'search', storage }, 'other')
  const [[one = '', first = ''] = [], [other = '', second = ''] = []] = [...storage.texts]
  for (const [spoilt, text] of [['swapped', second], ['cut', first.slice(0, -8)], ['nonsense', '{"half']] as const) {
    storage.setItem(one, text)
    if (spoilt === 'swapped') storage.setItem(other, first)
    const drafts = await openDrafts({ ...WHERE, storage })
    expect(drafts.of('people').read(), spoilt).toBeUndefined()
    storage.setItem(other, second)
  }
  expect((await openPlace({ ...WHERE, part: 'search', storage })).read()).toBe('other')
})

test('the drafts of all chats and people can be forgotten, and nothing else is (a10)', async () => {
  const storage = aStorage()
  storage.setItem('of another app', '1')
  await keepFor({ ...WHERE, storage }, 1)
  await keepFor({ ...WHERE, person: 2, dialogId: 'chat8', storage }, 1)
  clearDrafts(storage)
  expect([...storage.texts.keys()]).toEqual(['of another app'])
})

test('who had them removed has none, and nothing that moves by itself is kept until the page is touched again (a10)', async () => {
  sessionStorage.clear()
  const drafts = await openDrafts(WHERE)
  drafts.of('people').keep('filter')
  await drafts.lookAgain()
  expect([drafts.of('people').read(), sessionStorage.length]).toEqual(['filter', 1])
  forgetDrafts(drafts)
  drafts.of('scroll people').keep({ top: 3 })
  await drafts.lookAgain()
  expect([drafts.of('people').read(), sessionStorage.length]).toEqual([undefined, 0])
  window.dispatchEvent(new Event('pointerdown'))
  drafts.of('people').keep('another')
  await drafts.lookAgain()
  expect(sessionStorage).toHaveLength(1)
  sessionStorage.clear()
})
