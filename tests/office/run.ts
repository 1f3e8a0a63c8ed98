/**
 * `npm run test:office`: opens an exported table in LibreOffice, from the system or (as root) from its package manager, split at each
 * separator and at all that it takes by itself, and fails when any cell became a formula or the columns are not those of the table.
 * Not part of `npm test`: the package has some hundred megabytes.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCsvWriter } from '../../src/messages/export/formats/csv.ts'
import { separatorOf, toCsv } from '../../src/lib/csv.ts'
import { messageCorpus } from '../fixtures/message-corpus/corpus.ts'
import { aFile, aPerson, aPlan } from '../support/an-export.ts'
import { anExportMessage } from '../support/export-nodes.ts'
import { installFromSystem, succeeds } from '../support/system-package.ts'

const PROGRAM = 'soffice'
const OPENING_LIMIT_MS = 120_000
const COLUMNS = 12
const PARTS = ['=1+1', '+1+1', '-1+1', '@SUM(1;1)', '=HYPERLINK("https://evil.example/";"press")', ' =1+1', '"=1+1', '＝1+1']
const FORMULAS = ['', 'a', 'a;', 'a,', 'a\t', 'a\n', '\t', '\n', '"a";', '"a', 'a"\n', ';', ',"', '\'a\';'].flatMap(before => PARTS.map(part => `${before}${part};b`))

/**
 * How a table is split: at the comma, as the program does when nobody can be asked, or at what its dialogue is told (the numbers of the
 * characters). The dialogue that a double click opens has the last of these set; Excel takes the separator of its language.
 */
const WAYS = { 'without a dialogue': null, 'at ,': '44', 'at ;': '59', 'at tabs': '9', 'at , ; and tabs': '44/59/9' } as const
type Way = keyof typeof WAYS

function officeIsThere(): boolean {
  const isThere = (): boolean => succeeds(PROGRAM, ['--version'], OPENING_LIMIT_MS)
  return isThere() || (installFromSystem({ 'apt-get': 'libreoffice-calc-nogui' }) && isThere())
}

/** The sheet that LibreOffice makes of a file, as XML. */
function openInOffice(folder: string, csv: string, way: Way): string {
  writeFileSync(join(folder, 'table.csv'), csv)
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const separators = WAYS[way]
  // quotation marks are those of the program, the text is UTF-8, read from its first line on
  const filter = separators === null ? [] : [`--infilter=CSV:${separators},34,76,1`]
  const { status, stderr } = spawnSync(PROGRAM, [profile, '--headless', ...filter, '--convert-to', 'fods', '--outdir', folder, join(folder, 'table.csv')], {
    timeout: OPENING_LIMIT_MS, encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`LibreOffice did not open the table: ${stderr}`)
  return readFileSync(join(folder, 'table.fods'), 'utf8')
}

const formulasIn = (sheet: string): string[] => sheet.match(/table:formula="[^"]*"/g) ?? []

/** Cells with content, row by row, of rows that have any. */
function cellsIn(sheet: string): number[] {
  return (sheet.match(/<table:table-row [^]*?<\/table:table-row>/g) ?? [])
    .map(row => row.match(/<table:table-cell[^>]*?[^/]>/g)?.length ?? 0)
    .filter(cells => cells > 0)
}

function exportedTable(texts: readonly string[], language: string): string {
  const plan = aPlan({ format: 'csv' }, { language })
  const writer = createCsvWriter(plan)
  const part = { number: 1, firstId: 1 }
  const lines = texts.map((text, index) => {
    const name = text.slice(0, 100)
    const message = anExportMessage(plan, { id: index + 1, text, fileIds: [9] }, { people: [aPerson({ name })], files: [aFile({ name })] })
    return writer.write(message, part, undefined)
  })
  return writer.begin(part) + lines.join('') + writer.end(part, true)
}

if (!officeIsThere()) {
  console.error('There is no LibreOffice here, and it could not be installed.')
  process.exit(1)
}
const folder = mkdtempSync(join(tmpdir(), 'chatside-office-'))
try {
  const failures: string[] = []
  const texts = [...FORMULAS, ...messageCorpus.map(({ text }) => text)]
  for (const way of Object.keys(WAYS) as Way[]) { // keys of a constant are their names
    // without protection the same way of opening calculates, so a table without formulas means something
    if (formulasIn(openInOffice(folder, '=1+1\r\n', way)).length !== 1) failures.push(`${way}: an unprotected formula was not calculated`)
    for (const language of ['en', 'de', 'ru']) {
      const separator = separatorOf(language)
      const sheets = [exportedTable(texts, language), toCsv(FORMULAS.map(text => [text, text]), { separator })].map(csv => openInOffice(folder, csv, way))
      const found = sheets.flatMap(formulasIn)
      failures.push(...found.map(formula => `${way}, ${language}: ${formula}`))
      const [head] = cellsIn(sheets[0] ?? '')
      const isSplitRightly = (WAYS[way] ?? '44').split('/').includes(String(separator.charCodeAt(0)))
      if (isSplitRightly && (head !== COLUMNS || cellsIn(sheets[0] ?? '').length !== texts.length + 1)) {
        failures.push(`${way}, ${language}: ${head} columns, ${cellsIn(sheets[0] ?? '').length} rows of ${texts.length + 1}`)
      }
      console.log(`${PROGRAM} ${way}, ${language}: ${found.length} formulas of ${texts.length} hostile messages, ${head} columns`)
    }
  }
  if (failures.length > 0) {
    console.error(failures.slice(0, 40).join('\n'))
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
