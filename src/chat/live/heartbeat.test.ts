import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aBrowser, aFrame, chat, pass, type Frame } from '../../../tests/support/heart-frames.ts'
import { PortalError } from '../../bitrix24/index.ts'
import type { Beat } from './heartbeat.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

const frames: Frame[] = []
function open(...given: Parameters<typeof aFrame>): Frame {
  const frame = aFrame(...given)
  frames.push(frame)
  return frame
}

beforeEach(() => {
  // no other timers than the heart's own: it has no more, and what runs the tests may
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  chat.last = 1
})

afterEach(async () => {
  for (const { heart } of frames.splice(0)) heart.stop()
  // a beat that was under way ends, and its deadline with it; how many steps that takes is nobody's business
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0))
  vi.useRealTimers()
})

const stateOf = ({ states }: Frame) => states.at(-1)

test('a page that somebody is at asks every ten to fifteen seconds', async () => {
  const frame = open()
  await pass(5 * MINUTE, { hands: [frame] })
  expect(frame.asked.length).toBeGreaterThanOrEqual(19)
  expect(frame.asked.length).toBeLessThanOrEqual(30)
  expect(stateOf(frame)).toMatchObject({ pulse: 'live' })
})

test('what has changed is taken at the next beat, and the page says since when it is known', async () => {
  const frame = open()
  chat.last = 2
  await pass(13 * SECOND)
  expect(frame.taken).toEqual([2])
  expect(stateOf(frame)?.knownSince).toBe(frame.asked[0])
})

test('a hidden page asks nothing in ten minutes, and at once when it is visible', async () => {
  const frame = open()
  frame.hide(true)
  await pass(10 * MINUTE)
  expect(frame.asked).toEqual([])
  expect(stateOf(frame)).toMatchObject({ pulse: 'stopped', why: 'hidden' })
  frame.hide(false)
  await pass(1)
  expect(frame.asked).toHaveLength(1)
})

test('after five minutes without anybody nothing is asked in ten, until a pointer enters', async () => {
  const frame = open()
  await pass(5 * MINUTE)
  const before = frame.asked.length
  await pass(10 * MINUTE)
  expect(frame.asked).toHaveLength(before)
  expect(stateOf(frame)).toMatchObject({ pulse: 'stopped', why: 'nobody-looks' })
  frame.come()
  await pass(1)
  expect(frame.asked).toHaveLength(before + 1)
})

test('without a network nothing is asked', async () => {
  const frame = open()
  frame.page.defaultView?.dispatchEvent(new frame.page.defaultView.Event('offline'))
  await pass(4 * MINUTE, { hands: [frame] })
  expect(frame.asked).toEqual([])
  frame.page.defaultView?.dispatchEvent(new frame.page.defaultView.Event('online'))
  await pass(5 * SECOND, { hands: [frame] })
  expect(frame.asked).toHaveLength(1)
})

test('two frames of one chat ask no more than one, and both know', async () => {
  const alone = open()
  const browser = aBrowser()
  const [one, other] = [open({ openShare: browser.openShare }), open({ openShare: browser.openShare, random: () => 0.4 })]
  for (let minute = 0; minute < 5; minute += 1) {
    chat.last += 1
    await pass(MINUTE, { hands: [alone, one, other] })
  }
  expect(one.asked.length + other.asked.length).toBeLessThanOrEqual(alone.asked.length + 2)
  expect(one.taken).toEqual(other.taken)
  expect(one.taken.at(-1)).toBe(chat.last)
})

test('of two frames whose time comes in the same moment one asks', async () => {
  const browser = aBrowser()
  const beat = (): Promise<Beat> => new Promise(resolve => void setTimeout(() => resolve({ answer: chat.last, work: null }), 300))
  const [one, other] = [open({ openShare: browser.openShare, beat }), open({ openShare: browser.openShare, beat })]
  await pass(13 * SECOND)
  expect(one.asked.length + other.asked.length).toBe(1)
  expect([one.taken, other.taken]).toEqual([[1], [1]])
})

test('a frame that nobody looks at is told by the one beside it, and asks nothing', async () => {
  const browser = aBrowser()
  const [seen, hidden] = [open({ openShare: browser.openShare }), open({ openShare: browser.openShare })]
  hidden.hide(true)
  chat.last = 7
  await pass(MINUTE, { hands: [seen] })
  expect(hidden.asked).toEqual([])
  expect(hidden.taken.at(-1)).toBe(7)
})

test('a lock that is never let go, by a frozen frame or a stranger, does not stop the heart', async () => {
  const frame = open({ openShare: () => Promise.resolve({ hold: () => Promise.resolve(null), tell: () => Promise.resolve(), close: () => undefined }) })
  await pass(2 * MINUTE, { hands: [frame] })
  expect(frame.asked.length).toBeGreaterThan(1)
  expect(frame.asked.length).toBeLessThan(6)
})

test('where frames cannot share each asks for itself', async () => {
  const [one, other] = [open(), open({ openShare: () => Promise.reject(new Error('no channel')) })]
  await pass(MINUTE, { hands: [one, other] })
  expect(one.asked.length).toBeGreaterThanOrEqual(4)
  expect(other.asked.length).toBeGreaterThanOrEqual(4)
})

