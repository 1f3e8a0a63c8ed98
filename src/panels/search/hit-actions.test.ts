import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aPortal, aPromise } from '../../../tests/support/a-portal.ts'
import { openingAnswers } from '../../../tests/support/answers.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import SidebarScreen from '../../app/SidebarScreen.vue'
import { PortalError, type Opening } from '../../bitrix24/index.ts'

const SEARCH = 'im.dialog.messages.search'
const LIKE = 'im.message.like'
const SHARE = 'im.message.share'
const UNCHANGED = new PortalError('unknown', { method: LIKE, code: 'WITHOUT_CHANGES' })

type Fields = Record<string, unknown>

/** What the search answers for one message; the viewer is person 2. */
function found({ likedBy = [], ...message }: Fields & { likedBy?: number[] } = {}): Fields {
  const own = likedBy.includes(2) ? ['like'] : []
  return {
    messages: [{ id: 500, authorId: 1, date: '2026-03-10T09:00:00+00:00', text: 'the plan', params: likedBy.length > 0 ? { LIKE: likedBy } : [], ...message }],
    users: [{ id: 1, name: 'Anna Schmidt' }],
    files: [],
    reactions: likedBy.length > 0 ? [{ messageId: 500, reactionCounters: { like: likedBy.length }, reactionUsers: { like: likedBy }, ownReactions: own }] : [],
  }
}

async function openHit(answers: Fields = {}, opening: Partial<Opening> = {}, textarea: string | PortalError = '') {
  const portal = aPortal({ answers: openingAnswers({ [SEARCH]: found(), ...answers }), opening, textarea })
  const wrapper = await mountInApp(SidebarScreen, { portal })
  await byRole(wrapper, 'tab', 'Search').trigger('click')
  await settle()
  await byRole(wrapper, 'textbox', 'Words in the message').setValue('plan')
  await vi.advanceTimersByTimeAsync(300)
  await settle()
  const press = async (name: string | RegExp) => {
    await byRole(wrapper, 'button', name).trigger('click')
    await settle()
  }
  const sent = (method: string) => portal.sent.filter(command => command.method === method).map(({ params }) => params)
  return { portal, wrapper, press, sent }
}

type Opened = Awaited<ReturnType<typeof openHit>>

/** Opens the menu, chooses what to make, and answers the question. */
async function make({ wrapper, press }: Opened, name: 'task' | 'meeting', answer: 'yes' | 'no' = 'yes') {
  if (allByRole(wrapper, 'button', `Create a ${name}`).length < 1 || allByRole(wrapper, 'button', 'Quote').length === 0) await press('More actions')
  const [inMenu] = allByRole(wrapper, 'button', `Create a ${name}`)
  await inMenu?.trigger('click')
  await settle()
  const dialog = byRole(wrapper, 'dialog')
  expect(dialog.element).toHaveProperty('open', true)
  await dialog.findAll('button')[answer === 'yes' ? 0 : 1]?.trigger('click')
  await settle()
}

const likeButton = ({ wrapper }: Opened) => byRole(wrapper, 'button', /^Like/)
const likes = (opened: Opened) => [likeButton(opened).attributes('aria-pressed'), likeButton(opened).text().replace(/\s+/g, ' ')]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: new Date('2026-03-10T12:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  sessionStorage.clear()
  document.body.replaceChildren()
})

test('the portal decides what is liked, and by how many', async () => {
  expect(likes(await openHit({ [SEARCH]: found({ likedBy: [1, 2] }) }))).toEqual(['true', 'Like 2'])
  document.body.replaceChildren()
  expect(likes(await openHit({ [SEARCH]: found({ likedBy: [1] }) }))).toEqual(['false', 'Like 1'])
})

test('a like shows at once and is sent once, however often it is pressed', async () => {
  const answer = aPromise<boolean>()
  const opened = await openHit({ [LIKE]: () => answer.promise })
  await opened.press(/^Like/)
  await opened.press(/^Like/)
  expect(likes(opened)).toEqual(['true', 'Like 1'])
  expect(likeButton(opened).attributes('aria-disabled')).toBe('true')
  answer.resolve(true)
  await settle()
  expect(likes(opened)).toEqual(['true', 'Like 1'])
  expect(opened.sent(LIKE)).toEqual([{ MESSAGE_ID: 500, ACTION: 'plus' }])
})

