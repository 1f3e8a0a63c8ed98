import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { FIXED_NOW, fixedPlace } from '../../scenarios/for-tests.ts'
import { scenario } from '../../scenarios/index.ts'
import { createClock } from '../clock.ts'
import { createPortal } from '../portal.ts'
import type { Chat, World } from '../world/model.ts'
import { membersOf } from '../world/member-list.ts'
import { type Deed, DeedRefused } from './deed.ts'
import type { Pace } from './pace.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const [GROUP, PRIVATE, LINE, CHANNEL] = [1489, 1231, 2210, 1501]

function aLivingPortal(paces: readonly (readonly [number, Pace])[] = [], name = 'small-group') {
  const clock = createClock(() => FIXED_NOW)
  const world = { ...scenario(name).create(fixedPlace()), paces: new Map(paces) }
  const portal = createPortal({ world, now: clock.now, seed: 'alive' })
  return { portal, world, clock, life: portal.life }
}

function chatIn(world: World, id: number): Chat {
  const chat = world.chats.get(id)
  if (!chat) throw new Error(`no chat ${id}`)
  return chat
}

/** Everything that life can change, as plain data. */
function picture(world: World, chatId: number) {
  const chat = chatIn(world, chatId)
  const { messages } = chat
  return {
    name: chat.name, avatar: chat.avatar, owner: chat.ownerId,
    members: [...membersOf(chat.members)].map((member) => {
      const person = world.people.get(member.personId)
      return { ...member, presence: person?.presence, seen: person?.lastActivityAt }
    }),
    messages: Array.from({ length: Math.min(messages.count, 400) }, (_unused, index) => messages.at(messages.count - 1 - index)),
  }
}

test('a world in which nobody said otherwise is still', () => {
  const { world, clock, life } = aLivingPortal()
  const before = picture(world, GROUP)
  clock.advance(30 * DAY)
  life.catchUp()
  expect(picture(world, GROUP)).toEqual(before)
  expect([life.changes, life.paceOf(GROUP)]).toEqual([0, 'still'])
})

test('a quiet chat moves less than an ordinary one, that less than a busy one, and nobody leaves the others alone', () => {
  const written = (['quiet', 'ordinary', 'busy'] as const).map((pace) => {
    const { world, clock, life } = aLivingPortal([[GROUP, pace]])
    const before = chatIn(world, GROUP).messages.count
    const other = picture(world, 1503)
    clock.advance(60 * MINUTE)
    life.catchUp()
    expect(picture(world, 1503).messages).toEqual(other.messages)
    return chatIn(world, GROUP).messages.count - before
  })
  expect(written[0]).toBeGreaterThan(0)
  expect(written[1]).toBeGreaterThan((written[0] ?? 0) * 3)
  expect(written[2]).toBeGreaterThan((written[1] ?? 0) * 3)
})

test('whatever people do in a day, the person whose world it is neither writes, reads nor leaves', () => {
  const { world, clock, life } = aLivingPortal([[GROUP, 'busy']])
  const chat = chatIn(world, GROUP)
  const [mark, firstNew] = [chat.members.of(1)?.lastReadId, chat.messages.lastId + 1]
  clock.advance(DAY)
  life.catchUp()
  expect(chat.members.of(1)?.lastReadId).toBe(mark)
  const from = chat.messages.lowerBound(firstNew)
  const authors = Array.from({ length: chat.messages.count - from }, (_unused, index) => chat.messages.at(from + index).authorId)
  expect(authors).not.toContain(1)
})

test.each([['small-group', GROUP], ['private', PRIVATE], ['open-line', LINE], ['small-group', CHANNEL], ['workgroup', 1612]] as const)('in %s the chat %i lives for a day without a deed that is refused', (name, chatId) => {
  const { world, clock, life } = aLivingPortal([[chatId, 'busy']], name)
  const before = chatIn(world, chatId).messages.lastId
  clock.advance(DAY)
  expect(() => life.catchUp()).not.toThrow()
  expect(chatIn(world, chatId).messages.lastId).toBeGreaterThan(before)
})

test('in a busy day each kind of change happens, and the chat keeps its people within four of what they were', () => {
  const { world, clock, life } = aLivingPortal([[GROUP, 'busy']])
  const chat = chatIn(world, GROUP)
  const home = chat.members.count
  clock.advance(DAY)
  life.catchUp()
  expect(Math.abs(chat.members.count - home)).toBeLessThanOrEqual(4)
  // no more than one message in the mean time between two deeds
  expect(chat.messages.count).toBeLessThan(340 + DAY / 5_000)
  const messages = Array.from({ length: chat.messages.count - 340 }, (_unused, index) => chat.messages.at(340 + index))
  const seen = {
    edited: messages.some(({ isEdited }) => isEdited), deleted: messages.some(({ isDeleted }) => isDeleted),
    liked: messages.some(({ likedBy }) => likedBy.length > 0), answered: messages.some(({ replyToId }) => replyToId),
    files: messages.some(({ fileIds }) => fileIds.length > 0), pinned: messages.some(({ isPinNote }) => isPinNote),
    joined: messages.some(({ systemCode }) => systemCode === 'CHAT_JOIN'), left: messages.some(({ systemCode }) => systemCode === 'CHAT_LEAVE'),
    renamed: messages.some(({ authorId, text }) => authorId === 0 && /title|Chatname|тему/.test(text)),
  }
  expect(Object.entries(seen).filter(([, isSeen]) => !isSeen)).toEqual([])
})

