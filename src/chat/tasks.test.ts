import { afterEach, expect, test, vi } from 'vitest'
import { PortalError } from '../bitrix24/index.ts'
import { aPortal } from '../../tests/support/a-portal.ts'
import { createTask, readTasks } from './tasks.ts'

afterEach(() => void vi.unstubAllEnvs())

const aTask = (id: number, deadline = '2026-03-09T12:00:00+00:00') => ({
  task: { id: String(id), title: 'Replace', status: '3', deadline, responsibleId: '503', responsible: { name: 'Klaus' } },
})

test('fifty tasks take two requests, each with the portal\'s clock; who may not see one is told so', async () => {
  const portal = aPortal({ answers: {
    'tasks.task.get': ({ taskId }: { taskId: number }) => taskId === 50 ? [] : aTask(taskId), 'server.time': '2026-03-10T12:00:00+00:00',
  } })
  const found = await readTasks(portal, Array.from({ length: 50 }, (_unused, index) => index + 1))
  expect(portal.sent.filter(({ method }) => method === 'server.time')).toHaveLength(2)
  expect(found.size).toBe(50)
  expect(found.get(1)).toMatchObject({ status: 'running', isOverdue: true, responsible: 'Klaus', responsibleId: 503 })
  expect(found.get(50)).toBe('hidden')
})

test('a task that the portal says nothing of is missing, and without the permission there are none', async () => {
  expect(await readTasks(aPortal({ answers: { 'tasks.task.get': { task: {} }, 'server.time': null } }), [7])).toEqual(new Map())
  const refused = new PortalError('missing-scope', { method: 'tasks.task.get' })
  await expect(readTasks(aPortal({ answers: { 'tasks.task.get': refused, 'server.time': null } }), [7])).rejects.toMatchObject({ kind: 'missing-scope' })
})

test('a new task is asked for once, and its number is known', async () => {
  const portal = aPortal({ answers: { 'tasks.task.add': aTask(7) } })
  expect(await createTask(portal, { title: 'Replace', description: 'Gate 3', responsibleId: 503, dueOn: '2026-12-31' })).toBe(7)
  expect(portal.sent).toEqual([{
    method: 'tasks.task.add', params: { fields: { TITLE: 'Replace', DESCRIPTION: 'Gate 3', RESPONSIBLE_ID: 503, DEADLINE: '2026-12-31T23:59:59Z' } },
  }])
})

test.each([['Asia/Kolkata', '2026-12-31T18:29:59Z'], ['America/New_York', '2027-01-01T04:59:59Z']])('in %s a new task is due at the end of the day there', async (zone, DEADLINE) => {
  vi.stubEnv('TZ', zone)
  const portal = aPortal({ answers: { 'tasks.task.add': aTask(7) } })
  await createTask(portal, { title: 'Replace', description: '', responsibleId: 503, dueOn: '2026-12-31' })
  expect(portal.sent[0]?.params).toMatchObject({ fields: { DEADLINE } })
})

test('a refusal has the portal\'s words without its tags, and an answer without a number is a bad one', async () => {
  const refused = new PortalError('unknown', { code: 'ERROR_CORE', description: 'Task title is not specified<br>' })
  const task = { title: '', description: '', responsibleId: 5, dueOn: null }
  await expect(createTask(aPortal({ answers: { 'tasks.task.add': refused } }), task)).rejects.toMatchObject({ code: 'ERROR_CORE', description: 'Task title is not specified' })
  await expect(createTask(aPortal({ answers: { 'tasks.task.add': { task: {} } } }), task)).rejects.toMatchObject({ kind: 'bad-answer' })
})
