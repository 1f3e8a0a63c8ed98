import { expect, test } from 'vitest'
import { createDuration } from './use-insights-formats.ts'

test('a duration has two units at the most', () => {
  const write = createDuration('en')
  expect([0, 900, 45_000, 61_000, 60_000 * 59.999, 59_700, 3_600_000 * 26, 86_400_000 * 2].map(write)).toEqual([
    '0 sec', '0 sec', '45 sec', '1 min 1 sec', '1 hr', '1 min', '1 day 2 hr', '2 days',
  ])
  expect(createDuration('de')(3_600_000 * 1.5)).toBe('1 Std. 30 Min.')
})
