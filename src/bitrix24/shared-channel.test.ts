import { expect, test, vi } from 'vitest'
import type { ApplicationChannel } from './portal.ts'
import { shareChannel } from './shared-channel.ts'

function aChannel() {
  const hearers = new Set<(token: string) => void>()
  const close = vi.fn()
  const channel: ApplicationChannel = {
    publish: vi.fn(async (token: string) => hearers.forEach(hear => hear(token))),
    listen(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    close,
  }
  return { channel, close, hearers }
}

test('two parts of a page share a connection, which ends with the last of them', async () => {
  const { channel, close, hearers } = aChannel()
  const open = vi.fn(async () => channel)
  const share = shareChannel(open)
  const [one, other] = await Promise.all([share(), share()])
  const heard: string[] = []
  one?.listen(token => heard.push(`one ${token}`))
  other?.listen(token => heard.push(`other ${token}`))
  await one?.publish('a')
  one?.close()
  one?.close()
  await other?.publish('b')
  expect(heard).toEqual(['one a', 'other a', 'other b'])
  expect(close).not.toHaveBeenCalled()
  other?.close()
  expect([open.mock.calls.length, close.mock.calls.length, hearers.size]).toEqual([1, 1, 0])
})

test('who shares a connection that is lost is told so at once', async () => {
  const { channel } = aChannel()
  const down: ApplicationChannel = {
    ...channel,
    listen(hear, onTurn) {
      onTurn?.(false)
      return channel.listen(hear)
    },
  }
  const turn = vi.fn()
  const mine = await shareChannel(async () => down)()
  mine?.listen(() => undefined, turn)
  expect(turn.mock.calls).toEqual([[false]])
})

test('after the last has gone, and where there was none, the next one asks anew', async () => {
  const open = vi.fn<() => Promise<ApplicationChannel | null>>(async () => aChannel().channel).mockResolvedValueOnce(null)
  const share = shareChannel(open)
  expect(await share()).toBeNull()
  const second = await share()
  second?.close()
  expect(await share()).not.toBeNull()
  expect(open).toHaveBeenCalledTimes(3)
})
