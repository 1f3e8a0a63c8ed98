import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aFile, aMessage, aPage, aPerson } from '../../../../tests/support/history.ts'
import type { MessageFile } from '../../message.ts'
import { createColumns, type ColumnsView } from '../columns.ts'
import { authors } from './authors.ts'
import { sharedFiles, type FilesQuestion } from './shared-files.ts'
import { sharedLinks, type LinksQuestion } from './shared-links.ts'

const LINKS: LinksQuestion = { text: '', sort: 'recent', limit: 100 }
const FILES: FilesQuestion = { text: '', kind: null, isDuplicate: false, sort: 'recent', limit: 100 }

/** Messages 1, 2, 3 … of these texts. */
function viewOf(texts: readonly string[]): ColumnsView {
  const columns = createColumns()
  columns.append(aPage(texts.map((text, index) => aMessage({ id: index + 1, text, authorId: index + 1 }))))
  return columns.view
}

function hrefs(view: ColumnsView, question: Partial<LinksQuestion> = {}): string[] {
  return sharedLinks(view, { ...LINKS, ...question }).rows.map(({ href }) => href)
}

test('an address is listed once, with how often, and who mentioned it last and when', () => {
  const view = viewOf(['https://a.example/x', 'see [url=https://a.example/x]the page[/url] https://a.example/x', 'nothing'])
  expect(sharedLinks(view, LINKS)).toEqual({
    links: 1, mentions: 2, domains: 1,
    rows: [{ href: 'https://a.example/x', label: 'the page', domain: 'a.example', mentions: 2, messageId: 2, authorId: 2, sentAt: aMessage({ id: 2 }).sentAt, isForwarded: false, linksOfDomain: 1 }],
  })
})

test('links are listed with their domain, and the first of each says how many it has', () => {
  const view = viewOf(['https://b.example/1', 'https://a.example/1', 'https://b.example/2', 'https://b.example/1'])
  expect(sharedLinks(view, LINKS).rows.map(({ href, linksOfDomain }) => [href, linksOfDomain])).toEqual([
    ['https://b.example/1', 2], ['https://b.example/2', 0], ['https://a.example/1', 1],
  ])
  expect(hrefs(view, { sort: 'domain' })).toEqual(['https://a.example/1', 'https://b.example/1', 'https://b.example/2'])
  expect(hrefs(view, { limit: 2 })).toEqual(['https://b.example/1', 'https://b.example/2'])
})

test('domains come by mentions where that is asked for', () => {
  const view = viewOf(['https://b.example/1', 'https://b.example/1', 'https://a.example/1'])
  expect(hrefs(view, { sort: 'mentions' })).toEqual(['https://b.example/1', 'https://a.example/1'])
})

test('dangerous addresses are no links, and letters beyond ASCII show as they are sent', () => {
  const view = viewOf([
    'javascript:alert(1) [url=javascript:alert(1)]x[/url] [url=data:text/html,x]x[/url] https://bank.example@evil.example/',
    'https://аpple.example/ (a Cyrillic letter)', '[url=/crm/deal/details/1/]the deal[/url]', 'mailto:a@b.example',
  ])
  expect(sharedLinks(view, { ...LINKS, sort: 'domain' }).rows.map(({ domain }) => domain)).toEqual(['', 'mailto:', 'xn--pple-43d.example'])
})

test('what an app or a bot attached is found: titles, pictures, files, cells and addresses in its texts', () => {
  const columns = createColumns()
  const to = (address: string) => ({ personId: null, chatId: null, address })
  columns.append(aPage([aMessage({ id: 1, text: 'Ticket', attachments: [[
    { kind: 'entry', name: 'The ticket', description: 'see https://no.example/', target: to('https://a.example/1') },
    { kind: 'text', text: '[url=https://b.example/]docs[/url] https://c.example/ >>' },
    { kind: 'image', name: 'Mantis', address: 'https://d.example/i.jpg' }, { kind: 'file', name: 'log.txt', size: 5, address: 'https://e.example/log' },
    { kind: 'grid', cells: [{ name: 'Deal', value: '12', target: to('/crm/deal/details/12/') }] },
    { kind: 'entry', name: 'bad', description: '', target: to('javascript:alert(1)') },
  ]] })]))
  const { rows } = sharedLinks(columns.view, { ...LINKS, sort: 'domain' })
  expect(rows.map(({ href, label }) => [href, label])).toEqual([
    ['/crm/deal/details/12/', '12'], ['https://a.example/1', 'The ticket'], ['https://b.example/', 'docs'], ['https://c.example/', ''],
    ['https://d.example/i.jpg', ''], ['https://e.example/log', 'log.txt'],
  ])
})

