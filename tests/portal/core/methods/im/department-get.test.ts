import { expect, test } from 'vitest'
import { readFixture } from '../../../../contract/fixture.ts'
import { shapeDifferences } from '../../../../contract/shape.ts'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { Params } from '../../rest/exchange.ts'
import { departmentGet } from './department-get.ts'

const world = scenario('small-group').create(fixedPlace())

function get(params: Params, viewerId = 1) {
  return departmentGet.run(params, contextOf(world, viewerId)).result
}

test('departments are found by a list of ids, or by its text', () => {
  for (const ID of [[3, 1], '[3,1]', ['3', '1']]) {
    expect(get({ ID })).toMatchObject([{ id: 3, name: 'Department 3', full_name: 'Department 3 / Demo company' }, { id: 1, name: 'Demo company' }])
  }
})

test('a department that the world names has that name', () => {
  const named = { ...world, departmentNames: new Map([[3, 'Sales']]) }
  expect(departmentGet.run({ ID: [3, 4] }, contextOf(named, 1)).result).toMatchObject([{ name: 'Sales', full_name: 'Sales / Demo company' }, { name: 'Department 4' }])
})

test('with the head asked for it comes along, and an unknown department is left out', () => {
  expect(get({ ID: [3, 9_999], USER_DATA: 'Y' })).toMatchObject([{ id: 3, manager_user_data: { departments: expect.arrayContaining([3]) } }])
  expect(get({ ID: [3] })).not.toMatchObject([{ manager_user_data: {} }])
})

test('no more than fifty come at once', () => {
  expect(get({ ID: Array.from({ length: 60 }, (_unused, index) => index + 2) })).toHaveLength(50)
})

test.each([[undefined], [[]], ['x'], [7], [['x']]])('%j is a wrong format', (ID) => {
  expect(() => get({ ID })).toThrow(expect.objectContaining({ code: 'INVALID_FORMAT', status: 400 }))
})

test('people from outside the company are refused', () => {
  expect(() => get({ ID: [3] }, 40)).toThrow(expect.objectContaining({ code: 'ACCESS_ERROR', status: 403 }))
})

test('the answer has the shape of its page', () => {
  const answer: unknown = JSON.parse(JSON.stringify({ result: get({ ID: [3, 7] }) }))
  const { result } = readFixture('im.department.get').answer
  expect(shapeDifferences({ result }, answer)).toEqual([])
})
