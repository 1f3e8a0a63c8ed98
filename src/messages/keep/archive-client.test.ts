import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aMessage, aPage } from '../../../tests/support/history.ts'
import { InProcessWorker, useInProcessWorker } from '../../../tests/support/in-process-worker.ts'
import { createArchiveClient, startWorker } from './archive-client.ts'
import { NOTHING_READ } from './protocol.ts'

const onCrash = vi.fn()
const client = () => createArchiveClient({ startWorker, onCrash })
const append = (ids: number[]) => ({ page: aPage(ids.map(id => aMessage({ id }))), mark: NOTHING_READ, readAt: 0 })

function theWorker(): InProcessWorker {
  const [worker] = InProcessWorker.running
  if (!worker) throw new Error('No worker runs.')
  return worker
}

beforeEach(() => useInProcessWorker())

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  onCrash.mockReset()
})

test('nothing is started before something is asked', () => {
  client()
  expect(InProcessWorker.running.size).toBe(0)
})

test('messages go in, and come out by filter and by id, in the order asked for', async () => {
  const archive = client()
  await archive.call('append', append([1, 2, 3]))
  expect([...await archive.call('filter', { text: 'MESSAGE', order: 'newest' })]).toEqual([3, 2, 1])
  const { messages } = await archive.call('messages', { ids: [2, 99, 1] })
  expect(messages.map(({ id }) => id)).toEqual([2, 1])
})

test('a newer filter cancels an older one of its lane, and only that', async () => {
  const archive = client()
  await archive.call('append', append([1, 2]))
  const status = archive.call('append', append([3]))
  const older = archive.call('filter', { text: 'a' }, { lane: 'filter' })
  const newer = archive.call('filter', { text: 'message 2' }, { lane: 'filter' })
  await expect(older).rejects.toMatchObject({ kind: 'cancelled' })
  expect([...await newer]).toEqual([2])
  await expect(status).resolves.toMatchObject({ messages: 3 })
})

test('a call that was cancelled before its turn is not done', async () => {
  const archive = client()
  const stop = new AbortController()
  const first = archive.call('append', append([1]))
  const second = archive.call('append', append([2]), { signal: stop.signal })
  stop.abort()
  await expect(second).rejects.toMatchObject({ kind: 'cancelled' })
  await first
  await expect(archive.call('append', append([]))).resolves.toMatchObject({ messages: 1 })
})

test('a signal that ended before asks nothing', async () => {
  await expect(client().call('filter', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'cancelled' })
  expect(InProcessWorker.running.size).toBe(0)
})

test('a worker that ends leaves nobody waiting, says so, and the next call has a new one', async () => {
  const archive = client()
  await archive.call('append', append([1]))
  const waiting = archive.call('filter', {})
  theWorker().crash()
  await expect(waiting).rejects.toMatchObject({ kind: 'crashed' })
  expect(onCrash).toHaveBeenCalledOnce()
  await expect(archive.call('append', append([5]))).resolves.toMatchObject({ messages: 1 })
})

test('a worker that falls silent counts as ended, and one that is slow does not', async () => {
  vi.useFakeTimers()
  const archive = client()
  const waiting = archive.call('append', append([1]))
  const silent = theWorker()
  silent.isSilent = true
  const ended = expect(waiting).rejects.toMatchObject({ kind: 'crashed' })
  await vi.advanceTimersByTimeAsync(100_000)
  expect(onCrash).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(100_000)
  await ended
  expect(onCrash).toHaveBeenCalledOnce()
  expect(InProcessWorker.running).not.toContain(silent)
})

test('a worker of which nothing is wanted may be silent', async () => {
  vi.useFakeTimers()
  const archive = client()
  const stop = new AbortController()
  const waiting = archive.call('filter', {}, { signal: stop.signal })
  theWorker().isSilent = true
  stop.abort()
  await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' })
  await vi.advanceTimersByTimeAsync(1_000_000)
  expect(onCrash).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})

test('what the worker cannot do fails there, and it goes on', async () => {
  const archive = client()
  // @ts-expect-error: what a fault of ours would send
  await expect(archive.call('filter', null)).rejects.toMatchObject({ kind: 'failed' })
  // @ts-expect-error: what cannot be copied to a worker
  await expect(archive.call('filter', { text: () => '' })).rejects.toMatchObject({ kind: 'failed' })
  await expect(archive.call('filter', {})).resolves.toHaveLength(0)
})

test('without workers, or where the page\'s policy forbids them, a call says so', async () => {
  vi.stubGlobal('Worker', undefined)
  await expect(client().call('filter', {})).rejects.toMatchObject({ kind: 'no-worker' })
  vi.stubGlobal('Worker', function () { throw new DOMException('', 'SecurityError') })
  await expect(client().call('filter', {})).rejects.toMatchObject({ kind: 'no-worker' })
})

test('stopping ends the worker and whatever waits', async () => {
  const archive = client()
  const waiting = archive.call('filter', {})
  archive.stop()
  await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' })
  expect(InProcessWorker.running.size).toBe(0)
})
