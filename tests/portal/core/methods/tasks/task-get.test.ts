import { expect, test } from 'vitest'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { Params } from '../../rest/exchange.ts'
import { taskGet } from './task-get.ts'

const world = scenario('all-scopes').create(fixedPlace())

function get(params: Params, viewerId = 5): unknown {
  return JSON.parse(JSON.stringify(taskGet.run(params, contextOf(world, viewerId)))).result
}

test('a task has text for numbers, dates in the portal\'s offset, and its responsible person by name', () => {
  expect(get({ taskId: 4711, select: ['ID', 'TITLE', 'STATUS', 'DEADLINE', 'RESPONSIBLE_ID'] })).toMatchObject({
    task: {
      id: '4711', title: 'Replace the label printer', status: '3', deadline: '2026-08-19T13:00:00+01:00', responsibleId: '20',
      responsible: { id: '20', name: 'Ravi Patel', link: '/company/personal/user/20/' },
    },
  })
})

test('only what was selected comes, and everything when nothing was', () => {
  const names = (answer: unknown) => Object.keys(Object(answer).task)
  expect(names(get({ taskId: '4711', select: ['title'] }))).toEqual(['id', 'title', 'descriptionInBbcode', 'favorite', 'group', 'action'])
  expect(names(get({ taskId: 4711 }))).toEqual(expect.arrayContaining(['title', 'status', 'deadline', 'creator', 'responsible']))
  expect(names(get({ taskId: 4711, select: ['*'] }))).toContain('status')
  expect(names(get({ taskId: 4711 }))).not.toContain('ufCrmTask')
  expect(names(get({ taskId: 4711, select: ['UF_CRM_TASK'] }))).toContain('ufCrmTask')
})

test('a task that does not exist and one of other people are the same empty list', () => {
  expect(get({ taskId: 99 })).toEqual([])
  expect(get({ taskId: 4711 }, 547)).toEqual([])
  expect(get({ taskId: 4711 }, 1)).not.toEqual([])
})

test.each([
  [{}, '100'], [{ taskId: null }, '100'], [{ TASKID: 4711 }, '100'], [{ taskId: 'x' }, '0'], [{ taskId: [4711] }, '0'], [{ taskId: 4711, select: 'TITLE' }, '100'],
])('%j is refused with %s', (params, code) => {
  expect(() => get(params)).toThrow(expect.objectContaining({ code, status: 400 }))
})
