import { afterEach, expect, test } from 'vitest'
import { createChatStorage } from '../../src/notes/chat-storage.ts'
import type { NotesRefusal } from '../../src/notes/notes.ts'
import { type OpenedList, openNotesList } from '../../src/notes/notes-list.ts'
import type { NotesOwner } from '../../src/notes/storage-rights.ts'
import type { Fault } from '../portal/core/faults.ts'
import { aNotesPortal, CONVERSATION, GROUP, type NotesPortal, PEOPLE } from '../support/a-notes-portal.ts'

// The shared notes of a chat as the app keeps them, and what anybody can do there who calls REST by hand.

const { admin, owner, anna, tom, ben, outsider, guest } = PEOPLE
const ENTITY = 'c10'
const CODE = 'CHAT10'
const DENIED = { error: 'ACCESS_DENIED', error_description: 'Access denied!' }

const opened: OpenedList[] = []
afterEach(() => {
  for (const list of opened.splice(0)) list.close()
})

function membersOf({ portal }: NotesPortal, chatId = GROUP): Set<number> {
  const members = portal.world.chats.get(chatId)?.members
  return new Set(Object.values(PEOPLE).filter(person => members?.of(person)))
}

/** The list as a person's sidebar has it, once it is read. */
async function open(notes: NotesPortal, viewerId: number, more: { owner?: NotesOwner, members?: null } = {}): Promise<OpenedList> {
  const { owner: whose = { kind: 'group', chatId: GROUP }, members } = more
  const storage = createChatStorage({
    portal: notes.doorOf(viewerId), owner: whose, viewerId, readMembers: async () => members === undefined ? membersOf(notes) : members,
  })
  const list = openNotesList({ storage, viewerId, waiting: { read: async () => [], keep: async () => true } })
  opened.push(list)
  await list.settled()
  return list
}

async function add(list: OpenedList, text: string): Promise<void> {
  expect(list.add({ text })).toMatchObject({ answer: 'done' })
  await list.settled()
}

const texts = (list: OpenedList): string[] => list.lines.value.map(({ text }) => text)
const refusal = ({ state }: OpenedList): NotesRefusal | null => state.value.state === 'refused' ? state.value.why : null
const byHand = (notes: NotesPortal, person: number, storage = ENTITY): unknown => notes.call(person, 'entity.item.get', { ENTITY: storage }).answer['result']
const rightsOf = ({ portal }: NotesPortal, code = ENTITY): unknown => {
  const rights = portal.world.app.storages.find(storage => storage.code === code)?.rights
  return rights && Object.fromEntries(rights)
}

/** By hand, with every method that writes anything there. */
function expectNothingToWrite(notes: NotesPortal, person: number, ENTITY = 'c10'): void {
  const before = structuredClone(notes.portal.world.app.storages)
  const item = before.find(({ code }) => code === ENTITY)?.items[0] ?? expect.fail('nothing is kept')
  const refused: [string, Record<string, unknown>][] = [
    ['entity.item.add', { NAME: 'x' }], ['entity.item.update', { ID: item.id, DETAIL_TEXT: 'x' }], ['entity.item.delete', { ID: item.id }],
    ['entity.update', { ACCESS: { AU: 'X' } }], ['entity.rights', { ACCESS: { AU: 'X' } }], ['entity.delete', {}],
  ]
  for (const [method, params] of refused) expect([method, notes.call(person, method, { ENTITY, ...params }).answer]).toEqual([method, DENIED])
  expect(notes.portal.world.app.storages).toEqual(before)
}

test('nothing is made before somebody writes; then members read it by the code of the chat', async () => {
  const notes = aNotesPortal()
  const list = await open(notes, anna)
  expect(notes.portal.world.app.storages).toEqual([])
  await add(list, 'Buy milk')
  expect(rightsOf(notes)).toEqual({ [CODE]: 'X', [`U${anna}`]: 'X' })
  expect(notes.portal.world.chats.get(GROUP)?.diskFolderId).toBeGreaterThan(0)
  expect(list.lines.value).toMatchObject([{ text: 'Buy milk', isWaiting: false, made: { by: anna, at: expect.any(Date) }, changed: { by: anna } }])
  expect(texts(await open(notes, tom))).toEqual(['Buy milk'])
})

test('somebody outside reads nothing and writes nothing, by hand and through the app', async () => {
  const notes = aNotesPortal()
  const list = await open(notes, anna)
  await add(list, 'Buy milk')
  expect(byHand(notes, outsider)).toEqual([])
  expectNothingToWrite(notes, outsider)
  const theirs = await open(notes, outsider)
  expect([refusal(theirs), texts(theirs)]).toEqual(['no-access', []])
})

