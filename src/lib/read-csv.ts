import { BORDERS, BYTE_ORDER_MARK, SIGNS, SKIPPED, type CsvSeparator } from './csv.ts'

export interface CsvLine {
  /** Of the file, from 1: where the row begins. */
  line: number
  cells: string[]
}

export type ReadCsv =
  | { ok: true, rows: CsvLine[] }
  /** A quotation mark that is never closed, or that something follows. */
  | { ok: false, line: number }

/** Which separator the first line has: the one that it has more of. */
function separatorIn(text: string): CsvSeparator {
  const [first = ''] = text.split(/[\r\n]/, 1)
  return first.split(';').length > first.split(',').length ? ';' : ','
}

/** A table as RFC 4180 has it, with either separator and any line ends; lines without any cell are left out. Takes time in proportion. */
export function readCsv(file: string): ReadCsv {
  const text = file.startsWith(BYTE_ORDER_MARK) ? file.slice(1) : file
  const cell = separatorIn(text) === ','
    ? /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y
    : /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r\n|\n|\r|$)/y
  const rows: CsvLine[] = []
  let line = 1
  let row: CsvLine = { line, cells: [] }
  while (cell.lastIndex < text.length || row.cells.length > 0) {
    const found = cell.exec(text)
    if (!found) return { ok: false, line }
    const [whole, quoted, plain = '', end = ''] = found
    row.cells.push(quoted?.replaceAll('""', '"') ?? plain)
    line += whole.split(/\r\n|\n|\r/).length - 1
    if (end === ',' || end === ';') continue
    if (row.cells.some(one => one !== '')) rows.push(row)
    row = { line, cells: [] }
  }
  return { ok: true, rows }
}

const GUARDS = new RegExp(`^'(?=${SKIPPED}*(?:[\\t\\r\\n]|${SIGNS}))|(?<=[${BORDERS}])'(?=${SKIPPED}*${SIGNS})`, 'gu')

/** A cell's text as it was before `withoutFormulas`: one `'` less wherever a part could begin and a formula's sign follows. */
export function withFormulas(cell: string): string {
  return cell.replace(GUARDS, '')
}
