import { computed, h, shallowRef } from 'vue'
import { expect, test } from 'vitest'
import { byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import type { LineId, NoteLine } from '../../notes/note.ts'
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
