import { expect, test } from 'vitest'
import { pageAddress } from './page-address.ts'

test.each([
  ['/', '/'], ['/chatside/', '/chatside/'], ['/chatside/index.html', '/chatside/index.html'], ['/b1/app_local/install.html', '/b1/app_local/index.html'],
  ['/my-install.html', '/my-install.html'], ['/install.html/', '/install.html/'],
])('a page at %s is registered as %s', (pathname, registered) => {
  expect(pageAddress({ origin: 'https://apps.example.com', pathname })).toBe(`https://apps.example.com${registered}`)
})
