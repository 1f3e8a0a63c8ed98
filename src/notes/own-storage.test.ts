import { expect, onTestFinished, test, vi } from 'vitest'
import { PortalError } from '../bitrix24/index.ts'
import { aPortal } from '../../tests/support/a-portal.ts'
import { type LineVersion, removedContent } from './line-version.ts'
import { compareLines, type LineId, LONGEST_TEXT, MOST_PRIVATE_BYTES } from './note.ts'
import { type OpenedList, openNotesList } from './notes-list.ts'
import { NotesFull } from './note-storage.ts'
import { createOwnStorage } from './own-storage.ts'
import { createReplica } from './replica.ts'

const ANNA = 5
const idOf = (number: number): LineId => String(number).padStart(32, '0') as LineId
const line = (number: number, text = `Line ${number}`, more: Partial<LineVersion> = {}): LineVersion =>
  ({ ...removedContent('V'), isRemoved: false, text, id: idOf(number), revision: `r${number}`, past: [], by: ANNA, ...more })

/** One option, as the portal keeps it. */
function aPersonsPortal(stored: unknown = null) {
  const option = { value: stored }
  const portal = aPortal({ answers: {
    'user.option.get': () => option.value,
    'user.option.set': ({ options }: { options?: { notes?: string } }) => {
      option.value = options?.notes ?? null
      return true
    },
  } })
  const storageOf = (chatId: number) => createOwnStorage({ portal, chatId, viewerId: ANNA, now: () => 1_700_000_000_000 })
  return { portal, option, storageOf }
}

async function write(storage: ReturnType<typeof createOwnStorage>, ...versions: LineVersion[]): Promise<LineId[]> {
  const done: LineId[] = []
  await storage.write(versions.map(version => ({ kind: 'add', version })), one => one.kind !== 'delete' && done.push(one.version.id))
  return done
}

const textsOf = async (storage: ReturnType<typeof createOwnStorage>) => (await storage.read()).lines.map(({ version }) => version.text)

test('notes of two chats lie in one option and keep apart', async () => {
  const { storageOf, portal } = aPersonsPortal()
  expect(await write(storageOf(7), line(1), line(2, '<b>👍 "Молоко" & co</b>'))).toEqual([idOf(1), idOf(2)])
  await write(storageOf(8), line(3))
  expect([await textsOf(storageOf(7)), await textsOf(storageOf(8))]).toEqual([['Line 1', '<b>👍 "Молоко" & co</b>'], ['Line 3']])
  expect((await storageOf(7).read()).lines[0]).toMatchObject({ made: { by: ANNA, at: new Date(1_700_000_000_000) } })
  expect(portal.sent.filter(({ method }) => method === 'user.option.set')).toHaveLength(2)
})

test('a line that another tab has changed unseen is not overwritten; what was seen is', async () => {
  const { storageOf } = aPersonsPortal()
  await write(storageOf(7), line(1), line(2))
  const unseen = line(1, 'Other tab', { revision: 'x1', past: ['r1'] })
  await write(storageOf(7), unseen)
  expect(await write(storageOf(7), line(1, 'This tab', { revision: 'y1', past: ['r1'] }), line(2, 'Two', { revision: 'y2', past: ['r2'] }))).toEqual([idOf(2)])
  expect(await textsOf(storageOf(7))).toEqual(['Other tab', 'Two'])
})

test('a removed line is taken away at once', async () => {
  const { storageOf, option } = aPersonsPortal()
  await write(storageOf(7), line(1, 'Secret'), line(2))
  await write(storageOf(7), { ...line(1, ''), ...removedContent('V'), revision: 'x1', past: ['r1'] })
  expect(await textsOf(storageOf(7))).toEqual(['Line 2'])
  expect(String(option.value)).not.toContain('Secret')
})

test('of a line that was removed and is gone the device keeps nothing', async () => {
  let kept = ''
  const keep = async (lines: readonly unknown[]) => {
    kept = JSON.stringify(lines)
    return true
  }
  const list = openNotesList({ storage: aPersonsPortal().storageOf(7), waiting: { read: async () => [], keep }, viewerId: ANNA })
  onTestFinished(() => list.close())
  await list.settled()
  const added = list.add({ text: 'Secret' })
  await list.settled()
  expect([added.answer === 'done' && list.remove(added.id), kept]).toEqual(['done', expect.stringContaining('Secret')])
  await list.settled()
  expect(kept).toBe('[]')
})

