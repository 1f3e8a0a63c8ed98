import { expect, test } from 'vitest'
import { NO_CHOICE, parseForm, toOptions } from './export-form.ts'

test('whatever was kept, a form comes out', () => {
  for (const kept of [undefined, null, 3, 'x', [], { format: 'exe', from: 5, to: 'soon', people: 'all', hasSystem: 0, isPseudonymous: 'yes' }]) {
    expect(parseForm(kept)).toEqual(NO_CHOICE)
  }
  const chosen = { format: 'csv', from: '2026-03-01', to: '', people: [{ id: 5, name: 'Eve' }], hasSystem: false, isPseudonymous: true, isFresh: false }
  expect(parseForm({ ...chosen, people: [...chosen.people, { id: 'x', name: 'y' }, null] })).toEqual(chosen)
  expect(parseForm({ people: [{ id: 5, name: `a${'😀'.repeat(60)}` }] }).people).toEqual([{ id: 5, name: `a${'😀'.repeat(49)}` }])
})

test('both days belong to the period, also when a day has 23 or 25 hours', () => {
  const options = toOptions({ ...NO_CHOICE, from: '2026-03-29', to: '2026-03-29' })
  expect([options?.since, options?.until]).toEqual([new Date(2026, 2, 29).getTime(), new Date(2026, 2, 30).getTime()])
  expect(toOptions({ ...NO_CHOICE, to: '2026-12-31' })?.until).toBe(new Date(2027, 0, 1).getTime())
})

test('the last day may not be before the first', () => {
  expect(toOptions({ ...NO_CHOICE, from: '2026-03-02', to: '2026-03-01' })).toBeNull()
})

test('nobody chosen is everybody', () => {
  expect(toOptions(NO_CHOICE)).toEqual({ format: 'html', since: null, until: null, personIds: null, hasSystem: true, isPseudonymous: false, takesHeld: false })
})
