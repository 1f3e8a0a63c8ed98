/** Templates as files: JSON, and CSV for spreadsheets. What one copy of this app wrote another reads back equal. */
import { object, safeParse, string } from 'valibot'
import { toCsv, type CsvSeparator } from '../lib/csv.ts'
import { isRecord } from '../lib/is-record.ts'
import { readCsv, withFormulas } from '../lib/read-csv.ts'
import { faultOf, isSameWords, MOST_TEMPLATES, tidyWords, type Template, type TemplateWords, type WordsFault } from './template.ts'

const FORMAT = 'chatside-templates'
const COLUMNS = ['folder', 'name', 'text'] as const
/** Bytes: far above what a set has room for. */
export const LONGEST_FILE = 1_000_000

export type FileFault =
  | { kind: 'too-long' | 'too-many' | 'empty' | 'not-utf8' | 'not-json' | 'not-templates' | 'newer' }
  /** No header of a CSV that names the columns. */
  | { kind: 'no-columns' }
  | { kind: 'quote', line: number }
  /** Of a CSV the line, of JSON which template from 1. */
  | { kind: WordsFault | 'not-words', line: number }

export type ReadFile = { ok: true, words: TemplateWords[] } | { ok: false, fault: FileFault, isCsv: boolean }

export function writeJson(templates: readonly Template[]): string {
  return `${JSON.stringify({ format: FORMAT, version: 1, templates: templates.map(({ folder, name, text }) => ({ folder, name, text })) }, null, 2)}\n`
}

export function writeCsv(templates: readonly Template[], separator: CsvSeparator): string {
  return toCsv([COLUMNS, ...templates.map(({ folder, name, text }) => [folder, name, text])], { separator })
}

/**
 * All of a file or nothing of it: never throws. A spreadsheet writes CSV in an encoding of its country unless UTF-8 is chosen; read as UTF-8,
 * its letters would be lost.
 */
export function readFile(bytes: BufferSource): ReadFile {
  try {
    return readText(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof TypeError) return { ok: false, fault: { kind: 'not-utf8' }, isCsv: false }
    throw error
  }
}

function readText(content: string): ReadFile {
  const isCsv = !/^\uFEFF?\s*[{[]/.test(content)
  const fault = (found: FileFault): ReadFile => ({ ok: false, fault: found, isCsv })
  if (content.length > LONGEST_FILE) return fault({ kind: 'too-long' })
  const read = isCsv ? readTable(content) : readObjects(content)
  if ('kind' in read) return fault(read)
  if (read.length === 0) return fault({ kind: 'empty' })
  if (read.length > MOST_TEMPLATES) return fault({ kind: 'too-many' })
  const words: TemplateWords[] = []
  for (const { line, words: raw } of read) {
    const tidy = tidyWords(raw)
    const wrong = faultOf(tidy)
    if (wrong) return fault({ kind: wrong, line })
    if (!words.some(other => isSameWords(other, tidy))) words.push(tidy)
  }
  return { ok: true, words }
}

interface Line {
  line: number
  words: TemplateWords
}

function readTable(content: string): Line[] | FileFault {
  const table = readCsv(content)
  if (!table.ok) return { kind: 'quote', line: table.line }
  const [head, ...rows] = table.rows
  if (!head) return { kind: 'empty' }
  const names = head.cells.map(name => name.trim().toLowerCase())
  const [folder, name, text] = COLUMNS.map(column => names.indexOf(column))
  if (folder === undefined || name === undefined || text === undefined || name < 0 || text < 0) return { kind: 'no-columns' }
  const cellOf = (cells: readonly string[], index: number) => withFormulas(cells[index] ?? '')
  return rows.map(({ line, cells }) => ({ line, words: { folder: cellOf(cells, folder), name: cellOf(cells, name), text: cellOf(cells, text) } }))
}

const wordsOfFile = object({ name: string(), text: string() })

function readObjects(content: string): Line[] | FileFault {
  let value: unknown
  try {
    value = JSON.parse(content.replace(/^\uFEFF/, ''))
  } catch {
    return { kind: 'not-json' }
  }
  if (!isRecord(value) || value['format'] !== FORMAT || !Array.isArray(value['templates'])) return { kind: 'not-templates' }
  if (value['version'] !== 1) return { kind: 'newer' }
  const lines: Line[] = []
  for (const [index, row] of value['templates'].entries()) {
    const { success, output } = safeParse(wordsOfFile, row)
    if (!success) return { kind: 'not-words', line: index + 1 }
    const folder: unknown = isRecord(row) ? row['folder'] ?? '' : ''
    if (typeof folder !== 'string') return { kind: 'not-words', line: index + 1 }
    lines.push({ line: index + 1, words: { folder, ...output } })
  }
  return lines
}

/** What of a file is new, what is there already, and what has the place of another: the same folder and name, with another text. */
export interface ImportPlan {
  fresh: TemplateWords[]
  same: number
  doubles: { words: TemplateWords, there: Template }[]
}

export function planImport(words: readonly TemplateWords[], templates: readonly Template[]): ImportPlan {
  const plan: ImportPlan = { fresh: [], same: 0, doubles: [] }
  const taken = new Set<string>()
  for (const one of words) {
    const there = templates.find(({ folder, name, id }) => folder === one.folder && name === one.name && !taken.has(id))
    if (templates.some(template => isSameWords(template, one))) plan.same += 1
    else if (there) {
      taken.add(there.id)
      plan.doubles.push({ words: one, there })
    } else plan.fresh.push(one)
  }
  return plan
}
