import { expect, test } from 'vitest'
import { withoutTags } from './without-tags.ts'

test.each([
  ['[USER=5]Anna[/USER]', '[\u2060USER=5]Anna[\u2060/USER]'],
  ['[url=https://a.example]', '[\u2060url=https://a.example]'],
  ['[1] and [ ] and ]', '[1] and [ ] and ]'],
  ['ends with [', 'ends with [\u2060'],
  ['ends with [/', 'ends with [\u2060/'],
])('%s acts no more', (written, harmless) => {
  expect(withoutTags(written)).toBe(harmless)
})
