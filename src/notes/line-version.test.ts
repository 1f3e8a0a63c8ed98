import { expect, test } from 'vitest'
import { decodeLine, encodeLine } from './line-codec.ts'
import { type LineContent, type LineVersion, mergeContent, nextVersion, removedContent } from './line-version.ts'
import { LONGEST_TEXT, type LineId } from './note.ts'

const base: LineVersion = {
  id: 'a' as LineId, revision: 'r0', past: [], by: 1, kind: 'to-do', text: 'Buy milk', isDone: false, assigneeId: null, dueOn: null, order: 'V',
  messageId: null, taskId: null, isRemoved: false, wasRemoved: false, conflict: [],
}
const by = (person: number, change: Partial<LineContent>): LineVersion => nextVersion(base, { ...base, ...change }, { revision: `r${person}`, by: person })
const merged = (mine: Partial<LineContent>, theirs: Partial<LineContent>) => mergeContent(base, by(1, mine), by(2, theirs))

test('what two people change of a line is in it, unless it is the same', () => {
  expect(merged({ isDone: true, dueOn: '2026-12-01' }, { assigneeId: 5, text: 'Buy oat milk' }))
    .toMatchObject({ isDone: true, dueOn: '2026-12-01', assigneeId: 5, text: 'Buy oat milk', conflict: [] })
})

test('of a day that both changed stands the one that others see', () => {
  expect(merged({ dueOn: '2026-12-01' }, { dueOn: '2026-12-02' })).toMatchObject({ dueOn: '2026-12-02' })
})

test('a task that one made of a line is in it whatever others change; where two made one, the one that others see stays', () => {
  expect(merged({ taskId: 7 }, { text: 'Buy oat milk', isDone: true })).toMatchObject({ taskId: 7, text: 'Buy oat milk', isDone: true })
  expect(merged({ text: 'Buy oat milk' }, { taskId: 7 })).toMatchObject({ taskId: 7, text: 'Buy oat milk' })
  expect(merged({ taskId: 7 }, { taskId: 8 })).toMatchObject({ taskId: 8 })
})

test('a text that cannot be joined keeps both versions and says whose they are', () => {
  expect(merged({ text: 'Get milk' }, { text: 'Fetch milk' })).toMatchObject({ text: 'Fetch milk', conflict: [{ text: 'Get milk', by: 1 }] })
})

test('without a version that both know both texts stay, and a joined text that is too long is none', () => {
  expect(mergeContent(null, by(1, { text: 'Get milk' }), base)).toMatchObject({ text: 'Buy milk', conflict: [{ text: 'Get milk', by: 1 }] })
  const long = 'x'.repeat(LONGEST_TEXT - 10)
  expect(merged({ text: `${long} milk` }, { text: `Buy ${long}` }).conflict).toHaveLength(1)
})

test('who chooses ends the conflict, also where somebody else has changed another field meanwhile', () => {
  const open = { ...base, conflict: [{ text: 'Get milk', by: 1 }] }
  const chosen = nextVersion(open, { ...open, text: 'Get milk', conflict: [] }, { revision: 'r1', by: 1 })
  const ticked = nextVersion(open, { ...open, isDone: true }, { revision: 'r2', by: 2 })
  expect(mergeContent(open, chosen, ticked)).toMatchObject({ text: 'Get milk', isDone: true, conflict: [] })
})

test.each([['mine', 'theirs'], ['theirs', 'mine']])('a change outlives a removal that did not know it, and says so (%s removed)', (removed) => {
  const gone = removedContent(base.order)
  const change = { text: 'Buy oat milk' }
  expect(removed === 'mine' ? merged(gone, change) : merged(change, gone)).toMatchObject({ text: 'Buy oat milk', isRemoved: false, wasRemoved: true })
})

test('a line that was only moved meanwhile is removed, and nothing of what it said is left in it', () => {
  expect(merged(removedContent(base.order), { order: 'W' })).toEqual(removedContent(base.order))
  expect(JSON.stringify(removedContent(base.order))).not.toMatch(/milk/)
})

test('however many people write at once, the line can be read again, with the last of what they wrote', () => {
  const others = Array.from({ length: 25 }, (_unused, index) => by(index + 2, { text: `Fetch ${index} kinds of it` }))
  const joined = others.reduce<LineVersion>((before, other) => nextVersion(other, mergeContent(null, before, other), { revision: `j${other.by}`, by: 1 }, [before]), base)
  expect(joined.conflict).toHaveLength(20)
  expect(joined.conflict.at(-1)?.text).toBe('Fetch 23 kinds of it')
  expect(decodeLine(encodeLine({ ...joined, id: 'a'.repeat(32) as LineId }), 1)?.text).toBe('Fetch 24 kinds of it')
})
