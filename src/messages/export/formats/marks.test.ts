import { expect, test } from 'vitest'
import { aPerson, aPlan } from '../../../../tests/support/an-export.ts'
import { anExportMessage } from '../../../../tests/support/export-nodes.ts'
import type { Message } from '../../message.ts'
import type { ExportPlan } from '../export-plan.ts'
import { createWriter } from './writers.ts'

const people = [aPerson({ isBot: true }), aPerson({ id: 2, name: 'Ben' })]

function writeIn(plan: ExportPlan, fields: Partial<Message>): string {
  return createWriter(plan).write(anExportMessage(plan, fields, { people }), { number: 1, firstId: 1 }, undefined)
}

test.each(['html', 'markdown', 'text', 'csv', 'json'] as const)('as %s it is told that a message was forwarded and from whom, was edited or deleted, or came from a bot (r5)', (format) => {
  const plan = aPlan({ format })
  const written = (fields: Partial<Message>) => writeIn(plan, { authorId: 2, ...fields })
  const plain = written({})
  const marked: Partial<Message>[] = [{ forwardedFrom: 1 }, { forwardedFrom: 0 }, { isEdited: true }, { isDeleted: true }, { authorId: 1 }]
  for (const fields of marked) expect(written(fields)).not.toBe(plain)
  expect(written({ forwardedFrom: 1 })).toContain('Anna Schmidt')
  expect(written({ forwardedFrom: 1 })).not.toBe(written({ forwardedFrom: 0 }))
})

test('with pseudonyms nobody is named as whose words were forwarded (r5)', () => {
  const plan = aPlan({ format: 'text', isPseudonymous: true })
  expect(writeIn(plan, { authorId: 2, forwardedFrom: 1 })).toContain('forwarded from Person 2')
})
