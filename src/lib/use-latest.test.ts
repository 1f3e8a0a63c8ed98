import { expect, test } from 'vitest'
import { effectScope } from 'vue'
import { useLatest } from './use-latest.ts'

/** A load whose answers come when the test gives them, in any order. */
function loading() {
  const answers: ((value: string) => void)[] = []
  const signals: AbortSignal[] = []
  const scope = effectScope()
  const latest = scope.run(() => useLatest<string, [string]>('nothing', async ({ signal, show }, name) => {
    signals.push(signal)
    show(`loading ${name}`)
    show(await new Promise<string>(resolve => answers.push(resolve)))
  }))
  if (!latest) throw new Error('the scope is over')
  return { latest, answers, signals, scope }
}

test('of two runs the last one counts, whichever ends last', async () => {
  const { latest, answers, signals } = loading()
  const first = latest.reload('first')
  const second = latest.reload('second')
  expect(latest.state.value).toBe('loading second')
  answers[1]?.('of the second')
  await second
  answers[0]?.('of the first')
  await first
  expect(latest.state.value).toBe('of the second')
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
})

test('an overtaken run that ends first changes nothing', async () => {
  const { latest, answers } = loading()
  const first = latest.reload('first')
  void latest.reload('second')
  answers[0]?.('of the first')
  await first
  expect(latest.state.value).toBe('loading second')
})

test('a run that was stopped shows nothing more', async () => {
  const { latest, answers } = loading()
  const first = latest.reload('first')
  latest.stop()
  answers[0]?.('too late')
  await first
  expect(latest.state.value).toBe('loading first')
})

test('an answer after the end of whoever asked counts for nothing', async () => {
  const { latest, answers, signals, scope } = loading()
  const first = latest.reload('first')
  scope.stop()
  answers[0]?.('too late')
  await first
  expect(latest.state.value).toBe('loading first')
  expect(signals[0]?.aborted).toBe(true)
})
