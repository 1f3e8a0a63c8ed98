import { expect, test } from 'vitest'
import { letsFrame, readFrameAncestors } from './frame-ancestors.ts'

const PORTAL = 'https://demo.bitrix24.com'
const PAGE = 'https://apps.example.com/chatside/'

test.each([
  '*', 'https:', 'HTTPS:', 'http:', PORTAL, `${PORTAL}/`, `${PORTAL}:443`, `${PORTAL}:*`, 'https://DEMO.bitrix24.com', 'http://demo.bitrix24.com',
  'http://demo.bitrix24.com:80', 'demo.bitrix24.com', '*.bitrix24.com', 'https://*.bitrix24.com', 'https://*.com', 'https://*', '*:443',
])('the source %s lets the portal frame the page', (source) => {
  expect(letsFrame([source], { ancestor: PORTAL, page: PAGE })).toBe(true)
})

test.each([
  '\'none\'', '\'self\'', '', 'https://other.bitrix24.com', 'https://bitrix24.com', 'https://*.bitrix24.de', `${PORTAL}:8443`, `${PORTAL}/online`,
  'https://evil-demo.bitrix24.com.example', 'ftp:', '\'unsafe-inline\'', 'https://', 'data:', '*.demo.bitrix24.com', '"demo.bitrix24.com"',
])('the source %j does not', (source) => {
  expect(letsFrame([source], { ancestor: PORTAL, page: PAGE })).toBe(false)
})

test('an empty list lets nobody', () => {
  expect(letsFrame([], { ancestor: PORTAL, page: PAGE })).toBe(false)
})

test('one source that fits is enough', () => {
  expect(letsFrame(['\'self\'', 'https://*.bitrix24.de', PORTAL], { ancestor: PORTAL, page: PAGE })).toBe(true)
})

test('\'self\' is the page\'s own origin', () => {
  expect(letsFrame(['\'self\''], { ancestor: 'https://apps.example.com', page: PAGE })).toBe(true)
  expect(letsFrame(['\'SELF\''], { ancestor: 'http://127.0.0.1:4010', page: 'http://127.0.0.1:4010/app/' })).toBe(true)
  expect(letsFrame(['\'self\''], { ancestor: 'http://127.0.0.1:4011', page: 'http://127.0.0.1:4010/app/' })).toBe(false)
})

test('a source without a scheme has the page\'s: https does not cover http', () => {
  expect(letsFrame(['portal.example.com'], { ancestor: 'http://portal.example.com', page: PAGE })).toBe(false)
  expect(letsFrame(['portal.example.com'], { ancestor: 'https://portal.example.com', page: 'http://apps.example.com/' })).toBe(true)
})

test('a port of its own must be named', () => {
  const portal = { ancestor: 'http://portal.example.com:8080', page: 'http://apps.example.com/' }
  expect(letsFrame(['http://portal.example.com'], portal)).toBe(false)
  expect(letsFrame(['http://portal.example.com:8080'], portal)).toBe(true)
  expect(letsFrame(['*'], portal)).toBe(true)
})

test('every policy of the header counts, and the first directive of each', () => {
  expect(readFrameAncestors('default-src \'self\'; Frame-Ancestors  https://a.example  \'self\'; frame-ancestors *, frame-ancestors')).toEqual([
    ['https://a.example', '\'self\''], [],
  ])
})

test.each(['', 'default-src *', 'x-frame-ancestors \'none\''])('the policy %j says nothing about frames', (policy) => {
  expect(readFrameAncestors(policy)).toEqual([])
})
