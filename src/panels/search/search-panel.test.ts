import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aPortal, aPromise, type ScriptedPortal } from '../../../tests/support/a-portal.ts'
import { openingAnswers } from '../../../tests/support/answers.ts'
import { allByRole, byRole, focusOn } from '../../../tests/support/by-role.ts'
import { draftsKept } from '../../../tests/support/keep-draft.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import SidebarScreen from '../../app/SidebarScreen.vue'
import { PortalError } from '../../bitrix24/index.ts'

const SEARCH = 'im.dialog.messages.search'

type Fields = Record<string, unknown>

/** Messages in the spelling of the search, newest first. */
function found(count: number, { first = 1_000, ...fields }: Fields & { first?: number } = {}): Fields {
  const messages = Array.from({ length: count }, (_unused, index) => ({
    id: first - index, authorId: 1, date: '2026-03-10T09:00:00+00:00', text: `plan ${first - index}`, params: [], ...fields,
  }))
  return { messages, users: [{ id: 1, name: 'Anna Schmidt' }, { id: 2, name: 'Ben Okafor' }], files: [{ id: 9, name: 'plan.pdf' }] }
}

async function openSearch(answers: Fields = {}) {
  const portal = aPortal({ answers: openingAnswers({ [SEARCH]: found(2), ...answers }) })
  const wrapper = await mountInApp(SidebarScreen, { portal })
  await byRole(wrapper, 'tab', 'Search').trigger('click')
  await settle()
  return { portal, wrapper }
}

type Opened = Awaited<ReturnType<typeof openSearch>>['wrapper']

async function pause() {
  await vi.advanceTimersByTimeAsync(300)
  await settle()
}

async function type(wrapper: Opened, text: string, label = 'Words in the message') {
  await byRole(wrapper, 'textbox', label).setValue(text)
  await pause()
}

/** As a browser does it when the line is pressed. */
async function openFilters(wrapper: Opened) {
  const details = wrapper.find('details')
  details.element.open = true
  await details.trigger('toggle')
}

const asked = (portal: ScriptedPortal) => portal.sent.filter(({ method }) => method === SEARCH).map(({ params }) => params ?? {})
const rows = (wrapper: Opened) => byRole(wrapper, 'list', 'Found messages').findAll('[role="listitem"]')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: new Date('2026-03-10T12:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
  sessionStorage.clear()
  document.body.replaceChildren()
})

test('before anything is typed nothing is asked, and the panel says what to do', async () => {
  const { portal, wrapper } = await openSearch()
  expect(asked(portal)).toEqual([])
  expect(wrapper.text()).toContain('Type what you are looking for, or choose a filter.')
})

test('two characters are not asked for, because the portal would not search by them', async () => {
  const { portal, wrapper } = await openSearch()
  await type(wrapper, 'pl')
  expect(asked(portal)).toEqual([])
  expect(wrapper.text()).toContain('Bitrix24 needs at least 3 characters to search.')
})

test('only the last of several keys is asked for, and only once', async () => {
  const { portal, wrapper } = await openSearch()
  const field = byRole(wrapper, 'textbox', 'Words in the message')
  for (const text of ['pla', 'plan']) await field.setValue(text)
  expect(asked(portal)).toEqual([])
  await pause()
  expect(asked(portal)).toEqual([expect.objectContaining({ CHAT_ID: 7, SEARCH_MESSAGE: 'plan' })])
})

test('while the portal has not answered the panel says that it searches', async () => {
  const { wrapper } = await openSearch({ [SEARCH]: () => aPromise().promise })
  await type(wrapper, 'plan')
  expect(byRole(wrapper, 'status').text()).toBe('Searching…')
})

test('hits are listed with author, time and the words marked', async () => {
  const { wrapper } = await openSearch()
  await type(wrapper, 'plan')
  expect(wrapper.text()).toContain('2 messages found.')
  const [first] = rows(wrapper)
  expect(first?.text()).toContain('Anna Schmidt')
  expect(first?.find('time').attributes('datetime')).toBe('2026-03-10T09:00:00.000Z')
  expect(first?.find('mark').text()).toBe('plan')
})

