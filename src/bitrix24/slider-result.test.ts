import { afterEach, expect, test, vi } from 'vitest'
import { expectResult, handBack } from './slider-result.ts'

afterEach(() => void vi.useRealTimers())

test('a result reaches the page that waits for it before the slider may close', async () => {
  const expected = expectResult()
  await handBack(expected.id, { changed: ['chat7'], left: true })
  expect(expected.value()).toEqual({ changed: ['chat7'], left: true })
  expected.stop()
})

test('without a result there is null', () => {
  const expected = expectResult()
  expect(expected.value()).toBeNull()
  expected.stop()
})

test('a result goes to the page that it is meant for and to no other', async () => {
  const [one, other] = [expectResult(), expectResult()]
  expect(one.id).not.toBe(other.id)
  await handBack(one.id, 1)
  expect([one.value(), other.value()]).toEqual([1, null])
  one.stop()
  other.stop()
})

test('when the page that waited is gone, closing waits no longer than a second', async () => {
  vi.useFakeTimers()
  const expected = expectResult()
  expected.stop()
  const handed = vi.fn()
  const sent = handBack(expected.id, true).then(handed)
  await vi.advanceTimersByTimeAsync(999)
  expect(handed).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await sent
})

test.each([['x'.repeat(2_001)], [undefined], [() => 1]])('a result that is long or no JSON is refused', async (result) => {
  await expect(handBack('0'.repeat(32), result)).rejects.toThrow(RangeError)
})

test('what is no result is neither taken nor answered', async () => {
  const expected = expectResult()
  const stranger = new BroadcastChannel(`chatside-slider-${expected.id}`)
  const heard: unknown[] = []
  stranger.onmessage = ({ data }: MessageEvent<unknown>) => void heard.push(data)
  for (const message of ['heard', null, 5, { result: 5 }, { result: '{' }, { result: `"${'x'.repeat(2_001)}"` }]) stranger.postMessage(message)
  stranger.postMessage({ result: '"kept"' })
  await vi.waitFor(() => expect(heard).not.toHaveLength(0))
  expect(expected.value()).toBe('kept')
  expect(heard).toEqual(['heard'])
  stranger.close()
  expected.stop()
})
