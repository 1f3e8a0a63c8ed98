import { getActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { aPortal } from '../../tests/support/a-portal.ts'
import { mountInApp } from '../../tests/support/mount.ts'
import { useLive } from '../chat/live/live-store.ts'
import type { HeartState } from '../chat/live/pacing.ts'
import { useKnownSince } from './use-known-since.ts'

const NOW = Date.UTC(2026, 2, 10, 12)
const SECOND = 1_000

const Told = defineComponent(() => {
  const told = useKnownSince()
  return () => h('p', told.value)
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'], now: NOW })
})

afterEach(() => vi.useRealTimers())

async function aHeart() {
  const wrapper = await mountInApp(Told, { portal: aPortal() })
  const live = useLive(getActivePinia())
  return {
    words: () => wrapper.text(),
    async becomes(state: Partial<HeartState>) {
      live.state = { pulse: 'live', why: null, refusal: null, isOutdated: false, knownSince: NOW, ...state }
      await vi.advanceTimersByTimeAsync(0)
    },
    pass: (seconds: number) => vi.advanceTimersByTimeAsync(seconds * SECOND),
  }
}

test('before there is a heart, and while what is shown is new, nothing is said', async () => {
  const heart = await aHeart()
  await heart.pass(120)
  expect(heart.words()).toBe('')
  await heart.becomes({ knownSince: Date.now() })
  await heart.pass(50)
  expect(heart.words()).toBe('')
})

test('after a minute it is said since when what is shown is known, and the figure goes on', async () => {
  const heart = await aHeart()
  await heart.becomes({})
  await heart.pass(90)
  expect(heart.words()).toBe('Last updated 1 minute ago.')
  await heart.pass(120)
  expect(heart.words()).toBe('Last updated 3 minutes ago.')
  await heart.becomes({ knownSince: Date.now() })
  expect(heart.words()).toBe('')
})

test.each<[string, Partial<HeartState>]>([
  ['No internet connection.', { pulse: 'stopped', why: 'offline' }],
  ['Bitrix24 is busy.', { pulse: 'slowed', why: 'refused', refusal: 'rate' }],
  ['Bitrix24 is busy.', { pulse: 'slowed', why: 'refused', refusal: 'working-time' }],
  ['Bitrix24 is not answering.', { refusal: 'silence' }],
  ['Bitrix24 is not answering.', { refusal: 'failed' }],
  ['The session has to be renewed.', { refusal: 'session' }],
  ['Bitrix24 no longer lets this page read the chat.', { pulse: 'stopped', why: 'refused', refusal: 'gone' }],
  ['There is something new in the chat.', { isOutdated: true }],
])('%s is said of %o, once it lasts', async (sentence, state) => {
  const heart = await aHeart()
  await heart.becomes(state)
  await heart.pass(2)
  expect(heart.words()).toBe('')
  await heart.pass(1)
  expect(heart.words()).toMatch(new RegExp(`^${sentence} Last updated .+\\.$`))
  await heart.becomes({ knownSince: Date.now() })
  expect(heart.words()).toBe('')
})

test('what passes at once is not said, and a slower heart alone says nothing', async () => {
  const heart = await aHeart()
  await heart.becomes({ refusal: 'silence' })
  await heart.pass(2)
  await heart.becomes({})
  await heart.pass(10)
  expect(heart.words()).toBe('')
  await heart.becomes({ pulse: 'slowed', why: 'crowd' })
  await heart.pass(10)
  expect(heart.words()).toBe('')
})

test('what is said goes on where the clock of the device is set back', async () => {
  const heart = await aHeart()
  await heart.becomes({})
  await heart.pass(60)
  vi.setSystemTime(Date.now() - 3_600 * SECOND)
  await heart.pass(90)
  expect(heart.words()).toBe('Last updated 2 minutes ago.')
})

test('nobody looks at a hidden page, so nothing is said there', async () => {
  const heart = await aHeart()
  await heart.becomes({ pulse: 'stopped', why: 'hidden', isOutdated: true })
  await heart.pass(600)
  expect(heart.words()).toBe('')
})
