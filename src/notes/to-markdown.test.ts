import { expect, test } from 'vitest'
import type { LineId, NoteLine } from './note.ts'
import { toMarkdown } from './to-markdown.ts'

const line = (more: Partial<NoteLine>): NoteLine => ({
  id: 'a' as LineId, kind: 'text', text: 'Milk', isDone: false, assigneeId: null, dueOn: null, order: 'V', messageId: null, taskId: null,
  made: { by: 1, at: null }, changed: { by: 1, at: null }, conflict: [], wasRemoved: false, isWaiting: false, ...more,
})
const words = { title: 'Kitchen', nameOf: (id: number) => id === 5 ? 'Anna' : null, day: (day: string) => day, task: (id: number) => `[Task ${id}](/${id})` }

test('lines become a list, to-dos with boxes, who, until when and which task behind them', () => {
  expect(toMarkdown([
    line({}), line({ kind: 'to-do', text: '**Call** Tom', assigneeId: 5, dueOn: '2026-12-01' }), line({ kind: 'to-do', isDone: true, assigneeId: 9 }), line({ taskId: 7 }),
  ], words)).toBe('# Kitchen\n\n- Milk\n- [ ] **Call** Tom (Anna, 2026-12-01)\n- [x] Milk\n- Milk ([Task 7](/7))\n')
})

test('further rows stay in their line, and a version that nobody has chosen is there', () => {
  expect(toMarkdown([line({ text: 'One\r\nTwo', conflict: [{ text: 'Three\nFour', by: 5 }] })], words)).toBe('# Kitchen\n\n- One\n  Two\n\n  > Three\n  > Four\n')
})
