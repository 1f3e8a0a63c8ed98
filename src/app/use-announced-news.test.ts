import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, ref, watch } from 'vue'
import { aPortal } from '../../tests/support/a-portal.ts'
import { aMessage } from '../../tests/support/history.ts'
import { mountInApp } from '../../tests/support/mount.ts'
import { tellNews } from '../../tests/support/tell-news.ts'
import { useAnnouncedNews } from './use-announced-news.ts'

const SECOND = 1_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})

afterEach(() => vi.useRealTimers())

/** A page whose announcements are noted with their seconds; `line` is what is shown of what is known. */
async function aListener() {
  const line = ref('')
  const began = Date.now()
  const said: [second: number, words: string][] = []
  const wrapper = await mountInApp(defineComponent(() => {
    const announced = useAnnouncedNews(line)
    watch(announced, (places) => {
      const words = places.join('')
      if (words !== '') said.push([Math.floor((Date.now() - began) / SECOND), words])
    }, { flush: 'sync' })
    return () => announced.value.map(words => h('p', words))
  }), { portal: aPortal() })
  const pass = async (seconds: number): Promise<void> => void await vi.advanceTimersByTimeAsync(seconds * SECOND)
  return { wrapper, line, said, pass, words: () => wrapper.text() }
}

test('new messages are counted, one and several', async () => {
  const { said, pass } = await aListener()
  await tellNews({ added: [aMessage({ id: 1 })] })
  await pass(1)
  await tellNews({ added: [aMessage({ id: 2 }), aMessage({ id: 3 })] })
  await pass(20)
  expect(said.map(([, words]) => words)).toEqual(['1 new message', '2 new messages'])
})

test.each([
  ['an edit or a like', { changed: [aMessage({ id: 1 })] }],
  ['a deletion', { deleted: [1] }],
  ['other members', { areMembersNew: true }],
  ['more than a beat brings', { isGap: true }],
])('of %s it is said that something has changed', async (_what, news) => {
  const { said, pass } = await aListener()
  await tellNews(news)
  await pass(1)
  expect(said.map(([, words]) => words)).toEqual(['Something in the chat has changed.'])
})

test('a beat without news says nothing, whatever it has read again', async () => {
  const { said, pass } = await aListener()
  await tellNews({ end: { behind: 0, ids: [1], page: { messages: [aMessage({ id: 1 })], files: [], people: [] } } })
  await pass(20)
  expect(said).toEqual([])
})

test('the same words are said again in another place', async () => {
  const { wrapper, pass } = await aListener()
  const seen: string[][] = []
  for (let id = 1; id <= 3; id += 1) {
    await tellNews({ added: [aMessage({ id })] })
    await pass(12)
    seen.push(wrapper.findAll('p').map(place => place.text()))
  }
  expect(seen).toEqual([['1 new message', ''], ['', '1 new message'], ['1 new message', '']])
})

test('however much happens, there are ten seconds between two announcements, and nothing is left out', async () => {
  const { said, pass } = await aListener()
  for (let id = 1; id <= 9; id += 1) {
    await tellNews({ added: [aMessage({ id })] })
    await pass(3)
  }
  await pass(10)
  const seconds = said.map(([second]) => second)
  expect(seconds).toHaveLength(4)
  for (const [index, second] of seconds.slice(1).entries()) expect(second - (seconds[index] ?? 0)).toBeGreaterThanOrEqual(10)
  expect(said.reduce((sum, [, words]) => sum + Number.parseInt(words), 0)).toBe(9)
})

test('the next announcement comes within ten seconds where the clock of the device is set back', async () => {
  const { said, pass } = await aListener()
  await tellNews({ added: [aMessage({ id: 1 })] })
  await pass(1)
  vi.setSystemTime(Date.now() - 3_600 * SECOND)
  await tellNews({ added: [aMessage({ id: 2 })] })
  await pass(10)
  expect(said).toHaveLength(2)
})

test('the line is said when it appears, not with every figure in it, and no longer once it has gone', async () => {
  const { line, said, pass, words } = await aListener()
  line.value = 'Last updated 1 minute ago.'
  await pass(1)
  line.value = 'Last updated 2 minutes ago.'
  await pass(20)
  expect(said.map(([, told]) => told)).toEqual(['Last updated 1 minute ago.'])
  line.value = ''
  await pass(1)
  expect(words()).toBe('')
})
