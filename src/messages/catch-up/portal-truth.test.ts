// @vitest-environment node
/** What is read and found of what somebody missed, beside what the simulated portal itself has, in each of its scenarios. */
import { afterEach, expect, test, vi } from 'vitest'
import { doorTo } from '../../../tests/support/a-conversation.ts'
import { createPortal } from '../../../tests/portal/core/portal.ts'
import { firstVisible, hasAccess, resolveDialog } from '../../../tests/portal/core/world/dialog.ts'
import type { Message as PortalMessage } from '../../../tests/portal/core/world/model.ts'
import type { Undocumented } from '../../../tests/portal/core/world/undocumented.ts'
import { FIXED_NOW, fixedPlace } from '../../../tests/portal/scenarios/for-tests.ts'
import { scenarios } from '../../../tests/portal/scenarios/index.ts'
import { PortalError } from '../../bitrix24/errors.ts'
import { lookUp } from '../message.ts'
import { MARK_WORDS, toMarkWords } from './mark-words.ts'
import { readMissed, type Since } from './read-missed.ts'
import { sortOut } from './sort-out.ts'

afterEach(() => vi.unstubAllGlobals())

/** So many messages before the end the viewer has stopped reading. */
const UNREAD = 130
const OPEN = scenarios.flatMap(({ name, create }) => {
  const world = create(fixedPlace())
  const { viewerId, openDialogId } = world
  return openDialogId === null || !world.app.scopes.includes('im') ? [] : [{ name, create, viewerId, dialogId: openDialogId }]
})

function openScenario({ create, viewerId, dialogId }: typeof OPEN[number], undocumented: Undocumented = {}) {
  const world = create(fixedPlace())
  world.settings.undocumented = { ...world.settings.undocumented, ...undocumented }
  const viewer = world.people.get(viewerId)
  const chat = resolveDialog(world, viewerId, dialogId)
  if (!viewer || !chat) throw new Error('There is no chat.')
  const member = chat.members.of(viewerId)
  const { messages } = chat
  const last = messages.count - 1 - UNREAD
  if (member) member.lastReadId = last < 0 ? 0 : messages.at(last).id
  const clock = { time: FIXED_NOW }
  const portal = createPortal({ world, now: () => clock.time, seed: 'catch-up' })
  const all = (from: number): PortalMessage[] => Array.from({ length: messages.count - from }, (_unused, index) => messages.at(from + index))
  return {
    viewerId, chat, member, portal, mayRead: hasAccess(world, viewer, chat),
    unread: () => all(Math.max(firstVisible(chat, member), member ? messages.lowerBound(member.lastReadId + 1) : 0)),
    since: (date: number) => all(firstVisible(chat, member)).filter(({ createdAt }) => createdAt >= date),
    read: (since: Since) => readMissed(doorTo({ portal, clock, viewerId }), { dialogId, chatId: chat.id, since, words: toMarkWords(MARK_WORDS) }),
  }
}

const idsOf = (messages: readonly { id: number }[]) => messages.map(({ id }) => id)

test.each(OPEN)('in $name exactly what is unread is new, with what the portal itself says of it, and nothing is read by looking', async (one) => {
  const { viewerId, chat, member, portal, mayRead, unread, read } = openScenario(one)
  const before = member?.lastReadId
  if (!mayRead) {
    await expect(read({ kind: 'read' })).rejects.toBeInstanceOf(PortalError)
    return
  }
  const missed = await read({ kind: 'read' })
  const wanted = unread()
  const isNew = ({ id }: { id: number }) => id > missed.afterId
  expect(idsOf(missed.page.messages.filter(isNew))).toEqual(idsOf(wanted))
  expect(missed).toMatchObject({ resume: null, error: null, unreadable: 0, lastReadId: before ?? 0 })

  const found = sortOut(missed.described, { viewerId, isPrivate: chat.messageType === 'P', afterId: missed.afterId, authorOf: id => missed.authors.get(id) ?? null, isBot: lookUp(missed.page).isBot })
  const isSaid = ({ authorId, isDeleted }: PortalMessage) => authorId !== 0 && !isDeleted
  expect(found.system).toEqual(idsOf(wanted.filter(({ authorId, isDeleted }) => authorId === 0 && !isDeleted)))
  expect(found.count).toBe(wanted.filter(message => isSaid(message) && message.authorId !== viewerId).length)
  const named = new RegExp(`\\[USER=${viewerId}[\\] ]`)
  const authorOf = (id: number | undefined) => id === undefined ? null : chat.messages.byId(id)?.authorId ?? null
  const own = wanted.filter(message => isSaid(message) && message.authorId !== viewerId && !message.forward)
  const reasons = (reason: string) => found.forYou.filter(entry => entry.reasons.some(one => one === reason)).map(({ id }) => id)
  expect(reasons('mention')).toEqual(idsOf(own.filter(({ text }) => named.test(text.replace(/^>>.*$/gm, '').replace(/-{54}[^]*?-{54}/g, '')))))
  expect(reasons('reply')).toEqual(idsOf(own.filter(({ replyToId }) => authorOf(replyToId) === viewerId)))
  expect(found.shared).toEqual(expect.arrayContaining(idsOf(wanted.filter(message => isSaid(message) && message.fileIds.length > 0))))
  expect(found.threads.flatMap(({ ids }) => ids).sort((one, other) => one - other)).toEqual(idsOf(wanted.filter(isSaid)))

  expect(member?.lastReadId).toBe(before)
  expect(portal.log.some(entry => entry.kind === 'rest' && entry.method === 'im.dialog.read')).toBe(false)
})

test.each(OPEN.filter(({ name }) => !['left', 'endless', 'big-group'].includes(name)))('in $name what was written since a day is new', async (one) => {
  const { since, read, unread } = openScenario(one)
  const date = new Date(unread()[0]?.createdAt ?? FIXED_NOW).setUTCHours(0, 0, 0, 0)
  const missed = await read({ kind: 'date', date })
  expect(idsOf(missed.page.messages.filter(({ id }) => id > missed.afterId))).toEqual(idsOf(since(date)))
})

test('what a message replies to is known also where its page does not say so', async () => {
  const [group] = OPEN
  if (!group) throw new Error('There is no scenario.')
  const { chat, unread, read } = openScenario(group, { messageParams: 'as-sourced' })
  const [first, second, third] = unread()
  if (!first || !second || !third) throw new Error('There is nothing unread.')
  chat.messages.amend(second.id, { replyToId: first.id })
  chat.messages.amend(third.id, { forward: { messageId: 7, authorId: 503, place: 'chat12', chatTitle: 'Elsewhere' } })
  for (const since of [{ kind: 'read' }, { kind: 'message', id: first.id - 1 }, { kind: 'date', date: first.createdAt }] as const) {
    const { page } = await read(since)
    expect(page.messages.find(({ id }) => id === second.id)?.replyToId).toBe(first.id)
    expect(page.messages.find(({ id }) => id === third.id)?.forwardedFrom).toBe(503)
  }
})

test('the last message that was read may be gone', async () => {
  const [group] = OPEN
  if (!group) throw new Error('There is no scenario.')
  const { chat, member, unread, read } = openScenario(group)
  chat.messages.remove(member?.lastReadId ?? 0)
  const missed = await read({ kind: 'read' })
  expect(idsOf(missed.page.messages.filter(({ id }) => id > missed.afterId))).toEqual(idsOf(unread()))
})
