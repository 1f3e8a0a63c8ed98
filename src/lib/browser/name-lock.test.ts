import { afterEach, expect, test, vi } from 'vitest'
import { aLockManager } from '../../../tests/support/a-lock-manager.ts'
import { holdName } from './name-lock.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A lock manager of which only the request is used. */
const lockManager = (request: (...given: unknown[]) => unknown): LockManager => ({ request }) as unknown as LockManager

test('a name is held once, until it is let go', async () => {
  const locks = aLockManager()
  const release = await holdName('a', { locks })
  expect(release).not.toBeNull()
  expect(await holdName('a', { locks })).toBeNull()
  expect(await holdName('b', { locks })).not.toBeNull()
  release?.()
  await expect.poll(() => holdName('a', { locks })).not.toBeNull()
})

test('where a browser has no names, refuses them, or throws, nobody is kept out', async () => {
  const denied = (): DOMException => new DOMException('The request was denied.', 'SecurityError')
  const throwing = lockManager(() => { throw denied() })
  for (const locks of [lockManager(() => Promise.reject(denied())), throwing, null]) expect(await holdName('a', { locks })).not.toBeNull()
  vi.spyOn(navigator, 'locks', 'get').mockImplementation(() => { throw denied() })
  expect(await holdName('a')).not.toBeNull()
})

test('a browser that never says who holds a name keeps nobody waiting; a name that comes late is let go at once (r3)', async () => {
  vi.useFakeTimers()
  const given: ((lock: object | null) => unknown)[] = []
  const locks = lockManager((_name, _options, work) => {
    given.push(work as typeof given[number]) // as `holdName` passes it
    return new Promise(() => undefined)
  })
  const holding = holdName('a', { locks, deadline: 3_000 })
  await vi.advanceTimersByTimeAsync(3_000)
  expect(await holding).not.toBeNull()
  expect(given[0]?.({})).toBeUndefined()
})
