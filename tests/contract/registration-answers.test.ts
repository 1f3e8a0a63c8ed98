/** Compares the simulated portal's answers about registration, removal and settings with what the documentation prints. */
import { expect, test } from 'vitest'
import { placementMethods } from '../portal/core/methods/placement/index.ts'
import { systemMethods } from '../portal/core/methods/system/index.ts'
import type { Params } from '../portal/core/rest/exchange.ts'
import { contextOf, fixedPlace } from '../portal/scenarios/for-tests.ts'
import { scenario } from '../portal/scenarios/index.ts'
import { readFixture } from './fixture.ts'
import { shapeDifferences } from './shape.ts'

const methods = [...placementMethods, ...systemMethods]
const sidebar = { PLACEMENT: 'IM_SIDEBAR', HANDLER: 'https://app.example.com/?handler=2', TITLE: 'Chatside', OPTIONS: { iconName: 'fa-comments' } }

/** Calls methods of one new portal as its administrator; an answer is what JSON keeps of it. */
function aCaller(): (name: string, params?: Params) => Record<string, unknown> {
  const world = scenario('small-group').create(fixedPlace())
  return (name, params = {}) => {
    const method = methods.find(one => one.name === name)
    if (!method) throw new Error(`The portal has no method ${name}`)
    return JSON.parse(JSON.stringify(method.run(params, contextOf(world, 1))))
  }
}

test('placement.bind answers what its page prints', () => {
  expect(aCaller()('placement.bind', sidebar)).toEqual(readFixture('placement.bind').answer)
})

test('placement.unbind answers what its page prints for two handlers', () => {
  const call = aCaller()
  call('placement.bind', sidebar)
  expect(call('placement.unbind', { PLACEMENT: 'IM_SIDEBAR' })).toEqual(readFixture('placement.unbind').answer)
})

test('placement.get has the shape of its page', () => {
  const call = aCaller()
  call('placement.bind', sidebar)
  // In the sample every registration has its texts in German, so `langAll` is compared without its languages.
  const rows = (answer: Record<string, unknown>): unknown => JSON.parse(JSON.stringify(answer), (name, value: unknown) => name === 'langAll' ? Object.values(Object(value)) : value)
  expect(shapeDifferences(rows(readFixture('placement.get').answer), rows(call('placement.get')), { also: { 'result[].options': ['object'] } })).toEqual([])
})

test.each(['app', 'user'])('%s.option.set and %s.option.get answer what their pages print', (whose) => {
  const call = aCaller()
  expect(call(`${whose}.option.set`, { options: { data: 'value', data2: 'value2' } })).toEqual(readFixture(`${whose}.option.set`).answer)
  expect(call(`${whose}.option.get`)).toEqual(readFixture(`${whose}.option.get`).answer)
  expect(call(`${whose}.option.get`, { option: 'data' })).toEqual({ result: 'value' })
})

test('placement.list and app.info have the shapes of their pages', () => {
  const call = aCaller()
  expect(shapeDifferences(readFixture('placement.list').answer, call('placement.list'))).toEqual([])
  expect(shapeDifferences(readFixture('app.info').answer, call('app.info'))).toEqual([])
})

const NAMED = ['placement.bind', 'placement.unbind', 'placement.get', 'placement.list', 'app.option.get', 'app.option.set', 'user.option.get', 'user.option.set', 'app.info']

test.each(NAMED)('%s names the page it follows', (name) => {
  const page = readFixture(name).source.replace(/\.md$/, '.html')
  expect(methods.find(one => one.name === name)?.source).toBe(`https://apidocs.bitrix24.com/${page}`)
})
