import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aPromise } from '../../../tests/support/a-portal.ts'
import { aDialog } from '../../../tests/support/answers.ts'
import { allByRole, byRole, focusOn } from '../../../tests/support/by-role.ts'
import { useInProcessWorker } from '../../../tests/support/in-process-worker.ts'
import { draftsKept } from '../../../tests/support/keep-draft.ts'
import { settle } from '../../../tests/support/mount.ts'
import { aRow, GET, history, openShared, ROWS, rows, saying, type Opened } from '../../../tests/support/open-shared.ts'
import { PortalError } from '../../bitrix24/index.ts'

beforeEach(() => {
  useInProcessWorker()
  vi.stubGlobal('indexedDB', new IDBFactory())
  Object.defineProperty(window, 'innerHeight', { value: 2_000, configurable: true })
})

afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
  document.body.replaceChildren()
})

async function openFilter(wrapper: Opened) {
  const details = wrapper.get<HTMLDetailsElement>('[role="search"] details')
  details.element.open = true
  await details.trigger('toggle')
}

test('links are grouped by domain, once each, with who shared them last, when, and how often', async () => {
  const { wrapper } = await openShared()
  await saying(wrapper, 'All 5 messages were read.')
  await saying(wrapper, '2 links; domains: 2.')
  const [first, second] = rows(wrapper, 'Links').map(({ element }) => (element.textContent ?? '').replace(/\s+/g, ' '))
  expect(first).toMatch(/example\.com 1 link ?example\.com\/a ?Ben Okafor ?March 5, 2026 ?shared 2 times/)
  expect(second).toMatch(/example\.org 1 link ?minutes ?example\.org\/b ?Anna Schmidt/)
})

test('links open outside, without telling where from; what is dangerous is no link', async () => {
  const { wrapper } = await openShared()
  await saying(wrapper, '2 links')
  const links = byRole(wrapper, 'list', 'Links').findAll('a').map(({ element }) => [element.getAttribute('href'), element.getAttribute('target'), element.getAttribute('rel')])
  expect(links).toEqual([['https://example.com/a', '_blank', 'noopener noreferrer'], ['https://example.org/b', '_blank', 'noopener noreferrer']])
})

test('files have name, author, size and day, and in all their size', async () => {
  const { wrapper } = await openShared()
  await saying(wrapper, '2 links')
  await byRole(wrapper, 'button', 'Files').trigger('click')
  await saying(wrapper, '2 files, 2 MB in all.')
  const [photo, plan] = rows(wrapper, 'Files')
  expect(photo?.text().replace(/\s+/g, ' ')).toMatch(/photo\.jpg.*Pictures.*Ben Okafor.*500 byte.*March 6, 2026/)
  expect(plan?.find('a').attributes('href')).toBe('https://demo.bitrix24.com/show/31')
})

test('pictures come from the portal alone, late, and one that does not load is the sign of its kind', async () => {
  const { wrapper } = await openShared()
  await saying(wrapper, '2 links')
  await byRole(wrapper, 'button', 'Files').trigger('click')
  await saying(wrapper, '2 files')
  const [photo] = rows(wrapper, 'Files')
  expect(photo?.find('img').attributes()).toMatchObject({ src: 'https://demo.bitrix24.com/preview/32', loading: 'lazy', alt: '' })
  expect(photo?.findAll('a')).toEqual([])
  await photo?.find('img').trigger('error')
  expect(photo?.findAll('img')).toEqual([])
  expect(photo?.findAll('svg').length).toBeGreaterThan(0)
})

test('what was shared is found by words, and nothing found is said', async () => {
  const { wrapper } = await openShared()
  await saying(wrapper, '2 links')
  const field = byRole(wrapper, 'textbox', 'Find by name or address')
  await field.setValue('MINUTES')
  await saying(wrapper, '1 link; domains: 1.')
  await field.setValue('nowhere')
  await saying(wrapper, 'Nothing matches.')
  await openFilter(wrapper)
  await focusOn(wrapper, 'button', 'Show everything').trigger('click')
  expect(document.activeElement?.getAttribute('role')).toBe('search')
})

