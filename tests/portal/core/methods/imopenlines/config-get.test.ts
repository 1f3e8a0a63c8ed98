import { expect, test } from 'vitest'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { Params } from '../../rest/exchange.ts'
import { openLineConfigGet } from './config-get.ts'

const world = scenario('all-scopes').create(fixedPlace())
const get = (params: Params) => openLineConfigGet.run(params, contextOf(world, 5)).result

test('an open channel has a name and its operators', () => {
  expect(get({ CONFIG_ID: '22' })).toMatchObject({ ID: '22', ACTIVE: 'Y', LINE_NAME: 'Example shop', QUEUE: ['27', '5'] })
})

test('one that does not exist is false', () => {
  expect(get({ CONFIG_ID: 23 })).toBe(false)
})

test.each([{}, { CONFIG_ID: 0 }, { CONFIG_ID: 'x' }])('%j is refused', (params) => {
  expect(() => get(params)).toThrow(expect.objectContaining({ code: 'CONFIG_ID_EMPTY', status: 400 }))
})
