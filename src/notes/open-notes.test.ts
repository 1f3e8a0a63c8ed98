import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { PortalError } from '../bitrix24/index.ts'
import { parseDialogId } from '../chat/dialog-id.ts'
import { aPortal } from '../../tests/support/a-portal.ts'
import { aNotesPortal, CONVERSATION, GROUP, type NotesPortal, PEOPLE } from '../../tests/support/a-notes-portal.ts'
import type { Fault } from '../../tests/portal/core/faults.ts'
import type { Notes } from './notes.ts'
import { type NotesChat, openNotes } from './open-notes.ts'

const { anna, tom, ben } = PEOPLE

const opened: Notes[] = []
afterEach(() => {
  for (const notes of opened.splice(0)) notes.close()
})

async function open(notes: Pick<NotesPortal, 'doorOf'>, viewerId: number | null, more: Partial<NotesChat> = {}): Promise<Notes> {
  const dialogId = parseDialogId(`chat${GROUP}`) ?? expect.fail('no dialog')
  const chat: NotesChat = { dialogId, chatId: GROUP, createdAt: new Date(0), viewerId, scopes: ['im', 'entity', 'pull'], memberCount: 4, ...more }
  const beside = openNotes({ portal: notes.doorOf(viewerId ?? anna), chat })
  opened.push(beside)
  await Promise.all([beside.own.settled(), beside.shared.settled()])
  return beside
}

const texts = (list: Notes['own']): string[] => list.lines.value.map(({ text }) => text)

const isBeginning = (word: string): boolean => /^[0-9a-f]{64}$/.test(word)

/** The first line of the chat, by somebody who has said all there is to say of it: that they are here, that notes begin and that they changed. */
async function openWithLine(portal: NotesPortal, viewerId: number): Promise<Notes> {
  const notes = await open(portal, viewerId)
  notes.shared.add({ text: 'One' })
  await vi.waitFor(() => expect(portal.published).toHaveLength(3))
  return notes
}

/** Hears words from now on, and nothing of what it reads is on its way. */
async function openLive(portal: NotesPortal, viewerId: number): Promise<Notes> {
  const notes = await open(portal, viewerId)
  await vi.waitFor(() => expect(notes.isLive.value).toBe(true))
  await notes.shared.settled()
  return notes
}

test('what one person writes appears beside the others by a word on the channel, which says nothing', async () => {
  const portal = aNotesPortal()
  const first = await open(portal, anna)
  first.shared.add({ text: 'Buy milk' })
  await first.shared.settled()
  const second = await open(portal, tom)
  expect(texts(second.shared)).toEqual(['Buy milk'])
  second.shared.change(second.shared.lines.value[0]?.id ?? expect.fail('no line'), { text: 'Buy oat milk' })
  await vi.waitFor(() => expect(texts(first.shared)).toEqual(['Buy oat milk']))
  await vi.waitFor(() => expect(first.present.value).toEqual([{ personId: tom, isWriting: false }]))
  // the one that says that notes begin is made slowly
  await vi.waitFor(() => expect(portal.published.filter(isBeginning)).toHaveLength(1))
  expect(portal.published.filter(word => !isBeginning(word) && !/^[0-9a-f]{88}$/.test(word))).toEqual([])
  second.close()
  await vi.waitFor(() => expect(first.present.value).toEqual([]))
})

test('private notes are seen by nobody else, and need no scope', async () => {
  const portal = aNotesPortal({ scopes: [] })
  const mine = await open(portal, anna, { scopes: ['im'] })
  expect(mine.shared.state.value).toMatchObject({ state: 'refused', why: 'missing-scope' })
  mine.own.add({ text: 'Gift for Tom' })
  await mine.own.settled()
  expect(texts((await open(portal, anna, { scopes: ['im'] })).own)).toEqual(['Gift for Tom'])
  expect(texts((await open(portal, tom, { scopes: ['im'] })).own)).toEqual([])
  expect(portal.asked().filter(method => /entity|pull/.test(method))).toEqual([])
})

test('without pull nothing is opened, and a look brings what is new', async () => {
  const portal = aNotesPortal({ scopes: ['entity'] })
  const [first, second] = [await open(portal, anna, { scopes: ['im', 'entity'] }), await open(portal, tom, { scopes: ['im', 'entity'] })]
  expect([first.isLive.value, portal.published]).toEqual([false, []])
  first.shared.add({ text: 'Buy milk' })
  await first.shared.settled()
  second.look()
  await second.shared.settled()
  expect(texts(second.shared)).toEqual(['Buy milk'])
})