test('what somebody outside has prepared is refused before anything is written, and the next number is used by everybody', async () => {
  const notes = aNotesPortal()
  notes.call(outsider, 'entity.add', { ENTITY, NAME: 'Notes', ACCESS: { [CODE]: 'W' } })
  const list = await open(notes, anna)
  await add(list, 'Secret')
  expect(byHand(notes, outsider)).toEqual([])
  expect(rightsOf(notes, 'c10_1')).toEqual({ [CODE]: 'X', [`U${anna}`]: 'X' })
  expect(byHand(notes, outsider, 'c10_1')).toEqual([])
  expectNothingToWrite(notes, outsider, 'c10_1')
  expect(texts(await open(notes, tom))).toEqual(['Secret'])
})

test('where somebody outside has let members manage what they prepared, they are shut out of it', async () => {
  const notes = aNotesPortal()
  notes.call(outsider, 'entity.add', { ENTITY, NAME: 'Notes', ACCESS: { [CODE]: 'X' } })
  notes.call(anna, 'im.disk.folder.get', { CHAT_ID: GROUP })
  const list = await open(notes, anna)
  await add(list, 'Secret')
  expect(list.state.value).toMatchObject({ state: 'ready', hasShutOut: true })
  expect(rightsOf(notes)).toEqual({ [CODE]: 'X', [`U${anna}`]: 'X' })
  expect(byHand(notes, outsider)).toEqual([])
  expectNothingToWrite(notes, outsider)
})

test('all numbers taken by somebody outside are said, and nothing is written anywhere', async () => {
  const notes = aNotesPortal()
  for (const code of ['c10', 'c10_1', 'c10_2', 'c10_3']) notes.call(outsider, 'entity.add', { ENTITY: code, NAME: 'Notes', ACCESS: { [CODE]: 'W' } })
  const list = await open(notes, anna)
  expect(refusal(list)).toBe('strangers')
  expect(list.add({ text: 'Secret' })).toEqual({ answer: 'closed' })
})

test('who made the storage and left reads on until a member opens the notes, and learns no word of what is said from then on', async () => {
  const notes = aNotesPortal()
  const first = await open(notes, ben)
  await add(first, 'Buy milk')
  const before = byHand(notes, ben)
  notes.portal.life.perform(GROUP, { kind: 'leave', by: ben })
  expect(byHand(notes, ben)).toEqual(before)
  const list = await open(notes, tom)
  expect([texts(list), rightsOf(notes), byHand(notes, ben)]).toEqual([['Buy milk'], { [CODE]: 'X', [`U${tom}`]: 'X' }, []])
  expectNothingToWrite(notes, ben)
  await first.retry()
  expect(refusal(first)).toBe('no-access')
  const keys = notes.portal.world.app.storages[0]?.items.map(({ fields }) => String(fields['DETAIL_TEXT'])).filter(text => text.includes('"key"'))
  expect(keys).toHaveLength(1)
  expect(JSON.stringify(before)).not.toContain(JSON.parse(keys?.[0] ?? '{}').key)
})

test('who left otherwise reads and writes nothing at once', async () => {
  const notes = aNotesPortal()
  await add(await open(notes, anna), 'Buy milk')
  expect(texts(await open(notes, tom))).toEqual(['Buy milk'])
  notes.portal.life.perform(GROUP, { kind: 'leave', by: tom })
  expect(byHand(notes, tom)).toEqual([])
  expectNothingToWrite(notes, tom)
})

test('a guest from outside the company reads and writes as a member, and nothing before that', async () => {
  const notes = aNotesPortal()
  await add(await open(notes, anna), 'Buy milk')
  expect(byHand(notes, guest)).toEqual([])
  expectNothingToWrite(notes, guest)
  notes.portal.life.perform(GROUP, { kind: 'invite', by: anna, whom: [guest] })
  const list = await open(notes, guest)
  await add(list, 'Call Anna')
  expect(texts(list)).toEqual(['Buy milk', 'Call Anna'])
  expect(texts(await open(notes, tom))).toEqual(['Buy milk', 'Call Anna'])
  notes.portal.life.perform(GROUP, { kind: 'leave', by: guest })
  expect(byHand(notes, guest)).toEqual([])
  expectNothingToWrite(notes, guest)
})

test('an administrator reads and writes everything, in the chat or not', async () => {
  const notes = aNotesPortal()
  await add(await open(notes, anna), 'Buy milk')
  expect(byHand(notes, admin)).toHaveLength(2)
  expect(notes.call(admin, 'entity.item.add', { ENTITY, NAME: 'x' }).answer).toMatchObject({ result: expect.any(Number) })
  expect(texts(await open(notes, admin))).toEqual(['Buy milk'])
})

