import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withDeadline } from './with-deadline.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('gives what the work brings and leaves no timer behind', async () => {
  await expect(withDeadline(Promise.resolve('done'), 1_000, () => new Error('late'))).resolves.toBe('done')
  expect(vi.getTimerCount()).toBe(0)
})

test('passes the failure of the work on', async () => {
  await expect(withDeadline(Promise.reject(new Error('broken')), 1_000, () => new Error('late'))).rejects.toThrow('broken')
  expect(vi.getTimerCount()).toBe(0)
})

test('fails at the deadline when the work brings nothing', async () => {
  const result = expect(withDeadline(new Promise(() => undefined), 1_000, () => new Error('late'))).rejects.toThrow('late')
  await vi.advanceTimersByTimeAsync(1_000)
  await result
})