test('with a list over it, what two tabs do ends the same', async () => {
  const { storageOf } = aPersonsPortal()
  let count = 0
  const tabs = [0, 1].map(() => ({ storage: storageOf(7), replica: createReplica({ makeRevision: () => `n${count += 1}`, viewerId: ANNA }) }))
  const sync = async ({ storage, replica }: typeof tabs[number]) => {
    replica.take((await storage.read()).lines)
    await storage.write(replica.writes(), replica.written)
  }
  const [one, other] = tabs
  if (!one || !other) return expect.fail('no tabs')
  one.replica.put(idOf(1), line(1, 'Buy milk'))
  await sync(one)
  await sync(other)
  one.replica.put(idOf(1), line(1, 'Buy oat milk'))
  other.replica.put(idOf(1), line(1, 'Please buy milk'))
  for (const tab of [one, other, one, other]) await sync(tab)
  expect(tabs.map(({ replica }) => replica.lines().get(idOf(1))?.version)).toMatchObject([{ text: 'Please buy oat milk' }, { text: 'Please buy oat milk' }])
  expect(one.replica.lines().get(idOf(1))?.version).toEqual(other.replica.lines().get(idOf(1))?.version)
})

test('what a later version of the app wrote stays as it is', async () => {
  const later = { v: 2, shape: 'new' }
  const { storageOf, option } = aPersonsPortal(JSON.stringify({ 7: [later], 9: [later] }))
  expect(await textsOf(storageOf(7))).toEqual([])
  await write(storageOf(7), line(1))
  expect(JSON.parse(String(option.value))).toMatchObject({ 7: [{ t: 'Line 1' }, later], 9: [later] })
})

test.each([['text that is no list', 'hello'], ['a number', 5], ['lists of nothing', '{"7":5}']])('over %s nothing is written', async (_name, stored) => {
  const { storageOf, option } = aPersonsPortal(stored)
  await expect(storageOf(7).read()).rejects.toMatchObject({ kind: 'bad-answer' })
  await expect(write(storageOf(7), line(1))).rejects.toBeInstanceOf(PortalError)
  expect(option.value).toBe(stored)
})

test('nothing is there where nothing was set, in every spelling of it', async () => {
  for (const stored of [null, '', []]) expect(await textsOf(aPersonsPortal(stored).storageOf(7))).toEqual([])
})

test('room is counted in bytes of all chats together, and in lines', async () => {
  const { storageOf } = aPersonsPortal()
  await write(storageOf(8), ...Array.from({ length: 10 }, (_unused, index) => line(index, 'ж'.repeat(900))))
  const storage = storageOf(7)
  await storage.read()
  const lines = (length: number, text: string) => Array.from({ length }, (_unused, index) => line(index, text))
  expect(storage.roomUsed([line(1)])).toBeGreaterThan(0.8)
  expect(storage.roomUsed([line(1)])).toBeLessThan(1)
  expect(storage.roomUsed(lines(20, 'ж'.repeat(100)))).toBeGreaterThan(1)
  expect([50, 100, 101].map(count => aPersonsPortal().storageOf(7).roomUsed(lines(count, '')))).toEqual([0.5, 1, 1.01])
})

test('what another device has left no room for is not written, and what makes it less always is', async () => {
  const { storageOf, option } = aPersonsPortal()
  const [first, ...others] = Array.from({ length: 13 }, (_unused, index) => line(index, 'ж'.repeat(850)))
  await write(storageOf(8), ...others)
  const full = option.value
  if (!first) return expect.fail('no line')
  await expect(write(storageOf(7), first)).rejects.toBeInstanceOf(NotesFull)
  expect(option.value).toBe(full)
  await write(storageOf(8), { ...line(1), isRemoved: true, text: '' })
  await write(storageOf(7), first)
  expect(await textsOf(storageOf(7))).toEqual([first.text])
})

/** A list over the option, whose writes go out one by one. */
async function openList(storage: ReturnType<typeof createOwnStorage>): Promise<OpenedList> {
  const list = openNotesList({ storage, viewerId: ANNA, waiting: { read: async () => [], keep: async () => true } })
  onTestFinished(() => list.close())
  await list.settled()
  return list
}

