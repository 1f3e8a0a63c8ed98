import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolveAddress } from './resolve-url.ts'

const PORTAL = 'https://demo.bitrix24.com'

test.each([
  ['/upload/a.png', 'https://demo.bitrix24.com/upload/a.png'],
  ['upload/a.png', 'https://demo.bitrix24.com/upload/a.png'],
  ['https://cdn.example/a.png', 'https://cdn.example/a.png'],
  ['http://cdn.example/a.png', 'http://cdn.example/a.png'],
  ['//cdn.bitrix24.com/a.png', 'https://cdn.bitrix24.com/a.png'],
])('%s becomes %s', (address, expected) => {
  expect(resolveAddress(address, PORTAL)).toBe(expected)
})

test.each([
  '', '  ', 'javascript:alert(1)', ' java\nscript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'blob:https://demo.bitrix24.com/1', 'vbscript:x',
  'file:///etc/passwd', 'https://user:secret@cdn.example/', 'https://', 'http://[', `/${'a'.repeat(3_000)}`,
])('%j becomes nothing', (address) => {
  expect(resolveAddress(address, PORTAL)).toBeNull()
})

test('whatever comes in, only web addresses come out', () => {
  const pieces = fc.array(fc.constantFrom('java', 'script', ':', '/', '\\', 'data', '\t', '\n', ' ', 'https', '@', 'a', '\u0001')).map(parts => parts.join(''))
  fc.assert(fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' })), (address) => {
    const url = resolveAddress(address, PORTAL)
    if (url !== null) expect(url).toMatch(/^https?:\/\//)
  }), { numRuns: 500 })
})
