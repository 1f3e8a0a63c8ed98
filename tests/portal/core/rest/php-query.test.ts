import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePhpQuery, urlDecode } from './php-query.ts'

test.each([
  ['a=1&b=two', { a: '1', b: 'two' }],
  ['a[b][0]=c', { a: { b: ['c'] } }],
  ['a[]=1&a[]=2', { a: ['1', '2'] }],
  ['a[1]=x&a[]=y', { a: { 1: 'x', 2: 'y' } }],
  ['a[0]=x&a[2]=y', { a: { 0: 'x', 2: 'y' } }],
  ['a=1&a=2', { a: '2' }],
  ['a=1&a[b]=2', { a: { b: '2' } }],
  ['a.b c=1', { a_b_c: '1' }],
  ['a[x.y]=1', { a: { 'x.y': '1' } }],
  ['a[b=1', { a_b: '1' }],
  ['flag', { flag: '' }],
  ['=1&&', {}],
  ['a=x%20y+z&b=%D0%96', { a: 'x y z', b: 'Ж' }],
  ['a=1=2', { a: '1=2' }],
  ['a%5Bb%5D=1', { a: { b: '1' } }],
  ['', {}],
])('%s is read as PHP reads it', (query, expected) => {
  expect(parsePhpQuery(query)).toEqual(expected)
})

test.each(['[a]=1&b=2', '%20[a][b]=1&[=2&[]=3&b=2'])('a name that begins with a bracket is dropped: %s (v6)', (query) => {
  expect(parsePhpQuery(query)).toEqual({ b: '2' })
})

test('a parameter called __proto__ is only a parameter', () => {
  const params = parsePhpQuery('__proto__[polluted]=1&a[__proto__]=2')
  expect(Object.keys(params)).toEqual(['__proto__', 'a'])
  expect('polluted' in {}).toBe(false)
})

test('what is nested deeper than PHP allows is dropped', () => {
  expect(parsePhpQuery(`a${'[x]'.repeat(65)}=1&b=2`)).toEqual({ b: '2' })
})

test('bytes that are no UTF-8 become replacement characters', () => {
  expect(urlDecode('%FFok%41%FF')).toBe('\uFFFDokA\uFFFD')
})

test('any map of texts comes back from its encoded form', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/)
  fc.assert(fc.property(fc.dictionary(name, fc.string({ unit: 'grapheme' })), (map) => {
    const query = Object.entries(map).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')
    expect(parsePhpQuery(query)).toEqual({ ...map })
  }))
})

test('any nested list comes back from its encoded form', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.string(), { minLength: 1 }), { minLength: 1 }), (rows) => {
    const query = rows.flatMap((row, at) => row.map(value => `rows[${at}][]=${encodeURIComponent(value)}`)).join('&')
    expect(parsePhpQuery(query)).toEqual({ rows })
  }))
})

test('no text makes it throw, and every leaf is text', () => {
  const isTextTree = (value: unknown): boolean =>
    typeof value === 'string' || (typeof value === 'object' && value !== null && Object.values(value).every(isTextTree))
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[ab[\].&=%+0-9]{0,40}$/)), query => isTextTree(parsePhpQuery(query))))
})
