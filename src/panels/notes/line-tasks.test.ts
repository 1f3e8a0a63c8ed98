import { expect, test, vi } from 'vitest'
import { aNotesPortal, type NotesPortal, PEOPLE } from '../../../tests/support/a-notes-portal.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { agree, ask, beside, make, offered, openPanel, SCOPES, taskOf, tasksIn, write } from '../../../tests/support/line-tasks.ts'
import { settle } from '../../../tests/support/mount.ts'

const { anna, tom, ben } = PEOPLE
const REFUSAL = { kind: 'raw', status: 400, headers: {}, body: '{"error":"ERROR_CORE","error_description":"Fill in the project<br>"}' } as const

const askedOfTasks = (notes: NotesPortal): string[] => notes.asked().filter(method => method.startsWith('tasks.'))

test('a line becomes a task of whom it is assigned to, and says for everybody how that stands', async () => {
  const notes = aNotesPortal({ scopes: SCOPES })
  const wrapper = await openPanel(notes)
  await write(wrapper, '**Order** paper\nA4, five packs')
  await make(wrapper)
  await vi.waitFor(() => expect(taskOf(wrapper)).toContain('Not started'))
  expect(tasksIn(notes)).toMatchObject([
    { title: 'Order paper', description: '[B]Order[/B] paper\nA4, five packs', creatorId: anna, responsibleId: anna, deadline: null },
  ])
  expect(taskOf(wrapper)).toMatch(/Task 4711.*Not started.*You/)
  expect(wrapper.text()).toContain('The task was created.')
  await byRole(wrapper, 'button', 'More actions with this line').trigger('click')
  expect([wrapper.find('.menu').text(), offered(wrapper)]).toEqual([expect.stringContaining('Delete'), []])
  for (const task of tasksIn(notes)) notes.portal.world.records.tasks.set(task.id, { ...task, status: 3, deadline: Date.UTC(2026, 7, 1), memberIds: [tom] })
  const other = await openPanel(notes, tom)
  await vi.waitFor(() => expect(taskOf(other)).toMatch(/In progress.*overdue since.*anna/))
  const stranger = await openPanel(notes, ben)
  await vi.waitFor(() => expect(taskOf(stranger)).toContain('not yours to see, or deleted'))
})

test('how several tasks stand is one request, and lines without a task cost none', async () => {
  const notes = aNotesPortal({ scopes: SCOPES })
  const wrapper = await openPanel(notes)
  await write(wrapper, 'Order paper')
  await make(wrapper)
  await vi.waitFor(() => expect(taskOf(wrapper)).toContain('Not started'))
  wrapper.unmount()
  notes.asked()
  const again = await openPanel(notes)
  await vi.waitFor(() => expect(taskOf(again)).toContain('Not started'))
  expect(askedOfTasks(notes)).toEqual(['tasks.task.get'])
  again.unmount()
  const bare = aNotesPortal({ scopes: SCOPES })
  const without = await openPanel(bare)
  await write(without, 'Order paper')
  await settle()
  expect(askedOfTasks(bare)).toEqual([])
})

test('a line of which somebody else has made a task meanwhile becomes no second one', async () => {
  const notes = aNotesPortal({ scopes: SCOPES })
  const wrapper = await openPanel(notes)
  await write(wrapper, 'Order paper')
  const other = await openPanel(notes, tom)
  await ask(wrapper)
  await make(other)
  await vi.waitFor(() => expect(tasksIn(notes)).toHaveLength(1))
  await agree(wrapper)
  await vi.waitFor(() => expect(taskOf(wrapper)).toContain('Task 4711'))
  expect(tasksIn(notes)).toHaveLength(1)
})

test('a refusal makes none and says why, an answer that was lost is not asked for again', async () => {
  const notes = aNotesPortal({ scopes: SCOPES })
  const wrapper = await openPanel(notes)
  await write(wrapper, 'Order paper')
  notes.portal.addFault({ side: 'rest', target: 'tasks.task.add', fault: REFUSAL, times: 1 })
  await make(wrapper)
  await vi.waitFor(() => expect(byRole(wrapper, 'alert').text()).toBe('No task was created.ERROR_CORE: Fill in the project'))
  notes.portal.addFault({ side: 'rest', target: 'tasks.task.add', fault: { kind: 'cut-after' }, times: 1 })
  await make(wrapper)
  await vi.waitFor(() => expect(byRole(wrapper, 'alert').text()).toContain('it is not known whether the task was created'))
  expect(tasksIn(notes)).toHaveLength(1)
})

test('a line that came of a message becomes a task with the way back to it', async () => {
  const notes = aNotesPortal({ scopes: SCOPES })
  const writer = beside(notes, SCOPES)
  await writer.settled()
  writer.add({ text: 'Order paper', messageId: 123, dueOn: '2026-12-31' })
  await writer.settled()
  const wrapper = await openPanel(notes)
  await vi.waitFor(() => expect(wrapper.find('[data-line]').exists()).toBe(true))
  await make(wrapper)
  await vi.waitFor(() => expect(tasksIn(notes)).toHaveLength(1))
  expect(tasksIn(notes)[0]?.description).toMatch(/^https:.*IM_DIALOG=chat10&IM_MESSAGE=123$/)
  expect(notes.portal.world.madeOfMessages).toEqual([])
  await vi.waitFor(() => expect(taskOf(wrapper)).toContain('due December 31, 2026'))
})

test('without the permission a line that came of no message becomes no task, and one that has one still names it', async () => {
  const notes = aNotesPortal()
  const writer = beside(notes, null)
  await writer.settled()
  writer.add({ text: 'Order pens' })
  const added = writer.add({ text: 'Order paper' })
  if (added.answer === 'done') writer.link(added.id, 4711)
  await writer.settled()
  notes.asked()
  const wrapper = await openPanel(notes)
  await vi.waitFor(() => expect(taskOf(wrapper)).toBe('Task 4711'))
  for (const more of allByRole(wrapper, 'button', 'More actions with this line')) {
    await more.trigger('click')
    expect([wrapper.find('.menu').text(), offered(wrapper)]).toEqual([expect.stringContaining('Delete'), []])
    await more.trigger('click')
  }
  expect(askedOfTasks(notes)).toEqual([])
})

test('that it could not be read how tasks stand is said, and it is read again when somebody asks', async () => {
  const notes = aNotesPortal({ scopes: SCOPES })
  const wrapper = await openPanel(notes)
  await write(wrapper, 'Order paper')
  notes.portal.addFault({ side: 'rest', target: 'tasks.task.get', fault: { kind: 'cut' }, times: 1 })
  await make(wrapper)
  await vi.waitFor(() => expect(wrapper.text()).toContain('How the tasks of these lines stand could not be read.'))
  expect(taskOf(wrapper)).toBe('Task 4711')
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await vi.waitFor(() => expect(taskOf(wrapper)).toContain('Not started'))
  expect(wrapper.text()).not.toContain('could not be read')
})