test('the same seed and the same time give the same world, however often somebody looks in between', () => {
  const [straight, looked] = [aLivingPortal([[GROUP, 'busy'], [PRIVATE, 'ordinary']]), aLivingPortal([[GROUP, 'busy'], [PRIVATE, 'ordinary']])]
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 20 * MINUTE }), { maxLength: 12 }), (steps) => {
    for (const step of steps) {
      looked.clock.advance(step)
      looked.life.catchUp()
      straight.clock.advance(step)
    }
    straight.life.catchUp()
    expect(picture(looked.world, GROUP)).toEqual(picture(straight.world, GROUP))
    expect(picture(looked.world, PRIVATE)).toEqual(picture(straight.world, PRIVATE))
  }), { numRuns: 30 })
})

test('another seed gives another world', () => {
  const clock = createClock(() => FIXED_NOW)
  const pictures = ['one', 'two'].map((seed) => {
    const world = { ...scenario('small-group').create(fixedPlace()), paces: new Map([[GROUP, 'busy' as const]]) }
    const { life } = createPortal({ world, now: clock.now, seed })
    clock.advance(20 * MINUTE)
    life.catchUp()
    return picture(world, GROUP)
  })
  expect(pictures[0]).not.toEqual(pictures[1])
})

test('a chat can be made still again, and then goes on where it was', () => {
  const { world, clock, life } = aLivingPortal([[GROUP, 'busy']])
  clock.advance(10 * MINUTE)
  life.setPace(GROUP, 'still')
  const before = picture(world, GROUP)
  const { lastId } = chatIn(world, GROUP).messages
  clock.advance(DAY)
  life.catchUp()
  expect(picture(world, GROUP)).toEqual(before)
  life.setPace(GROUP, 'busy')
  clock.advance(10 * MINUTE)
  life.catchUp()
  expect(chatIn(world, GROUP).messages.lastId).toBeGreaterThan(lastId)
})

test('who listens is called once for everything that was due, and no more after that', () => {
  const { clock, life } = aLivingPortal([[GROUP, 'busy']])
  let told = 0
  const stop = life.onChange(() => { told += 1 })
  clock.advance(10 * MINUTE)
  life.catchUp()
  life.catchUp()
  expect(told).toBe(1)
  life.perform(GROUP, { kind: 'write', by: 5, text: 'Hello' })
  expect(told).toBe(2)
  stop()
  life.touch()
  expect(told).toBe(2)
})

test('a held clock is moved by nothing but advance', () => {
  let time = FIXED_NOW
  const clock = createClock(() => time)
  time += 5
  expect(clock.now()).toBe(FIXED_NOW + 5)
  clock.hold()
  time += 5
  clock.advance(1)
  expect(clock.now()).toBe(FIXED_NOW + 6)
})

let here: ReturnType<typeof aLivingPortal>
beforeEach(() => {
  here = aLivingPortal()
})

test.each<[string, number, Deed]>([
  ['somebody who is not in the chat writes', GROUP, { kind: 'write', by: 40, text: 'Hello' }],
  ['somebody writes into a channel', CHANNEL, { kind: 'write', by: 5, text: 'Hello' }],
  ['somebody edits what another wrote', GROUP, { kind: 'edit', by: 5, messageId: 0, text: 'Not mine' }],
  ['a member comes again', GROUP, { kind: 'join', by: 5 }],
  ['somebody joins two who talk', PRIVATE, { kind: 'join', by: 5 }],
  ['one of two leaves', PRIVATE, { kind: 'leave', by: 17 }],
  ['a plain member expels another', GROUP, { kind: 'expel', by: 5, whom: 4 }],
  ['somebody reads what is not there', GROUP, { kind: 'read', by: 5, messageId: 999_999_999 }],
  ['a nobody writes', GROUP, { kind: 'write', by: 9_999, text: 'Hello' }],
  ['somebody writes nowhere', 987_654, { kind: 'write', by: 5, text: 'Hello' }],
])('%s: refused, and nothing has changed', (_what, chatId, deed) => {
  const { world, life } = here
  const before = world.chats.has(chatId) ? picture(world, chatId) : null
  expect(() => life.perform(chatId, deed)).toThrow(DeedRefused)
  if (before) expect(picture(world, chatId)).toEqual(before)
})
