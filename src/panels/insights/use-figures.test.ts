import { afterEach, expect, test, vi } from 'vitest'
import { h, nextTick, ref, type Ref } from 'vue'
import { aPortal, aPromise } from '../../../tests/support/a-portal.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { aPage } from '../../../tests/support/history.ts'
import { ArchiveError, useArchive } from '../../messages/keep/index.ts'
import { countedAs } from './figures.ts'
import { type AnswerState, useAnswer, useFigureMessages } from './use-figures.ts'

afterEach(() => document.body.replaceChildren())

/** A component that shows what is answered to the question that is asked last; answers come when the test gives them. */
async function asking(question: Ref<string>) {
  const asked: { question: string, signal: AbortSignal, gate: ReturnType<typeof aPromise<string>> }[] = []
  const show = (state: AnswerState<string>) => state.state === 'ready' ? state.answer : state.state
  let retry: () => void = () => undefined
  const wrapper = await mountInApp({
    setup() {
      const use = useAnswer({
        question: () => question.value,
        ask: (signal) => {
          const gate = aPromise<string>()
          asked.push({ question: question.value, signal, gate })
          return gate.promise
        },
      })
      retry = use.retry
      return () => h('p', show(use.answer.value))
    },
  }, { portal: aPortal({ answers: {} }) })
  return { asked, wrapper, retry: () => retry() }
}

test('a late answer to an older question is lost, and its question is taken back', async () => {
  const question = ref('old')
  const { asked, wrapper } = await asking(question)
  question.value = 'new'
  await nextTick()
  expect(asked.map(one => [one.question, one.signal.aborted])).toEqual([['old', true], ['new', false]])
  asked[1]?.gate.resolve('new answer')
  await settle()
  asked[0]?.gate.resolve('late answer')
  await settle()
  expect(wrapper.text()).toBe('new answer')
})

test('what was answered stays while something else is asked, and when that is taken back', async () => {
  const question = ref('one')
  const { asked, wrapper } = await asking(question)
  asked[0]?.gate.resolve('first answer')
  await settle()
  question.value = 'two'
  await nextTick()
  expect(wrapper.text()).toBe('first answer')
  asked[1]?.gate.reject(new ArchiveError('cancelled'))
  await settle()
  expect(wrapper.text()).toBe('first answer')
})

test('a failure is said, and asked again when somebody wants that', async () => {
  const { asked, wrapper, retry } = await asking(ref('one'))
  asked[0]?.gate.reject(new ArchiveError('failed'))
  await settle()
  expect(wrapper.text()).toBe('failed')
  retry()
  asked[1]?.gate.resolve('answer')
  await settle()
  expect(wrapper.text()).toBe('answer')
})

test('with the part that asks the question ends', async () => {
  const { asked, wrapper } = await asking(ref('one'))
  wrapper.unmount()
  expect(asked[0]?.signal.aborted).toBe(true)
})

test('rows whose end was seen while they were fetched go on when they are there', async () => {
  const asked: { count: number, answer: () => void }[] = []
  let more: () => void = () => undefined
  await mountInApp({
    setup() {
      const archive = useArchive()
      vi.spyOn(archive, 'filter').mockResolvedValue(Float64Array.from({ length: 250 }, (_unused, index) => index + 1))
      vi.spyOn(archive, 'messages').mockImplementation(ids => new Promise((resolve) => {
        asked.push({ count: ids.length, answer: () => resolve(aPage([])) })
      }))
      more = useFigureMessages(countedAs({ since: null, until: null, authorIds: null, now: 0 }, 'messages')).more
      return () => h('p')
    },
  }, { portal: aPortal({ answers: {} }) })
  await settle()
  more()
  expect(asked.map(({ count }) => count)).toEqual([100])
  asked[0]?.answer()
  await settle()
  expect(asked.map(({ count }) => count), 'the next hundred').toEqual([100, 100])
})
