import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aLockManager } from '../../../tests/support/a-lock-manager.ts'
import { aDialog } from '../../../tests/support/answers.ts'
import { allByRole, byRole, focusOn } from '../../../tests/support/by-role.ts'
import { settle } from '../../../tests/support/mount.ts'
import {
  aSlowPortal, chatOf, GET_MESSAGES, interrupted, isAtForm, openExport, press, said, savedFiles, start, type Params,
} from '../../../tests/support/open-export.ts'
import { PortalError } from '../../bitrix24/index.ts'

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:saved')
  vi.spyOn(URL, 'revokeObjectURL').mockReturnValue()
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  sessionStorage.clear()
  document.body.replaceChildren()
})

test('before anything is read the form says how many messages there are and how often the portal will be asked', async () => {
  const { portal, wrapper } = await openExport({ 'im.dialog.get': aDialog({ message_count: 12_000 }) })
  expect(wrapper.text()).toContain('12,000 messages. Requests to Bitrix24: at least 5.')
  expect(byRole(wrapper, 'combobox', 'Format').findAll('option').map(option => option.text())).toEqual([
    'Web pages (HTML)', 'Markdown', 'Text', 'Table (CSV)', 'Data (JSON)',
  ])
  expect(portal.sent.filter(({ method }) => method === GET_MESSAGES)).toEqual([])
})

test('an export becomes a file to save, with its size and sum, and its address ends with the panel', async () => {
  const { wrapper } = await openExport()
  await byRole(wrapper, 'combobox', 'Format').setValue('text')
  await start(wrapper)
  await said(wrapper, 'The export is ready.')
  const link = wrapper.get('a[download]')
  expect(link.attributes()).toMatchObject({ href: 'blob:saved', download: expect.stringMatching(/^Launch \d{4}-\d\d-\d\d\.zip$/) })
  expect(wrapper.text()).toMatch(/Messages\s*3\s*Size\s*0\.1 MB\s*SHA-256\s*[0-9a-f]{64}/)
  expect([...(await savedFiles()).keys()]).toEqual(['messages-001.txt', 'manifest.json', 'manifest.txt'])
  wrapper.unmount()
  expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:saved')
})

test('an export that is ready takes the focus from its button, and from nothing in the portal', async () => {
  const { wrapper } = await openExport()
  await wrapper.get<HTMLButtonElement>('form button[type="submit"]').element.focus()
  await start(wrapper)
  await said(wrapper, 'The export is ready.')
  expect(document.activeElement).toBe(wrapper.get('.export').element)

  await press(wrapper, 'Discard')
  await isAtForm(wrapper)
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  await start(wrapper)
  await said(wrapper, 'The export is ready.')
  expect(document.activeElement).toBe(document.body)
})

test('stopping is at once; what was read is kept, and the export is gone on with', async () => {
  const { portal, answer } = aSlowPortal()
  const { wrapper } = await openExport({}, portal)
  await start(wrapper)
  await said(wrapper, 'The messages are being read…')
  await press(wrapper, 'Stop')
  await said(wrapper, 'The export was stopped.')
  answer()
  await settle()
  expect(wrapper.text(), 'a late answer counts for nothing').toContain('The export was stopped.')
  await press(wrapper, 'Continue')
  await said(wrapper, 'The export is ready.')
})

test('a second press on the start begins nothing besides, and what was begun is stopped as ever', async () => {
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(aLockManager())
  const { portal } = aSlowPortal()
  const { wrapper } = await openExport({}, portal)
  await Promise.all([start(wrapper), start(wrapper)])
  await said(wrapper, 'The messages are being read…')
  await press(wrapper, 'Stop')
  await said(wrapper, 'The export was stopped.')
  const goOn = byRole(wrapper, 'button', 'Continue')
  await Promise.all([goOn.trigger('click'), goOn.trigger('click')])
  await said(wrapper, 'The messages are being read…')
  await press(wrapper, 'Stop')
  await said(wrapper, 'The export was stopped.')
})

test('a pause holds it until it is ended', async () => {
  const { portal, answer } = aSlowPortal()
  const { wrapper } = await openExport({}, portal)
  await start(wrapper)
  focusOn(wrapper, 'button', 'Pause')
  await press(wrapper, 'Pause')
  expect(document.activeElement).toBe(byRole(wrapper, 'button', 'Continue').element)
  expect(byRole(wrapper, 'status', 'Paused').text()).toBe('Paused.')
  answer()
  await settle()
  expect(wrapper.text()).toContain('Paused.')
  await press(wrapper, 'Continue')
  await said(wrapper, 'The export is ready.')
})

test('another panel may be looked at meanwhile', async () => {
  const { portal, answer } = aSlowPortal()
  const { wrapper } = await openExport({}, portal)
  await start(wrapper)
  await byRole(wrapper, 'tab', 'Overview').trigger('click')
  await settle()
  answer()
  await settle()
  await byRole(wrapper, 'tab', 'Export').trigger('click')
  await settle()
  await said(wrapper, 'The export is ready.')
})

