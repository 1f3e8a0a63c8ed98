import { expect, test } from 'vitest'
import { aLockManager } from '../../../tests/support/a-lock-manager.ts'
import { holdName } from './only-here.ts'

test('a name is held once, until it is let go', async () => {
  const locks = aLockManager()
  const release = await holdName('a', locks)
  expect(release).not.toBeNull()
  expect(await holdName('a', locks)).toBeNull()
  expect(await holdName('b', locks)).not.toBeNull()
  release?.()
  await expect.poll(() => holdName('a', locks)).not.toBeNull()
})

test('where a browser has no names, or refuses them, nobody is kept out', async () => {
  const refusing = { request: () => Promise.reject(new DOMException('The request was denied.', 'SecurityError')) } as unknown as LockManager // as above
  expect(await holdName('a', refusing)).not.toBeNull()
  expect(await holdName('a', undefined)).not.toBeNull()
})
