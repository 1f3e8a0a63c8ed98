import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formulasIn } from '../../tests/support/read-csv.ts'
import { changeTemplates, insistOn, isChanged, type TemplateChange } from './change-templates.ts'
import { planImport, readFile, writeCsv, writeJson } from './template-files.ts'
import { faultOf, isSameWords, parseTemplates, roomUsed, tidyWords, writeTemplates, type Template } from './template.ts'
import { toParts, toShown, toStored, VARIABLES, type VariableNames } from './variables.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('=1+1', '\'=A1;,\r\n@x', '{first name}', '"', '\t-2'),
)
const template: fc.Arbitrary<Template> = fc.record({ id: fc.stringMatching(/^[0-9a-f]{12}$/), folder: hostile, name: hostile, text: hostile })
  .map(({ id, ...words }) => ({ id, ...tidyWords(words) }))
  .filter(words => faultOf(words) === null)
const set = fc.uniqueArray(template, { maxLength: 12, selector: ({ id }) => id })
const distinct = set
  .map(templates => templates.filter((one, index) => templates.findIndex(other => isSameWords(one, other)) === index))
  .filter(templates => templates.length > 0)
const toBytes = (text: string) => new TextEncoder().encode(text)
const words = (templates: readonly Template[]) => templates.map(({ folder, name, text }) => ({ folder, name, text }))

test('what is written is read back equal, and anything else is left alone', () => {
  fc.assert(fc.property(set, (templates) => {
    expect(parseTemplates(writeTemplates(templates))).toEqual({ state: 'ready', templates })
    expect(roomUsed(templates)).toBeLessThan(1)
  }), { numRuns: 60 })
  fc.assert(fc.property(fc.anything(), (value) => {
    expect(['ready', 'newer', 'unreadable']).toContain(parseTemplates(value).state)
  }), { numRuns: 60 })
  const row = ['0123456789ab', '', 'Hello', 'Hi']
  expect(parseTemplates(JSON.stringify({ v: 2, items: {} }))).toEqual({ state: 'newer' })
  for (const items of [[[...row, 1]], [row, row], [['x', '', 'a', 'b']], [['0123456789ab', '', 'a', 'b'.repeat(4_001)]], 'no']) {
    expect(parseTemplates(JSON.stringify({ v: 1, items }))).toEqual({ state: 'unreadable' })
  }
  expect(parseTemplates(`{"v":1,"items":[]${' '.repeat(30_000)}}`)).toEqual({ state: 'unreadable' })
  expect(parseTemplates(undefined)).toEqual({ state: 'ready', templates: [] })
})

test('files are read back equal, and a spreadsheet calculates nothing of them', () => {
  fc.assert(fc.property(distinct, fc.constantFrom(',', ';'), (templates, separator) => {
    const csv = writeCsv(templates, separator as ',' | ';')
    expect(formulasIn(csv)).toEqual([])
    for (const content of [csv, writeJson(templates)]) expect(readFile(toBytes(content))).toEqual({ ok: true, words: words(templates) })
    expect(planImport(words(templates), templates)).toEqual({ fresh: [], same: templates.length, doubles: [] })
  }), { numRuns: 80 })
})

test.each([
  ['', { kind: 'empty' }],
  ['{"a":', { kind: 'not-json' }],
  ['[]', { kind: 'not-templates' }],
  ['{"format":"chatside-templates","version":2,"templates":[]}', { kind: 'newer' }],
  ['{"format":"chatside-templates","version":1,"templates":[{"name":"a","text":"b"},{"name":1}]}', { kind: 'not-words', line: 2 }],
  ['a,b\r\n1,2', { kind: 'no-columns' }],
  ['folder,name,text\r\n', { kind: 'empty' }],
  ['folder,name,text\n,Hello,"one\ntwo"\n,,text\n', { kind: 'no-name', line: 4 }],
  ['folder;name;text\n;a;"b', { kind: 'quote', line: 2 }],
  [`name,text\n${'a'.repeat(101)},b`, { kind: 'long-name', line: 2 }],
  [`name,text\n${'a,b\n'.repeat(301)}`, { kind: 'too-many' }],
  ['x'.repeat(1_000_001), { kind: 'too-long' }],
])('of a bad file nothing is taken, and the line is said: %#', (content, fault) => {
  expect(readFile(toBytes(content))).toMatchObject({ ok: false, fault })
})