test('after a failure what was read can be saved, said to be a part, or gone on with', async () => {
  const page = chatOf(120)
  let isBroken = true
  const { wrapper } = await openExport({ [GET_MESSAGES]: (params: Params) => {
    if (isBroken && Number(params['FIRST_ID'] ?? 0) >= 50) return new PortalError('no-access', { method: GET_MESSAGES, code: 'ACCESS_ERROR' })
    return page(params)
  } })
  await start(wrapper)
  await said(wrapper, 'Your Bitrix24 does not let you see this.')
  await press(wrapper, 'Save what was read')
  await said(wrapper, 'What was read so far is ready.')
  const manifest: unknown = JSON.parse(String((await savedFiles()).get('manifest.json')))
  expect(manifest).toMatchObject({ isComplete: false, gaps: [{ beforeId: null, rows: null }] })
  isBroken = false
  await press(wrapper, 'Continue')
  await said(wrapper, 'The export is ready.')
  expect(JSON.parse(String((await savedFiles()).get('manifest.json')))).toMatchObject({ isComplete: true, counts: { messages: 120 } })
})

test('without the right to read the chat the portal\'s refusal is said', async () => {
  const { wrapper } = await openExport({ [GET_MESSAGES]: new PortalError('no-access', { method: GET_MESSAGES, code: 'ACCESS_ERROR', description: 'No rights' }) })
  await start(wrapper)
  await said(wrapper, 'Your Bitrix24 does not let you see this.')
  expect(byRole(wrapper, 'alert').text()).toContain('ACCESS_ERROR: No rights')
  expect(allByRole(wrapper, 'button', 'Save what was read')).toEqual([])
})

test('an export that was interrupted is offered at the next opening, and can be discarded', async () => {
  const first = await interrupted()
  first.unmount()
  const { wrapper } = await openExport()
  expect(wrapper.text()).toMatch(/An export of this chat was interrupted\.\s*50 messages read\./)
  await press(wrapper, 'Discard')
  await isAtForm(wrapper)
  wrapper.unmount()
  const again = await openExport()
  expect(again.wrapper.find('form').exists()).toBe(true)
})

test('while another window exports the chat nothing of it is touched here', async () => {
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(aLockManager())
  const { portal, answer } = aSlowPortal()
  const first = await openExport({}, portal)
  await start(first.wrapper)
  const second = await openExport()
  expect(second.wrapper.text()).toContain('Another window is exporting this chat at the moment.')
  answer()
  await said(first.wrapper, 'The export is ready.')
  await press(second.wrapper, 'Try again')
  await said(second.wrapper, 'read to the end, but not saved')
})

test('where nothing can be kept it is said, and the export works', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const { portal, answer } = aSlowPortal()
  const { wrapper } = await openExport({}, portal)
  await start(wrapper)
  expect(wrapper.text()).toContain('Chatside cannot keep anything in this browser')
  answer()
  await said(wrapper, 'The export is ready.')
})

test('where no message is left, it is said what hides them', async () => {
  const { wrapper } = await openExport({
    [GET_MESSAGES]: chatOf(0), 'im.dialog.messages.search': { messages: [], tariffRestrictions: { isHistoryLimitExceeded: true } },
  })
  await start(wrapper)
  await said(wrapper, 'No message matches what you chose.')
  expect(wrapper.text()).toContain('The plan of your Bitrix24 limits the history')
})

test('a chat in which nobody has written has nothing to export', async () => {
  const { wrapper } = await openExport({ 'im.dialog.get': aDialog({ message_count: 0 }) })
  expect(wrapper.text()).toContain('There is nothing to export')
  expect(wrapper.find('form').exists()).toBe(false)
})

test('days in the wrong order are refused in words', async () => {
  const { wrapper } = await openExport()
  wrapper.get('details').element.setAttribute('open', '')
  await wrapper.get('details').trigger('toggle')
  await settle()
  await byRole(wrapper, 'textbox', 'From').setValue('2026-03-12')
  await byRole(wrapper, 'textbox', 'To').setValue('2026-03-11')
  expect(byRole(wrapper, 'alert').text()).toBe('The first day is after the last one.')
  expect(byRole(wrapper, 'button', 'Start the export').attributes('disabled')).toBeDefined()
})

test('people are chosen by name, and only their messages are exported', async () => {
  const { wrapper } = await openExport()
  wrapper.get('details').element.setAttribute('open', '')
  await wrapper.get('details').trigger('toggle')
  await settle()
  await byRole(wrapper, 'textbox', 'Find by name').setValue('okaf')
  expect(allByRole(wrapper, 'listitem').map(row => row.text())).toEqual(['Ben Okafor'])
  await byRole(wrapper, 'checkbox', 'Ben Okafor').setValue(true)
  expect(wrapper.text()).toContain('Messages from 1 person only')
  await start(wrapper)
  await said(wrapper, 'The export is ready.')
  expect(JSON.parse(String((await savedFiles()).get('manifest.json')))).toMatchObject({ counts: { messages: 1 }, options: { people: [{ id: 2, name: 'Ben Okafor' }] } })
})

test('of a conversation of two nobody is chosen, also where nothing is told of the other', async () => {
  const { wrapper } = await openExport({ 'im.dialog.get': aDialog({ type: 'private', message_type: 'P' }) })
  wrapper.get('details').element.setAttribute('open', '')
  await wrapper.get('details').trigger('toggle')
  await settle()
  expect(allByRole(wrapper, 'textbox', 'From')).toHaveLength(1)
  expect(wrapper.text()).not.toContain('Messages from everybody')
})

test('whoever may not see who is in the chat is told so where people are chosen', async () => {
  const { wrapper } = await openExport({ 'im.dialog.get': aDialog({ restrictions: { user_list: false } }) })
  wrapper.get('details').element.setAttribute('open', '')
  await wrapper.get('details').trigger('toggle')
  await settle()
  expect(wrapper.text()).toContain('Your Bitrix24 does not let you see who is in this chat.')
  expect(allByRole(wrapper, 'alert')).toEqual([])
})
