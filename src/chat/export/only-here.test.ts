import { expect, test } from 'vitest'
import { holdName } from './only-here.ts'

/** Names as a browser keeps them. */
function aLockManager(): LockManager {
  const held = new Set<string>()
  const request = async (name: string, _options: LockOptions, work: (lock: Lock | null) => unknown): Promise<unknown> => {
    if (held.has(name)) return work(null)
    held.add(name)
    try {
      return await work({ name, mode: 'exclusive' })
    } finally {
      held.delete(name)
    }
  }
  return { request, query: () => Promise.reject(new Error('not asked for')) } as unknown as LockManager // only the form that is used
}

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
