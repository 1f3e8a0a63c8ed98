import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectOfEveryMessage } from '../../../../tests/support/every-message.ts'
import { aFile, aPlan } from '../../../../tests/support/an-export.ts'
import { anExportMessage, asAttachments, BEGINNING } from '../../../../tests/support/export-nodes.ts'
import { hostileText } from '../../../../tests/support/hostile-text.ts'
import { nodeText } from './message-words.ts'
import { createTextWriter } from './text.ts'

const plan = aPlan({ format: 'text' })
const writer = createTextWriter(plan)
const PART = { number: 1, firstId: 1 }

/** A message's text is behind its first line, each line of it indented; nothing of it is at the margin or moves the cursor. */
function expectIndented(text: string): void {
  const message = anExportMessage(plan, { text })
  const [head, ...lines] = writer.write(message, PART, undefined).split('\n')
  expect(head).toBe('[2026-03-10 10:00:00] #1 Anna Schmidt:')
  expect(lines.pop()).toBe('')
  expect(lines.map(line => line.slice(4)).join('\n')).toBe(nodeText(message.nodes))
  expect(lines.filter(line => !/^ {4}(?!.*(?:[\u202a-\u202e\u2066-\u2069]|(?!\t)\p{Cc}))/u.test(line))).toEqual([])
}

test('every message of the corpus stays in its reference', () => {
  expectOfEveryMessage(expectIndented)
})

test('every message of the corpus stays in its reference as an attachment', () => {
  expectOfEveryMessage((text) => {
    const message = anExportMessage(plan, { text: '', attachments: asAttachments(text.slice(0, BEGINNING)) })
    const [, ...lines] = writer.write(message, PART, undefined).trimEnd().split('\n')
    expect(lines.filter(line => !/^ {4}(?:$|attachment$|\| |\|$)(?!.*(?:[\u202a-\u202e\u2066-\u2069]|(?!\t)\p{Cc}))/u.test(line))).toEqual([])
  })
})

test('any text stays in its reference', () => {
  fc.assert(fc.property(hostileText, expectIndented), { numRuns: 300 })
})

test('a message has what it answers, its files, where they are, and reactions', () => {
  const message = anExportMessage(plan, { id: 8, sentAt: null, authorId: 0, text: 'a\n>>b', attachments: [[{ kind: 'text', text: 'c\n[b]d[/b]' }], [{ kind: 'delimiter' }]], likedBy: [1], fileIds: [9, 10], replyToId: 5 }, { files: [aFile()] })
  expect(writer.write(message, PART, undefined)).toBe(
    '[no-date] #8 system:\n    answers 5\n    a\n    > b\n    attachment\n    | c\n    | d\n    attachment\n    | ———\n    files plan.pdf; unknown-file\n    open: https://demo.bitrix24.com/online/?IM_DIALOG=chat7&IM_MESSAGE=8\n    reactions Anna Schmidt\n',
  )
})
