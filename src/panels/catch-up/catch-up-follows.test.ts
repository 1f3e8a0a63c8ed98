import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { byRole, allByRole } from '../../../tests/support/by-role.ts'
import { aPromise } from '../../../tests/support/a-portal.ts'
import { eachInItsOwnBrowser, entries, MISSED, openCatchUp, plain, saying, SEARCH, searching, textOf, whyOf } from '../../../tests/support/open-catch-up.ts'
import { aRow, GET, history } from '../../../tests/support/open-shared.ts'
import { aDialog } from '../../../tests/support/answers.ts'
import { aMessage } from '../../../tests/support/history.ts'
import { tellNews } from '../../../tests/support/tell-news.ts'
import { PortalError } from '../../bitrix24/index.ts'

eachInItsOwnBrowser()

/** As the portal would answer the next time. */
const mentions = (id: number) => aMessage({ id, authorId: 1, text: '[USER=2]Ben Okafor[/USER], still there?' })
test('a reply to what the person wrote long before is one to them, also where it came since', async () => {
  const before = Array.from({ length: 211 }, (_unused, index) => aRow(index + 1, { author_id: index < 2 ? 2 : 1 }))
  const replies = [1, 3, 2].map((to, index) => aRow(212 + index, { params: { REPLY_ID: to } }))
  const { portal, wrapper } = await openCatchUp({ rows: [...before, ...replies.slice(0, 2)], lastReadId: 211 })
  await saying(wrapper, '2 new messages from others.')
  expect(entries(wrapper, 'For you').map(whyOf)).toEqual(['answers you'])
  // the chat beside us has been read meanwhile, and the portal is out of reach at first
  portal.answer('im.dialog.get', aDialog({ last_id: 214, last_message_id: 214, counter: 0 }))
  await tellNews({ after: 213, added: [aMessage({ id: 214, authorId: 1, replyToId: 2 })] })
  const sent = portal.sent.length
  vi.spyOn(portal, 'readBatch').mockRejectedValueOnce(new PortalError('offline'))
  await byRole(wrapper, 'button', '1 new: show it').trigger('click')
  await saying(wrapper, '3 new messages from others.')
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await vi.waitFor(() => expect(entries(wrapper, 'For you').map(whyOf)).toEqual(['answers you', 'answers you']))
  expect(portal.sent.slice(sent).map(({ method }) => method)).toEqual([SEARCH])
})

test('what came since is offered, nothing moves until it is asked for, and nothing is read for it', async () => {
  const { portal, wrapper } = await openCatchUp()
  await saying(wrapper, '3 new messages')
  const sent = portal.sent.length
  await tellNews({ after: 16, added: [mentions(17), aMessage({ id: 18, authorId: 2 })] })
  const offer = byRole(wrapper, 'button', '1 new: show it')
  expect(entries(wrapper, 'For you')).toHaveLength(3)
  await offer.trigger('click')
  expect(entries(wrapper, 'For you').at(-1)?.text()).toContain('still there?')
  expect(textOf(wrapper)).not.toContain('show it')
  expect(textOf(wrapper)).toContain('4 new messages from others.')
  expect(portal.sent).toHaveLength(sent)
})

test('messages that are shown say what became of them, in their places', async () => {
  const { wrapper } = await openCatchUp()
  await saying(wrapper, '3 new messages')
  await tellNews({
    after: 16, deleted: [14],
    changed: [aMessage({ id: 13, authorId: 1, text: '[USER=2]Ben Okafor[/USER], look at page two', isEdited: true }), aMessage({ id: 15, authorId: 1, text: 'Nothing is decided' })],
  })
  expect(entries(wrapper, 'For you').map(entry => plain(entry.find('.top + *').text()))).toEqual([
    expect.stringContaining('is it printed?'), expect.stringContaining('look at page two'), expect.stringContaining('deleted'),
  ])
  expect(entries(wrapper, 'For you').map(whyOf)[2]).toBe('answers youanswered or changed since')
  expect(entries(wrapper, 'Decided and promised').map(whyOf)).toEqual(['marked by its author: “Decision”answered or changed since'])
  await byRole(wrapper, 'button', 'This has changed: show it').trigger('click')
  expect(entries(wrapper, 'For you')).toHaveLength(2)
  expect(allByRole(wrapper, 'list', 'Decided and promised')).toEqual([])
})

test('what was marked in two ways and is gone says once that it has changed', async () => {
  const rows = MISSED.map(row => row['id'] === 15 ? { ...row, params: { LIKE: [2, 3, 4] } } : row)
  const { wrapper } = await openCatchUp({ rows })
  await saying(wrapper, '3 new messages')
  const marks = () => entries(wrapper, 'Decided and promised').map(entry => entry.findAll('.why > span').map(reason => plain(reason.text())))
  expect(marks()).toEqual([['marked by its author: “Decision”', '3 people reacted']])
  await tellNews({ after: 16, deleted: [15] })
  expect(marks()).toEqual([['marked by its author: “Decision”', '3 people reacted', 'answered or changed since']])
})

test('a reaction to what is shown moves nothing and asks for nothing', async () => {
  const { wrapper } = await openCatchUp()
  await saying(wrapper, '3 new messages')
  await tellNews({ after: 16, changed: [aMessage({ id: 13, authorId: 1, text: '[USER=2]Ben Okafor[/USER], have a look', likedBy: [3] })] })
  expect(textOf(wrapper)).not.toMatch(/: show/)
})

test('where more came than was told, the chat is read when the person asks for it', async () => {
  const { portal, wrapper } = await openCatchUp()
  await saying(wrapper, '3 new messages')
  const more = [...MISSED, aRow(17, { date: '2026-03-10T08:00:00+00:00', text: '[USER=2]Ben Okafor[/USER], still there?' }), aRow(18, { date: '2026-03-10T08:01:00+00:00' })]
  for (const [method, answer] of [[GET, history(more)], [SEARCH, searching(more.slice(0, 3))]] as const) portal.answer(method, answer)
  // the chat beside us has been read meanwhile
  portal.answer('im.dialog.get', aDialog({ last_id: 18, last_message_id: 18, counter: 0 }))
  await tellNews({ after: 16, added: [aMessage({ id: 18, authorId: 1 })], isGap: true })
  expect(entries(wrapper, 'For you')).toHaveLength(3)
  const late = aPromise<unknown>()
  portal.answer(SEARCH, () => late.promise)
  await byRole(wrapper, 'button', 'More has come: show it').trigger('click')
  await byRole(wrapper, 'button', 'Stop').trigger('click')
  late.reject(new PortalError('timeout'))
  await saying(wrapper, 'More has come: show it')
  portal.answer(SEARCH, searching(more.slice(0, 3)))
  await byRole(wrapper, 'button', 'More has come: show it').trigger('click')
  await saying(wrapper, 'still there?')
  expect(entries(wrapper, 'For you')).toHaveLength(4)
  expect(textOf(wrapper)).not.toContain('More has come')
})

test('what comes while the chat is read is there when it was', async () => {
  const late = aPromise<unknown>()
  const { wrapper } = await openCatchUp({ answers: { [SEARCH]: () => late.promise } })
  await saying(wrapper, 'Reading messages…')
  await tellNews({ after: 16, added: [mentions(17)] })
  late.resolve(searching(MISSED.slice(0, 3))({}))
  await saying(wrapper, '4 new messages from others.')
  expect(entries(wrapper, 'For you').at(-1)?.text()).toContain('still there?')
})
