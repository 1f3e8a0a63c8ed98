import { expect, test, vi } from 'vitest'
import { aPortal } from '../../../tests/support/a-portal.ts'
import type { Portal } from '../../bitrix24/index.ts'
import { makeSecret } from '../../lib/browser/random-id.ts'
import { DEVICE_KEY_OPTION, writeDeviceKey } from '../device-key.ts'
import { parseDialogId, type DialogId } from '../dialog-id.ts'
import { type FrameShare, openFrameShare, type SharedBeat } from './frame-share.ts'

const ORIGIN = 'https://demo.bitrix24.com'
const LOAD = { operating: 1, took: 0.1 }

function dialog(text: string): DialogId {
  const id = parseDialogId(text)
  if (!id) throw new Error(`${text} is no dialog id`)
  return id
}

/** A portal's page of one person, whose channels and locks are noted. */
function aPerson(secret: string | null, origin = ORIGIN) {
  const script = aPortal()
  const channels: string[] = []
  const locks: string[] = []
  const portal: Pick<Portal, 'opening' | 'openChannel'> = {
    opening: {
      ...script.opening, origin,
      userOption: name => name === DEVICE_KEY_OPTION && secret !== null ? writeDeviceKey({ personId: 5, secret }) : undefined,
    },
    openChannel(name, hear) {
      channels.push(name ?? '')
      return script.openChannel(name, hear)
    },
  }
  const hold = (name: string): Promise<() => void> => {
    locks.push(name)
    return Promise.resolve(() => undefined)
  }
  return { portal, channels, locks, hold }
}

interface Joined {
  share: FrameShare
  heard: SharedBeat[]
}

async function join(person: ReturnType<typeof aPerson>, chat = 'chat1489', now?: () => number): Promise<Joined> {
  const heard: SharedBeat[] = []
  const share = await openFrameShare({
    portal: person.portal, dialogId: dialog(chat), hear: beat => void heard.push(beat), hold: person.hold, ...(now ? { now } : {}),
  })
  if (!share) throw new Error('no share')
  return { share, heard }
}

const beatNow = (answer: unknown): SharedBeat => ({ answer, work: LOAD, readAt: Date.now() })

test('an answer reaches the other frames of the same person and chat, and nobody else', async () => {
  const secret = makeSecret()
  const mine = await join(aPerson(secret))
  const second = await join(aPerson(secret))
  const others = await Promise.all([join(aPerson(makeSecret())), join(aPerson(secret, 'https://other.bitrix24.com')), join(aPerson(secret), 'chat1490')])
  const beat = beatNow({ chat: { title: 'Grüße' } })
  await mine.share.tell(beat)
  await expect.poll(() => second.heard).toEqual([beat])
  expect(others.map(({ heard }) => heard)).toEqual([[], [], []])
  expect(mine.heard).toEqual([])
  for (const { share } of [mine, second, ...others]) share.close()
})

test('neither the channel nor the lock names the portal or the chat, and one is not the other', async () => {
  const person = aPerson(makeSecret())
  const { share } = await join(person)
  await share.hold()
  const [channel = '', lock = ''] = [...person.channels, ...person.locks]
  expect(channel).toMatch(/^[0-9a-f]{64}$/)
  expect(lock).toMatch(/^chatside [0-9a-f]{64}$/)
  expect(lock).not.toContain(channel)
  share.close()
})

