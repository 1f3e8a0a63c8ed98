import { expect, test } from 'vitest'
import { createDrafts, type Draft, type DraftsOptions } from './drafts.ts'

function aStorage(): NonNullable<DraftsOptions['storage']> & { texts: Map<string, string> } {
  const texts = new Map<string, string>()
  return {
    texts,
    get length() {
      return texts.size
    },
    key: index => [...texts.keys()][index] ?? null,
    getItem: key => texts.get(key) ?? null,
    setItem: (key, text) => { texts.set(key, text) },
    removeItem: (key) => { texts.delete(key) },
  }
}

const WHERE = { origin: 'https://demo.bitrix24.com', dialogId: 'chat7', part: 'people' }

/** As a page that has just been opened finds it. */
function openPlace({ part, person = 1, ...options }: DraftsOptions & { part: string, person?: number }): Draft {
  const drafts = createDrafts(options)
  drafts.belongTo(person)
  return drafts.of(part)
}

test('what was kept comes back, and only in the same portal, chat and part, to the same person (a6)', () => {
  const storage = aStorage()
  openPlace({ ...WHERE, storage }).keep({ search: 'ü' })
  expect(openPlace({ ...WHERE, storage }).read()).toEqual({ search: 'ü' })
  for (const other of [{ origin: 'https://other.bitrix24.com' }, { dialogId: 'chat8' }, { part: 'search' }, { person: 2 }]) {
    expect(openPlace({ ...WHERE, ...other, storage }).read()).toBeUndefined()
  }
})

test('keeping nothing forgets', () => {
  const storage = aStorage()
  openPlace({ ...WHERE, storage }).keep(1)
  openPlace({ ...WHERE, storage }).keep(undefined)
  expect(storage.texts.size).toBe(0)
})

test('what is too long or cannot be written is not kept, and what was there before is not left', () => {
  const storage = aStorage()
  const draft = openPlace({ ...WHERE, storage })
  draft.keep('short')
  draft.keep('x'.repeat(20_000))
  expect(draft.read()).toBeUndefined()
  const circle: { self?: unknown } = {}
  circle.self = circle
  expect(() => draft.keep(circle)).not.toThrow()
})

test('text that is no JSON is nothing', () => {
  const storage = aStorage()
  openPlace({ ...WHERE, storage }).keep(1)
  for (const key of storage.texts.keys()) storage.texts.set(key, '{"half')
  expect(openPlace({ ...WHERE, storage }).read()).toBeUndefined()
})

test('a storage that is closed or full breaks nothing, and the page that kept something still has it', () => {
  const refuse = () => { throw new Error('refused') }
  const full = { getItem: refuse, setItem: refuse, removeItem: refuse, key: refuse, length: 1 }
  for (const storage of [null, full]) {
    const drafts = createDrafts({ ...WHERE, storage })
    expect(drafts.of('people').read()).toBeUndefined()
    expect(() => drafts.of('people').keep(1)).not.toThrow()
    expect(drafts.of('people').read()).toBe(1)
    expect(openPlace({ ...WHERE, storage }).read()).toBeUndefined()
  }
})

test('what another page kept is taken over, forgetting included, and too much of it is nothing', () => {
  const storage = aStorage()
  const drafts = createDrafts({ ...WHERE, storage })
  drafts.belongTo(1)
  drafts.of('people').keep('old')
  drafts.take('people', '"new"')
  expect(drafts.of('people').read()).toBe('new')
  expect(openPlace({ ...WHERE, storage }).read()).toBe('new')
  drafts.take('people', null)
  expect(drafts.of('people').read()).toBeUndefined()
  drafts.take('people', `"${'x'.repeat(20_000)}"`)
  expect(drafts.of('people').read()).toBeUndefined()
})

test('what a page kept in the same storage without telling comes back, forgetting included, and what the storage refused stays (b2)', () => {
  const storage = aStorage()
  const [beside, wide] = [createDrafts({ ...WHERE, storage }), createDrafts({ ...WHERE, storage })]
  for (const drafts of [beside, wide]) drafts.belongTo(1)
  beside.of('people').keep('old')
  beside.of('search').keep('old')
  wide.of('people').keep('new')
  wide.of('search').keep(undefined)
  expect(beside.of('people').read()).toBe('old')
  beside.lookAgain()
  expect([beside.of('people').read(), beside.of('search').read()]).toEqual(['new', undefined])

  const refuse = () => { throw new Error('refused') }
  for (const closed of [null, { ...storage, length: 0, setItem: refuse }]) {
    const drafts = createDrafts({ ...WHERE, storage: closed })
    drafts.belongTo(1)
    drafts.of('people').keep('mine')
    drafts.lookAgain()
    expect(drafts.of('people').read()).toBe('mine')
  }
})

test('who follows is told what is kept, not what is taken over', () => {
  const told: unknown[] = []
  const drafts = createDrafts({ ...WHERE, storage: null })
  drafts.follow((part, text) => told.push([part, text]))
  drafts.of('people').keep({ search: 'a' })
  drafts.take('search', '1')
  drafts.of('people').keep(undefined)
  expect(told).toEqual([['people', '{"search":"a"}'], ['people', null]])
})

test('while nobody knows who looks nothing comes from the storage, and what is typed goes there when it is known (a7)', () => {
  const storage = aStorage()
  openPlace({ ...WHERE, storage }).keep('of the first person')
  const drafts = createDrafts({ ...WHERE, storage })
  expect(drafts.of('people').read()).toBeUndefined()
  drafts.of('search').keep('typed meanwhile')
  expect(storage.texts.size).toBe(1)
  drafts.belongTo(2)
  expect(drafts.of('people').read()).toBeUndefined()
  expect(openPlace({ ...WHERE, part: 'search', person: 2, storage }).read()).toBe('typed meanwhile')
  drafts.belongTo(1)
  expect([drafts.of('people').read(), drafts.of('search').read()]).toEqual(['of the first person', undefined])
})

test('the drafts of all chats and people can be forgotten, and nothing else is (a10)', () => {
  const storage = aStorage()
  storage.setItem('of another app', '1')
  openPlace({ ...WHERE, storage }).keep(1)
  openPlace({ ...WHERE, person: 2, dialogId: 'chat8', storage }).keep(1)
  createDrafts({ ...WHERE, storage }).forgetAll()
  expect([...storage.texts.keys()]).toEqual(['of another app'])
})
