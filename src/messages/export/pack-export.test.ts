import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { aFile, aMessage, aPerson, aPlan, exported, readingOf } from '../../../tests/support/an-export.ts'
import { textOf } from '../../../tests/support/unzip.ts'
import { EXPORT_FORMATS } from './export-plan.ts'
import { beginExport } from './export-state.ts'
import type { Manifest } from './manifest.ts'
import { packExport } from './pack-export.ts'
import { createMemoryStore } from './chunks.ts'
import { runExport } from './run-export.ts'

const messages = Array.from({ length: 5 }, (_unused, index) => aMessage({ id: index + 1, authorId: index % 2 + 1, text: `text ${index + 1}` }))
const people = [aPerson(), aPerson({ id: 2, name: 'Ben Okafor' })]

const manifestOf = (files: ReadonlyMap<string, Buffer>): Manifest => JSON.parse(textOf(files, 'manifest.json')) as Manifest // as it was written

test.each(EXPORT_FORMATS)('the archive of %s is read by others, and every file has the sum and size that the manifest names (b1)', async (format) => {
  // how every archive of the tests is judged
  const { packed, files } = await exported(aPlan({ format }), { messages, people })
  const manifest = manifestOf(files)
  expect(manifest.parts).toHaveLength(1)
  expect([...files.keys()].filter(name => !name.startsWith('manifest')).sort()).toEqual([...manifest.parts, ...manifest.otherFiles].map(({ file }) => file).sort())
  expect(createHash('sha256').update(Buffer.from(await packed.blob.arrayBuffer())).digest('hex')).toBe(packed.sha256)
})

test('the manifest counts, names the first and the last message, and says that nothing is missing', async () => {
  const fromPortal = aMessage({ id: 6, authorId: 0, isSystem: true, fileIds: [9] })
  const { files } = await exported(aPlan(), { messages: [...messages, fromPortal], people, files: [aFile()] })
  expect(manifestOf(files)).toMatchObject({
    app: { name: 'Chatside', version: '0.1.0' },
    createdAt: '2026-03-12T13:00:00.000Z',
    portal: 'demo.bitrix24.com',
    chat: { dialogId: 'chat7', title: 'Launch' },
    options: { format: 'json', since: null, until: null, timeZone: 'Europe/Berlin', people: null, systemMessages: true, pseudonyms: false },
    isComplete: true,
    counts: { messages: 6, systemMessages: 1, people: 2, files: 1, parts: 1, messagesWithSecrets: 0 },
    first: { id: 1, date: '2026-03-10T09:00:00.000Z' },
    last: { id: 6 },
    gaps: [],
    isHistoryLimited: null,
    people: [{ id: 1, name: 'Anna Schmidt', messages: 3 }, { id: 2, name: 'Ben Okafor', messages: 2 }],
  })
})

test('an export of nothing is an archive with a manifest that says so', async () => {
  const { files } = await exported(aPlan({ format: 'html' }), { messages: [] })
  expect([...files.keys()]).toEqual(['index.html', 'manifest.json', 'manifest.txt'])
  expect(manifestOf(files)).toMatchObject({ counts: { messages: 0, parts: 0 }, first: null, last: null, isComplete: true })
})

test('a period, people and system messages are chosen', async () => {
  const day = (date: number): number => Date.UTC(2026, 2, date)
  const { files } = await exported(aPlan({ since: day(2), until: day(4), personIds: [1], hasSystem: false }), {
    messages: [
      aMessage({ id: 1, sentAt: day(2) - 1 }), aMessage({ id: 2, sentAt: day(2) }), aMessage({ id: 3, sentAt: day(3), authorId: 2 }),
      aMessage({ id: 4, sentAt: null }),
      aMessage({ id: 5, sentAt: day(3), authorId: 0, isSystem: true }), aMessage({ id: 6, sentAt: day(4) - 1 }), aMessage({ id: 7, sentAt: day(4) }),
    ],
  })
  const part = JSON.parse(textOf(files, 'messages-001.json')) as { messages: { id: number }[] }
  expect(part.messages.map(({ id }) => id)).toEqual([2, 4, 6])
  expect(manifestOf(files).options).toMatchObject({ since: '2026-03-02T00:00:00.000Z', people: [{ id: 1, name: 'Anna Schmidt' }], systemMessages: false })
})

test('pages of HTML have 20,000 messages each and lead to each other', async () => {
  const many = Array.from({ length: 40_001 }, (_unused, index) => aMessage({ id: index + 1, text: 'x' }))
  const { files } = await exported(aPlan({ format: 'html' }), { messages: many, pageSize: 2_500 })
  expect(manifestOf(files).parts.map(({ file, messages: count }) => [file, count])).toEqual([
    ['messages-001.html', 20_000], ['messages-002.html', 20_000], ['messages-003.html', 1],
  ])
  const links = (name: string): string[] => [...textOf(files, name).matchAll(/href="([^"#:]+)"/g)].map(([, href = '']) => href)
  expect(new Set(links('messages-002.html'))).toEqual(new Set(['index.html', 'messages-001.html', 'messages-003.html']))
  expect(links('messages-003.html')).not.toContain('messages-004.html')
  expect(links('index.html')).toEqual(['messages-001.html', 'messages-002.html', 'messages-003.html'])
})

test('cancelling in the middle of the packing ends it at once, and nothing more is read', async () => {
  const cancelling = new AbortController()
  const store = createMemoryStore()
  let asked = 0
  const watched = { read: (chunk: number) => {
    asked += 1
    if (asked === 3) cancelling.abort(new Error('cancelled'))
    return store.read(chunk)
  } }
  const long = Array.from({ length: 40 }, (_unused, index) => aMessage({ id: index + 1, text: 'x'.repeat(100_000) }))
  const read = readingOf({ messages: long, pageSize: 10 })
  const state = await runExport({ state: beginExport(aPlan({ format: 'text' })), store, read, signal: new AbortController().signal, onState: () => undefined })
  expect(state.chunks).toBeGreaterThan(9)
  await expect(packExport({ state, store: watched, signal: cancelling.signal })).rejects.toThrow('cancelled')
  expect(asked).toBe(3)
})
