// @vitest-environment happy-dom
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { parseDialogId } from '../../src/chat/dialog-id.ts'
import type { NotesRefusal } from '../../src/notes/notes.ts'
import type { OpenedList } from '../../src/notes/notes-list.ts'
import { openNotes } from '../../src/notes/open-notes.ts'
import type { NotesOwner } from '../../src/notes/storage-rights.ts'
import { aNotesPortal, CONVERSATION, GROUP, type NotesPlan, type NotesPortal, PEOPLE } from '../support/a-notes-portal.ts'
import { addLine, openShared, textsOf } from '../support/shared-notes.ts'

// The shared notes of a chat as the app keeps them, and what anybody can do there who calls REST by hand: where everybody is shown that there is a
// storage, as the page says, and where only those are who may read it, as the source does.

const { admin, owner, anna, tom, ben, outsider, guest } = PEOPLE
const ENTITY = 'c10'
const CODE = 'CHAT10'
const DENIED = { error: 'ACCESS_DENIED', error_description: 'Access denied!' }
const NOT_FOUND = { error: 'ERROR_ENTITY_NOT_FOUND', error_description: 'Entity not found' }

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
  const isShown = notes.call(person, 'entity.rights', { ENTITY }).answer['result'] !== null
  for (const [method, params] of refused) {
    const refusal = isShown ? DENIED : method === 'entity.rights' ? { result: null } : NOT_FOUND
    expect([method, notes.call(person, method, { ENTITY, ...params }).answer]).toEqual([method, refusal])
  }
  expect(notes.portal.world.app.storages).toEqual(before)
}