test('a like is taken back', async () => {
  const opened = await openHit({ [SEARCH]: found({ likedBy: [1, 2] }), [LIKE]: true })
  await opened.press(/^Like/)
  expect(likes(opened)).toEqual(['false', 'Like 1'])
  expect(opened.sent(LIKE)).toEqual([{ MESSAGE_ID: 500, ACTION: 'minus' }])
})

test('a like that fails is undone, and said', async () => {
  const opened = await openHit({ [LIKE]: new PortalError('no-access', { code: 'ACCESS_ERROR', description: 'No' }) })
  await opened.press(/^Like/)
  expect(likes(opened)).toEqual(['false', 'Like'])
  expect(byRole(opened.wrapper, 'alert').text()).toContain('The like was not changed.')
  expect(byRole(opened.wrapper, 'alert').text()).toContain('ACCESS_ERROR: No')
  expect(opened.sent(LIKE)).toHaveLength(1)
})

test('a like that was there already is one, which the portal is asked for', async () => {
  const opened = await openHit({ [LIKE]: UNCHANGED })
  opened.portal.answer(SEARCH, found({ likedBy: [1, 2, 3] }))
  await opened.press(/^Like/)
  expect(likes(opened)).toEqual(['true', 'Like 3'])
  expect(opened.sent(SEARCH).at(-1)).toEqual({ CHAT_ID: 7, LIMIT: 1, LAST_ID: 501, ORDER: { ID: 'DESC' } })
})

test('without changes and without a like the portal has refused', async () => {
  const opened = await openHit({ [LIKE]: UNCHANGED })
  await opened.press(/^Like/)
  expect(likes(opened)).toEqual(['false', 'Like'])
  expect(byRole(opened.wrapper, 'alert').text()).toContain('Bitrix24 left the like as it was')
})

test('without changes is success where nothing more can be read', async () => {
  const opened = await openHit({ [LIKE]: UNCHANGED })
  opened.portal.answer(SEARCH, new PortalError('offline'))
  await opened.press(/^Like/)
  expect(likes(opened)).toEqual(['true', 'Like 1'])
})

test('of a like that nobody confirmed the portal is asked, and nothing is sent again', async () => {
  const opened = await openHit({ [LIKE]: new PortalError('timeout') })
  opened.portal.answer(SEARCH, found({ likedBy: [2] }))
  await opened.press(/^Like/)
  expect(likes(opened)).toEqual(['true', 'Like 1'])
  opened.portal.answer(SEARCH, new PortalError('timeout'))
  await opened.press(/^Like/)
  expect(likes(opened)).toEqual(['true', 'Like 1'])
  expect(byRole(opened.wrapper, 'alert').text()).toContain('It is not known whether the like was changed.')
  expect(opened.sent(LIKE)).toHaveLength(2)
})

test('a task is made after a question, once, and the panel says where it is', async () => {
  const opened = await openHit({ [SHARE]: true })
  await make(opened, 'task', 'no')
  expect(opened.sent(SHARE)).toEqual([])
  await make(opened, 'task')
  expect(opened.sent(SHARE)).toEqual([{ MESSAGE_ID: 500, DIALOG_ID: 'chat7', TYPE: 'TASK' }])
  expect(opened.wrapper.text()).toContain('The task was created. You find it among your tasks')
})

test('a meeting is a calendar event for the portal, and is not asked for while one is being made', async () => {
  const answer = aPromise<boolean>()
  const opened = await openHit({ [SHARE]: () => answer.promise })
  await make(opened, 'meeting')
  expect(opened.wrapper.text()).toContain('Asking Bitrix24 to create it…')
  await opened.press('More actions')
  expect(allByRole(opened.wrapper, 'button', 'Create a meeting')[0]?.attributes('aria-disabled')).toBe('true')
  answer.resolve(true)
  await settle()
  expect(opened.sent(SHARE)).toMatchObject([{ TYPE: 'CALEND' }])
  expect(opened.wrapper.text()).toContain('The meeting was created.')
})