test('of a file in the encoding of a country nothing is taken, because its letters would be lost', () => {
  const cyrillic = Uint8Array.from([...toBytes('name,text\n'), 0xCF, 0xF0, 0xE8, 0x2C, 0xE2, 0xE5, 0xF2]) // Windows-1251
  expect(readFile(cyrillic)).toMatchObject({ ok: false, fault: { kind: 'not-utf8' } })
})

test('a table of another program is read: other line ends, columns in another order, no folder', () => {
  expect(readFile(toBytes('Text;Name\n"Hello ""you""";Greeting\n\n'))).toEqual({ ok: true, words: [{ folder: '', name: 'Greeting', text: 'Hello "you"' }] })
  const there = { id: '0123456789ab', folder: '', name: 'Greeting', text: 'Hi' }
  expect(planImport([{ folder: '', name: 'Greeting', text: 'Hello' }, { folder: 'a', name: 'Greeting', text: 'Hello' }], [there])).toEqual({
    fresh: [{ folder: 'a', name: 'Greeting', text: 'Hello' }], same: 0, doubles: [{ words: { folder: '', name: 'Greeting', text: 'Hello' }, there }],
  })
})

/** Names of a language, such that none is another's stored name. */
const names = Object.fromEntries(VARIABLES.map((variable, index) => [variable, `Größe ${index}`])) as VariableNames

test('names of variables are the language\'s when seen and the same everywhere when stored', () => {
  const text = fc.array(fc.oneof(fc.constantFrom(...VARIABLES.map(variable => `{${variable}}`)), fc.string({ maxLength: 8 }), fc.constantFrom('{', '}', '{}', '{x}'))).map(parts => parts.join(''))
  fc.assert(fc.property(text, (shown) => {
    const stored = toStored(shown, names)
    expect(toStored(toShown(stored, names), names)).toBe(stored)
    expect(toParts(stored, {}).map(part => part.kind === 'text' ? part.text : part.kind === 'empty' ? `{${part.variable}}` : '').join('')).toBe(stored)
  }), { numRuns: 100 })
  expect(toStored('{GRÖSSE 0} {Größe  1} {other}', names)).toBe('{first name} {my name} {other}')
})

test('changes of two people are merged, or asked about; none is made over somebody else\'s', () => {
  const change = (templates: readonly Template[], picks: readonly number[]): TemplateChange[] => templates.flatMap((before, index): TemplateChange[] => (
    picks[index] === 1 ? [{ kind: 'put', template: { ...before, text: `${before.text}!` }, before }] : picks[index] === 2 ? [{ kind: 'remove', before }] : []
  ))
  fc.assert(fc.property(set, fc.array(fc.nat(3)), fc.array(fc.nat(3)), template, (base, mine, theirs, added) => {
    const their = changeTemplates(base, change(base, theirs)).templates
    const own: TemplateChange[] = [...change(base, mine), ...base.some(({ id }) => id === added.id) ? [] : [{ kind: 'put', template: added, before: null } as const]]
    const { templates, conflicts } = changeTemplates(their, own)
    const held = new Set(conflicts.map(({ change: wish }) => wish))
    expect(isChanged(templates, own.filter(wish => !held.has(wish)))).toBe(true)
    for (const one of their) if (!own.some(wish => (wish.kind === 'put' ? wish.template : wish.before).id === one.id)) expect(templates).toContainEqual(one)
    for (const { change: wish, theirs: there } of conflicts) {
      const { id } = wish.kind === 'put' ? wish.template : wish.before
      expect(templates.find(one => one.id === id) ?? null).toEqual(there)
    }
    // of what was held back nothing was made
    expect(isChanged(changeTemplates(their, insistOn(own, conflicts)).templates, own)).toBe(true)
  }), { numRuns: 100 })
})
