import { expect, test } from 'vitest'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { Params } from '../../rest/exchange.ts'
import { imUserGet } from './user-get.ts'

const world = scenario('small-group').create(fixedPlace())

function get(params: Params, viewerId = 1) {
  return imUserGet.run(params, contextOf(world, viewerId)).result
}

test('without a number it is the caller', () => {
  expect(get({}, 5)).toMatchObject({ id: 5, name: 'Björn Öztürk' })
})

test('the number may be text', () => {
  expect(get({ ID: '17' })).toMatchObject({ id: 17, first_name: 'Anna' })
})

test.each([0, '0', -1, 'x', ''])('%j is no number of a person', (ID) => {
  expect(() => get({ ID })).toThrow(expect.objectContaining({ code: 'ID_EMPTY', status: 400 }))
})

test('who does not exist is said not to', () => {
  expect(() => get({ ID: 999_999 })).toThrow(expect.objectContaining({ code: 'USER_NOT_EXISTS', status: 400 }))
})

test('an external person sees whom they share a workgroup with, and nobody else', () => {
  expect(get({ ID: 17 }, 40)).toMatchObject({ id: 17 })
  expect(get({}, 40)).toMatchObject({ id: 40, extranet: true, type: 'extranet' })
  expect(() => get({ ID: 2 }, 40)).toThrow(expect.objectContaining({ code: 'ACCESS_DENIED', status: 400 }))
})

test('a picture named by a path gets the portal’s address, the placeholder does not', () => {
  const relative = [...world.people.values()].find(person => person.avatar.startsWith('/upload/'))
  expect(get({ ID: relative?.id })).toMatchObject({ avatar: `https://demo.bitrix24.com${relative?.avatar}` })
  expect(get({ ID: 547 })).toMatchObject({ avatar: '', avatar_hr: '/bitrix/js/im/images/blank.gif' })
  expect(get({ ID: 15 })).toMatchObject({ avatar: '', avatar_hr: '' })
})

test('absence, idleness and phones are false when there are none', () => {
  expect(get({ ID: 17 })).toMatchObject({ absent: false, idle: false, status: 'online' })
  expect(get({ ID: 16 })).toMatchObject({ absent: expect.stringMatching(/^2026-08-30T/) })
  expect(get({ ID: 4 })).toMatchObject({ status: 'online', idle: expect.stringMatching(/^2026-08-21T/) })
  expect(get({ ID: 602 })).toMatchObject({ phones: false, network: true })
})

test('a bot has data of its own, a dismissed person is not active', () => {
  expect(get({ ID: 3901 })).toMatchObject({ bot: true, external_auth_id: 'bot', bot_data: { type: 'bot' } })
  expect(get({ ID: 18 })).toMatchObject({ active: false, status: 'offline', bot_data: null })
})
