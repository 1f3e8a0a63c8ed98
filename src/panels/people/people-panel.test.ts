import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aPromise } from '../../../tests/support/a-portal.ts'
import { aDialog, aUser } from '../../../tests/support/answers.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { draftsKept } from '../../../tests/support/keep-draft.ts'
import { settle } from '../../../tests/support/mount.ts'
import { type Answers, lists, namesOf, openPeople, PEOPLE, rowsOf, showPeople, type Wrapper } from '../../../tests/support/open-people.ts'
import { unfold } from '../../../tests/support/unfold.ts'
import { PortalError, type SliderOutcome } from '../../bitrix24/index.ts'

async function choose(wrapper: Wrapper, name: string, value: string): Promise<void> {
  if (allByRole(wrapper, 'combobox').length === 0) await unfold(wrapper, 'Filter and sort')
  await byRole(wrapper, 'combobox', name).setValue(value)
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: new Date('2026-03-10T12:00:00Z') })
  Object.defineProperty(window, 'innerHeight', { value: 2_000, configurable: true })
})

afterEach(() => {
  vi.useRealTimers()
  sessionStorage.clear()
  document.body.replaceChildren()
})

test('while nobody has been read the panel says that it loads', async () => {
  const { wrapper } = await openPeople({ answers: { 'im.dialog.users.list': ({ LAST_ID }: Answers) => LAST_ID === undefined ? PEOPLE : aPromise().promise } })
  expect(byRole(wrapper, 'status').text()).toBe('Loading…')
})

test('everybody is listed with role, position, department, presence, origin and what they have read', async () => {
  const { wrapper } = await openPeople()
  expect(rowsOf(wrapper)).toEqual([
    expect.stringMatching(/Anna Schmidt.*Owner.*Designer.*Studio.*Online.*Has read everything/),
    expect.stringMatching(/Ben Okafor.*Manages this chat.*Do not disturb/),
    expect.stringMatching(/Chloé Martin.*Sales.*Offline.*From outside the company.*Has not read everything/),
    expect.stringMatching(/Robo.*Bot/),
  ])
  expect(byRole(wrapper, 'status', 'people').text()).toBe('4 people')
})

/** Once they are told. */
async function localTimesOf(wrapper: Wrapper) {
  await vi.advanceTimersByTimeAsync(200)
  await settle()
  return rowsOf(wrapper).map(row => /(\d+:\d+\s[AP]M) there/.exec(row)?.[1]?.replace(/\s/g, ' '))
}

test('local times are shown by the portal\'s clock where a zone is known, and the panel opened again tells those of now', async () => {
  const { portal, wrapper } = await openPeople({ answers: { 'server.time': '2026-03-10T14:05:00+00:00' } })
  expect(await localTimesOf(wrapper)).toEqual(['11:05 PM', undefined, undefined, undefined])
  // the room that was kept for a time goes behind the words, where nobody sees it
  expect(wrapper.findAll('[role="listitem"]').at(3)?.find('.marks').element.firstElementChild?.textContent).toBe('Bot')
  expect(portal.sent.filter(({ method }) => method === 'user.get').map(({ params }) => params)).toEqual([{ FILTER: { ID: [1, 2, 3, 4] }, select: ['ID', 'TIME_ZONE'] }])
  await byRole(wrapper, 'tab', 'Overview').trigger('click')
  await settle()
  vi.setSystemTime(new Date('2026-03-10T12:30:00Z'))
  await showPeople(wrapper)
  expect((await localTimesOf(wrapper))[0]).toBe('11:35 PM')
})

test('with the scope im alone nothing fails, and what is hidden is said once', async () => {
  const { portal, wrapper } = await openPeople({ answers: { scope: ['im', 'placement'] } })
  await vi.advanceTimersByTimeAsync(200)
  expect(wrapper.text().match(/user_brief/g)).toHaveLength(1)
  expect(portal.sent.map(({ method }) => method)).not.toContain('user.get')
})

test('departments and times that are refused are left out silently', async () => {
  const refused = new PortalError('no-access')
  const { wrapper } = await openPeople({ answers: { 'im.department.get': refused, 'user.get': refused } })
  await vi.advanceTimersByTimeAsync(200)
  await settle()
  expect(rowsOf(wrapper)).toHaveLength(4)
  expect(allByRole(wrapper, 'alert')).toEqual([])
})

