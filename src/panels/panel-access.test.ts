import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writePanelAccesses } from '../settings/options/panel-access-store.ts'
import { accessOf, isPermitted, PANEL_ACCESSES, parsePanelAccesses, type PanelAccess } from './panel-access.ts'

test('reads what is agreed, and a panel of which nothing is agreed is for everybody', () => {
  const accesses = parsePanelAccesses('{"members":"administrators","tasks":"nobody","files":"everybody"}')
  expect(['members', 'tasks', 'files', 'overview'].map(id => accessOf(accesses, id))).toEqual(['administrators', 'nobody', 'everybody', 'everybody'])
})

test.each([
  [undefined], [null], [''], ['0'], [0], [true], ['{'], ['null'], ['"nobody"'], ['7'], ['["nobody"]'], [[]], [{ overview: 'nobody' }], ['[{"overview":"nobody"}]'],
  ['[object Object]'], ['a:1:{s:8:"overview";s:6:"nobody";}'],
])('the option %j agrees on nothing', (option) => {
  expect([...parsePanelAccesses(option)]).toEqual([])
})

test('an access that there is not is left out, and the others are read', () => {
  expect([...parsePanelAccesses('{"a":"Nobody","b":["nobody"],"c":{"d":"nobody"},"e":null,"f":1,"g":"nobody","h":""}')]).toEqual([['g', 'nobody']])
})

test('names that objects have of their own are panels like any other, and nothing of theirs leaks in', () => {
  const accesses = parsePanelAccesses('{"__proto__":"nobody","constructor":"administrators"}')
  expect(accessOf(accesses, '__proto__')).toBe('nobody')
  expect(accessOf(accesses, 'toString')).toBe('everybody')
  expect(writePanelAccesses(accesses)).toBe('{"__proto__":"nobody","constructor":"administrators"}')
  expect('nobody' in Object.prototype).toBe(false)
})

test('an option nested very deep agrees on nothing', () => {
  expect(parsePanelAccesses(`{"overview":${'['.repeat(9_000)}${']'.repeat(9_000)}}`).size).toBe(0)
})

test('an option of a megabyte is not read', () => {
  expect(parsePanelAccesses(`{"overview":"nobody","x":"${'x'.repeat(1_000_000)}"}`).size).toBe(0)
})

test('what is written is what is not for everybody, in the order of the ids', () => {
  expect(writePanelAccesses(new Map<string, PanelAccess>([['tasks', 'nobody'], ['files', 'everybody'], ['members', 'administrators']])))
    .toBe('{"members":"administrators","tasks":"nobody"}')
})

test('an agreement that leaves everything open is no empty text, which a portal takes for an option that is missing', () => {
  expect(writePanelAccesses(new Map([['tasks', 'everybody']]))).toBe('{}')
})

test('whoever may have it: administrators what is theirs, nobody what is nobody\'s', () => {
  expect(PANEL_ACCESSES.map(access => [access, isPermitted(access, false), isPermitted(access, true)])).toEqual([
    ['everybody', true, true], ['administrators', false, true], ['nobody', false, false],
  ])
})

const ids = fc.oneof(fc.constantFrom('__proto__', 'constructor', '7', '10', 'overview', ''), fc.string({ unit: 'binary', maxLength: 20 }))

test('what was written is read again, the same agreement is always the same text', () => {
  fc.assert(fc.property(fc.array(fc.tuple(ids, fc.constantFrom(...PANEL_ACCESSES)), { maxLength: 40 }), (entries) => {
    const accesses = new Map(entries)
    const again = parsePanelAccesses(writePanelAccesses(accesses))
    for (const [id, access] of accesses) expect(accessOf(again, id)).toBe(access)
    expect(writePanelAccesses(new Map([...accesses].reverse()))).toBe(writePanelAccesses(accesses))
    expect(writePanelAccesses(again)).toBe(writePanelAccesses(accesses))
  }))
})

test('whatever an option holds, reading it never throws and brings only what there is', () => {
  const likely = fc.dictionary(ids, fc.oneof(fc.constantFrom(...PANEL_ACCESSES), fc.jsonValue())).map(value => JSON.stringify(value))
  const options = fc.oneof(fc.anything({ withNullPrototype: true }), fc.string(), fc.json(), likely)
  fc.assert(fc.property(options, (option) => {
    for (const access of parsePanelAccesses(option).values()) expect(PANEL_ACCESSES).toContain(access)
  }))
})
