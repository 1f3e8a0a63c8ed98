import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aFrame, anApplicationChannel, chat, pass, type Frame } from '../../../tests/support/heart-frames.ts'
import { PortalError } from '../../bitrix24/index.ts'
import { slowDigest } from '../../lib/browser/slow-digest.ts'
import { createTelling, type Telling } from './telling.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** As the real one, but at once: the same parts make the same 64 digits. */
const quickDigest = (parts: readonly (string | number)[]): Promise<string> =>
  Promise.resolve([...JSON.stringify(parts)].map(sign => sign.charCodeAt(0).toString(16)).join('').padStart(64, '0').slice(-64))

beforeEach(() => {
  vi.useFakeTimers()
  chat.last = 1
})
afterEach(() => void vi.useRealTimers())

async function someone(channel: ReturnType<typeof anApplicationChannel>, told: string[], mark: string, named = 'chat1489'): Promise<Telling> {
  const telling = createTelling({
    tells: await channel.open(), chat: [named], now: () => Date.now(), digest: quickDigest, onTold: () => told.push(mark), onRefused: () => told.push('refused'),
  })
  telling.shows(mark)
  await pass(1)
  return telling
}

test('who shows what is past hears that it is; who shows anything else, and another chat, hears nothing', async () => {
  const channel = anApplicationChannel()
  const told: string[] = []
  const noticing = await someone(channel, told, 'hello')
  await someone(channel, told, 'hello')
  await someone(channel, told, 'something else')
  await someone(channel, told, 'hello', 'chat2')
  noticing.noticed()
  noticing.shows('world')
  await pass(1)
  expect(told).toEqual(['hello'])
  await (await channel.open()).publish('0'.repeat(64))
  expect(told).toEqual(['hello'])
})

test('a word that comes before what it is about was read counts when that is read', async () => {
  const channel = anApplicationChannel()
  const told: string[] = []
  const noticing = await someone(channel, [], 'hello')
  const late = await someone(channel, told, 'earlier')
  noticing.noticed()
  await pass(1)
  expect(told).toEqual([])
  late.shows('hello')
  await pass(1)
  expect(told).toEqual(['earlier'])
})

/** Finds one change after the other, each so long after the one before. */
async function find(telling: Telling, marks: readonly string[], after: number): Promise<void> {
  for (const mark of marks) {
    telling.noticed()
    telling.shows(mark)
    await pass(after)
  }
}

test('words that nobody answers become rarer, until an hour has four of them', async () => {
  const channel = anApplicationChannel()
  const alone = await someone(channel, [], 'first')
  const marks = Array.from({ length: 360 }, (_, index) => `mark ${index}`)
  await find(alone, marks.slice(0, 180), 10 * SECOND)
  expect(channel.said).toHaveLength(6)
  await find(alone, marks.slice(180), 20 * SECOND)
  expect(channel.said).toHaveLength(10)
})

test.each([
  ['what is shown', ['d', 'e']],
  ['what was shown before, so somebody found later what was found here', ['c', 'd']],
])('who says a word of %s is company, which is told of every change', async (_of, [shown = '', next = '']) => {
  const channel = anApplicationChannel()
  const finder = await someone(channel, [], 'a')
  await find(finder, ['b', 'c', 'd'], SECOND)
  expect(channel.said).toHaveLength(1)
  const other = await someone(channel, [], shown)
  other.noticed()
  other.shows(next)
  await pass(1)
  expect(channel.said).toHaveLength(2)
  finder.shows('e')
  await find(finder, ['f', 'g', 'h'], 10 * SECOND)
  expect(channel.said).toHaveLength(5)
})

test('one\'s own words, which the channel brings back, are no company', async () => {
  const channel = anApplicationChannel()
  const finder = await someone(channel, [], 'a')
  await find(finder, ['b'], SECOND)
  await (await channel.open()).publish(channel.said[0] ?? '')
  await find(finder, ['c', 'd'], 10 * SECOND)
  expect(channel.said).toHaveLength(2)
})

test('what is no word of ours, and floods of words, tell nothing', async () => {
  const channel = anApplicationChannel()
  const told: string[] = []
  await someone(channel, told, 'hello')
  const stranger = await channel.open()
  for (const word of ['', 'hello', 'chat1489', '0'.repeat(64), 'f'.repeat(65)]) await stranger.publish(word)
  for (let count = 0; count < 1_000; count += 1) await stranger.publish(count.toString(16).padStart(64, '0'))
  expect(told).toEqual([])
})

test('a word says neither chat nor text, and who knows half of them makes another', async () => {
  vi.useRealTimers()
  const digest = await slowDigest(['demo', 'chat1489', '5 Hello'])
  expect(digest).toMatch(/^[0-9a-f]{64}$/)
  expect(await slowDigest(['demo', 'chat1489', '5 Hello'])).toBe(digest)
  const others = [['demo', 'chat1490', '5 Hello'], ['demo', 'chat1489', '6 Hello'], ['demo', 'chat14895 Hello'], ['demo', 'chat148', '95 Hello']]
  expect(new Set([digest, ...await Promise.all(others.map(parts => slowDigest(parts)))]).size).toBe(5)
})

test('of fifty people beside one chat one reads, and who is not at it reads when they come', async () => {
  vi.useRealTimers()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const channel = anApplicationChannel()
  const tells = { chat: ['chat1489'], isWorth: true, open: channel.open }
  const people: Frame[] = Array.from({ length: 50 }, () => aFrame({ tells }))
  const [first] = people
  if (!first) throw new Error('there are fifty')
  // all have the channel, and after the first minutes only one is at it
  await pass(6 * MINUTE, { hands: [first] })
  const before = people.map(({ asked }) => asked.length)
  chat.last = 2
  await vi.waitUntil(async () => {
    await pass(SECOND, { hands: [first] })
    return people.every(({ states }, index) => index === 0 || states.at(-1)?.isOutdated)
  }, { interval: 1 })
  const asked = people.map((frame, index) => frame.asked.length - (before[index] ?? 0))
  expect(asked.slice(1).every(count => count === 0)).toBe(true)
  expect(channel.said).toHaveLength(1)
  people[7]?.come()
  await pass(SECOND)
  expect(people[7]?.taken.at(-1)).toBe(2)
  expect(people[7]?.states.at(-1)?.isOutdated).toBe(false)
  for (const { heart } of people) heart.stop()
})

test('who may not say a word to others goes on following the chat', async () => {
  vi.useRealTimers()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const publish = vi.fn(() => Promise.reject(new PortalError('missing-scope')))
  const open = () => Promise.resolve({ publish, listen: () => () => undefined, close: () => undefined })
  const frame = aFrame({ tells: { chat: ['chat1489'], isWorth: true, open } })
  await pass(6 * MINUTE, { hands: [frame] })
  chat.last = 2
  await vi.waitUntil(async () => {
    await pass(SECOND, { hands: [frame] })
    return publish.mock.calls.length > 0
  }, { interval: 1 })
  const asked = frame.asked.length
  await pass(2 * MINUTE, { hands: [frame] })
  expect(frame.asked.length).toBeGreaterThan(asked)
  expect(frame.states.at(-1)).toMatchObject({ pulse: 'live' })
  frame.heart.stop()
})
