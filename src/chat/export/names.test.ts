import { expect, test } from 'vitest'
import { aPerson, exportWords } from '../../../tests/support/an-export.ts'
import { createNames, NO_NAMES, type Names } from './names.ts'

function namesOf(people: [id: number, name: string][], { isPseudonymous = true, state = NO_NAMES } = {}): Names {
  const names = createNames({ isPseudonymous, words: exportWords, state })
  names.learn(people.map(([id, name]) => aPerson({ id, name })))
  return names
}

test('without pseudonyms people have the portal\'s names and numbers, in one line', () => {
  const names = namesOf([[5, ' Eve\n\u202eSmith ']], { isPseudonymous: false })
  expect(names.of(5)).toEqual({ id: 5, name: 'Eve Smith' })
  expect(names.of(6)).toEqual({ id: 6, name: '#6' })
  expect([names.ofQuote('Eve'), names.within('Eve Smith left')]).toEqual(['Eve', 'Eve Smith left'])
})

test('with pseudonyms everybody has a number of the export, the same everywhere', () => {
  const names = namesOf([[50, 'Eve Smith'], [70, 'Ben Okafor']])
  expect(names.of(70)).toEqual({ id: 1, name: 'Person 1' })
  expect(names.of(50)).toEqual({ id: 2, name: 'Person 2' })
  expect(names.of(70)).toEqual({ id: 1, name: 'Person 1' })
  expect(names.ofQuote('Eve Smith')).toBe('Person 2')
  expect(names.within('Ben Okafor invited Eve Smith.')).toBe('Person 1 invited Person 2.')
})

test('a quoted author whom nobody knows, or whom two people may be, is somebody', () => {
  const names = namesOf([[1, 'Anna Schmidt'], [2, 'Anna Schmidt']])
  expect(names.ofQuote('Zoe')).toBe('somebody')
  expect(names.ofQuote('Anna Schmidt')).toBe('somebody')
})

test('a name is replaced as a whole word, the longest first, whatever signs it has', () => {
  const names = namesOf([[1, 'Ann Lee'], [2, 'Ann Lee (Sales)'], [3, 'Li']])
  expect(names.within('Ann Lee (Sales) met Ann Lee, not Ann Leeds; Li stays')).toBe('Person 1 met Person 2, not Ann Leeds; Li stays')
})

test('an export that goes on keeps its numbers and the names it knows', () => {
  const before = namesOf([[5, 'Eve Smith'], [6, 'Ben Okafor']])
  before.of(6)
  const after = namesOf([], { state: JSON.parse(JSON.stringify(before.state())) as typeof NO_NAMES })
  expect(after.of(5)).toEqual({ id: 2, name: 'Person 2' })
  expect(after.ofQuote('Ben Okafor')).toBe('Person 1')
})

test('a person who was renamed meanwhile is known by the newer name', () => {
  const names = namesOf([[5, 'Eve Smith']], { isPseudonymous: false })
  names.learn([aPerson({ id: 5, name: 'Eve Jones' })])
  expect(names.of(5).name).toBe('Eve Jones')
})