test('an answer without hits is said in words', async () => {
  const { wrapper } = await openSearch({ [SEARCH]: found(0) })
  await type(wrapper, 'plan')
  expect(wrapper.text()).toContain('Nothing was found.')
  expect(allByRole(wrapper, 'list', 'Found messages')).toEqual([])
})

test('a refused search says so, is not repeated by itself, and can be tried again', async () => {
  const { portal, wrapper } = await openSearch({ [SEARCH]: new PortalError('no-access', { code: 'ACCESS_ERROR' }) })
  await type(wrapper, 'plan')
  expect(byRole(wrapper, 'alert').text()).toContain('Your Bitrix24 does not let you see this.')
  await pause()
  expect(asked(portal)).toHaveLength(1)
  portal.answer(SEARCH, found(1))
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await settle()
  expect(rows(wrapper)).toHaveLength(1)
})

test('a chat that cannot be seen has nothing to search', async () => {
  const { portal, wrapper } = await openSearch({ 'im.dialog.get': new PortalError('no-access', { code: 'ACCESS_ERROR' }) })
  expect(byRole(wrapper, 'alert').text()).toContain('Your Bitrix24 does not let you see this.')
  portal.answer('im.dialog.get', openingAnswers()['im.dialog.get'])
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await settle()
  expect(byRole(wrapper, 'textbox', 'Words in the message').exists()).toBe(true)
})

test('of two questions the later wins, whichever answer comes last', async () => {
  const { portal, wrapper } = await openSearch()
  const late = aPromise<unknown>()
  portal.answer(SEARCH, () => late.promise)
  await type(wrapper, 'older')
  portal.answer(SEARCH, found(1, { text: 'the newer one' }))
  await type(wrapper, 'newer')
  late.resolve(found(1, { text: 'the older one' }))
  await settle()
  expect(rows(wrapper).map(row => row.text()).join()).toContain('the newer one')
  expect(wrapper.text()).not.toContain('the older one')
})

test('an answer after the text was emptied shows nothing', async () => {
  const late = aPromise<unknown>()
  const { wrapper } = await openSearch({ [SEARCH]: () => late.promise })
  await type(wrapper, 'plan')
  await type(wrapper, '')
  late.resolve(found(1))
  await settle()
  expect(wrapper.text()).toContain('Type what you are looking for')
})

test('days and order are the portal\'s to search by', async () => {
  const { portal, wrapper } = await openSearch()
  await openFilters(wrapper)
  await type(wrapper, '2026-03-01', 'From')
  await byRole(wrapper, 'combobox', 'Order').setValue('oldest')
  await pause()
  expect(asked(portal).at(-1)).toMatchObject({ ORDER: { ID: 'ASC' }, DATE_FROM: new Date(2026, 2, 1).toISOString().replace('.000', '') })
  await type(wrapper, '2026-02-01', 'To')
  expect(byRole(wrapper, 'alert').text()).toBe('The first day is after the last one.')
})

test('author, file, link and mine are picked here, which the panel says', async () => {
  const answer = found(4)
  const messages = answer['messages'] as Fields[] // as found() made them
  Object.assign(messages[1] ?? {}, { authorId: 2, params: { FILE_ID: [9] } })
  Object.assign(messages[2] ?? {}, { text: 'plan https://example.com' })
  Object.assign(messages[3] ?? {}, { authorId: 3 })
  Object.assign(answer, { users: [...answer['users'] as Fields[], { id: 3, name: 'Åke Lind' }] })
  const { portal, wrapper } = await openSearch({ [SEARCH]: answer })
  await type(wrapper, 'plan')
  await openFilters(wrapper)
  expect(wrapper.findAll('datalist option').map(option => option.attributes('value'))).toEqual(['Åke Lind', 'Anna Schmidt', 'Ben Okafor'])
  await type(wrapper, 'oka', 'Author’s name')
  expect(rows(wrapper).map(row => row.text())).toEqual([expect.stringMatching(/Ben Okafor.*plan\.pdf\s*File/)])
  expect(wrapper.text()).toContain('Chatside filtered 4 messages read so far')
  await type(wrapper, '', 'Author’s name')
  await byRole(wrapper, 'checkbox', 'With a link').setValue(true)
  expect(rows(wrapper).map(row => row.text())).toEqual([expect.stringContaining('example.com')])
  await byRole(wrapper, 'checkbox', 'Mine').setValue(true)
  expect(wrapper.text()).toContain('Nothing was found.')
  expect(asked(portal)).toHaveLength(1)
})

