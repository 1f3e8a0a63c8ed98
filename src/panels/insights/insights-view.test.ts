import { expect, test } from 'vitest'
import { parseInsightsView, toQuestion } from './insights-view.ts'

const NOW = new Date(2026, 2, 15, 10, 30)

test('what was kept comes back, and anything else is everything', () => {
  const view = { period: 'days', from: '2026-01-02', to: '', authorIds: [3], sort: 'name' }
  expect(parseInsightsView(view)).toEqual(view)
  for (const odd of [undefined, null, 'x', { period: 'ever', from: 'yesterday', authorIds: ['x'], sort: 1 }]) {
    expect(parseInsightsView(odd)).toEqual({ period: 'all', from: '', to: '', authorIds: null, sort: 'messages' })
  }
})

test('a period goes back from today, by this device\'s calendar', () => {
  const since = (period: 'month' | 'quarter' | 'year') => toQuestion({ ...parseInsightsView(null), period }, NOW).since
  expect(since('month')).toBe(new Date(2026, 1, 15).getTime())
  expect(since('quarter')).toBe(new Date(2025, 11, 15).getTime())
  expect(since('year')).toBe(new Date(2025, 2, 15).getTime())
})

test('a month ago was the last day of a shorter month', () => {
  const since = (period: 'month' | 'quarter' | 'year', now: Date) => new Date(toQuestion({ ...parseInsightsView(null), period }, now).since ?? NaN)
  expect(since('month', new Date(2026, 2, 31, 10))).toEqual(new Date(2026, 1, 28))
  expect(since('quarter', new Date(2026, 11, 31))).toEqual(new Date(2026, 8, 30))
  expect(since('year', new Date(2024, 1, 29))).toEqual(new Date(2023, 1, 28))
})

test('chosen days are whole days, and a missing one does not narrow', () => {
  const question = toQuestion({ ...parseInsightsView(null), period: 'days', from: '2026-03-01', to: '2026-03-02' }, NOW)
  expect(question).toEqual({ since: new Date(2026, 2, 1).getTime(), until: new Date(2026, 2, 3).getTime() - 1, authorIds: null })
  expect(toQuestion({ ...parseInsightsView(null), period: 'days' }, NOW)).toEqual({ since: null, until: null, authorIds: null })
})

test('nobody chosen is everybody', () => {
  expect(toQuestion({ ...parseInsightsView(null), authorIds: [] }, NOW).authorIds).toBeNull()
})
