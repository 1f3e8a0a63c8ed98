import { connect } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { findFreePort, listen, PortTaken } from './http-listener.ts'

const hosts = ['127.0.0.1']

function untilEnd(port: number, sent: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(sent))
    socket.on('close', () => resolve())
    socket.on('error', reject)
    socket.resume()
  })
}

test('closing ends a connection that still waits for its answer', async () => {
  let arrived: () => void = () => undefined
  const hasArrived = new Promise<void>((resolve) => { arrived = resolve })
  const listener = await listen(async () => arrived())
  const ended = untilEnd(listener.port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await hasArrived
  await listener.close()
  await expect(ended).resolves.toBeUndefined()
})

test('closing forgets what was to be done later', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => { vi.useRealTimers() })
  const listener = await listen(async () => undefined)
  let isDone = false
  listener.later(5, () => { isDone = true })
  await listener.close()
  vi.advanceTimersByTime(10)
  expect(isDone).toBe(false)
})

test('the port is free again after closing', async () => {
  const first = await listen(async () => undefined)
  await first.close()
  const second = await listen(async () => undefined, { port: first.port })
  expect(second.port).toBe(first.port)
  await second.close()
})

test('says which port is taken', async () => {
  const first = await listen(async () => undefined)
  await expect(listen(async () => undefined, { port: first.port })).rejects.toEqual(new PortTaken(first.port))
  await first.close()
})

test('a port that is taken on the second address counts as taken, and the first is released', async () => {
  const failure: unknown = await listen(async () => undefined, { hosts: ['127.0.0.1', '127.0.0.1'] }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(PortTaken)
  const again = await listen(async () => undefined, { port: failure instanceof PortTaken ? failure.port : 0, hosts })
  await again.close()
})

test('an address that the machine does not have is left out', async () => {
  // 192.0.2.0/24 is reserved for documentation: no machine has it.
  const listener = await listen(async () => undefined, { hosts: ['127.0.0.1', '192.0.2.1'] })
  expect(listener.port).toBeGreaterThan(0)
  await listener.close()
})

test('the next free port is found behind a taken one', async () => {
  const taken = await listen(async () => undefined)
  expect(await findFreePort(taken.port, hosts)).toBeGreaterThan(taken.port)
  await taken.close()
})

test('a handler that fails answers 500 and reports it', async () => {
  const failures: unknown[] = []
  const failure = new Error('broken rule')
  const listener = await listen(async () => { throw failure }, { onFailure: error => failures.push(error) })
  const response = await fetch(`http://127.0.0.1:${listener.port}/`)
  expect(response.status).toBe(500)
  expect(failures).toEqual([failure])
  await listener.close()
})