test('where few of the messages are picked some pages are read on, but not the whole history', async () => {
  let next = 1_000_000
  const { portal, wrapper } = await openSearch({ [SEARCH]: ({ LIMIT }: Fields) => found(Number(LIMIT), { first: (next -= 200) + 200 }) })
  await openFilters(wrapper)
  await byRole(wrapper, 'checkbox', 'With a file').setValue(true)
  await pause()
  expect(asked(portal)).toHaveLength(6)
  expect(wrapper.text()).toContain('Nothing was found so far.')
  const further = focusOn(wrapper, 'button', 'Look further')
  await further.trigger('click')
  expect(further.attributes('aria-disabled')).toBe('true')
  await settle()
  expect(asked(portal)).toHaveLength(11)
  expect(document.activeElement).toBe(byRole(wrapper, 'button', 'Look further').element)

  await focusOn(wrapper, 'button', 'Clear the search').trigger('click')
  expect(document.activeElement).toBe(wrapper.get('form').element)
})

test('a page that fails keeps what was found and is tried again when asked', async () => {
  const { portal, wrapper } = await openSearch({ [SEARCH]: found(50) })
  await type(wrapper, 'plan')
  portal.answer(SEARCH, new PortalError('offline'))
  await byRole(wrapper, 'button', 'Look further').trigger('click')
  const again = await vi.waitFor(() => byRole(wrapper, 'button', 'Try again'))
  expect(rows(wrapper).length).toBeGreaterThan(5)
  expect(wrapper.text()).toContain('50 messages found so far.')
  portal.answer(SEARCH, found(3, { first: 900 }))
  await again.trigger('click')
  await vi.waitFor(() => expect(wrapper.text()).toContain('53 messages found.'))
})

test.each([0, 1])('a plan that limits the history is said where %i messages were found', async (count) => {
  const { wrapper } = await openSearch({ [SEARCH]: { ...found(count), tariffRestrictions: { isHistoryLimitExceeded: true } } })
  await type(wrapper, 'plan')
  expect(wrapper.text()).toContain('The plan of your Bitrix24 limits the history')
})

test('what was looked for is there again when the chat is opened again, and is asked for at once', async () => {
  const first = await openSearch()
  await type(first.wrapper, 'plan')
  await openFilters(first.wrapper)
  await byRole(first.wrapper, 'checkbox', 'With a link').setValue(true)
  await draftsKept(first.portal)
  first.wrapper.unmount()
  const { portal, wrapper } = await openSearch()
  expect(byRole(wrapper, 'textbox', 'Words in the message').element).toHaveProperty('value', 'plan')
  expect(byRole(wrapper, 'checkbox', 'With a link').element).toHaveProperty('checked', true)
  expect(asked(portal)).toEqual([expect.objectContaining({ SEARCH_MESSAGE: 'plan' })])
})

test('every control is a native one with a name', async () => {
  const { wrapper } = await openSearch({ [SEARCH]: found(1) })
  await type(wrapper, 'plan')
  await openFilters(wrapper)
  await byRole(wrapper, 'button', 'More actions').trigger('click')
  const names = wrapper.find('[role="tabpanel"]').findAll('button, input, select, summary').map(({ element }) => {
    const label = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels?.[0]?.textContent : element.textContent
    return label?.trim() || element.getAttribute('title')
  })
  expect(names).toEqual([
    'Words in the message', 'Filters', 'Author’s name', 'From', 'To', expect.stringContaining('Order'), 'Mine', 'With a file', 'With a link',
    'Like', 'More actions', 'Before and after', 'Open chat', 'Copy', 'Quote in the input field', 'Add to notes', 'Create a task', 'Create a meeting',
    // of the question that is not asked yet
    'Create a task', 'Cancel',
  ])
})