test('departments are named also where there are more than one answer names', async () => {
  const ids = Array.from({ length: 60 }, (_unused, index) => index + 1)
  const { portal, wrapper } = await openPeople({ answers: {
    'im.dialog.users.list': lists([aUser({ departments: ids })]),
    'im.department.get': ({ ID }: { ID: number[] }) => ID.map(id => ({ id, name: `Studio ${id}` })).slice(0, 50),
  } })
  await settle()
  expect(rowsOf(wrapper)).toEqual([expect.stringMatching(/Studio 1Studio 2.*Studio 50.*Studio 60/)])
  expect(portal.sent.filter(({ method }) => method === 'im.department.get')).toHaveLength(2)
})

test('people are found without accents, and the number of those found is said', async () => {
  const { wrapper } = await openPeople()
  await byRole(wrapper, 'textbox', 'Find by name').setValue('CHLOE')
  expect(namesOf(wrapper)).toEqual(['Chloé Martin'])
  expect(byRole(wrapper, 'status', 'people').text()).toBe('1 of 4 people match.')
})

test.each([
  ['Role', 'manager', ['Ben Okafor']], ['Presence', 'dnd', ['Ben Okafor']], ['From', 'outside', ['Chloé Martin']], ['Last message', 'unread', ['Chloé Martin']],
])('filtered by %s, %s are shown', async (name, value, names) => {
  const { wrapper } = await openPeople()
  await choose(wrapper, name, value)
  expect(namesOf(wrapper)).toEqual(names)
})

test('sorted by who has not read, they come first', async () => {
  const { wrapper } = await openPeople()
  await choose(wrapper, 'Sort by', 'read')
  expect(namesOf(wrapper)[0]).toBe('Chloé Martin')
})

test('nobody found is said, and everybody is one button away', async () => {
  const { wrapper } = await openPeople()
  await byRole(wrapper, 'textbox', 'Find by name').setValue('nobody')
  expect(wrapper.text()).toContain('Nobody matches.')
  const button = byRole(wrapper, 'button', 'Show everyone')
  if (button.element instanceof HTMLElement) button.element.focus()
  await button.trigger('click')
  expect(namesOf(wrapper)).toHaveLength(4)
  expect(document.activeElement, 'the focus stays near').not.toBe(document.body)
})

test('filters, order and search come back with the next opening of the chat', async () => {
  const first = await openPeople()
  await byRole(first.wrapper, 'textbox', 'Find by name').setValue('o')
  await choose(first.wrapper, 'From', 'inside')
  await draftsKept(first.portal)
  first.wrapper.unmount()
  const { wrapper } = await openPeople()
  expect(namesOf(wrapper)).toEqual(['Ben Okafor', 'Robo'])
  expect(byRole(wrapper, 'combobox', 'From').isVisible()).toBe(true)
})

test('where the portal says nothing about reading there is no such choice, and those that came back hide nobody and open no filter', async () => {
  const first = await openPeople()
  await choose(first.wrapper, 'Last message', 'unread')
  await choose(first.wrapper, 'Sort by', 'read')
  await draftsKept(first.portal)
  first.wrapper.unmount()
  const { wrapper } = await openPeople({ answers: { 'im.dialog.get': aDialog({ user_counter: 4 }) } })
  expect(namesOf(wrapper)).toHaveLength(4)
  expect(allByRole(wrapper, 'combobox')).toEqual([])
  await unfold(wrapper, 'Filter and sort')
  expect(allByRole(wrapper, 'combobox', 'Last message')).toEqual([])
  expect(byRole(wrapper, 'combobox', 'Sort by').element).toHaveProperty('value', 'name')
})

test('who may not see the members is told so', async () => {
  const { wrapper } = await openPeople({ answers: { 'im.dialog.users.list': new PortalError('no-access', { code: 'ACCESS_ERROR' }) } })
  expect(byRole(wrapper, 'tabpanel').text()).toBe('Your Bitrix24 does not let you see who is in this chat.')
})

test('a chat without anybody says so', async () => {
  const { wrapper } = await openPeople({ answers: { 'im.dialog.users.list': [] } })
  expect(wrapper.text()).toContain('Your Bitrix24 lists nobody in this chat.')
})

test('a failure is said, and trying again helps', async () => {
  const { portal, wrapper } = await openPeople({ answers: { 'im.dialog.users.list': new PortalError('busy') } })
  expect(byRole(wrapper, 'alert').text()).toContain('Your Bitrix24 is too busy')
  portal.answer('im.dialog.users.list', lists(PEOPLE))
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await settle()
  expect(namesOf(wrapper)).toHaveLength(4)
})

