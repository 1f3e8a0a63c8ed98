/** Whom an export names before the messages do. */
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import type { VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aDialog, aUser } from '../../../tests/support/answers.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { chatOf, GET_MESSAGES, isAtForm, openExport, press, said, savedFiles, start, type Params } from '../../../tests/support/open-export.ts'
import { PortalError, type PortalErrorKind } from '../../bitrix24/index.ts'
import { PAGE } from '../../people/members.ts'

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

const LIST = 'im.dialog.users.list'

async function withPseudonyms(wrapper: VueWrapper): Promise<void> {
  wrapper.get('details').element.setAttribute('open', '')
  await wrapper.get('details').trigger('toggle')
  await byRole(wrapper, 'checkbox', /Person 1/).setValue(true)
}

/** The first message is the portal's, and names somebody whom no page does. */
function aSentence(params: Params) {
  const page = chatOf(2)(params)
  const messages = page.messages.map(row => row.id === 1 ? { ...row, author_id: 0, text: 'Say hello to Ben Okafor' } : row)
  return { ...page, users: [], messages }
}

async function firstText(): Promise<unknown> {
  const { messages } = JSON.parse(String((await savedFiles()).get('messages-001.json'))) as { messages: { text: string }[] }
  return messages[0]?.text
}

test('people are named from the first message on, also by those who write or react before them', async () => {
  const FIELDS: Params = { 1: { author_id: 0, text: 'Anna Schmidt left the chat' }, 2: { author_id: 3, params: { LIKE: [2] } } }
  const chat = chatOf(2)
  const page = (params: Params) => ({ ...chat(params), users: [], messages: chat(params).messages.map(row => Object.assign({ ...row }, FIELDS[row.id])) })
  const { wrapper } = await openExport({ [GET_MESSAGES]: page })
  await byRole(wrapper, 'combobox', 'Format').setValue('json')
  await start(wrapper)
  await said(wrapper, 'The export is ready.')
  expect(JSON.parse(String((await savedFiles()).get('messages-001.json')))).toMatchObject({
    messages: [{ text: 'Anna Schmidt left the chat' }, { author: { name: '#3' }, reactions: [{ name: 'Ben Okafor' }] }],
  })

  await press(wrapper, 'Discard')
  await isAtForm(wrapper)
  await withPseudonyms(wrapper)
  await start(wrapper)
  await said(wrapper, 'The export is ready.')
  expect(JSON.parse(String((await savedFiles()).get('messages-001.json')))).toMatchObject({ messages: [{ text: 'Person 1 left the chat' }, {}] })
})

const ALL = [...Array.from({ length: PAGE }, (_, index) => aUser({ id: index + 10, name: `Member ${index}` })), aUser({ id: 1000, name: 'Ben Okafor' })]
const refusal = (kind: PortalErrorKind, code = '') => new PortalError(kind, { method: LIST, code })

test.each<[string, (lastId: number) => unknown]>([
  ['at once', () => refusal('busy')],
  ['in the middle', lastId => lastId === 0 ? ALL.slice(0, PAGE) : refusal('timeout')],
])('an export with pseudonyms begins with everybody or not at all, where the list is refused for a moment: %s', async (_when, refused) => {
  let isRefused = true
  const { portal, wrapper } = await openExport({
    [GET_MESSAGES]: aSentence, 'im.dialog.get': aDialog({ user_counter: PAGE + 1, last_message_id: 2 }),
    [LIST]: ({ LAST_ID }: Params) => {
      const lastId = Number(LAST_ID) || 0
      return isRefused ? refused(lastId) : ALL.filter(({ id }) => Number(id) > lastId).slice(0, PAGE)
    },
  })
  await byRole(wrapper, 'combobox', 'Format').setValue('json')
  await withPseudonyms(wrapper)
  await start(wrapper)
  await expect.poll(() => allByRole(wrapper, 'alert').length).toBe(1)
  expect(portal.sent.filter(({ method }) => method === GET_MESSAGES)).toEqual([])
  isRefused = false
  await press(wrapper, 'Continue')
  await said(wrapper, 'The export is ready.')
  expect(await firstText()).toBe('Say hello to Person 1')
})

test.each<[PortalErrorKind, string?]>([
  ['no-access'], ['missing-scope'], ['bad-answer'], ['unknown', 'ERROR_METHOD_NOT_FOUND'],
])('where nobody is ever listed (%s), an export with pseudonyms is made all the same', async (kind, code) => {
  const { wrapper } = await openExport({ [LIST]: refusal(kind, code) })
  await withPseudonyms(wrapper)
  await start(wrapper)
  await said(wrapper, 'The export is ready.')
})

test('without pseudonyms an export waits for no list', async () => {
  const { wrapper } = await openExport({ [LIST]: refusal('busy') })
  await start(wrapper)
  await said(wrapper, 'The export is ready.')
})
