import { expect, test } from 'vitest'
import { isSamePage, pageAddress } from './page-address.ts'

test.each([
  ['/', '/'], ['/chatside/', '/chatside/'], ['/chatside/index.html', '/chatside/index.html'], ['/b1/app_local/install.html', '/b1/app_local/index.html'],
  ['/my-install.html', '/my-install.html'], ['/install.html/', '/install.html/'],
])('a page at %s is registered as %s', (pathname, registered) => {
  expect(pageAddress({ origin: 'https://apps.example.com', pathname })).toBe(`https://apps.example.com${registered}`)
})

test('a folder and both files of the page in it are the same page', () => {
  const folder = 'https://apps.example.com/chatside/'
  for (const file of ['', 'index.html', 'install.html', '?v=2']) expect(isSamePage(folder, folder + file)).toBe(true)
  expect(isSamePage(folder, `${folder}other.html`)).toBe(false)
  expect(isSamePage('no address', 'no address')).toBe(false)
})