test('the tab and the filter are there again at the next opening', async () => {
  const first = await openShared()
  await saying(first.wrapper, '2 links')
  await byRole(first.wrapper, 'button', 'Files').trigger('click')
  await byRole(first.wrapper, 'textbox', 'Find by name or address').setValue('photo')
  await draftsKept(first.portal)
  first.wrapper.unmount()
  const { wrapper } = await openShared()
  await saying(wrapper, '1 file, 500')
})

test('who is chosen is named also where nothing of theirs has been read yet', async () => {
  const first = await openShared()
  await saying(first.wrapper, '2 links')
  await openFilter(first.wrapper)
  await byRole(first.wrapper, 'combobox', 'Shared by').setValue('2')
  await saying(first.wrapper, '1 link; domains: 1.')
  await draftsKept(first.portal)
  first.wrapper.unmount()
  const { wrapper } = await openShared({ [GET]: history(ROWS.slice(0, 1)) })
  await saying(wrapper, 'Nothing matches.')
  const { element } = byRole(wrapper, 'combobox', 'Shared by')
  expect(element instanceof HTMLSelectElement && [...element.selectedOptions].map(({ text }) => text)).toEqual(['Person No. 2'])
})

test('a row copies its address, shows its message, and opens the chat', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const { portal, wrapper } = await openShared()
  await saying(wrapper, '2 links')
  const [first] = rows(wrapper, 'Links')
  const press = async (name: string) => {
    await first?.find('[data-column="more"]').trigger('click')
    await first?.findAll('button').find(button => button.text() === name)?.trigger('click')
  }
  await press('Copy')
  await saying(wrapper, 'Copied.')
  expect(writeText).toHaveBeenCalledWith('https://example.com/a')
  await press('Message')
  await saying(wrapper, 'again https://example.com/a')
  await press('Open chat')
  expect(portal.conversations).toEqual(['chat7'])
})

test('a page of the portal is copied as an address that leads there from elsewhere', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const { wrapper } = await openShared({ [GET]: history([aRow(9, { text: '[url=/crm/deal/details/1/]the deal[/url]' })]) })
  await saying(wrapper, '1 link')
  await byRole(wrapper, 'button', 'More actions').trigger('click')
  await byRole(wrapper, 'button', /^Copy$/).trigger('click')
  await vi.waitFor(() => expect(writeText).toHaveBeenCalledWith('https://demo.bitrix24.com/crm/deal/details/1/'))
})

test('of the rows of one message only the one that was asked shows it', async () => {
  const { wrapper } = await openShared({ [GET]: history([aRow(9, { text: 'https://example.com/a https://example.com/b' })]) })
  await saying(wrapper, '2 links')
  const [, second] = rows(wrapper, 'Links')
  await second?.find('[data-column="more"]').trigger('click')
  await second?.findAll('button').find(button => button.text() === 'Message')?.trigger('click')
  await vi.waitFor(() => expect(second?.findAll('.message')).toHaveLength(1))
  expect(wrapper.findAll('.message')).toHaveLength(1)
})

test('a link that an app attached is found, and its message shows what was attached', async () => {
  const attach = [{ BLOCKS: [{ LINK: { NAME: 'The ticket', LINK: 'https://tickets.example/1' } }, { GRID: [{ NAME: 'Deadline', VALUE: 'Friday' }] }] }]
  const { wrapper } = await openShared({ [GET]: history([aRow(9, { text: '', params: { ATTACH: attach } })]) })
  await saying(wrapper, '1 link')
  const [row] = rows(wrapper, 'Links')
  expect(row?.find('a').attributes('href')).toBe('https://tickets.example/1')
  await row?.find('[data-column="more"]').trigger('click')
  await row?.findAll('button').find(button => button.text() === 'Message')?.trigger('click')
  await saying(wrapper, 'Deadline Friday')
})

test('all addresses are copied at once, one a line', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const { wrapper } = await openShared()
  await saying(wrapper, '2 links')
  await byRole(wrapper, 'button', 'Copy addresses').trigger('click')
  await saying(wrapper, 'Copied.')
  expect(writeText).toHaveBeenCalledWith('https://example.com/a\nhttps://example.org/b')
})

