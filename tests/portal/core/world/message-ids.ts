import { hashText, noise } from './random.ts'

/** Message ids are counted portal-wide; this many chats can share one stretch of them without meeting. */
const CHATS_PER_STRETCH = 128

export interface IdPlan {
  /** Seed of the world, not of the chat: which place a chat takes in a stretch is agreed between all chats. */
  worldSeed: string
  chatSeed: string
  /** 0 … 127. Two chats with the same lane must not share stretches. */
  lane: number
  firstStretch: number
  /** At most one message in every so many stretches. */
  stride: number
}

/** Id of the message at a position: strictly ascending, with irregular gaps, and no other chat's. O(1). */
export function createMessageIds({ worldSeed, chatSeed, lane, firstStretch, stride }: IdPlan): (position: number) => number {
  const shared = hashText(`${worldSeed}:ids`)
  const own = hashText(`${chatSeed}:ids`)
  return (position) => {
    const stretch = firstStretch + position * stride + (noise(own, position) % stride)
    return stretch * CHATS_PER_STRETCH + ((lane + noise(shared, stretch)) % CHATS_PER_STRETCH)
  }
}
