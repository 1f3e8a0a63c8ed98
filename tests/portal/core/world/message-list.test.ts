import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMessageList, type MessageSource } from './message-list.ts'
import type { Message, MessageList } from './model.ts'

function aMessage(id: number): Message {
  return { id, authorId: 1, createdAt: id, text: `text ${id}`, likedBy: [], fileIds: [], systemCode: '' }
}

/** Ids 10, 13, 16 … */
function aSource(count: number): MessageSource {
  const idAt = (position: number) => 10 + position * 3
  return { count, idAt, messageAt: position => aMessage(idAt(position)) }
}

function aList(count: number): MessageList {
  let id = 1_000
  return createMessageList(aSource(count), () => {
    id += 2
    return id
  })
}

/** The same list without any cleverness. */
class PlainMessages {
  messages: Message[]
  #next = 1_000

  constructor(count: number) {
    this.messages = Array.from({ length: count }, (_unused, position) => aMessage(10 + position * 3))
  }

  add(message: Omit<Message, 'id'>): void {
    this.#next += 2
    this.messages.push({ ...message, id: this.#next })
  }
}

type Step = { kind: 'add' } | { kind: 'remove' | 'change', at: number }

const steps = fc.array(fc.oneof(
  fc.record({ kind: fc.constant('add' as const) }),
  fc.record({ kind: fc.constantFrom('remove' as const, 'change' as const), at: fc.nat(80) }),
), { maxLength: 40 })

function apply(step: Step, list: MessageList, plain: PlainMessages): void {
  if (step.kind === 'add') {
    const message = { authorId: 2, createdAt: 5, text: 'new', likedBy: [], fileIds: [], systemCode: '' }
    list.add(message)
    plain.add(message)
    return
  }
  const target = plain.messages[step.at]
  const id = target?.id ?? 7
  if (step.kind === 'remove') {
    expect(list.remove(id)).toBe(target !== undefined)
    plain.messages = plain.messages.filter(message => message !== target)
  } else {
    expect(list.amend(id, { text: 'changed' })).toBe(target !== undefined)
    if (target) plain.messages[step.at] = { ...target, text: 'changed' }
  }
}

test('after any adding, changing and removing it is the list that a plain array would be', () => {
  fc.assert(fc.property(fc.nat(60), steps, (count, todo) => {
    const list = aList(count)
    const plain = new PlainMessages(count)
    for (const step of todo) apply(step, list, plain)
    expect(list.count).toBe(plain.messages.length)
    expect(Array.from({ length: list.count }, (_unused, position) => list.at(position))).toEqual(plain.messages)
    expect(list.firstId).toBe(plain.messages[0]?.id ?? 0)
    expect(list.lastId).toBe(plain.messages.at(-1)?.id ?? 0)
    for (const id of [0, 9, 10, 11, 40, 100, 190, 191, 1_001, 1_002, 1_050, 9_999]) {
      const expected = plain.messages.findIndex(message => message.id >= id)
      expect(list.lowerBound(id)).toBe(expected < 0 ? plain.messages.length : expected)
      expect(list.byId(id)).toEqual(plain.messages.find(message => message.id === id))
    }
  }))
})

test('a position outside the list is an error', () => {
  const list = aList(3)
  for (const position of [-1, 3, 0.5, Number.NaN]) expect(() => list.at(position)).toThrow(RangeError)
})

test('what is added gets an id above every other', () => {
  const list = aList(3)
  const added = list.add({ authorId: 1, createdAt: 1, text: '', likedBy: [], fileIds: [], systemCode: '' })
  expect(added.id).toBe(list.lastId)
  expect(list.byId(added.id)).toEqual(added)
})

test('a removed message cannot be changed or removed again', () => {
  const list = aList(3)
  expect(list.remove(13)).toBe(true)
  expect(list.amend(13, { text: 'again' })).toBe(false)
  expect(list.remove(13)).toBe(false)
})

test('an empty list has no ids', () => {
  expect([aList(0).count, aList(0).firstId, aList(0).lastId]).toEqual([0, 0, 0])
})
