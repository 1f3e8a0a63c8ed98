import { expect, test } from 'vitest'
import { isSameOrigin } from './same-origin.ts'

const hosts = new Set(['localhost:5180'])
const accepts = (headers: Record<string, string>): boolean => isSameOrigin({ host: 'localhost:5180', ...headers }, 'http', hosts)

test('accepts what the portal\'s own page sends', () => {
  expect(accepts({ 'sec-fetch-site': 'same-origin' })).toBe(true)
  expect(accepts({ 'origin': 'http://localhost:5180', 'sec-fetch-site': 'same-origin' })).toBe(true)
})

test('refuses the app\'s frame, which is another port or name of the same machine', () => {
  expect(accepts({ 'origin': 'http://127.0.0.1:5173', 'sec-fetch-site': 'cross-site' })).toBe(false)
  expect(accepts({ 'origin': 'http://localhost:5173', 'sec-fetch-site': 'same-site' })).toBe(false)
})

test('refuses a foreign page that sends no Origin', () => {
  expect(accepts({ 'sec-fetch-site': 'cross-site' })).toBe(false)
})

test('refuses a frame without an origin of its own', () => {
  expect(accepts({ origin: 'null' })).toBe(false)
})

test('refuses a name that somebody made point to this machine', () => {
  expect(accepts({ 'host': 'evil.example:5180', 'origin': 'http://evil.example:5180', 'sec-fetch-site': 'same-origin' })).toBe(false)
})

test('refuses the same host under another scheme', () => {
  expect(accepts({ origin: 'https://localhost:5180' })).toBe(false)
})

test('refuses a request that does not say where it comes from', () => {
  expect(accepts({})).toBe(false)
})

test('on plain http, where a browser names nobody, the page that it came from decides', () => {
  expect(accepts({ referer: 'http://localhost:5180/online/?panel=1' })).toBe(true)
  expect(accepts({ referer: 'http://localhost:5173/' })).toBe(false)
  expect(accepts({ 'referer': 'http://localhost:5180/online/', 'sec-fetch-site': 'cross-site' })).toBe(false)
})