test('whatever is said on the channel, a page asks at most six times a minute, and shows nothing that it cannot read', async () => {
  const browser = aBrowser()
  const frame = open({ openShare: browser.openShare })
  await pass(SECOND, { hands: [frame] })
  const lies: unknown[] = [null, 'chat', { last: 9 }, []]
  for (let second = 0; second < 120; second += 1) {
    for (const answer of lies) browser.say({ answer, readAt: Date.now(), work: { operating: Number.NaN, took: -1 } })
    await pass(SECOND, { hands: [frame] })
  }
  expect(frame.asked.filter(at => at > Date.now() - MINUTE).length).toBeLessThanOrEqual(6)
  expect(frame.asked.length).toBeGreaterThan(0)
  expect(frame.taken.every(last => last === 1)).toBe(true)
})

test.each([
  ['busy', 'QUERY_LIMIT_EXCEEDED', 'rate'], ['busy', 'OPERATION_TIME_LIMIT', 'working-time'], ['timeout', '', 'silence'],
  ['offline', 'NETWORK_ERROR', 'silence'], ['session-expired', 'expired_token', 'session'], ['bad-answer', '', 'failed'],
] as const)('when the portal answers %s %s the heart slows, says so, and recovers', async (kind, code, refusal) => {
  let isRefusing = true
  const frame = open({
    beat: () => isRefusing ? Promise.reject(new PortalError(kind, { code })) : Promise.resolve<Beat>({ answer: 1, work: { operating: 0, took: 0.05 } }),
  })
  await pass(5 * MINUTE, { hands: [frame] })
  expect(frame.asked.length).toBeLessThan(12)
  expect(stateOf(frame)).toMatchObject({ pulse: 'slowed', why: 'refused', refusal })
  isRefusing = false
  await pass(30 * MINUTE, { hands: [frame] })
  expect(stateOf(frame)).toMatchObject({ pulse: 'live', refusal: null })
})

test('a chat that is refused is not asked for again, until a person asks', async () => {
  const frame = open({ beat: () => Promise.reject(new PortalError('no-access')) })
  await pass(10 * MINUTE, { hands: [frame] })
  expect(frame.asked).toHaveLength(1)
  frame.heart.ask()
  await pass(1)
  expect(frame.asked).toHaveLength(2)
})

test('a beat that is never answered does not stop the heart', async () => {
  const frame = open({ beat: () => new Promise(() => undefined) })
  await pass(MINUTE, { hands: [frame] })
  expect(frame.asked).toHaveLength(1)
  expect(stateOf(frame)).toMatchObject({ refusal: 'silence' })
  await pass(MINUTE, { hands: [frame] })
  expect(frame.asked).toHaveLength(2)
})

test('an answer that the page cannot take does not stop the heart', async () => {
  const frame = open({ beat: () => Promise.resolve({ answer: 'no number', work: null }) })
  await pass(5 * MINUTE, { hands: [frame] })
  expect(frame.asked.length).toBeGreaterThan(1)
  expect(stateOf(frame)).toMatchObject({ refusal: 'failed' })
})

test('what this page has changed is looked at a moment later', async () => {
  const frame = open()
  await pass(2 * SECOND)
  frame.heart.changed()
  await pass(SECOND)
  expect(frame.asked).toHaveLength(1)
})

test('what was read again need not be asked for', async () => {
  const frame = open()
  await pass(10 * SECOND)
  frame.heart.read('message 2')
  await pass(10 * SECOND)
  expect(frame.asked).toEqual([])
})

test('a beat waits for what a person asked for, and learns that it was refused', async () => {
  const frame = open()
  await pass(12 * SECOND)
  let refuse: (error: Error) => void = () => undefined
  const work = frame.heart.during(new Promise((_resolve, reject) => {
    refuse = reject
  }))
  const settled = expect(work).rejects.toThrow('busy')
  await pass(10 * SECOND, { hands: [frame] })
  expect(frame.asked).toEqual([])
  refuse(new PortalError('busy', { code: 'QUERY_LIMIT_EXCEEDED' }))
  await settled
  await pass(MINUTE, { hands: [frame] })
  expect(frame.asked).toEqual([])
})

test('a device that slept does not beat for a page that nobody looks at', async () => {
  const frame = open()
  vi.setSystemTime(Date.now() + 60 * MINUTE)
  await pass(MINUTE)
  expect(frame.asked).toEqual([])
})

test('a clock that is set back does not stop the heart', async () => {
  const frame = open()
  await pass(5 * SECOND, { hands: [frame] })
  vi.setSystemTime(Date.now() - 60 * MINUTE)
  await pass(MINUTE, { hands: [frame] })
  expect(frame.asked.length).toBeGreaterThanOrEqual(4)
})

test('a heart that was stopped aborts its beat and does nothing more', async () => {
  let aborted = false
  const frame = open({
    beat: signal => new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        aborted = true
        reject(new Error('aborted'))
      })
    }),
  })
  await pass(13 * SECOND)
  const { length } = frame.states
  frame.heart.stop()
  expect(aborted).toBe(true)
  frame.come()
  frame.heart.changed()
  await pass(10 * MINUTE)
  expect(frame.asked).toHaveLength(1)
  expect(frame.states).toHaveLength(length)
})
