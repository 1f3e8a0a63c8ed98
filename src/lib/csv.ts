/** Without it Excel takes the file for the system's old encoding. */
export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * What makes a spreadsheet calculate a cell instead of showing it, the full-width forms included
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** A table as CSV (RFC 4180) in UTF-8 with its mark: every line ends with CRLF, and a text that a spreadsheet would calculate begins with `'`. */
export function toCsv(lines: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + lines.map(toCsvLine).join('')
}

/** One line of such a file, for one that is written piece by piece. */
export function toCsvLine(cells: readonly string[]): string {
  return `${cells.map(toCell).join(',')}\r\n`
}

/** A table to be pasted into a spreadsheet: tabs between cells, line feeds between lines, guarded as in `toCsv`. */
export function toTabs(lines: readonly (readonly string[])[]): string {
  return lines.map(cells => cells.map(cell => guarded(cell.replace(/[\t\r\n]+/g, ' '))).join('\t')).join('\n')
}

function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

function toCell(text: string): string {
  const shown = guarded(text)
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown
}