test.each([new PortalError('timeout'), new PortalError('unknown', { code: 'INTERNAL_SERVER_ERROR' }), 'x'])('after %s nobody knows whether a task was created, and nothing is repeated', async (answer) => {
  const opened = await openHit({ [SHARE]: answer })
  await make(opened, 'task')
  expect(byRole(opened.wrapper, 'alert').text()).toContain('it is not known whether the task was created. Chatside did not try again.')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(opened.sent(SHARE)).toHaveLength(1)
})

test('a refusal to make anything is said', async () => {
  const opened = await openHit({ [SHARE]: new PortalError('unknown', { code: 'PARAMS_ERROR', description: 'Incorrect params' }) })
  await make(opened, 'task')
  expect(byRole(opened.wrapper, 'alert').text()).toContain('Bitrix24 creates neither tasks nor meetings from this message.')
})

test('what was made of a message is still said when it is found again', async () => {
  const opened = await openHit({ [SHARE]: true })
  await make(opened, 'task')
  await byRole(opened.wrapper, 'textbox', 'Words in the message').setValue('the plan')
  await vi.advanceTimersByTimeAsync(300)
  await settle()
  expect(opened.wrapper.text()).toContain('The task was created.')
})

test('a hit is quoted below what is in the input field, and undone', async () => {
  const opened = await openHit({ [SEARCH]: found({ text: 'the plan of [timestamp=1773059400]' }) }, {}, 'Hello')
  await opened.press('More actions')
  await opened.press('Quote')
  expect(opened.portal.textarea).toMatch(/^Hello\n-{54}\nAnna Schmidt \[March 10, 2026, 9:00\sAM\] #chat7\/500\nthe plan of March 9, 2026, 12:30\sPM\n-{54}\n$/)
  expect(opened.wrapper.text()).toContain('The quote is in the messenger\'s input field.')
  await opened.press('Undo')
  expect(opened.portal.textarea).toBe('Hello')
  expect(opened.wrapper.text()).toContain('The input field is as it was.')
  expect(allByRole(opened.wrapper, 'button', 'Undo')).toEqual([])
})

test('what was typed meanwhile is left alone', async () => {
  const opened = await openHit()
  await opened.press('More actions')
  await opened.press('Quote')
  opened.portal.textarea = `${String(opened.portal.textarea)}Yes!`
  await opened.press('Undo')
  expect(opened.portal.textarea).toMatch(/Yes!$/)
  expect(opened.wrapper.text()).toContain('The input field has changed since: nothing was undone.')
})

test('a messenger that is silent or refuses is quoted, never a success', async () => {
  const opened = await openHit({}, {}, new PortalError('timeout'))
  await opened.press('More actions')
  await opened.press('Quote')
  expect(opened.wrapper.text()).toContain('The messenger did not answer: nothing was changed.')
  opened.portal.textarea = new PortalError('unknown', { description: 'The text field is unavailable' })
  await opened.press('More actions')
  await opened.press('Quote')
  expect(byRole(opened.wrapper, 'alert').text()).toContain('The text field is unavailable')
})

test('who has left the frame before anything was written finds the field as it was', async () => {
  const opened = await openHit({}, {}, 'for somebody else')
  await opened.press('More actions')
  vi.spyOn(document, 'hasFocus').mockReturnValueOnce(true).mockReturnValue(false)
  await opened.press('Quote')
  expect(opened.portal.textarea).toBe('for somebody else')
  expect(opened.wrapper.text()).toContain('You went on to something else')
})

test('in a slider, which covers the input field, nothing is quoted', async () => {
  const opened = await openHit({}, { isSlider: true })
  await opened.press('More actions')
  expect(allByRole(opened.wrapper, 'button', 'Quote')).toEqual([])
})
