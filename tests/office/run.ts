/**
 * `npm run test:office`: opens an exported table in LibreOffice, from the system or (as root) from its package manager, and fails when any
 * cell became a formula. Not part of `npm test`: the package has some hundred megabytes.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCsvWriter } from '../../src/chat/export/formats/csv.ts'
import { toCsv } from '../../src/lib/csv.ts'
import { messageCorpus } from '../fixtures/message-corpus/corpus.ts'
import { aFile, aPerson, aPlan } from '../support/an-export.ts'
import { anExportMessage } from '../support/export-nodes.ts'
import { installFromSystem, succeeds } from '../support/system-package.ts'

const PROGRAM = 'soffice'
const OPENING_LIMIT_MS = 120_000
const FORMULAS = ['=1+1', '+1+1', '-1+1', '@SUM(1;1)', '=HYPERLINK("https://evil.example/";"press")', ' =1+1', '\t=1+1', '\n=1+1', '＝1+1', '"=1+1', 'a;=1+1', 'a\t=1+1']

function officeIsThere(): boolean {
  const isThere = (): boolean => succeeds(PROGRAM, ['--version'], OPENING_LIMIT_MS)
  return isThere() || (installFromSystem({ 'apt-get': 'libreoffice-calc-nogui' }) && isThere())
}

/** The sheet that LibreOffice makes of a file when somebody opens it, as XML. */
function openInOffice(folder: string, csv: string): string {
  writeFileSync(join(folder, 'table.csv'), csv)
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const { status, stderr } = spawnSync(PROGRAM, [profile, '--headless', '--convert-to', 'fods', '--outdir', folder, join(folder, 'table.csv')], {
    timeout: OPENING_LIMIT_MS, encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`LibreOffice did not open the table: ${stderr}`)
  return readFileSync(join(folder, 'table.fods'), 'utf8')
}

const formulasIn = (sheet: string): string[] => sheet.match(/table:formula="[^"]*"/g) ?? []

/** Rows that have content. */
function rowsIn(sheet: string): number {
  return (sheet.match(/<table:table-row [^]*?<\/table:table-row>/g) ?? []).filter(row => row.includes('<text:p>')).length
}

function exportedTable(texts: readonly string[]): string {
  const plan = aPlan({ format: 'csv' })
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
  // without protection the same way of opening calculates, so a table without formulas means something
  const unsafe = formulasIn(openInOffice(folder, `${'=1+1'},x\r\n`))
  const texts = [...FORMULAS, ...messageCorpus.map(({ text }) => text)]
  const sheet = openInOffice(folder, exportedTable(texts))
  const list = openInOffice(folder, toCsv(FORMULAS.map(text => [text, text])))
  const found = [...formulasIn(sheet), ...formulasIn(list)]
  const rows = rowsIn(sheet)
  console.log(`${PROGRAM}: an unprotected formula became ${unsafe.length} formula; ${texts.length} hostile messages became ${rows - 1} rows with ${found.length} formulas`)
  if (unsafe.length !== 1 || found.length > 0 || rows !== texts.length + 1) {
    console.error(found.join('\n'))
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