test('what the list takes just below the bound is written, and what would not be is refused at once', async () => {
  const { storageOf, option } = aPersonsPortal()
  await write(storageOf(8), ...Array.from({ length: 13 }, (_unused, index) => line(index, 'x'.repeat(1_500))))
  const list = await openList(storageOf(7))
  const left = (): number => MOST_PRIVATE_BYTES - String(option.value).length
  async function judge(answer: string): Promise<void> {
    await list.settled()
    if (answer !== 'full') expect([answer, list.state.value]).toMatchObject(['done', { waiting: 0, trouble: null }])
  }
  for (let length = 1_000; length >= 0; length -= 1) await judge(list.add({ text: 'x'.repeat(length) }).answer)
  expect(left()).toBeLessThan(300)
  const [first] = list.lines.value
  if (!first) return expect.fail('no line')
  // a change takes more than its words, for the version before it is remembered
  for (let more = left() + 20; more > 0; more -= 1) await judge(list.change(first.id, { text: `${first.text}${'y'.repeat(more)}` }))
  expect(left()).toBeLessThan(20)
  for (let times = 0; times < 5; times += 1) await judge(list.change(first.id, { isDone: times % 2 === 0 }))
  await judge(list.remove(first.id))
  expect(list.state.value).toMatchObject({ isFull: false })
})

test('where no place is left between two lines, what is put there shares one of theirs and stays', async () => {
  const { storageOf } = aPersonsPortal()
  const [last, beforeFirst] = ['z'.repeat(200), `${'0'.repeat(199)}1`]
  const orders = [beforeFirst, 'V', 'V', 'W', last]
  await write(storageOf(7), ...orders.map((order, index) => line(index, `Line ${index}`, { order })))
  const list = await openList(storageOf(7))
  list.add({ text: 'At the end' })
  list.add({ text: 'At the beginning' }, { after: null })
  list.add({ text: 'Behind 1 and 2' }, { after: idOf(1) })
  list.move(idOf(2), { after: null })
  await list.settled()
  for (const reader of [list, await openList(storageOf(7))]) {
    const shown = reader.lines.value
    const names = shown.map(({ text }) => text)
    expect([names.slice(0, 3).sort(), names.slice(3, 6), names.slice(6).sort()])
      .toEqual([['At the beginning', 'Line 0', 'Line 2'], ['Line 1', 'Behind 1 and 2', 'Line 3'], ['At the end', 'Line 4']])
    expect(shown.map(({ order }) => order)).toEqual([beforeFirst, beforeFirst, beforeFirst, 'V', expect.any(String), 'W', last, last])
    expect(shown).toEqual([...shown].sort(compareLines))
  }
})

test('where another device has taken the room, what waits is held back as full and goes out when there is some', async () => {
  const { storageOf } = aPersonsPortal()
  const list = await openList(storageOf(7))
  await write(storageOf(8), ...Array.from({ length: 14 }, (_unused, index) => line(index, 'x'.repeat(1_500))))
  expect(list.add({ text: 'x'.repeat(LONGEST_TEXT) }).answer).toBe('done')
  await list.settled()
  expect(list.state.value).toMatchObject({ waiting: 1, isFull: true, trouble: null })
  await write(storageOf(8), { ...line(1), isRemoved: true, text: '' })
  await list.retry()
  expect(list.state.value).toMatchObject({ waiting: 0, isFull: false })
})

test.each([['a line', 'add'], ['a change', 'change'], ['a removal', 'remove']] as const)(
  '%s that Bitrix24 takes and never shows is written again once, and then waits until somebody asks', async (_what, deed) => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { storageOf, portal } = aPersonsPortal()
    await write(storageOf(7), line(1), line(2))
    const list = await openList(storageOf(7))
    const sets = (): number => portal.sent.filter(({ method }) => method === 'user.option.set').length - 1
    portal.answer('user.option.set', true)
    if (deed === 'add') list.add({ text: 'Milk' })
    else if (deed === 'change') list.change(idOf(2), { text: 'Milk' })
    else list.remove(idOf(2))
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect([sets(), list.state.value]).toMatchObject([2, { waiting: 1, trouble: { kind: 'busy' } }])
    void list.retry()
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(sets()).toBe(3)
  },
)
