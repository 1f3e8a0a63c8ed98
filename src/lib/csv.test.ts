import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { formulasIn, readCsv, withFormulas } from '../../tests/support/read-csv.ts'
import { LONGEST_CELL, separatorOf, toCsv, toTabs, withoutFormulas } from './csv.ts'

const SEPARATORS = [',', ';'] as const

test('cells that need it are quoted, and lines end with CRLF', () => {
  expect(toCsv([['Name', 'Position'], ['O’Neil, "Jo"', 'two\nlines']])).toBe('\uFEFFName,Position\r\n"O’Neil, ""Jo""","two\nlines"\r\n')
})

test.each([
  '=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', ' =1', '"=1', '\u00a0@x', 'a;=1+1;b', 'a,=1+1', 'a\t=1+1', 'a\n=1+1;x', 'x; "=HYPERLINK("a";"b")', 'a;\u200b-1',
])('no part of the text %j is calculated, wherever a reader splits it (r1, a3)', (text) => {
  for (const separator of SEPARATORS) {
    const csv = toCsv([['x', text, 'y']], { separator })
    expect(formulasIn(csv)).toEqual([])
    expect(readCsv(csv.slice(1), separator)[0]?.map(withFormulas)).toEqual(['x', text, 'y'])
  }
})

test('a sign inside a part changes nothing', () => {
  expect(toCsv([['a=b', 'x-y, z', 'to a@b.example']])).toBe('\uFEFFa=b,"x-y, z",to a@b.example\r\n')
})

const texts = fc.oneof(
  fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '＝', '\t', '\r', '\n', '"', ',', ';', '\'', ' ', '\u200b', 'a') }),
)
const tables = fc.array(fc.array(texts, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 })

test('whatever cells hold, no part of the file is a formula, and two libraries read the same cells (r1, a3)', () => {
  fc.assert(fc.property(tables, fc.constantFrom(...SEPARATORS), (lines, separator) => {
    const csv = toCsv(lines, { separator })
    expect(formulasIn(csv)).toEqual([])
    const byCsvParse: string[][] = parse(csv, { bom: true, delimiter: separator, record_delimiter: '\r\n' })
    const byPapa = Papa.parse<string[]>(csv.slice(1).replace(/\r\n$/, ''), { delimiter: separator, newline: '\r\n' }).data
    for (const read of [byCsvParse, byPapa]) expect(read.map(cells => cells.map(withFormulas))).toEqual(lines)
  }), { numRuns: 300 })
})

test('a text is known again whatever signs it has (a3)', () => {
  fc.assert(fc.property(texts, (text) => {
    expect(withFormulas(withoutFormulas(text))).toBe(text)
  }), { numRuns: 500 })
})

test.each([['en', ','], ['de', ';'], ['ru', ';'], ['fr', ';'], ['pt-BR', ';'], ['ja', ',']])('a table in %s has %s between its cells, as a spreadsheet there expects (r1)', (language, separator) => {
  expect(separatorOf(language)).toBe(separator)
})

test('a text that is too long for a cell is cut between characters, and says so (r12)', () => {
  const [[cell = '', next] = []] = readCsv(toCsv([[`=${'👩‍👩‍👧'.repeat(10_000)}`, 'next']], { cutMark: '… (cut)' }).slice(1))
  expect(cell.length).toBeLessThanOrEqual(LONGEST_CELL)
  expect(cell).toMatch(/^'=(?:👩‍👩‍👧)+… \(cut\)$/u)
  expect(next).toBe('next')
})

test('a text that a cell just holds is whole (r12)', () => {
  expect(toCsv([['a'.repeat(LONGEST_CELL)]]).trim()).toHaveLength(LONGEST_CELL)
})

test('pasted with tabs, cells stay in their places, and no part of them is a formula (r1)', () => {
  fc.assert(fc.property(fc.array(fc.array(texts, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }), (lines) => {
    const pasted = toTabs(lines)
    expect(pasted.split('\n').map(line => line.split('\t').length)).toEqual(lines.map(cells => cells.length))
    expect(formulasIn(pasted)).toEqual([])
  }))
  expect(toTabs([['Name', '=1+1'], ['two\nlines', '3']])).toBe('Name\t\'=1+1\ntwo lines\t3')
})
