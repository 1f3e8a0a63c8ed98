import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messageCorpus } from '../../../../tests/fixtures/message-corpus/corpus.ts'
import { aFile, aPerson, aPlan } from '../../../../tests/support/an-export.ts'
import { anExportMessage, asAttachments } from '../../../../tests/support/export-nodes.ts'
import { hostileText } from '../../../../tests/support/hostile-text.ts'
import { createCsvWriter } from './csv.ts'
import { nodeText } from './node-text.ts'

const plan = aPlan({ format: 'csv' })
const writer = createCsvWriter(plan)
const PART = { number: 1, firstId: 1 }

/** Rows as a library reads them that did not write them, the heading left out. */
function rowsOf(texts: readonly string[], name = 'Anna Schmidt'): { rows: string[][], written: string[] } {
  const known = { people: [aPerson({ name })], files: [aFile({ name })] }
  const messages = texts.map((text, index) => anExportMessage(plan, { id: index + 1, text, attachments: asAttachments(text), fileIds: [9] }, known))
  const csv = writer.begin(PART) + messages.map(message => writer.write(message, PART, undefined)).join('') + writer.end(PART, true)
  const rows: string[][] = parse(csv, { bom: true, record_delimiter: '\r\n' })
  return { rows: rows.slice(1), written: messages.map(({ nodes }) => nodeText(nodes)) }
}

function expectSafe(texts: readonly string[], name?: string): void {
  const { rows, written } = rowsOf(texts, name)
  expect(rows).toHaveLength(texts.length)
  for (const [index, row] of rows.entries()) {
    expect(row).toHaveLength(11)
    for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    // a text that begins like a formula has one sign more
    expect([written[index], `'${written[index]}`]).toContain(row[5])
  }
}

test('any messages are read back by another library as they are, and none begins a formula', () => {
  fc.assert(fc.property(fc.array(hostileText, { maxLength: 6 }), hostileText, expectSafe), { numRuns: 100 })
})

test('the corpus of hostile messages is read back as it is', () => {
  expectSafe(messageCorpus.map(({ text }) => text))
})

test('a line has everything of its message, in the time of the zone that the heading names', () => {
  expect(writer.begin(PART)).toMatch(/^\uFEFFcolumn-id,column-date,/)
  const message = anExportMessage(plan, { id: 3, text: 'Hi', likedBy: [1], replyToId: 2, fileIds: [9], attachments: [[{ kind: 'text', text: '=1+1' }], [{ kind: 'text', text: 'b' }]] }, { files: [aFile()] })
  expect(writer.write(message, PART, undefined)).toBe(
    '3,2026-03-10 10:00:00,Anna Schmidt,1,no,Hi,2,plan.pdf,"\'=1+1\n\nb",Anna Schmidt,https://demo.bitrix24.com/online/?IM_DIALOG=chat7&IM_MESSAGE=3\r\n',
  )
})
