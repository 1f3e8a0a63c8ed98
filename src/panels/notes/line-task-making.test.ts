import { expect, test, vi } from 'vitest'
import { aNotesPortal, PEOPLE } from '../../../tests/support/a-notes-portal.ts'
import { byRole } from '../../../tests/support/by-role.ts'
import { agree, aPause, ask, beside, goTo, make, offered, openPanel, SCOPES, taskOf, tasksIn, write } from '../../../tests/support/line-tasks.ts'

const { anna, tom } = PEOPLE

test('who goes to another tab while a task is made comes back to what came of it, and can make no second one', async () => {
  const notes = aNotesPortal({ scopes: SCOPES })
  const { promise, resolve } = aPause()
  const wrapper = await openPanel(notes, anna, promise)
  await write(wrapper, 'Order paper')
  notes.portal.addFault({ side: 'rest', target: 'tasks.task.add', fault: { kind: 'cut-after' }, times: 1 })
  await make(wrapper)
  await goTo(wrapper, 'People')
  await goTo(wrapper, 'Notes')
  await byRole(wrapper, 'button', 'More actions with this line').trigger('click')
  expect(offered(wrapper)[0]?.attributes('aria-disabled')).toBe('true')
  await goTo(wrapper, 'People')
  resolve()
  await vi.waitFor(() => expect(tasksIn(notes)).toHaveLength(1))
  await goTo(wrapper, 'Notes')
  expect(byRole(wrapper, 'alert').text()).toContain('it is not known whether the task was created')
})

test('where the notes cannot be read no task is made, because somebody else may have made one', async () => {
  const notes = aNotesPortal({ scopes: SCOPES })
  const wrapper = await openPanel(notes)
  await write(wrapper, 'Order paper')
  await ask(wrapper)
  notes.portal.addFault({ side: 'rest', target: 'entity.item.get', fault: { kind: 'cut' }, times: 1 })
  await agree(wrapper)
  await vi.waitFor(() => expect(wrapper.find('[data-line]').text()).toContain('No task was created.'))
  expect(tasksIn(notes)).toEqual([])
})

test('a line that says something else by now is asked about again', async () => {
  const notes = aNotesPortal({ scopes: SCOPES })
  const wrapper = await openPanel(notes)
  await write(wrapper, 'Order paper')
  const other = beside(notes, SCOPES)
  await other.settled()
  await ask(wrapper)
  other.lines.value.forEach(({ id }) => other.change(id, { text: 'Order pens', assigneeId: tom }))
  await other.settled()
  await agree(wrapper)
  await vi.waitFor(() => expect(wrapper.find('dialog[open]').text()).toMatch(/Order pens.*tom/))
  expect(tasksIn(notes)).toEqual([])
  await agree(wrapper)
  await vi.waitFor(() => expect(tasksIn(notes)).toMatchObject([{ title: 'Order pens', responsibleId: tom }]))
})

test('a task of a line that was deleted meanwhile is named, until somebody has read it', async () => {
  const notes = aNotesPortal({ scopes: SCOPES })
  const { promise, resolve } = aPause()
  const wrapper = await openPanel(notes, anna, promise)
  await write(wrapper, 'Order paper')
  const other = beside(notes, SCOPES)
  await other.settled()
  await make(wrapper)
  other.lines.value.forEach(({ id }) => other.remove(id))
  await other.settled()
  await vi.waitFor(() => expect(wrapper.find('[data-line]').exists()).toBe(false))
  resolve()
  await vi.waitFor(() => expect(taskOf(wrapper)).toBe('Task 4711'))
  expect(wrapper.text()).toMatch(/Order paper.*The task was created\..*This line is not there any more\./)
  await byRole(wrapper, 'button', 'Forget it').trigger('click')
  expect(wrapper.find('[data-task]').exists()).toBe(false)
})

test.each([
  ['[Contract](https://a.example/x)', { title: 'Contract', description: '[URL=https://a.example/x]Contract[/URL]' }],
  ['[USER=5]Ben[/USER]', { title: '[USER=5]Ben[/USER]', description: '' }],
  ['Ask\n[USER=5]Ben[/USER]', { title: 'Ask', description: 'Ask\n[\u2060USER=5]Ben[\u2060/USER]' }],
])('of %s the task has everything, and no tag that was only written', async (text, task) => {
  const notes = aNotesPortal({ scopes: SCOPES })
  const writer = beside(notes, SCOPES)
  await writer.settled()
  writer.add({ text })
  await writer.settled()
  const wrapper = await openPanel(notes)
  await vi.waitFor(() => expect(wrapper.find('[data-line]').exists()).toBe(true))
  await make(wrapper)
  await vi.waitFor(() => expect(tasksIn(notes)).toMatchObject([task]))
})
