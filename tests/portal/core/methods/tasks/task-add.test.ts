import { expect, test } from 'vitest'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { Params } from '../../rest/exchange.ts'
import { taskAdd } from './task-add.ts'

const world = scenario('all-scopes').create(fixedPlace())
const add = (params: Params): Record<string, unknown> => Object(taskAdd.run(params, contextOf(world, 5)).result)['task']

test('a task is made anew each time, by who asks', () => {
  const fields = { TITLE: ' Order paper ', RESPONSIBLE_ID: '20' }
  const [one, other] = [add({ fields }), add({ fields })]
  expect(one).toMatchObject({ title: 'Order paper', createdBy: '5', responsibleId: '20', status: '2', deadline: null })
  expect(other['id']).not.toBe(one['id'])
  expect([...world.records.tasks.values()].filter(({ title }) => title === 'Order paper')).toHaveLength(2)
})

test('a deadline without an offset is the portal\'s own time, and has no seconds', () => {
  const deadlineOf = (DEADLINE: string) => add({ fields: { TITLE: 'x', RESPONSIBLE_ID: 5, DEADLINE } })['deadline']
  expect(['2026-09-01T23:59:59', '2026-09-01T23:59:59+03:00', 'soon'].map(deadlineOf)).toEqual(['2026-09-01T23:59:00+01:00', '2026-09-01T21:59:00+01:00', null])
})

test.each([
  [{}, '100', 'parameter {fields}'], [{ fields: [] }, '100', 'parameter {fields}'], [{ fields: { RESPONSIBLE_ID: 5 } }, 'ERROR_CORE', 'Task title is not specified<br>'],
  [{ fields: { TITLE: 'x' } }, 'ERROR_CORE', 'Responsible person not specified'], [{ fields: { TITLE: 'x', RESPONSIBLE_ID: 99_999 } }, 'ERROR_CORE', 'not found'],
])('%j is refused with %s', (params, code, words) => {
  const before = world.records.tasks.size
  expect(() => add(params)).toThrow(expect.objectContaining({ code, status: 400, message: expect.stringContaining(words) }))
  expect(world.records.tasks.size).toBe(before)
})