test('opening costs one request with the rights and the lines, and one for the members where others are named', async () => {
  const portal = aNotesPortal({ scopes: ['entity'] })
  const first = await open(portal, anna, { scopes: ['entity'] })
  first.shared.add({ text: 'Buy milk' })
  await first.shared.settled()
  portal.asked()
  const before = portal.portal.log.length
  await open(portal, tom, { scopes: ['entity'] })
  expect(portal.portal.log.slice(before).flatMap(entry => entry.kind === 'rest' ? [entry.method] : [])).toEqual(['user.option.get', 'batch', 'batch'])
})

test('who is shut out is so also while the notes are open', async () => {
  const portal = aNotesPortal()
  const maker = await open(portal, ben)
  maker.shared.add({ text: 'Buy milk' })
  await maker.shared.settled()
  const stays = await open(portal, tom)
  portal.portal.life.perform(GROUP, { kind: 'leave', by: ben })
  stays.look(true)
  await stays.shared.settled()
  expect(stays.shared.state.value).toMatchObject({ hasShutOut: true })
  maker.look(true)
  await maker.shared.settled()
  expect(maker.shared.state.value).toMatchObject({ state: 'refused', why: 'no-access' })
})

test('where the portal lists the first members alone, nobody is shut out, and the notes say that it is not certain who could read them', async () => {
  const portal = aNotesPortal({ undocumented: { lastId: 'ignored' }, crowd: 116 })
  const listed = JSON.stringify(portal.call(anna, 'im.dialog.users.list', { DIALOG_ID: `chat${GROUP}` }).answer['result'])
  const unlisted = Array.from({ length: 116 }, (_unused, index) => 101 + index).find(id => !listed.includes(`"id":${id},`)) ?? expect.fail('all are listed')
  const maker = await open(portal, unlisted, { memberCount: 120 })
  maker.shared.add({ text: 'Buy milk' })
  await maker.shared.settled()
  const { shared } = await open(portal, tom, { memberCount: 120 })
  expect(shared.state.value).toMatchObject({ state: 'refused', why: 'unknown-members' })
  expect([...portal.portal.world.app.storages[0]?.rights ?? []]).toContainEqual([`U${unlisted}`, 'X'])
})

test.each<Omit<Fault, 'side' | 'times'> & { times?: number }>([
  { target: 'entity.update', fault: { kind: 'cut-after' } }, { target: 'entity.rights', fault: { kind: 'cut' }, skip: 4 },
  { target: 'entity.item.get', fault: { kind: 'http-500' }, times: 2 }, { target: 'entity.item.update', fault: { kind: 'cut' } },
])('where $target fails while somebody is shut out, the secret is another after the next reading, and it is said', async (fault) => {
  const portal = aNotesPortal()
  const maker = await open(portal, ben)
  maker.shared.add({ text: 'Buy milk' })
  await maker.shared.settled()
  const secrets = (): unknown[] => portal.portal.world.app.storages.flatMap(({ items }) => items.map(({ fields }) => fields['DETAIL_TEXT'])
    .filter(text => String(text).startsWith('{"key"')))
  const before = secrets()
  portal.portal.life.perform(GROUP, { kind: 'leave', by: ben })
  portal.portal.addFault({ side: 'rest', times: 1, ...fault })
  const stays = await open(portal, tom)
  expect([stays.shared.state.value.state, portal.portal.faults]).toEqual(['refused', []])
  await stays.shared.retry()
  expect(stays.shared.state.value).toMatchObject({ state: 'ready', hasShutOut: true })
  expect([before.length, secrets().length, secrets().filter(secret => before.includes(secret))]).toEqual([1, 1, []])
})

test.each([
  ['heeds no filter', (index: number) => index + 1], ['names no ids', () => null],
])('a portal that %s is asked a few times for the lines, and then it is said', async (_name, idAt) => {
  let asked = 0
  const portal = aPortal({ answers: {
    'user.option.get': null,
    'entity.rights': ({ ENTITY }: { ENTITY?: string }) => ENTITY === `c${GROUP}` ? { [`CHAT${GROUP}`]: 'X' } : null,
    'entity.item.get': () => (asked += 1) > 50 ? new PortalError('busy') : Array.from({ length: 50 }, (_unused, index) => ({ ID: idAt(index), NAME: 'x' })),
  } })
  const { shared } = await open({ doorOf: () => portal }, anna, { scopes: ['im', 'entity'] })
  expect(shared.state.value).toMatchObject({ state: 'refused', why: 'failed', error: { kind: 'bad-answer', method: 'entity.item.get' } })
  expect(asked).toBeLessThan(10)
})

