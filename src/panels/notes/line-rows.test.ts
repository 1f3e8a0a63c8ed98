import { computed, h, shallowRef } from 'vue'
import { expect, test } from 'vitest'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import type { LineId, NoteLine } from '../../notes/note.ts'
import LineList from './LineList.vue'
import LineRows from './LineRows.vue'

const nobody = { by: null, at: null }
const line: NoteLine = {
  id: 'one' as LineId, kind: 'to-do', text: 'Milk', isDone: true, assigneeId: null, dueOn: null, order: 'V', messageId: null, taskId: null,
  made: nobody, changed: nobody, conflict: [], wasRemoved: false, isWaiting: false, isUnsent: false,
}

test.each(['turned', 'edited'])('when the last line of a list is %s and is elsewhere then, the focus goes to the way back', async (how) => {
  const lines = shallowRef<NoteLine[]>([line])
  const edits = shallowRef({})
  const change = () => {
    lines.value = []
    return 'done'
  }
  const props = {
    name: 'shared', list: { change }, work: { madeOf: () => null }, people: { people: computed(() => []), nameOf: () => '', fullNameOf: () => '' },
    tasks: { show: () => undefined, madeOf: () => null, canMake: false }, now: new Date(), label: 'Done',
  }
  const wrapper = await mountInApp({
    setup: () => () => [
      h('button', { 'data-deed': '' }, 'Undo'),
      lines.value.length > 0 && h(LineRows as never, { ...props, lines: lines.value, edits: edits.value, onEdits: (next: object) => { edits.value = next } }),
    ],
  })
  const press = (name: string) => {
    const button = byRole(wrapper, 'button', name)
    if (button.element instanceof HTMLElement) button.element.focus()
    return button.trigger('click')
  }
  await press(how === 'turned' ? 'More actions' : 'Edit')
  if (how === 'turned') {
    await press('Make it plain text')
  } else {
    const field = byRole(wrapper, 'textbox', 'Text of the line')
    await field.setValue('Bread')
    await field.trigger('keydown', { key: 'Enter' })
  }
  await settle()
  expect(document.activeElement).toBe(byRole(wrapper, 'button', 'Undo').element)
})

test('the field to find a line stays when there are fewer lines by the time that it is emptied', async () => {
  const query = shallowRef('milk')
  const tasks = { linkAgain: () => undefined, show: () => undefined, madeOf: () => null, canMake: false, refusal: { value: '' }, isFailed: { value: false } }
  const people = { people: computed(() => []), nameOf: () => '', fullNameOf: () => '' }
  const list = { lines: { value: [line] }, undoables: { value: [] } }
  const wrapper = await mountInApp({
    setup: () => () => h(LineList as never, {
      list, tasks, people, chat: { dialogId: { text: 'chat1' }, title: '' }, now: new Date(),
      view: { list: 'shared', kind: 'text', text: { shared: '', own: '' }, edits: {}, query: query.value },
      onChange: (next: { query: string }) => { query.value = next.query },
    }),
  }, { portal: aPortal() })
  const field = byRole(wrapper, 'textbox', 'Find in the notes')
  await field.setValue('')
  expect(query.value).toBe('')
  expect(byRole(wrapper, 'textbox', 'Find in the notes').element).toBe(field.element)
})
