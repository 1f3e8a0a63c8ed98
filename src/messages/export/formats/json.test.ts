import Ajv from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messageCorpus } from '../../../../tests/fixtures/message-corpus/corpus.ts'
import { aFile, aMessage, aPerson, aPlan, exported } from '../../../../tests/support/an-export.ts'
import { textOf } from '../../../../tests/support/unzip.ts'
import { anExportMessage, asAttachments } from '../../../../tests/support/export-nodes.ts'
import { hostileText } from '../../../../tests/support/hostile-text.ts'
import schema from './export.schema.json'
import { createJsonWriter } from './json.ts'
import { nodeText } from './message-words.ts'

const validate = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema)
const plan = aPlan()
const writer = createJsonWriter(plan)
const PART = { number: 1, firstId: 1 }

interface Part {
  messages: { id: number, text: string, [field: string]: unknown }[]
}

function expectValid(part: unknown): Part {
  expect(validate(part) || validate.errors).toBe(true)
  return part as Part // just validated
}

const messageArbitrary = fc.record({
  id: fc.integer({ min: 1 }), authorId: fc.integer({ min: 0, max: 5 }), sentAt: fc.option(fc.integer({ min: 0, max: 4e12 })), text: hostileText,
  attachments: fc.array(hostileText, { maxLength: 1 }).map(texts => texts.flatMap(asAttachments)),
  isSystem: fc.boolean(), isDeleted: fc.boolean(), isEdited: fc.boolean(), forwardedFrom: fc.constantFrom(null, 0, 1, 7),
  fileIds: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
  likedBy: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  replyToId: fc.option(fc.integer({ min: 1 })),
})

test('every export is valid by the schema that comes with it, and says what the messages say', () => {
  fc.assert(fc.property(fc.array(messageArbitrary, { maxLength: 8 }), hostileText, (messages, name) => {
    const known = { people: [aPerson({ name })], files: [aFile({ id: 1, name }), aFile({ id: 2, size: null })] }
    const written = messages.map(message => anExportMessage(plan, message, known))
    const text = writer.begin(PART) + written.map((message, index) => writer.write(message, PART, index === 0 ? undefined : null)).join('') + writer.end(PART, true)
    const part = expectValid(JSON.parse(text))
    expect(part.messages).toEqual(written.map(({ sentAt, nodes, attachments, likedBy, replyToId, ...same }) => ({
      ...same, text: nodeText(nodes), attachments: attachments.map(nodeText), reactions: likedBy, replyTo: replyToId,
      date: sentAt === null ? null : new Date(sentAt).toISOString(),
      links: expect.any(Array), mentions: expect.any(Array),
    })))
  }), { numRuns: 60 })
})

test('the corpus of hostile messages makes one valid file', async () => {
  const { files } = await exported(plan, { messages: messageCorpus.map(({ text }, index) => aMessage({ id: index + 1, text })) })
  expect(expectValid(JSON.parse(textOf(files, 'messages-001.json'))).messages).toHaveLength(messageCorpus.length)
  expect(JSON.parse(textOf(files, 'export.schema.json'))).toEqual(schema)
})

test('links and mentions are beside the text', () => {
  const message = anExportMessage(plan, { text: '[user=1]Anna[/user], see [url=/crm/deal/details/1/]the deal[/url] and https://a.example/' })
  const part = expectValid(JSON.parse(writer.begin(PART) + writer.write(message, PART, undefined) + writer.end(PART, true)))
  expect(part.messages[0]).toMatchObject({
    text: 'Anna, see the deal (https://demo.bitrix24.com/crm/deal/details/1/) and https://a.example/',
    links: ['https://demo.bitrix24.com/crm/deal/details/1/', 'https://a.example/'],
    mentions: [{ id: 1, name: 'Anna Schmidt' }],
  })
})

test('what an app attached is beside the text, with its links and whom it names', () => {
  const message = anExportMessage(plan, { text: 'Ticket', attachments: [[
    { kind: 'entry', name: 'The ticket', description: '', target: { personId: null, chatId: null, address: 'https://a.example/1' } },
    { kind: 'entry', name: 'Anna', description: 'took it', target: { personId: 1, chatId: null, address: '' } },
    { kind: 'file', name: 'a.pdf', size: 1_500_000, address: '' },
  ]] })
  const part = expectValid(JSON.parse(writer.begin(PART) + writer.write(message, PART, undefined) + writer.end(PART, true)))
  expect(part.messages[0]).toMatchObject({
    text: 'Ticket', attachments: ['The ticket (https://a.example/1)\nAnna\ntook it\na.pdf 1.5 MB'], links: ['https://a.example/1'], mentions: [{ id: 1, name: 'Anna Schmidt' }],
  })
})

test('a part without messages is valid', () => {
  expectValid(JSON.parse(writer.begin(PART) + writer.end(PART, true)))
})

test.each([
  '[code]\u2066a\u2069 = \u202eb\n\n\n\n\n\nc[/code]', 'x\n\n\n\n\n\ny', 'a\u2067b\u2069\u0001 :) \u2028 z', `a${'\u0301'.repeat(30)}`,
])('a program gets the text as it was written: %j (r19)', (text) => {
  const message = anExportMessage(plan, { text, attachments: [[{ kind: 'text', text }]] })
  const part = expectValid(JSON.parse(writer.begin(PART) + writer.write(message, PART, undefined) + writer.end(PART, true)))
  const written = text.replace(/\[\/?code\]/g, '')
  expect(part.messages[0]).toMatchObject({ text: written, attachments: [written] })
})

test('code in bold is whole, and what is around it bold (r19)', () => {
  const { nodes } = anExportMessage(plan, { text: '[b]one[code]two[/code]three[/b]' })
  expect(nodes.map(({ kind }) => kind)).toEqual(['strong', 'code', 'strong'])
})
