import { expect, test } from 'vitest'
import { createMessageIds } from './message-ids.ts'

const ids = (chatSeed: string, lane: number) => createMessageIds({ worldSeed: 'world', chatSeed, lane, firstStretch: 600, stride: 3 })

test('ids ascend with gaps that differ', () => {
  const idAt = ids('chat', 4)
  const gaps = Array.from({ length: 500 }, (_unused, position) => idAt(position + 1) - idAt(position))
  expect(Math.min(...gaps)).toBeGreaterThan(0)
  expect(new Set(gaps).size).toBeGreaterThan(100)
})

test('chats of one world never share an id', () => {
  const seen = new Set<number>()
  for (let lane = 0; lane < 128; lane += 1) {
    const idAt = ids(`chat ${lane}`, lane)
    for (let position = 0; position < 60; position += 1) seen.add(idAt(position))
  }
  expect(seen.size).toBe(128 * 60)
})