test('where it is not known who looks, nothing is kept and it is said', async () => {
  const notes = await open(aNotesPortal(), null)
  expect([notes.own.state.value, notes.shared.state.value]).toMatchObject([{ why: 'unknown-viewer' }, { why: 'unknown-viewer' }])
})

test('the first line of a chat appears beside others who have its empty notes open, and beside no other chat', async () => {
  const portal = aNotesPortal()
  const first = await open(portal, anna)
  const second = await open(portal, tom)
  const elsewhere = await open(portal, tom, { chatId: CONVERSATION, dialogId: parseDialogId(String(anna)) ?? expect.fail('no dialog') })
  await vi.waitFor(() => expect(portal.listeners()).toBe(3))
  expect([first.isLive.value, second.isLive.value]).toEqual([false, false])
  first.shared.add({ text: 'The first' })
  await vi.waitFor(() => expect(texts(second.shared)).toEqual(['The first']))
  await vi.waitFor(() => expect([first.isLive.value, second.isLive.value]).toEqual([true, true]))
  expect(texts(elsewhere.shared)).toEqual([])
  expect(portal.published.filter(isBeginning)).toHaveLength(1)
})

test('that notes begin is said by who made their storage alone, and once', async () => {
  const portal = aNotesPortal()
  const [first, second] = [await open(portal, anna), await open(portal, tom)]
  await vi.waitFor(() => expect(portal.listeners()).toBe(2))
  first.shared.add({ text: 'One' })
  await vi.waitFor(() => expect([texts(second.shared), second.isLive.value]).toEqual([['One'], true]))
  second.shared.add({ text: 'Two' })
  await vi.waitFor(() => expect(texts(first.shared)).toEqual(['One', 'Two']))
  // whoever says both says first that they begin
  expect(portal.published.filter(isBeginning)).toHaveLength(1)
})

test('what was written before the channel was there is told when it is', async () => {
  const portal = aNotesPortal()
  await openWithLine(portal, anna)
  const second = await openLive(portal, tom)
  const letIn = portal.holdChannels()
  const third = await open(portal, ben)
  third.shared.add({ text: 'Two' })
  await third.shared.settled()
  expect(texts(second.shared)).toEqual(['One'])
  letIn()
  await vi.waitFor(() => expect(texts(second.shared)).toEqual(['One', 'Two']))
})

test('where words are lost, a beat of the heart brings what is new after a while, and only then costs a reading', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const portal = aNotesPortal()
  const [first, second] = [await openWithLine(portal, anna), await openLive(portal, tom)]
  portal.loseWords(true)
  first.shared.add({ text: 'Two' })
  await first.shared.settled()
  portal.asked()
  second.look()
  await second.shared.settled()
  // who has come is answered by a word within a second
  expect([texts(second.shared), portal.asked().filter(method => method.startsWith('entity.'))]).toEqual([['One'], []])
  vi.setSystemTime(Date.now() + 120_000)
  second.look()
  await second.shared.settled()
  expect(texts(second.shared)).toEqual(['One', 'Two'])
})

test('while others tell of shared lines, a private one of another device appears at a beat of the heart, for a reading in two minutes', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const portal = aNotesPortal()
  const [phone, desk] = [await openWithLine(portal, anna), await openLive(portal, anna)]
  phone.own.add({ text: 'Gift for Tom' })
  await phone.own.settled()
  portal.asked()
  desk.look()
  await desk.own.settled()
  expect([texts(desk.own), portal.asked().filter(method => method.startsWith('user.option'))]).toEqual([[], []])
  vi.setSystemTime(Date.now() + 120_000)
  desk.look()
  await desk.own.settled()
  expect(texts(desk.own)).toEqual(['Gift for Tom'])
})

test('a channel that was not to be had is asked for again when the network is there', async () => {
  const portal = aNotesPortal()
  portal.refuseChannels(true)
  const notes = await open(portal, anna)
  notes.shared.add({ text: 'One' })
  await notes.shared.settled()
  expect([notes.isLive.value, portal.listeners()]).toEqual([false, 0])
  portal.refuseChannels(false)
  window.dispatchEvent(new Event('online'))
  await vi.waitFor(() => expect(notes.isLive.value).toBe(true))
})