test('a list that stopped half-way keeps who came and says so, with the true number', async () => {
  const full = Array.from({ length: 20 }, (_, index) => aUser({ id: index + 1, name: `Person ${index}` }))
  let pages = 0
  const { wrapper } = await openPeople({
    answers: {
      'im.dialog.get': aDialog({ user_counter: 3_000 }),
      'im.dialog.users.list': ({ LAST_ID }: Answers) => LAST_ID === undefined ? PEOPLE : (++pages === 1 ? full : new PortalError('busy')),
    },
  })
  expect(byRole(wrapper, 'status', 'people').text()).toBe('20 of 3,000 people loaded so far.')
  expect(byRole(wrapper, 'alert').text()).toContain('Not everybody could be loaded.')
  expect(byRole(wrapper, 'list', 'People').get('[role="listitem"]').attributes('aria-setsize')).toBe('3000')
})

test('of two readings the later one wins, whichever answer comes last', async () => {
  const { portal, wrapper } = await openPeople()
  const late = aPromise<unknown>()
  portal.answer('im.dialog.users.list', () => late.promise)
  await byRole(wrapper, 'button', /Anna Schmidt.*Has read/).trigger('click')
  await settle()
  portal.answer('im.dialog.users.list', lists([aUser({ name: 'Newer' })]))
  await byRole(wrapper, 'button', /Anna Schmidt.*Has read/).trigger('click')
  await settle()
  late.resolve([aUser({ name: 'Older' })])
  await settle()
  expect(namesOf(wrapper)).toEqual(['Newer'])
})

test('a failed reading after a slider keeps the list, which is still everybody', async () => {
  const { portal, wrapper } = await openPeople()
  portal.answer('im.dialog.users.list', new PortalError('offline'))
  await byRole(wrapper, 'button', /Anna Schmidt.*Has read/).trigger('click')
  await settle()
  expect(portal.paths).toEqual(['/company/personal/user/1/'])
  expect(namesOf(wrapper)).toHaveLength(4)
  expect(byRole(wrapper, 'alert').text()).toContain('This could not be refreshed and may be out of date.')
  expect(wrapper.text()).not.toContain('Not everybody could be loaded.')
})

test('a profile that the portal refuses to open is said', async () => {
  const { wrapper } = await openPeople({ openPath: () => Promise.reject<SliderOutcome>(new PortalError('not-found')) })
  await byRole(wrapper, 'button', /Anna Schmidt.*Has read/).trigger('click')
  await settle()
  expect(byRole(wrapper, 'alert').text()).toBe('Your Bitrix24 does not open this page from a chat\'s sidebar.')
})

test('somebody can be written to and called, the viewer not, and nobody calls a bot', async () => {
  const { portal, wrapper } = await openPeople()
  await byRole(wrapper, 'button', 'Write to Anna Schmidt').trigger('click')
  await byRole(wrapper, 'button', 'Call Chloé Martin').trigger('click')
  expect(portal.conversations).toEqual(['1'])
  expect(portal.calls).toEqual([{ personId: 3, isVideo: false }])
  expect(allByRole(wrapper, 'button', /(Write to|Call) Ben Okafor|Call Robo/)).toEqual([])
})

test.each([
  ['a customer of an open channel', { connector: true }], ['an account of another Bitrix24', { network: true }], ['somebody who was never there', { last_activity_date: false }],
])('%s is not called: the messenger does not, and would say nothing', async (_who, fields) => {
  const { wrapper } = await openPeople({ answers: { 'im.dialog.users.list': lists([aUser(fields)]) } })
  expect(allByRole(wrapper, 'button', /^(Write to|Call) Anna/)).toHaveLength(1)
})

test('whom the portal gives no name can be told apart, found and written to', async () => {
  const { wrapper } = await openPeople({ answers: { 'im.dialog.users.list': lists([aUser({ name: ' ', first_name: '', last_name: '' }), aUser({ id: 3 })]) } })
  expect(namesOf(wrapper)).toEqual(['Anna Schmidt', 'Person No. 1'])
  expect(allByRole(wrapper, 'button', 'Write to Person No. 1')).toHaveLength(1)
})

test('everything that can be done is a control in the order in which it is read', async () => {
  const { wrapper } = await openPeople()
  const controls = byRole(wrapper, 'tabpanel').findAll('input, summary, button')
  expect(controls.map(({ element }) => element.tagName)).toEqual(['INPUT', 'SUMMARY', 'BUTTON', 'BUTTON', ...Array.from({ length: 9 }, () => 'BUTTON')])
  const list = byRole(wrapper, 'list', 'People')
  expect(controls.filter(({ element }) => element.getAttribute('tabindex') === '-1' && !list.element.contains(element))).toEqual([])
  expect(list.findAll('[tabindex="0"]').map(({ element }) => element), 'one stop for all rows (b16)').toEqual([list.find('button').element])
})
