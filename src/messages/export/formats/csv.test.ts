import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messageCorpus } from '../../../../tests/fixtures/message-corpus/corpus.ts'
import { aFile, aPerson, aPlan } from '../../../../tests/support/an-export.ts'
import { anExportMessage, asAttachments, BEGINNING } from '../../../../tests/support/export-nodes.ts'
import { hostileText } from '../../../../tests/support/hostile-text.ts'
import { formulasIn, readCsv, withFormulas } from '../../../../tests/support/read-csv.ts'
import { createCsvWriter } from './csv.ts'
import { nodeText } from './message-words.ts'

const plan = aPlan({ format: 'csv' })
const writer = createCsvWriter(plan)
const PART = { number: 1, firstId: 1 }

/** Rows as a library reads them that did not write them, the heading left out. */
function rowsOf(texts: readonly string[], name = 'Anna Schmidt'): { rows: string[][], written: string[] } {
  const known = { people: [aPerson({ name })], files: [aFile({ name })] }
  const messages = texts.map((text, index) => {
    return anExportMessage(plan, { id: index + 1, text, attachments: asAttachments(text.slice(0, BEGINNING)), fileIds: [9] }, known)
  })
  const csv = writer.begin(PART) + messages.map(message => writer.write(message, PART, undefined)).join('') + writer.end(PART, true)
  expect(formulasIn(csv)).toEqual([])
  const rows: string[][] = parse(csv, { bom: true, record_delimiter: '\r\n' })
  return { rows: rows.slice(1), written: messages.map(({ nodes }) => nodeText(nodes)) }
}

function expectSafe(texts: readonly string[], name?: string): void {
  const { rows, written } = rowsOf(texts, name)
  expect(rows).toHaveLength(texts.length)
  for (const [index, row] of rows.entries()) {
    expect(row).toHaveLength(16)
    // a text that is too long for a cell is there as far as it goes
    const [text = '', isCut] = (row[5] ?? '').split('… cut-cell')
    expect(isCut === undefined ? written[index] : written[index]?.slice(0, withFormulas(text).length)).toBe(withFormulas(text))
  }
}

test('any messages are read back by another library as they are, and no part of them is a formula (r1, a3)', () => {
  fc.assert(fc.property(fc.array(hostileText, { maxLength: 6 }), hostileText, expectSafe), { numRuns: 100 })
})

test('the corpus of hostile messages is read back as it is', () => {
  expectSafe(messageCorpus.map(({ text }) => text))
})

test('a line has everything of its message, in the time of the zone that the heading names', () => {
  expect(writer.begin(PART)).toMatch(/^\uFEFFcolumn-id,column-date,/)
  const message = anExportMessage(plan, { id: 3, text: 'Hi', likedBy: [1], replyToId: 2, fileIds: [9], attachments: [[{ kind: 'text', text: '=1+1' }], [{ kind: 'text', text: 'b' }]] }, { files: [aFile()] })
  expect(writer.write(message, PART, undefined)).toBe(
    '3,2026-03-10 10:00:00,Anna Schmidt,1,no,Hi,2,plan.pdf,"\'=1+1\n\nb",Anna Schmidt,https://demo.bitrix24.com/online/?IM_DIALOG=chat7&IM_MESSAGE=3,2026-03-10T09:00:00.000Z,no,no,no,no\r\n',
  )
})

test.each([['en', ','], ['de', ';'], ['ru', ';']] as const)('in %s the columns are those of a spreadsheet there: %s (r1)', (language, separator) => {
  const local = createCsvWriter(aPlan({ format: 'csv' }, { language }))
  const csv = local.begin(PART) + local.write(anExportMessage(plan, { text: 'a;=1+1;b\n=1+1;x,y' }), PART, undefined)
  expect(readCsv(csv.slice(1), separator).map(cells => cells.length)).toEqual([16, 16])
  expect(formulasIn(csv)).toEqual([])
})

test('a text of 60,000 characters is cut in its cell, and says so (r12)', () => {
  const csv = writer.write(anExportMessage(plan, { text: 'a'.repeat(60_000) }), PART, undefined)
  const [cells = []] = readCsv(csv)
  expect(cells[5]).toHaveLength(32_767)
  expect(cells[5]?.endsWith('a… cut-cell')).toBe(true)
  expect(cells).toHaveLength(16)
})

test('two messages of the hour that comes twice have different dates, and one column that sorts them (r13)', () => {
  const instants = [20, 50, 70, 100].map(minute => Date.UTC(2026, 9, 25, 0, minute))
  const rows = instants.map((sentAt, index) => readCsv(writer.write(anExportMessage(plan, { id: index + 1, sentAt }), PART, undefined))[0] ?? [])
  expect(rows.map(cells => cells[1])).toEqual(['2026-10-25 02:20:00 +02:00', '2026-10-25 02:50:00 +02:00', '2026-10-25 02:10:00 +01:00', '2026-10-25 02:40:00 +01:00'])
  const sorted = [...rows].sort((one, other) => (one[11] ?? '') < (other[11] ?? '') ? -1 : 1)
  expect(sorted.map(cells => cells[0])).toEqual(['1', '2', '3', '4'])
})

test('marks have columns of their own (r5)', () => {
  const known = { people: [aPerson({ isBot: true }), aPerson({ id: 2, name: 'Ben' })] }
  const marksOf = (fields: Parameters<typeof anExportMessage>[1]) => writer.write(anExportMessage(plan, fields, known), PART, undefined).trimEnd().split(',').slice(-4)
  expect(marksOf({ forwardedFrom: 2, isEdited: true })).toEqual(['yes', 'Ben', 'yes', 'no'])
  expect(marksOf({ authorId: 2, text: '', isDeleted: true })).toEqual(['no', 'no', 'no', 'yes'])
  expect(marksOf({ authorId: 2, forwardedFrom: 0 })).toEqual(['no', 'yes', 'no', 'no'])
})