test('what was said of a copy, and what is there to be copied by hand, goes with another question', async () => {
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error()) } })
  const { wrapper } = await openShared()
  await saying(wrapper, '2 links')
  await byRole(wrapper, 'button', 'Copy addresses').trigger('click')
  await saying(wrapper, 'The text is selected')
  await byRole(wrapper, 'textbox', 'Find by name or address').setValue('minutes')
  await saying(wrapper, '1 link; domains: 1.')
  expect(allByRole(wrapper, 'textbox', 'Copy addresses')).toEqual([])
  expect(byRole(wrapper, 'tabpanel').text()).not.toContain('The text is selected')
})

test('all of them are copied, however many they are', async () => {
  const writeText = vi.fn((_text: string) => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const links = (row: number) => Array.from({ length: 100 }, (_unused, index) => `https://example.com/${row}-${index}`).join(' ')
  const { wrapper } = await openShared({ [GET]: history(Array.from({ length: 101 }, (_unused, row) => aRow(row + 1, { text: links(row) }))) })
  await saying(wrapper, '10,100 links')
  await byRole(wrapper, 'button', 'Copy addresses').trigger('click')
  await saying(wrapper, 'Copied.')
  expect(writeText.mock.calls[0]?.[0].split('\n')).toHaveLength(10_100)
})

test('while nothing has come yet the panel says that it reads', async () => {
  const { wrapper } = await openShared({ [GET]: () => aPromise().promise })
  await saying(wrapper, 'Reading messages…')
})

test('a chat without messages says so', async () => {
  const { wrapper } = await openShared({ [GET]: history([]), 'im.dialog.get': aDialog({ message_count: 0 }) })
  await saying(wrapper, 'There are no messages in this chat.')
  await saying(wrapper, 'No links were shared in this chat.')
})

test('a person who may not read the chat is told so', async () => {
  const { wrapper } = await openShared({ [GET]: new PortalError('no-access', { method: GET, code: 'ACCESS_ERROR' }) })
  await saying(wrapper, 'Your Bitrix24 does not let you see this.')
})

test('a chat that cannot be seen at all is reported, and asked for again', async () => {
  const { portal, wrapper } = await openShared({ 'im.dialog.get': new PortalError('no-access', { code: 'ACCESS_ERROR' }) })
  await saying(wrapper, 'Your Bitrix24 does not let you see this.')
  portal.answer('im.dialog.get', aDialog({ message_count: 5 }))
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await saying(wrapper, '2 links')
})

test('reading that fails later keeps what was read, and goes on when asked', async () => {
  const many = Array.from({ length: 120 }, (_unused, index) => aRow(index + 1, index === 119 ? { text: 'https://example.com/last' } : {}))
  const firstPage = (params: Record<string, unknown>) => 'LAST_ID' in params ? new PortalError('no-access', { method: GET, code: 'ACCESS_ERROR' }) : history(many)(params)
  const { portal, wrapper } = await openShared({ [GET]: firstPage, 'im.dialog.get': aDialog({ message_count: 120 }) })
  await vi.waitFor(() => byRole(wrapper, 'alert'))
  await saying(wrapper, /Read back to .*, 50 of about 120 messages\./)
  await saying(wrapper, '1 link')
  portal.answer(GET, history(many))
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await saying(wrapper, 'All 120 messages were read.')
})

test('reading can be held, continued and ended', async () => {
  const gate = aPromise<unknown>()
  const { portal, wrapper } = await openShared({ [GET]: () => gate.promise })
  await saying(wrapper, 'Reading messages…')
  const press = (name: string) => focusOn(wrapper, 'button', name).trigger('click')
  await press('Pause')
  expect(document.activeElement?.textContent?.trim()).toBe('Continue')
  await press('Continue')
  expect(document.activeElement?.textContent?.trim()).toBe('Pause')
  await press('Stop')
  expect(document.activeElement).toBe(wrapper.get('.bar.roomy').element)
  expect(allByRole(wrapper, 'button', 'Pause')).toEqual([])
  gate.resolve(history(ROWS)({}))
  await settle()
  await saying(wrapper, 'No links in what has been read so far.')
  portal.answer(GET, history(ROWS))
  wrapper.get<HTMLElement>('form button').element.focus()
  await wrapper.find('form').trigger('submit')
  await saying(wrapper, '2 links')
  expect(document.activeElement).toBe(wrapper.get('.bar.roomy').element)
})
