// @vitest-environment happy-dom
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Fault } from '../portal/core/faults.ts'
import { aNotesPortal, PEOPLE } from '../support/a-notes-portal.ts'
import { openShared, textsOf } from '../support/shared-notes.ts'

// What becomes of the shared notes where the portal answers late, not at all, in pages or from a copy of its database.

const { anna, tom } = PEOPLE

test('where what is read is behind what was written, each line is there once in the end, and so is a change', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const notes = aNotesPortal({ undocumented: { storagesBehind: 2_500 } })
  const list = await openShared(notes, anna)
  const settle = async () => {
    for (let pause = 0; pause < 20; pause += 1) await vi.advanceTimersByTimeAsync(5_000)
  }
  const added = list.add({ text: 'Milk' })
  await settle()
  expect([textsOf(list), list.state.value]).toMatchObject([['Milk'], { state: 'ready', waiting: 0, trouble: null }])
  list.change(added.answer === 'done' ? added.id : expect.fail('not added'), { isDone: true })
  await settle()
  const other = await openShared(notes, tom)
  expect([other.lines.value, other.state.value]).toMatchObject([[{ text: 'Milk', isDone: true }], { waiting: 0 }])
  expect(notes.portal.world.app.storages.map(({ code, items }) => [code, items.length])).toEqual([['c10', 2]])
})

test.each(['last-value', 'empty', 'untouched'] as const)('more lines than a page are read whole, also where references become %s', async (unresolvedReferences) => {
  const notes = aNotesPortal({ unresolvedReferences })
  const list = await openShared(notes, anna)
  for (let number = 1; number <= 120; number += 1) list.add({ text: `Line ${number}` })
  await list.settled()
  const other = await openShared(notes, tom)
  expect(textsOf(other)).toEqual(Array.from({ length: 120 }, (_unused, index) => `Line ${index + 1}`))
  await other.retry()
  expect(other.lines.value).toHaveLength(120)
})

const FAULTS: readonly Fault['fault'][] = [{ kind: 'cut' }, { kind: 'cut-after' }, { kind: 'expired-token' }, { kind: 'http-500' }, { kind: 'empty' }, { kind: 'silence' }]
const TARGETS = ['im.disk.folder.get', 'entity.add', 'entity.item.add', 'entity.item.update', 'batch', '*'] as const

test.each(FAULTS.flatMap(fault => TARGETS.map(target => ({ kind: fault.kind, target, fault }))))('$kind of $target leaves each line there once in the end', async ({ target, fault }) => {
  const notes = aNotesPortal()
  const list = await openShared(notes, anna)
  notes.portal.addFault({ side: 'rest', target, fault, times: 1 })
  const added = list.add({ text: 'Milk' })
  await list.settled()
  await list.retry()
  list.change(added.answer === 'done' ? added.id : expect.fail('not added'), { isDone: true })
  await list.settled()
  await list.retry()
  expect(notes.portal.faults).toEqual([])
  expect(list.state.value).toMatchObject({ state: 'ready', waiting: 0, trouble: null })
  const other = await openShared(notes, tom)
  expect(other.lines.value).toMatchObject([{ text: 'Milk', isDone: true }])
  expect(notes.portal.world.app.storages.map(({ code, items }) => [code, items.length])).toEqual([['c10', 2]])
})
