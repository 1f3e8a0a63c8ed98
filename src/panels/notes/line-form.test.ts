import { computed } from 'vue'
import { expect, test } from 'vitest'
import { mountInApp } from '../../../tests/support/mount.ts'
import type { LineId, NoteLine } from '../../notes/note.ts'
import LineForm from './LineForm.vue'
import type { NotePeople } from './use-people.ts'

const nobody = { by: null, at: null }
const line: NoteLine = {
  id: 'one' as LineId, kind: 'to-do', text: 'Milk', isDone: false, assigneeId: null, dueOn: null, order: 'V', messageId: null, taskId: null,
  made: nobody, changed: nobody, conflict: [], wasRemoved: false, isWaiting: false, isUnsent: false,
}

const people: NotePeople = {
  people: computed(() => [{ id: 1, name: 'You' }, { id: 5, name: 'Tom' }]), nameOf: id => id === 1 ? 'You' : 'Tom', fullNameOf: id => id === 1 ? 'Anna Berg' : 'Tom',
}
const props = { line, people, edit: { list: 'shared', base: 'Milk', text: 'Milk' }, save: () => 'done' }

test('a day that is typed counts once its year is whole, and so does that there is none', async () => {
  const wrapper = await mountInApp(LineForm, { props })
  const field = wrapper.find('input[type="date"]')
  // a browser tells of these one after another
  for (const day of ['0002-12-31', '0020-12-31', '0202-12-31', '2026-12-31', '']) await field.setValue(day)
  expect(wrapper.findComponent(LineForm).emitted('change')).toEqual([[{ dueOn: '2026-12-31' }], [{ dueOn: null }]])
})

test.each(['you', 'anna'])('who looks finds themselves as %s', async (typed) => {
  const wrapper = await mountInApp(LineForm, { props })
  await wrapper.find('[role="combobox"]').setValue(typed)
  expect(wrapper.findAll('[role="option"]').map(option => option.text())).toEqual(['You'])
})

test('a finger that only begins on a name, as one that scrolls does, gives the line to nobody', async () => {
  const wrapper = await mountInApp(LineForm, { props })
  await wrapper.find('[role="combobox"]').setValue('tom')
  const option = wrapper.find('[role="option"]')
  await option.trigger('pointerdown')
  await option.trigger('pointercancel')
  expect(wrapper.findComponent(LineForm).emitted('change')).toBeUndefined()
  const press = new MouseEvent('mousedown', { cancelable: true, bubbles: true })
  option.element.dispatchEvent(press)
  expect(press.defaultPrevented, 'the field keeps the focus').toBe(true)
  await option.trigger('click')
  expect(wrapper.findComponent(LineForm).emitted('change')).toEqual([[{ assigneeId: 5 }]])
})
