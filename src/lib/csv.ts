import { cutCharacters } from './cut-characters.ts'

/** Without it Excel takes the file for the system's old encoding. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** The most that a cell of Excel holds, in UTF-16 units; what is beyond spills into other cells or is lost without a word. */
export const LONGEST_CELL = 32_767

/** Where a program may begin a new cell or a new line: which of the three separators it takes depends on its language and its last settings. */
export const BORDERS = ',;\\t\\v\\f\\r\\n\\u0085\\u2028\\u2029'
/** What programs drop before they check whether a cell is a formula. It contains no border, so the pattern takes time in proportion to the text. */
export const SKIPPED = '["\'`\\p{Zs}\\p{Cf}\\0-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f]'
/** With these a cell is calculated instead of shown, the full-width and the small forms included (https://owasp.org/www-community/attacks/CSV_Injection). */
export const SIGNS = '[=+\\-@＝＋－＠﹦﹢﹣﹫]'
/** Some readers drop tabs and line breaks in front of a text, too. */
const FORMULAS = new RegExp(`^(?=${SKIPPED}*(?:[\\t\\r\\n]|${SIGNS}))|(?<=[${BORDERS}])(?=${SKIPPED}*${SIGNS})`, 'gu')
const NEEDS_QUOTES = new RegExp(`["${BORDERS}]|^\\s|\\s$`, 'u')

export type CsvSeparator = ',' | ';'

/**
 * What separates cells where this language is spoken, so that a double click opens a table in columns: `;` where the comma is the
 * decimal sign. A first line `sep=;` would tell Excel in any language, but other readers take it for a row, and with it Excel
 * ignores the byte order mark and reads UTF-8 as the system's old encoding.
 */
export function separatorOf(language: string): CsvSeparator {
  const sign = new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value
  return sign === ',' ? ';' : ','
}

interface CsvOptions {
  separator?: CsvSeparator
  /** Ends a text that was too long for a cell. */
  cutMark?: string
}

/** A table as CSV (RFC 4180, the separator apart) in UTF-8 with its mark: lines end with CRLF, and nothing is calculated, see `withoutFormulas`. */
export function toCsv(lines: readonly (readonly string[])[], options: CsvOptions = {}): string {
  return BYTE_ORDER_MARK + lines.map(cells => toCsvLine(cells, options)).join('')
}

/** One line of such a file, for one that is written piece by piece. */
export function toCsvLine(cells: readonly string[], { separator = ',', cutMark = '…' }: CsvOptions = {}): string {
  return `${cells.map(text => toCell(text, cutMark)).join(separator)}\r\n`
}

/** A table to be pasted into a spreadsheet: tabs between cells, line feeds between lines, guarded as in `toCsv`. */
export function toTabs(lines: readonly (readonly string[])[]): string {
  return lines.map(cells => cells.map(cell => withoutFormulas(cell.replace(/[\t\r\n]+/g, ' '))).join('\t')).join('\n')
}

/**
 * A text no part of which a spreadsheet calculates, wherever it may split it. `'` is put where a part could begin: at the start,
 * and after any `,`, `;`, tab or line break, if a sign of formulas comes next (at the start a tab or a line break, too), apart from quotation
 * marks and blanks. Nothing is lost: `withFormulas` of the tests restores the text.
 */
export function withoutFormulas(text: string): string {
  return text.replace(FORMULAS, '\'')
}

function toCell(text: string, cutMark: string): string {
  const guarded = withoutFormulas(text)
  const shown = guarded.length > LONGEST_CELL ? cutCharacters(guarded, LONGEST_CELL - cutMark.length) + cutMark : guarded
  return NEEDS_QUOTES.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown
}
