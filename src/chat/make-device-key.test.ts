import { expect, test } from 'vitest'
import { aPortal } from '../../tests/support/a-portal.ts'
import { PortalError } from '../bitrix24/index.ts'
import { secretOf } from './make-device-key.ts'

const ANNA = 5

/** A portal in which nobody has a key. */
function aPortalWithoutKeys() {
  let kept: unknown = null
  const stored = () => kept
  const portal = aPortal({ answers: {
    'user.option.get': stored,
    'user.option.set': ({ options }: { options: Record<string, unknown> }) => {
      kept = options['deviceKey']
      return true
    },
  } })
  return { portal, stored, sentTo: (method: string) => portal.sent.filter(command => command.method === method).length }
}

test('a key that could not be looked for is made when somebody asks again', async () => {
  const { portal, stored, sentTo } = aPortalWithoutKeys()
  portal.answer('user.option.get', new PortalError('offline'))
  expect(await secretOf(portal, ANNA)).toBeNull()
  portal.answer('user.option.get', stored)
  expect(await secretOf(portal, ANNA)).toMatch(/^[0-9a-f]{64}$/)
  expect(sentTo('user.option.set')).toBe(1)
})

test('a key is written once, whatever came of it', async () => {
  const { portal, sentTo } = aPortalWithoutKeys()
  portal.answer('user.option.set', new PortalError('timeout'))
  for (let count = 0; count < 3; count += 1) expect(await secretOf(portal, ANNA)).toBeNull()
  expect(sentTo('user.option.set')).toBe(1)
})
