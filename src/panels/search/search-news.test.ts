/** Hits follow the chat beside them: in place what is shown, on request what is new. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aPortal, type ScriptedPortal } from '../../../tests/support/a-portal.ts'
import { openingAnswers } from '../../../tests/support/answers.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { aMessage, aPage, aPerson } from '../../../tests/support/history.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { tellNews } from '../../../tests/support/tell-news.ts'
import SidebarScreen from '../../app/SidebarScreen.vue'
import { PortalError } from '../../bitrix24/index.ts'

const SEARCH = 'im.dialog.messages.search'
const row = (id: number, text = `plan ${id}`) => ({ id, authorId: 1, date: '2026-03-10T09:00:00+00:00', text, params: [] })
const answer = (...ids: number[]) => ({ messages: ids.map(id => row(id)), users: [{ id: 1, name: 'Anna Schmidt' }], files: [] })
const page = { people: [aPerson({ id: 1, name: 'Anna Schmidt' })] }

/** The panel with the hits 20 and 10 of the word "plan". */
async function openFound(text = 'plan') {
  const portal = aPortal({ answers: openingAnswers({ [SEARCH]: answer(20, 10) }) })
  const wrapper = await mountInApp(SidebarScreen, { portal })
  await byRole(wrapper, 'tab', 'Search').trigger('click')
  await settle()
  await byRole(wrapper, 'textbox', 'Words in the message').setValue(text)
  await vi.advanceTimersByTimeAsync(300)
  await settle()
  return { portal, wrapper }
}

type Opened = Awaited<ReturnType<typeof openFound>>['wrapper']

const rows = (wrapper: Opened) => byRole(wrapper, 'list', 'Found messages').findAll('[role="listitem"]')
const idsIn = (wrapper: Opened) => rows(wrapper).map(one => /plan (\d+)/.exec(one.text())?.[1])
const newOnes = (wrapper: Opened) => allByRole(wrapper, 'button').find(button => /new message/.test(button.text()))
const searches = (portal: ScriptedPortal) => portal.sent.filter(({ method }) => method === SEARCH).map(({ params }) => params)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: new Date('2026-03-10T12:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
  sessionStorage.clear()
  document.body.replaceChildren()
})

test('new messages that match wait until they are wanted; the portal is asked for them once, then', async () => {
  const { portal, wrapper } = await openFound()
  await tellNews({ after: 25, added: [aMessage({ id: 30, text: 'plan 30' }), aMessage({ id: 31, text: 'lunch' })], page })
  await tellNews({ after: 31, added: [aMessage({ id: 32, text: 'the PLAN 32' })], page })
  expect(newOnes(wrapper)?.text()).toBe('2 new messages match: show them')
  expect(idsIn(wrapper)).toEqual(['20', '10'])
  expect(searches(portal)).toHaveLength(1)
  portal.answer(SEARCH, answer(30, 32))
  await newOnes(wrapper)?.trigger('click')
  await settle()
  expect(idsIn(wrapper)).toEqual(['32', '30', '20', '10'])
  expect(searches(portal).slice(1)).toEqual([expect.objectContaining({ SEARCH_MESSAGE: 'plan', LAST_ID: 25, ORDER: { ID: 'ASC' } })])
  expect(newOnes(wrapper)).toBeUndefined()
})

test('without words this device knows what matches, and the portal is not asked', async () => {
  const { portal, wrapper } = await openFound('')
  const details = wrapper.find('details')
  details.element.open = true
  await details.trigger('toggle')
  await byRole(wrapper, 'checkbox', 'With a link').setValue(true)
  await vi.advanceTimersByTimeAsync(300)
  await settle()
  const before = searches(portal).length
  await tellNews({ after: 25, added: [aMessage({ id: 30, text: 'plan 30 https://example.com' }), aMessage({ id: 31, text: 'no link' })], page })
  expect(newOnes(wrapper)?.text()).toBe('1 new message matches: show it')
  await newOnes(wrapper)?.trigger('click')
  await settle()
  expect(idsIn(wrapper)).toEqual(['30'])
  expect(searches(portal)).toHaveLength(before)
})