describe.each(['everybody', 'readers'] as const)('shown to %s', (storageSight) => {
  const aPortal = ({ undocumented, ...plan }: NotesPlan = {}): NotesPortal => aNotesPortal({ ...plan, undocumented: { storageSight, ...undocumented } })

  test('nothing is made before somebody writes; then members read it by the code of the chat', async () => {
    const notes = aPortal()
    const list = await openShared(notes, anna)
    expect(notes.portal.world.app.storages).toEqual([])
    await addLine(list, 'Buy milk')
    expect(rightsOf(notes)).toEqual({ [CODE]: 'X', [`U${anna}`]: 'X' })
    expect(notes.portal.world.chats.get(GROUP)?.diskFolderId).toBeGreaterThan(0)
    expect(list.lines.value).toMatchObject([{ text: 'Buy milk', isWaiting: false, made: { by: anna, at: expect.any(Date) }, changed: { by: anna } }])
    expect(textsOf(await openShared(notes, tom))).toEqual(['Buy milk'])
  })

  test('somebody outside reads nothing and writes nothing, by hand and through the app', async () => {
    const notes = aPortal()
    const list = await openShared(notes, anna)
    await addLine(list, 'Buy milk')
    expect(byHand(notes, outsider)).toEqual([])
    expectNothingToWrite(notes, outsider)
    const theirs = await openShared(notes, outsider)
    expect([refusal(theirs), textsOf(theirs)]).toEqual(['no-access', []])
  })

  test('what somebody outside has prepared is refused before anything is written, and the next number is used by everybody', async () => {
    const notes = aPortal()
    notes.call(outsider, 'entity.add', { ENTITY, NAME: 'Notes', ACCESS: { [CODE]: 'W' } })
    const list = await openShared(notes, anna)
    await addLine(list, 'Secret')
    expect(byHand(notes, outsider)).toEqual([])
    expect(rightsOf(notes, 'c10_1')).toEqual({ [CODE]: 'X', [`U${anna}`]: 'X' })
    expect(byHand(notes, outsider, 'c10_1')).toEqual([])
    expectNothingToWrite(notes, outsider, 'c10_1')
    expect(textsOf(await openShared(notes, tom))).toEqual(['Secret'])
  })

  test('where somebody outside has let members manage what they prepared, they are shut out of it', async () => {
    const notes = aPortal()
    notes.call(outsider, 'entity.add', { ENTITY, NAME: 'Notes', ACCESS: { [CODE]: 'X' } })
    notes.call(anna, 'im.disk.folder.get', { CHAT_ID: GROUP })
    const list = await openShared(notes, anna)
    await addLine(list, 'Secret')
    expect(list.state.value).toMatchObject({ state: 'ready', hasShutOut: true })
    expect(rightsOf(notes)).toEqual({ [CODE]: 'X', [`U${anna}`]: 'X' })
    expect(byHand(notes, outsider)).toEqual([])
    expectNothingToWrite(notes, outsider)
  })

  test('all numbers taken by somebody outside are said, and nothing is written anywhere', async () => {
    const notes = aPortal()
    for (const code of ['c10', 'c10_1', 'c10_2', 'c10_3']) notes.call(outsider, 'entity.add', { ENTITY: code, NAME: 'Notes', ACCESS: { [CODE]: 'W' } })
    const list = await openShared(notes, anna)
    expect(refusal(list)).toBe('strangers')
    expect(list.add({ text: 'Secret' })).toEqual({ answer: 'closed' })
  })

  test('who made the storage and left reads on until a member opens the notes, and learns no word of what is said from then on', async () => {
    const notes = aPortal()
    const first = await openShared(notes, ben)
    await addLine(first, 'Buy milk')
    const before = byHand(notes, ben)
    notes.portal.life.perform(GROUP, { kind: 'leave', by: ben })
    expect(byHand(notes, ben)).toEqual(before)
    const list = await openShared(notes, tom)
    expect([textsOf(list), rightsOf(notes), byHand(notes, ben)]).toEqual([['Buy milk'], { [CODE]: 'X', [`U${tom}`]: 'X' }, []])
    expectNothingToWrite(notes, ben)
    await first.retry()
    expect(refusal(first)).toBe('no-access')
    const keys = notes.portal.world.app.storages[0]?.items.map(({ fields }) => String(fields['DETAIL_TEXT'])).filter(text => text.includes('"key"'))
    expect(keys).toHaveLength(1)
    expect(JSON.stringify(before)).not.toContain(JSON.parse(keys?.[0] ?? '{}').key)
  })

  test('who left otherwise reads and writes nothing at once', async () => {
    const notes = aPortal()
    await addLine(await openShared(notes, anna), 'Buy milk')
    expect(textsOf(await openShared(notes, tom))).toEqual(['Buy milk'])
    notes.portal.life.perform(GROUP, { kind: 'leave', by: tom })
    expect(byHand(notes, tom)).toEqual([])
    expectNothingToWrite(notes, tom)
  })

  test('a guest from outside the company reads and writes as a member, and nothing before that', async () => {
    const notes = aPortal()
    await addLine(await openShared(notes, anna), 'Buy milk')
    expect(byHand(notes, guest)).toEqual([])
    expectNothingToWrite(notes, guest)
    notes.portal.life.perform(GROUP, { kind: 'invite', by: anna, whom: [guest] })
    const list = await openShared(notes, guest)
    await addLine(list, 'Call Anna')
    expect(textsOf(list)).toEqual(['Buy milk', 'Call Anna'])
    expect(textsOf(await openShared(notes, tom))).toEqual(['Buy milk', 'Call Anna'])
    notes.portal.life.perform(GROUP, { kind: 'leave', by: guest })
    expect(byHand(notes, guest)).toEqual([])
    expectNothingToWrite(notes, guest)
  })

  test('an administrator reads and writes everything, in the chat or not', async () => {
    const notes = aPortal()
    await addLine(await openShared(notes, anna), 'Buy milk')
    expect(byHand(notes, admin)).toHaveLength(2)
    expect(notes.call(admin, 'entity.item.add', { ENTITY, NAME: 'x' }).answer).toMatchObject({ result: expect.any(Number) })
    expect(textsOf(await openShared(notes, admin))).toEqual(['Buy milk'])
  })

  test('rights that somebody has broken are set again before the next writing, and nobody else reads what is written then', async () => {
    const notes = aPortal()
    const list = await openShared(notes, anna)
    await addLine(list, 'Buy milk')
    notes.call(tom, 'entity.rights', { ENTITY, ACCESS: { [CODE]: 'X', AU: 'R' } })
    expect(byHand(notes, outsider)).toHaveLength(2)
    await list.look()
    await addLine(list, 'Secret')
    expect([rightsOf(notes), byHand(notes, outsider)]).toEqual([{ [CODE]: 'X', [`U${anna}`]: 'X' }, []])
  })

  test('where not all members are known, a storage that names others is not used', async () => {
    const notes = aPortal()
    await addLine(await openShared(notes, anna), 'Buy milk')
    expect(refusal(await openShared(notes, tom, { members: null }))).toBe('unknown-members')
  })

  test('a portal on which the code opens nothing is noticed by who is not named, and one that makes no folder by who writes first', async () => {
    const closed = aPortal({ undocumented: { chatCodes: 'nobody' } })
    await addLine(await openShared(closed, anna), 'Buy milk')
    expect(refusal(await openShared(closed, tom))).toBe('code-opens-nothing')
    const without = aPortal({ undocumented: { chatFolder: 'refused' } })
    const list = await openShared(without, anna)
    await addLine(list, 'Buy milk')
    expect([refusal(list), without.portal.world.app.storages]).toEqual(['no-folder', []])
  })

  test('without the scope nothing but that is said', async () => {
    expect(refusal(await openShared(aPortal({ scopes: [] }), anna))).toBe('missing-scope')
  })

  test('a private conversation names its two people, needs no folder, and shuts out a third', async () => {
    const notes = aPortal()
    const privately: NotesOwner = { kind: 'private', chatId: CONVERSATION, people: [anna, tom] }
    await addLine(await openShared(notes, anna, { owner: privately }), 'Dinner')
    expect([rightsOf(notes, 'c12'), notes.portal.world.chats.get(CONVERSATION)?.diskFolderId]).toEqual([{ [`U${anna}`]: 'X', [`U${tom}`]: 'X' }, 0])
    notes.call(anna, 'entity.rights', { ENTITY: 'c12', ACCESS: { [`U${tom}`]: 'X', [`U${ben}`]: 'R' } })
    expect(byHand(notes, ben, 'c12')).toHaveLength(2)
    const list = await openShared(notes, tom, { owner: { ...privately, people: [tom, anna] } })
    expect([textsOf(list), byHand(notes, ben, 'c12')]).toEqual([['Dinner'], []])
  })

  test('a conversation that is opened by a person’s number is private, whatever else is told of that person', async () => {
    const notes = aPortal()
    const dialogId = parseDialogId(String(tom)) ?? expect.fail('no dialog')
    const chat = { dialogId, chatId: CONVERSATION, createdAt: null, viewerId: anna, scopes: null, memberCount: 2 }
    const { shared, close } = openNotes({ portal: notes.doorOf(anna), chat })
    onTestFinished(close)
    await shared.settled()
    shared.add({ text: 'Dinner' })
    await shared.settled()
    expect(rightsOf(notes, 'c12')).toEqual({ [`U${anna}`]: 'X', [`U${tom}`]: 'X' })
  })

  test('two people who write the first line at once end in one storage with both lines', async () => {
    const notes = aPortal()
    const [one, other] = [await openShared(notes, anna), await openShared(notes, owner)]
    one.add({ text: 'One' })
    other.add({ text: 'Other' })
    await Promise.all([one.settled(), other.settled()])
    await Promise.all([one.retry(), other.retry()])
    expect([textsOf(one).sort(), textsOf(other).sort()]).toEqual([['One', 'Other'], ['One', 'Other']])
    expect(notes.portal.world.app.storages.map(({ code }) => code)).toEqual(['c10'])
  })

  test('what somebody outside keeps to themselves under the name of the notes is left to them, and the next number is used by everybody', async () => {
    const notes = aPortal()
    notes.call(outsider, 'entity.add', { ENTITY, NAME: 'Notes' })
    const list = await openShared(notes, anna)
    await addLine(list, 'Secret')
    expect([textsOf(list), rightsOf(notes, 'c10_1'), byHand(notes, outsider, 'c10_1')]).toEqual([['Secret'], { [CODE]: 'X', [`U${anna}`]: 'X' }, []])
    expect(textsOf(await openShared(notes, tom))).toEqual(['Secret'])
  })

  test('where somebody outside takes the name between the reading and the first line, nothing is written where others do not read', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const notes = aPortal()
    const list = await openShared(notes, anna)
    notes.call(outsider, 'entity.add', { ENTITY, NAME: 'Notes' })
    list.add({ text: 'Secret' })
    for (let pause = 0; pause < 8; pause += 1) await vi.advanceTimersByTimeAsync(5_000)
    expect([textsOf(list), list.state.value]).toMatchObject([['Secret'], { state: 'ready', waiting: 0, trouble: null }])
    expect(byHand(notes, outsider)).toEqual([])
    expect(textsOf(await openShared(notes, tom))).toEqual(['Secret'])
  })
})
