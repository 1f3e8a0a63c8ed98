const BORDERS = ',;\\t\\v\\f\\r\\n\\u0085\\u2028\\u2029'
const SKIPPED = '["\'`\\p{Zs}\\p{Cf}\\0-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f]'
const SIGNS = '[=+\\-@＝＋－＠﹦﹢﹣﹫]'

/** The cells of a CSV as RFC 4180 has it, line by line, the separator apart. @throws Error for a quote where none may be */
export function readCsv(text: string, separator: ',' | ';' = ','): string[][] {
  const lines: string[][] = []
  let cells: string[] = []
  const cell = separator === ',' ? /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y : /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r\n|$)/y
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const [, quoted, plain, end] = cell.exec(text) ?? []
    if (end === undefined) throw new Error(`No cell of a CSV at ${at}: ${text.slice(at, at + 40)}`)
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === separator) continue
    lines.push(cells)
    cells = []
  }
  return lines
}

/** A cell's text as it was before its formulas were disarmed: one `'` less wherever a part could begin and a formula's sign follows. */
export function withFormulas(cell: string): string {
  return cell.replace(new RegExp(`^'(?=${SKIPPED}*(?:[\\t\\r\\n]|${SIGNS}))|(?<=[${BORDERS}])'(?=${SKIPPED}*${SIGNS})`, 'gu'), '')
}

/** The parts of a whole file that any reader takes for cells, whichever of the separators and quotation marks it knows, and that it would calculate. */
export function formulasIn(csv: string): string[] {
  return csv.split(/[,;\t\v\f\r\n\u0085\u2028\u2029]/u).filter(part => new RegExp(`^\\uFEFF?["\\p{Zs}\\p{Cf}\\0-\\x1f\\x7f-\\x9f]*${SIGNS}`, 'u').test(part))
}
