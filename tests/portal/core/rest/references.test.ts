import { expect, test } from 'vitest'
import { type Earlier, resolveReferences } from './references.ts'

const earlier: Earlier = {
  result: new Map<string, unknown>([
    ['user', { ID: '5', UF_DEPARTMENT: [1, 7], NAME: null, ACTIVE: true, AGE: 30 }],
    ['list', [{ ID: 'a' }, { ID: 'b' }]],
    ['text', 'word'],
    ['off', false],
  ]),
  total: new Map([['list', 120]]),
  next: new Map([['list', 50]]),
  time: new Map([['user', { duration: 0.5 }]]),
  error: new Map([['bad', { error: 'CODE', error_description: 'why' }]]),
}
const resolve = (value: unknown, unresolved?: 'last-value' | 'empty') => resolveReferences({ value }, earlier, unresolved)['value']

test.each([
  ['$result[user][ID]', '5'],
  ['$result[user][AGE]', 30],
  ['$result[user][ACTIVE]', true],
  ['$result[user][UF_DEPARTMENT]', [1, 7]],
  ['$result[user][UF_DEPARTMENT][1]', 7],
  ['$result[list][1][ID]', 'b'],
  ['$total[list]', 120],
  ['$next[list]', 50],
  ['$time[user][duration]', 0.5],
  ['$error[bad][error]', 'CODE'],
  ['$result[text][1]', 'o'],
])('%s alone keeps the type of what it names', (reference, expected) => {
  expect(resolve(reference)).toEqual(expected)
})

test.each([
  ['chat$result[user][AGE]', 'chat30'],
  ['from $result[user][ID] to $result[list][0][ID] end', 'from 5 to a end'],
  ['after $time[user][duration] s', 'after 0.5 s'],
])('%s is put into the text', (reference, expected) => {
  expect(resolve(reference)).toBe(expected)
})

test.each([
  'is $result[user][ACTIVE]', 'is $result[off] now', 'all $result[list]', 'in $result[user][UF_DEPARTMENT] now', 'x $result[user][SURNAME]', 'x $RESULT[user][ID]',
])('%s names a list, a map, a boolean or nothing and is left as it is written (v3)', (text) => {
  expect(resolve(text)).toBe(text)
})

test('one that is left as it is written does not keep the next one from being put in (v3)', () => {
  expect(resolve('$result[list] and $result[user][ID]')).toBe('$result[list] and 5')
})

test('a reference reaches to the next white space, so two in a row are read as one path', () => {
  expect(resolve('$result[user][ID],$result[list][0][ID]')).toBe('5')
  expect(resolve('$result[user][UF_DEPARTMENT][0]th')).toBe(1)
  expect(resolve('$result[user][ID]\u00A0x')).toBe('5')
})

test('a missing key leaves the last value reached', () => {
  expect(resolve('$result[user][SURNAME]')).toEqual(earlier.result.get('user'))
  expect(resolve('$result[user][NAME]')).toEqual(earlier.result.get('user'))
  expect(resolve('$result[list][9][ID]')).toEqual([{ ID: 'a' }, { ID: 'b' }])
  expect(resolve('$result[nobody][ID]')).toEqual(Object.fromEntries(earlier.result))
})

test('a missing key can be made to leave nothing', () => {
  expect(resolve('$result[user][SURNAME]', 'empty')).toBe('')
  expect(resolve('x$result[nobody][ID]', 'empty')).toBe('x')
  expect(resolve('$result[user][ID]', 'empty')).toBe('5')
})

test('the name of a map is looked up as it is written', () => {
  expect(resolve('$RESULT[user][ID]')).toBeNull()
})

test('what is no reference stays', () => {
  expect(resolve('costs $5 [net]')).toBe('costs $5 [net]')
  expect(resolve('$result')).toBe('$result')
  expect(resolve('$other[user]')).toBe('$other[user]')
})

test('references work in nested values, and not in names', () => {
  expect(resolveReferences({ 'a': { b: ['$result[user][ID]'] }, 'u$result[user][ID]': '1' }, earlier)).toEqual({ 'a': { b: ['5'] }, 'u$result[user][ID]': '1' })
})

test('results under the keys 0, 1, 2 are a list', () => {
  const listed: Earlier = { ...earlier, result: new Map([['0', 'x'], ['1', 'y']]) }
  expect(resolveReferences({ value: '$result[7]' }, listed)).toEqual({ value: ['x', 'y'] })
})

test('a prototype member is no result', () => {
  expect(resolve('$result[user][constructor]')).toEqual(earlier.result.get('user'))
})
