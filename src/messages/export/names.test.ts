import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aPerson, exportTexts } from '../../../tests/support/an-export.ts'
import { cleanLine, createNames, indexOfName, NO_NAMES, type Names } from './names.ts'

function namesOf(people: [id: number, name: string][], { isPseudonymous = true, state = NO_NAMES } = {}): Names {
  const names = createNames({ isPseudonymous, texts: exportTexts, state })
  names.learn(people.map(([id, name]) => aPerson({ id, name })))
  return names
}

test('without pseudonyms people have the portal\'s names and numbers, in one line', () => {
  const names = namesOf([[5, ' Eve\n\u202eSmith ']], { isPseudonymous: false })
  expect(names.of(5)).toEqual({ id: 5, name: 'Eve Smith' })
  expect(names.of(6)).toEqual({ id: 6, name: '#6' })
  expect([names.called('Eve'), names.within('Eve Smith left')]).toEqual(['Eve', 'Eve Smith left'])
})

test('with pseudonyms everybody has a number of the export, the same everywhere', () => {
  const names = namesOf([[50, 'Eve Smith'], [70, 'Ben Okafor']])
  expect(names.of(70)).toEqual({ id: 1, name: 'Person 1' })
  expect(names.of(50)).toEqual({ id: 2, name: 'Person 2' })
  expect(names.of(70)).toEqual({ id: 1, name: 'Person 1' })
  expect(names.called('Eve Smith')).toBe('Person 2')
  expect(names.within('Ben Okafor invited Eve Smith.')).toBe('Person 1 invited Person 2.')
})

test('a quoted author whom nobody knows, or whom two people may be, is somebody', () => {
  const names = namesOf([[1, 'Anna Schmidt'], [2, 'Anna Schmidt']])
  expect(names.called('Zoe')).toBe('somebody')
  expect(names.called('Anna Schmidt')).toBe('somebody')
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
  expect(after.called('Ben Okafor')).toBe('Person 1')
})

test('a person who was renamed meanwhile is known by the newer name', () => {
  const names = namesOf([[5, 'Eve Smith']], { isPseudonymous: false })
  names.learn([aPerson({ id: 5, name: 'Eve Jones' })])
  expect(names.of(5).name).toBe('Eve Jones')
})

test('names with hyphens, brackets and other signs are replaced, each by its own number (a2)', () => {
  const people: [number, string][] = [[1, 'Müller-Lüdenscheidt'], [2, 'O’Neil (Jr.) [x] {2,} $^*+?.|\\/-'], [3, '--- a & b'], [4, '🙂🙂🙂']]
  const names = namesOf(people)
  for (const [id, name] of people) expect(names.within(`Hi ${name}, hello`)).toBe(`Hi Person ${id}, hello`)
})

test('any names are replaced, wherever they are between signs, and nothing of the text is lost around them (a2)', () => {
  const name = fc.oneof(fc.string({ minLength: 3, maxLength: 30 }), fc.string({ unit: 'binary', minLength: 3, maxLength: 30 })).filter(text => cleanLine(text).length >= 3)
  fc.assert(fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), (all) => {
    const names = namesOf(all.map((own, index) => [index + 1, own]))
    for (const own of all) {
      const shown = names.within(`<${cleanLine(own)}>`)
      expect([shown.at(0), shown.at(-1)]).toEqual(['<', '>'])
      if (/[\p{L}\p{N}]{3}/u.test(own)) expect(shown).not.toContain(cleanLine(own))
    }
  }), { numRuns: 200 })
})

test('a name is found in any case, in either normal form and with signs that cannot be seen (a2)', () => {
  const names = namesOf([[1, 'Zoë Grüße']])
  const written = ['ZOË GRÜSSE', 'zoë grüße', 'Zoë Grüße'.normalize('NFD'), 'Zoë\u00a0Grüße', 'Zo\u200bë Grüße', '\u2068Zoë Grüße\u2069']
  for (const text of written) expect(names.within(`${text} left`)).toBe('Person 1 left')
})

test('a name inside another is only replaced where it is a word of its own (a2)', () => {
  const names = namesOf([[1, 'Anna'], [2, 'Anna Maria'], [3, 'Maria Anna Schmidt']])
  expect(names.within('Anna Maria Anna Schmidt, Annabel, anna-maria')).toBe('Person 1 Person 2 Schmidt, Annabel, Person 2-maria')
})

test('names are found in scripts that write no blanks (a2)', () => {
  const names = namesOf([[1, '田中太郎'], [2, '王明']])
  expect(names.within('田中太郎さんが王明さんを招待しました')).toBe('Person 1さんがPerson 2さんを招待しました')
})

test('a name that is looked for as it is written is no part of another word, but stands beside letters of a script without blanks', () => {
  expect(['Maximum Max', 'Климакс Макс', '田中さん', 'Max田', '2Max, Maxé, Max\u0301'].map(text => ['Max', 'Макс', '田中'].map(name => indexOfName(text, name, 0))))
    .toEqual([[8, -1, -1], [-1, 8, -1], [-1, -1, 0], [0, -1, -1], [-1, -1, -1]])
})

test('20,000 people are learned page by page, and every page is written (a11)', () => {
  const names = namesOf([])
  for (let page = 0; page < 400; page += 1) {
    names.learn(Array.from({ length: 50 }, (_person, index) => aPerson({ id: page * 50 + index + 1, name: `Anna Maria Schmidt-${page * 50 + index}` })))
    for (let message = 0; message < 50; message += 1) names.within(`Anna Maria Schmidt-${page * 50 + message} invited Anna Maria and Anna Maria Schmidt-x ${'Anna '.repeat(50)}`)
  }
  expect(names.within('Anna Maria Schmidt-19999 left')).toMatch(/^Person \d+ left$/)
})
