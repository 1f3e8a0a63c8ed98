import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { defineComponent, effectScope, ref, shallowRef } from 'vue'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { PortalError } from '../../bitrix24/index.ts'
import { parseDialogId } from '../../chat/dialog-id.ts'
import type { LineId, NoteLine } from '../../notes/note.ts'
import type { NotesList, NotesState } from '../../notes/notes.ts'
import { type LineTasks, useLineTasks } from './use-line-tasks.ts'

const MINUTE = 60_000

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

type Asking = { answer: () => void, fail: () => void }

/** `waits`: each reading gets its answer, or none, when the test says so. */
async function open({ waits = false } = {}) {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000_000_000 })
  const status = { value: '2' }
  const portal = aPortal({ answers: {
    'tasks.task.get': ({ taskId }: { taskId: number }) => ({ task: { id: String(taskId), title: 'Paper', status: status.value, deadline: null, responsibleId: '5' } }),
    'tasks.task.add': { task: { id: '9' } },
    'server.time': '2026-03-10T12:00:00+00:00',
  } })
  const waiting: Asking[] = []
  const readBatch: typeof portal.readBatch = async (commands, options) => {
    const answered = await portal.readBatch(commands, options)
    if (waits) await new Promise<void>((answer, reject) => waiting.push({ answer, fail: () => reject(new PortalError('offline')) }))
    return answered
  }
  const now = ref(new Date())
  let tasks: LineTasks | undefined
  const scope = effectScope()
  await mountInApp(defineComponent(() => {
    tasks = useLineTasks({ dialogId: parseDialogId('chat7') ?? expect.fail('no dialog'), viewerId: 5, scopes: ['task'] }, () => now.value)
    return () => null
  }), { portal: { ...portal, readBatch } })
  if (!tasks) throw new Error('nothing was mounted')
  const { show } = tasks
  const asked = () => portal.sent.filter(({ method }) => method === 'tasks.task.get').length
  async function pass(minutes: number) {
    vi.setSystemTime(Date.now() + minutes * MINUTE)
    now.value = new Date()
    await settle()
  }
  /** A list with these, which can be changed; gone when it is stopped. */
  function list(...ids: number[]) {
    const shown = ref(ids)
    const own = scope.run(() => effectScope()) ?? expect.fail('no scope')
    own.run(() => show(() => shown.value))
    return { shown, close: () => own.stop() }
  }
  onTestFinished(() => scope.stop())
  return { tasks, asked, pass, status, list, waiting }
}

test('tasks that are on the screen are read again every five minutes, and not while nobody sees the page', async () => {
  const { tasks, asked, pass, status, list } = await open()
  await pass(10)
  expect(asked()).toBe(0)
  list(7)
  await settle()
  expect(tasks.of(7)).toMatchObject({ status: 'waiting' })
  list(7)
  await pass(4)
  expect(asked()).toBe(1)
  status.value = '5'
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  await pass(2)
  expect(asked()).toBe(1)
  hidden.mockReturnValue(false)
  await pass(0.5)
  expect([asked(), tasks.of(7)]).toMatchObject([2, { status: 'done' }])
})

test('what two lists show in the same moment is one request', async () => {
  const { tasks, asked, list } = await open()
  list(7, 8)
  list(8, 9)
  await settle()
  expect([asked(), tasks.of(9)]).toMatchObject([3, { status: 'waiting' }])
})

test('a task that no list shows any more is not read again', async () => {
  const { asked, pass, list } = await open()
  const one = list(7, 8)
  const other = list(8, 9)
  await settle()
  other.close()
  one.shown.value = [7]
  await pass(6)
  expect(asked()).toBe(3 + 1)
  one.close()
  await pass(6)
  expect(asked()).toBe(3 + 1)
})

test('of two readings of a task the later one counts, whichever is answered first', async () => {
  const { tasks, status, list, waiting } = await open({ waits: true })
  list(7)
  await settle()
  status.value = '5'
  tasks.retry()
  await settle()
  waiting[1]?.answer()
  await settle()
  expect(tasks.of(7)).toMatchObject({ status: 'done' })
  waiting[0]?.answer()
  await settle()
  expect(tasks.of(7)).toMatchObject({ status: 'done' })
})

test('a reading that failed is told until these tasks were read, and others do not hide it', async () => {
  const { tasks, list, waiting } = await open({ waits: true })
  const one = list(7)
  await settle()
  waiting[0]?.fail()
  list(8)
  await settle()
  waiting[1]?.answer()
  await settle()
  expect(tasks.isFailed.value).toBe(true)
  one.close()
  expect(tasks.isFailed.value).toBe(false)
})

test('a line that could not be told of its task is told once its list can be used', async () => {
  const { tasks } = await open()
  const { contents, line } = aLine('Order paper')
  const link = vi.fn<NotesList['link']>(() => 'closed')
  const list = { ...contents, link, retry: () => Promise.resolve() }
  await tasks.make(list, line)
  expect(tasks.lost()).toMatchObject([{ state: 'made', taskId: 9, line }])
  link.mockReturnValue('done')
  tasks.linkAgain(list)
  tasks.linkAgain(list)
  expect(link.mock.calls).toEqual([[line.id, 9], [line.id, 9]])
  expect([tasks.lost(), tasks.madeOf(line.id)]).toMatchObject([[], { state: 'made' }])
})

/** Alone in a list that can be used. */
function aLine(text: string) {
  const nobody = { by: null, at: null }
  const line: NoteLine = {
    id: 'one' as LineId, kind: 'to-do', text, isDone: false, assigneeId: null, dueOn: null, order: 'V', messageId: null, taskId: null,
    made: nobody, changed: nobody, conflict: [], wasRemoved: false, isWaiting: false, isUnsent: false,
  }
  const state: NotesState = { state: 'ready', isFull: false, room: 0, waiting: 0, trouble: null, isKept: true, hasShutOut: false }
  return { line, contents: { state: shallowRef(state), lines: shallowRef([line]) } }
}
