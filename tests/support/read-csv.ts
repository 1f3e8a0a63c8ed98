/** The cells of a CSV as RFC 4180 has it, line by line. @throws Error for a quote where none may be */
export function readCsv(text: string): string[][] {
  const lines: string[][] = []
  let cells: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const [, quoted, plain, end] = cell.exec(text) ?? []
    if (end === undefined) throw new Error(`No cell of a CSV at ${at}: ${text.slice(at, at + 40)}`)
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === ',') continue
    lines.push(cells)
    cells = []
  }
  return lines
}