test('rights that somebody has broken are set again before the next writing, and nobody else reads what is written then', async () => {
  const notes = aNotesPortal()
  const list = await open(notes, anna)
  await add(list, 'Buy milk')
  notes.call(tom, 'entity.rights', { ENTITY, ACCESS: { [CODE]: 'X', AU: 'R' } })
  expect(byHand(notes, outsider)).toHaveLength(2)
  await list.look()
  await add(list, 'Secret')
  expect([rightsOf(notes), byHand(notes, outsider)]).toEqual([{ [CODE]: 'X', [`U${anna}`]: 'X' }, []])
})

test('where not all members are known, a storage that names others is not used', async () => {
  const notes = aNotesPortal()
  await add(await open(notes, anna), 'Buy milk')
  expect(refusal(await open(notes, tom, { members: null }))).toBe('unknown-members')
})

test('a portal on which the code opens nothing is noticed by who is not named, and one that makes no folder by who writes first', async () => {
  const closed = aNotesPortal({ undocumented: { chatCodes: 'nobody' } })
  await add(await open(closed, anna), 'Buy milk')
  expect(refusal(await open(closed, tom))).toBe('code-opens-nothing')
  const without = aNotesPortal({ undocumented: { chatFolder: 'refused' } })
  const list = await open(without, anna)
  await add(list, 'Buy milk')
  expect([refusal(list), without.portal.world.app.storages]).toEqual(['no-folder', []])
})

test('without the scope nothing but that is said', async () => {
  expect(refusal(await open(aNotesPortal({ scopes: [] }), anna))).toBe('missing-scope')
})

test('a private conversation names its two people, needs no folder, and shuts out a third', async () => {
  const notes = aNotesPortal()
  const privately: NotesOwner = { kind: 'private', chatId: CONVERSATION, people: [anna, tom] }
  await add(await open(notes, anna, { owner: privately }), 'Dinner')
  expect([rightsOf(notes, 'c12'), notes.portal.world.chats.get(CONVERSATION)?.diskFolderId]).toEqual([{ [`U${anna}`]: 'X', [`U${tom}`]: 'X' }, 0])
  notes.call(anna, 'entity.rights', { ENTITY: 'c12', ACCESS: { [`U${tom}`]: 'X', [`U${ben}`]: 'R' } })
  expect(byHand(notes, ben, 'c12')).toHaveLength(2)
  const list = await open(notes, tom, { owner: { ...privately, people: [tom, anna] } })
  expect([texts(list), byHand(notes, ben, 'c12')]).toEqual([['Dinner'], []])
})

test('two people who write the first line at once end in one storage with both lines', async () => {
  const notes = aNotesPortal()
  const [one, other] = [await open(notes, anna), await open(notes, owner)]
  one.add({ text: 'One' })
  other.add({ text: 'Other' })
  await Promise.all([one.settled(), other.settled()])
  await Promise.all([one.retry(), other.retry()])
  expect([texts(one).sort(), texts(other).sort()]).toEqual([['One', 'Other'], ['One', 'Other']])
  expect(notes.portal.world.app.storages.map(({ code }) => code)).toEqual(['c10'])
})

test.each(['last-value', 'empty', 'untouched'] as const)('more lines than a page are read whole, also where references become %s', async (unresolvedReferences) => {
  const notes = aNotesPortal({ unresolvedReferences })
  const list = await open(notes, anna)
  for (let number = 1; number <= 120; number += 1) list.add({ text: `Line ${number}` })
  await list.settled()
  const other = await open(notes, tom)
  expect(texts(other)).toEqual(Array.from({ length: 120 }, (_unused, index) => `Line ${index + 1}`))
  await other.retry()
  expect(other.lines.value).toHaveLength(120)
})

const FAULTS: readonly Fault['fault'][] = [{ kind: 'cut' }, { kind: 'cut-after' }, { kind: 'expired-token' }, { kind: 'http-500' }, { kind: 'empty' }, { kind: 'silence' }]
const TARGETS = ['im.disk.folder.get', 'entity.add', 'entity.item.add', 'entity.item.update', 'batch', '*'] as const

test.each(FAULTS.flatMap(fault => TARGETS.map(target => ({ kind: fault.kind, target, fault }))))('$kind of $target leaves each line there once in the end', async ({ target, fault }) => {
  const notes = aNotesPortal()
  const list = await open(notes, anna)
  notes.portal.addFault({ side: 'rest', target, fault, times: 1 })
  const added = list.add({ text: 'Milk' })
  await list.settled()
  await list.retry()
  list.change(added.answer === 'done' ? added.id : expect.fail('not added'), { isDone: true })
  await list.settled()
  await list.retry()
  expect(notes.portal.faults).toEqual([])
  expect(list.state.value).toMatchObject({ state: 'ready', waiting: 0, trouble: null })
  const other = await open(notes, tom)
  expect(other.lines.value).toMatchObject([{ text: 'Milk', isDone: true }])
  expect(notes.portal.world.app.storages.map(({ code, items }) => [code, items.length])).toEqual([['c10', 2]])
})