test('what is quoted was shared elsewhere', () => {
  expect(hrefs(viewOf(['>>https://a.example/\nYes']))).toEqual([])
})

test('links are found by words of the address, escaped or not, and of the label', () => {
  const view = viewOf(['https://a.example/%D0%BF%D0%BB%D0%B0%D0%BD', '[url=https://b.example/]Jürgen’s page[/url]'])
  expect(hrefs(view, { text: 'ПЛАН' })).toHaveLength(1)
  expect(hrefs(view, { text: 'jurgen b.exa' })).toEqual(['https://b.example/'])
  expect(hrefs(view, { text: 'none' })).toEqual([])
})

test('an address with broken escapes is looked for as it is', () => {
  expect(hrefs(viewOf(['https://a.example/%E0%A4%A']), { text: 'e0' })).toHaveLength(1)
})

test('links are narrowed by person and time', () => {
  const view = viewOf(['https://a.example/', 'https://b.example/'])
  expect(hrefs(view, { authorIds: [2] })).toEqual(['https://b.example/'])
  expect(hrefs(view, { until: aMessage({ id: 1 }).sentAt })).toEqual(['https://a.example/'])
})

function filesOf(files: readonly MessageFile[]): ColumnsView {
  const columns = createColumns()
  columns.append(aPage(files.map(({ id }) => aMessage({ id, fileIds: [id] })), { files }))
  return columns.view
}

test('files add up, and those of one name and size are counted as the same', () => {
  const view = filesOf([
    aFile({ id: 1, name: 'plan.pdf', size: 10 }), aFile({ id: 2, name: 'plan.pdf', size: 10 }), aFile({ id: 3, name: 'plan.pdf', size: 11 }),
    aFile({ id: 4, name: 'x', size: null }), aFile({ id: 5, name: 'x', size: null, kind: 'image' }),
  ])
  const all = sharedFiles(view, FILES)
  expect(all).toMatchObject({ files: 5, size: 31, unknownSizes: 2, duplicates: 2 })
  expect(all.rows.map(({ id, copies }) => [id, copies])).toEqual([[5, 1], [4, 1], [3, 1], [2, 2], [1, 2]])
  const idsOf = (question: Partial<FilesQuestion>) => sharedFiles(view, { ...FILES, ...question }).rows.map(({ id }) => id)
  expect(idsOf({ isDuplicate: true })).toEqual([2, 1])
  expect(idsOf({ kind: 'image' })).toEqual([5])
  expect(idsOf({ text: 'PLAN', sort: 'size' })).toEqual([3, 2, 1])
  expect(idsOf({ sort: 'name', limit: 2 })).toEqual([3, 2])
})

test('a file that is in several messages counts once, with the newest', () => {
  const columns = createColumns()
  columns.append(aPage([aMessage({ id: 1, fileIds: [7] }), aMessage({ id: 2, fileIds: [7, 8] })], { files: [aFile({ id: 7, sentAt: null })] }))
  expect(sharedFiles(columns.view, FILES).rows).toEqual([expect.objectContaining({ id: 7, messageId: 2, sentAt: aMessage({ id: 2 }).sentAt })])
})

test('whatever is asked for, fewer rows are the beginning of all of them', () => {
  const view = viewOf(Array.from({ length: 60 }, (_unused, index) => `https://d${index % 7}.example/${index % 25}`))
  fc.assert(fc.property(fc.constantFrom('recent', 'mentions', 'domain'), fc.integer({ min: 1, max: 20 }), (sort, limit) => {
    const all = sharedLinks(view, { ...LINKS, sort }).rows
    expect(sharedLinks(view, { ...LINKS, sort, limit }).rows).toEqual(all.slice(0, limit))
  }))
})

test('who wrote most comes first, and the portal is nobody', () => {
  const columns = createColumns()
  columns.append(aPage([1, 2, 2, 0, 3].map((authorId, index) => aMessage({ id: index + 1, authorId })), { people: [aPerson({ id: 2, name: 'Ben' })] }))
  expect(authors(columns.view).map(({ id, name, messages }) => [id, name, messages])).toEqual([[2, 'Ben', 2], [1, '', 1], [3, '', 1]])
})