test('more than a beat brings is looked through on request, and that none matches is said', async () => {
  const { portal, wrapper } = await openFound()
  await tellNews({ after: 25, isGap: true })
  expect(newOnes(wrapper)?.text()).toBe('Many new messages: look whether they match')
  portal.answer(SEARCH, new PortalError('offline', { method: SEARCH }))
  await newOnes(wrapper)?.trigger('click')
  await settle()
  expect(idsIn(wrapper)).toEqual(['20', '10'])
  portal.answer(SEARCH, answer())
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await settle()
  expect(wrapper.text()).toContain('None of the new messages matches.')
})

test('an edited hit says what it says now, even where it would not be found any more; a deleted one says so', async () => {
  const { wrapper } = await openFound()
  const [first, second] = rows(wrapper).map(({ element }) => element)
  await tellNews({ changed: [aMessage({ id: 20, text: 'something else', isEdited: true })], deleted: [10], page })
  expect(rows(wrapper).map(({ element }) => element)).toEqual([first, second])
  expect(rows(wrapper)[0]?.text()).toMatch(/something else/)
  expect(rows(wrapper)[1]?.text()).toMatch(/deleted/)
  expect(rows(wrapper)[1]?.text()).not.toMatch(/plan 10/)
})

test('what was edited, liked or deleted between the search and the first beat is shown as it is then', async () => {
  const { wrapper } = await openFound()
  const edited = aMessage({ id: 20, text: 'something else', isEdited: true, likedBy: [2, 3] })
  await tellNews({ end: { behind: 5, ids: [20, 21], page: aPage([edited], page) }, page })
  expect(rows(wrapper)[0]?.text()).toMatch(/something else/)
  expect(allByRole(wrapper, 'button', /Like/)[0]?.text().replace(/\s+/g, ' ')).toBe('Like 2')
  expect(rows(wrapper)[1]?.text()).toMatch(/deleted/)
  expect(rows(wrapper)[1]?.text()).not.toMatch(/plan 10/)
})

test('a hit that was found after the end was looked at stays, also where the clock of the device was set back between', async () => {
  const { wrapper } = await openFound()
  const readAt = Date.now() - 1_000
  vi.setSystemTime(readAt - 3_600_000)
  const { element } = byRole(wrapper, 'textbox', 'Words in the message')
  Object.assign(element, { value: 'plan 20' })
  element.dispatchEvent(new Event('input'))
  await vi.advanceTimersByTimeAsync(300)
  await settle()
  await tellNews({ end: { behind: 5, ids: [10], page: aPage([], page) }, readAt, page })
  expect(idsIn(wrapper)).toEqual(['20', '10'])
})

test('a hit behind the end is gone when the end was looked at later, and is newer than it otherwise', async () => {
  const { wrapper } = await openFound()
  const end = { behind: 5, ids: [10], page: aPage([aMessage({ id: 10, text: 'plan 10' })], page) }
  await tellNews({ end, readAt: Date.now() - 1_000, page })
  expect(idsIn(wrapper)).toEqual(['20', '10'])
  await tellNews({ end, readAt: Date.now() + 1_000, page })
  expect(rows(wrapper)[0]?.text()).toMatch(/deleted/)
  expect(idsIn(wrapper)[1]).toBe('10')
})

test('likes of others are counted in place', async () => {
  const { wrapper } = await openFound()
  const like = () => allByRole(wrapper, 'button', /Like/)[0]?.text().replace(/\s+/g, ' ')
  expect(like()).toBe('Like')
  await tellNews({ changed: [aMessage({ id: 20, text: 'plan 20', likedBy: [2, 3] })], page })
  expect(like()).toBe('Like 2')
})

test('with another question nothing is left of the news of the one before', async () => {
  const { wrapper } = await openFound()
  await tellNews({ after: 25, added: [aMessage({ id: 30, text: 'plan 30' })], deleted: [10], page })
  await byRole(wrapper, 'textbox', 'Words in the message').setValue('plan 1')
  await vi.advanceTimersByTimeAsync(300)
  await settle()
  expect(newOnes(wrapper)).toBeUndefined()
  expect(idsIn(wrapper)).toEqual(['20', '10'])
})
