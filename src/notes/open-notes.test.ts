import { afterEach, expect, test, vi } from 'vitest'
import { parseDialogId } from '../chat/dialog-id.ts'
import { aNotesPortal, GROUP, type NotesPortal, PEOPLE } from '../../tests/support/a-notes-portal.ts'
import type { Notes } from './notes.ts'
import { type NotesChat, openNotes } from './open-notes.ts'

const { anna, tom, ben } = PEOPLE

const opened: Notes[] = []
afterEach(() => {
  for (const notes of opened.splice(0)) notes.close()
})

async function open(notes: NotesPortal, viewerId: number | null, more: Partial<NotesChat> = {}): Promise<Notes> {
  const dialogId = parseDialogId(`chat${GROUP}`) ?? expect.fail('no dialog')
  const chat: NotesChat = { dialogId, chatId: GROUP, kind: 'group', person: null, viewerId, scopes: ['im', 'entity', 'pull'], memberCount: 4, ...more }
  const beside = openNotes({ portal: notes.doorOf(viewerId ?? anna), chat })
  opened.push(beside)
  await Promise.all([beside.own.settled(), beside.shared.settled()])
  return beside
}

const texts = (list: Notes['own']): string[] => list.lines.value.map(({ text }) => text)

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
  expect(portal.published.every(word => /^[0-9a-f]{88}$/.test(word))).toBe(true)
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
  maker.look()
  await maker.shared.settled()
  expect(maker.shared.state.value).toMatchObject({ state: 'refused', why: 'no-access' })
})

test('where it is not known who looks, nothing is kept and it is said', async () => {
  const notes = await open(aNotesPortal(), null)
  expect([notes.own.state.value, notes.shared.state.value]).toMatchObject([{ why: 'unknown-viewer' }, { why: 'unknown-viewer' }])
})

test('before anything is kept nobody can be understood on the channel, so who is there goes by the heart', async () => {
  const portal = aNotesPortal()
  const first = await open(portal, anna)
  const second = await open(portal, tom)
  expect([first.isLive.value, second.isLive.value]).toEqual([false, false])
  first.shared.add({ text: 'The first' })
  await first.shared.settled()
  expect([first.isLive.value, second.isLive.value]).toEqual([true, false])
  second.look()
  await second.shared.settled()
  expect(texts(second.shared)).toEqual(['The first'])
  expect(second.isLive.value).toBe(true)
})
