import { expect, test } from 'vitest'
import { shownAddress } from './link-address.ts'

test.each([
  ['https://example.com/', 'example.com'],
  ['http://example.com/a?b=1#c', 'example.com/a?b=1#c'],
  ['https://example.org/wiki/%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82', 'example.org/wiki/Привет'],
  ['https://xn--pple-43d.example/', 'xn--pple-43d.example'],
  ['mailto:anna@example.com', 'anna@example.com'],
  ['/crm/deal/details/1/', '/crm/deal/details/1/'],
  ['https://example.com/%E2%80%AEgnp.exe', 'example.com/%E2%80%AEgnp.exe'],
  ['https://example.com/a%20b', 'example.com/a%20b'],
  ['https://example.com/%E0%A4%A', 'example.com/%E0%A4%A'],
  ['https://example.com/a%2Fb', 'example.com/a%2Fb'],
])('%s is shown as %s', (href, shown) => {
  expect(shownAddress(href)).toBe(shown)
})
