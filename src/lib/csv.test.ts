import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toCsv, toTabs } from './csv.ts'

/** RFC 4180, read strictly: lines end with CRLF, a quoted cell may hold anything with quotes doubled. */
function parseCsv(csv: string): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  for (const [, quoted, plain = '', end = ''] of csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    lines.push(line)
    line = []
  }
  return lines
}

test('cells that need it are quoted, and lines end with CRLF', () => {
  expect(toCsv([['Name', 'Position'], ['O’Neil, "Jo"', 'two\nlines']])).toBe('\uFEFFName,Position\r\n"O’Neil, ""Jo""","two\nlines"\r\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])('the text %j is not calculated', (text) => {
  expect(parseCsv(toCsv([[text]]))).toEqual([[`'${text}`]])
})

test('a sign inside a text changes nothing', () => {
  expect(toCsv([['a=b', 'x-y', ' =1']])).toBe('\uFEFFa=b,x-y, =1\r\n')
})

const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', '\'', 'a') }))

test('whatever cells hold, the same cells are read again, and none of them begins a formula', () => {
  fc.assert(fc.property(fc.array(fc.array(texts, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }), (lines) => {
    const read = parseCsv(toCsv(lines))
    expect(read.map(cells => cells.length)).toEqual(lines.map(cells => cells.length))
    for (const [row, cells] of read.entries()) {
      for (const [column, cell] of cells.entries()) {
        const original = lines[row]?.[column]
        expect(cell).not.toMatch(/^[=+\-@\t\r]/)
        expect([original, `'${original}`]).toContain(cell)
      }
    }
  }))
})

test('pasted with tabs, cells stay in their places, and none of them begins a formula', () => {
  fc.assert(fc.property(fc.array(fc.array(texts, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }), (lines) => {
    const read = toTabs(lines).split('\n').map(line => line.split('\t'))
    expect(read.map(cells => cells.length)).toEqual(lines.map(cells => cells.length))
    for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@]/)
  }))
  expect(toTabs([['Name', '=1+1'], ['two\nlines', '3']])).toBe('Name\t\'=1+1\ntwo lines\t3')
})