test('what goes over the channel cannot be read, made or changed by who listens on it', async () => {
  const secret = makeSecret()
  const person = aPerson(secret)
  const mine = await join(person)
  const second = await join(aPerson(secret))
  const overheard: unknown[] = []
  const stranger = await person.portal.openChannel(person.channels[0] ?? '', message => overheard.push(message))
  await mine.share.tell(beatNow('a secret title'))
  await expect.poll(() => overheard).toHaveLength(1)
  await expect.poll(() => second.heard).toHaveLength(1)
  const [sealed] = overheard
  expect(sealed).toBeInstanceOf(ArrayBuffer)
  const bytes = new Uint8Array(sealed as ArrayBuffer) // as the line above has seen
  expect(new TextDecoder().decode(bytes)).not.toContain('secret')
  const changed = bytes.slice()
  changed[40] = (changed[40] ?? 0) ^ 1
  const lies: unknown[] = [null, 'beat', { answer: 1, readAt: Date.now() }, new ArrayBuffer(0), new ArrayBuffer(100), new ArrayBuffer(1_000_000), changed.buffer, sealed]
  for (const lie of lies) stranger?.send(lie)
  // what is true is heard after all of that
  await mine.share.tell({ ...beatNow('the next'), readAt: Date.now() + 1 })
  await expect.poll(() => second.heard.map(({ answer }) => answer)).toEqual(['a secret title', 'the next'])
  for (const { share } of [mine, second]) share.close()
  stranger?.close()
})

test('an answer that is older than what was heard, too old, or of a time far ahead is not taken', async () => {
  const secret = makeSecret()
  let now = 10_000_000
  const mine = await join(aPerson(secret), 'chat1489', () => now)
  const second = await join(aPerson(secret), 'chat1489', () => now)
  const tell = (readAt: number) => mine.share.tell({ answer: readAt, work: null, readAt })
  await Promise.all([now - 60_001, now + 5_001, now - 10, now - 20, now].map(tell))
  await expect.poll(() => second.heard.map(({ answer }) => answer)).toContain(now)
  // sealing may let one overtake another; what was overtaken is older than what was heard
  const times = second.heard.map(({ readAt }) => readAt)
  expect([now - 20, now - 10, now].filter(time => times.includes(time))).toEqual(times)
  now += 1_000
  await tell(now)
  await expect.poll(() => second.heard.at(-1)?.answer).toBe(now)
  for (const { share } of [mine, second]) share.close()
})

test('a page whose clock is a little ahead is heard, and what it read is not of a time to come', async () => {
  const secret = makeSecret()
  const now = 10_000_000
  const ahead = await join(aPerson(secret), 'chat1489', () => now + 3_000)
  const second = await join(aPerson(secret), 'chat1489', () => now)
  await ahead.share.tell({ answer: 'early', work: null, readAt: now + 3_000 })
  await expect.poll(() => second.heard).toEqual([{ answer: 'early', work: null, readAt: now }])
  for (const { share } of [ahead, second]) share.close()
})

test('a flood is not worth the work of opening it', async () => {
  const secret = makeSecret()
  const person = aPerson(secret)
  const now = 10_000_000
  const second = await join(person, 'chat1489', () => now)
  const open = vi.spyOn(crypto.subtle, 'decrypt')
  const stranger = await person.portal.openChannel(person.channels[0] ?? '', () => undefined)
  for (let count = 0; count < 1_000; count += 1) stranger?.send(new ArrayBuffer(100))
  await expect.poll(() => open.mock.calls.length).toBe(10)
  second.share.close()
  stranger?.close()
})

test('without a key or a channel a frame is alone', async () => {
  const { portal } = aPerson(makeSecret())
  const [dialogId, hear] = [dialog('chat1489'), () => undefined]
  expect(await openFrameShare({ portal: aPerson(null).portal, dialogId, hear })).toBeNull()
  expect(await openFrameShare({ portal: { ...portal, openChannel: () => Promise.resolve(null) }, dialogId, hear })).toBeNull()
  expect(await openFrameShare({ portal: { ...portal, openChannel: () => Promise.reject(new Error('offline')) }, dialogId, hear })).toBeNull()
})

test('who has the turn has heard what was told before', async () => {
  const secret = makeSecret()
  const mine = await join(aPerson(secret))
  const second = await join(aPerson(secret))
  const beat = beatNow('just now')
  await mine.share.tell(beat)
  await second.share.hold()
  expect(second.heard).toEqual([beat])
  for (const { share } of [mine, second]) share.close()
})
