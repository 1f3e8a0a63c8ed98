import { expect, test } from 'vitest'
import { imMethods } from './methods/im/index.ts'
import { placementMethods } from './methods/placement/index.ts'
import { systemMethods } from './methods/system/index.ts'
import { userMethods } from './methods/users/index.ts'
import { createPortal } from './portal.ts'
import { asAnswer, fieldsOf } from './rest/test-portal.ts'
import { aWorld, TEST_NOW } from './rest/test-world.ts'

const EXPECTED = [
  'batch', 'scope', 'profile', 'user.current', 'user.get', 'app.info', 'app.option.get', 'app.option.set', 'user.option.get', 'user.option.set',
  'server.time', 'method.get', 'feature.get', 'placement.bind', 'placement.get', 'placement.list', 'placement.unbind', 'im.dialog.get',
  'im.dialog.users.list', 'im.chat.user.list', 'im.dialog.messages.get', 'im.dialog.messages.search', 'im.user.get', 'im.recent.list',
]

test('the portal knows every method that overview, installation and settings need', () => {
  const portal = createPortal({ world: aWorld(), now: () => TEST_NOW, seed: 'test' })
  const auth = fieldsOf(portal.openRaw({ viewerId: 1, language: 'en', placement: 'DEFAULT', placementOptions: {} }))['AUTH_ID']
  const missing = EXPECTED.filter((name) => {
    const query = `auth=${auth}&name=${name}`
    const { body } = asAnswer(portal.rest({ method: 'GET', path: '/rest/method.get', query, headers: {}, body: '', ip: name }))
    return !Object(body['result']).isExisting
  })
  expect(missing).toEqual([])
})

test('no two methods have the same name, and all names are in lower case', () => {
  const names = [...systemMethods, ...placementMethods, ...userMethods, ...imMethods].map(({ name }) => name)
  expect(names).toEqual([...new Set(names.map(name => name.toLowerCase()))])
})
