import { expect, test } from 'vitest'
import { type ChatPlan, createChat } from './chat.ts'
import type { Chat } from './model.ts'
import { createPeople } from './people.ts'
import { AWKWARD } from './phrases.ts'

const people = createPeople({ seed: 'chat', count: 60, origin: '', now: 1.7e12 })
const setting = { seed: 'chat', now: 1.7e12, people, utcOffsetMinutes: 60, nextMessageId: () => 900_000_001 }
const plan: ChatPlan = {
  id: 7, messageType: 'C', type: 'chat', name: 'Test', ownerId: 1, memberIds: () => [1, 2, 3, 4, 5, 6, 9, 17], messageCount: 2_000, perWorkday: 30,
  language: 'en', lane: 3, firstStretch: 600,
}

function everything(chat: Chat) {
  return {
    messages: Array.from({ length: chat.messages.count }, (_unused, position) => chat.messages.at(position)),
    members: Array.from({ length: chat.members.count }, (_unused, index) => chat.members.at(index)),
    files: [...chat.files],
  }
}

test('the same seed gives the same chat, whatever is looked at first', () => {
  const forwards = everything(createChat(plan, setting))
  const other = createChat(plan, setting)
  for (let position = other.messages.count - 1; position >= 0; position -= 7) other.messages.at(position)
  other.members.of(9)
  expect(everything(other)).toEqual(forwards)
})

test('messages are in order of id and time', () => {
  const { messages } = everything(createChat(plan, setting))
  for (const [index, message] of messages.entries()) {
    const before = messages[index - 1]
    if (!before) continue
    expect(message.id).toBeGreaterThan(before.id)
    expect(message.createdAt).toBeGreaterThanOrEqual(before.createdAt)
  }
})

test('a conversation has everything that is hard to show', () => {
  const { messages } = everything(createChat(plan, setting))
  const some = (pattern: RegExp) => messages.filter(message => pattern.test(message.text)).length
  expect(some(/\[USER=\d+\]/)).toBeGreaterThan(0)
  expect(some(/\[url=/i)).toBeGreaterThan(0)
  expect(some(/^>>/m)).toBeGreaterThan(0)
  expect(some(/^-{54}\n/)).toBeGreaterThan(0)
  expect(some(/\p{Extended_Pictographic}/u)).toBeGreaterThan(0)
  expect(messages.filter(message => AWKWARD.includes(message.text)).length).toBeGreaterThan(10)
  expect(some(/\p{Script=Cyrillic}/u)).toBeGreaterThan(0)
  expect(messages.filter(message => message.likedBy.length > 0).length).toBeGreaterThan(0)
  expect(messages.filter(message => message.text === '' && message.fileIds.length > 0).length).toBeGreaterThan(0)
  expect(some(/\{(person|link|n|time)\}/)).toBe(0)
})

test('a chat whose members have all been dismissed keeps what its owner wrote', () => {
  const gone = new Map(people)
  for (const id of plan.memberIds()) {
    const person = people.get(id)
    if (person) gone.set(id, { ...person, isActive: false })
  }
  const { messages } = everything(createChat({ ...plan, messageCount: 50 }, { ...setting, people: gone }))
  expect(messages).toHaveLength(50)
  expect(new Set(messages.map(({ authorId }) => authorId).filter(id => id !== 0))).toEqual(new Set([1]))
})

test('system messages have no author, a code, and name people the way the portal does', () => {
  const system = everything(createChat(plan, setting)).messages.filter(message => message.systemCode !== '')
  expect(system.length).toBeGreaterThan(10)
  for (const message of system) {
    expect(message.authorId).toBe(0)
    expect(message.systemCode).toMatch(/^CHAT_(JOIN|LEAVE)$/)
    expect(message.text).toMatch(/^\[USER=\d+ REPLACE\]/)
  }
})

test('every file of a message is in the chat, and every file of the chat in a message', () => {
  const chat = createChat(plan, setting)
  const { messages, files } = everything(chat)
  const named = messages.flatMap(message => message.fileIds.map(id => [id, message.authorId]))
  expect(files.map(([id, file]) => [id, file.authorId])).toEqual(named)
  expect(chat.files.size).toBe(named.length)
  expect(chat.files.get(named[0]?.[0] ?? 0)?.id).toBe(named[0]?.[0])
  expect(chat.files.get(1)).toBeUndefined()
})

test('only members in use write, and in a channel only who runs it', () => {
  const authors = (chat: Chat) => new Set(everything(chat).messages.map(message => message.authorId).filter(id => id > 0))
  const ids = [1, 2, 3, 18, 23]
  expect([...authors(createChat({ ...plan, memberIds: () => ids }, setting))].sort()).toEqual([1, 2, 23, 3])
  expect([...authors(createChat({ ...plan, memberIds: () => ids, messageType: 'N', managerIds: [3] }, setting))].sort()).toEqual([1, 3])
})

test('what somebody has read is a message of the chat, or nothing', () => {
  const { messages, members } = everything(createChat(plan, setting))
  const ids = new Set(messages.map(message => message.id))
  for (const member of members) {
    expect(member.lastReadId === 0 || ids.has(member.lastReadId)).toBe(true)
    expect(member.lastReadAt === null).toBe(member.lastReadId === 0)
  }
})

test('an empty chat is a chat', () => {
  const chat = createChat({ ...plan, messageCount: 0 }, setting)
  expect([chat.messages.count, chat.messages.lastId, chat.members.at(0).lastReadId, chat.files.size]).toEqual([0, 0, 0, 0])
})

test('100,000 messages are not made until they are read', () => {
  let asked = 0
  // in whose language a message is written is looked up when it is made
  const counted: typeof people = new Map(people)
  counted.get = (id) => {
    asked += 1
    return people.get(id)
  }
  const { messages } = createChat({ ...plan, messageCount: 100_000 }, { ...setting, people: counted })
  const last = messages.at(99_999)
  expect(messages.count).toBe(100_000)
  expect(messages.byId(last.id)).toEqual(last)
  expect(asked).toBeLessThan(100)
  for (let position = 0; position < 300; position += 1) messages.at(position)
  expect(asked).toBeGreaterThan(200)
})
