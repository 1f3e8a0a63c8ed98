import type { Chat, Message, World } from '../world/model.ts'
import { createRandom, type Random } from '../world/random.ts'
import { chooseDeed, type Memory } from './choose.ts'
import { type Deed, DeedRefused } from './deed.ts'
import { PACES, type Pace } from './pace.ts'
import { perform } from './perform.ts'

export interface Life {
  /** Counts what happened since the world was put up. */
  readonly changes: number
  paceOf(chatId: number): Pace
  /** From now on. @throws DeedRefused when there is no such chat */
  setPace(chatId: number, pace: Pace): void
  /**
   * One deed at once, after everything that is due.
   * @returns the message that came of it or was changed; null for none
   * @throws DeedRefused
   */
  perform(chatId: number, deed: Deed): Message | null
  /** Does what the clock has reached. Every answer of the portal does so first, so nobody sees a world that lags behind. */
  catchUp(): void
  /** Something else changed the world: a REST method that writes, the portal's page. */
  touch(): void
  /** Called after a change, once for many that come together; gives the way to stop it. */
  onChange(listener: () => void): () => void
}

interface Lively {
  chat: Chat
  pace: Pace
  random: Random
  memory: Memory
  nextAt: number
}

/** Between a quarter and one and three quarters of the mean. */
function gap({ pace, random }: Pick<Lively, 'pace' | 'random'>): number {
  const mean = PACES[pace]
  return mean === null ? Number.POSITIVE_INFINITY : Math.round(mean * (0.25 + 1.5 * random.next()))
}

/**
 * What people do in the chats that live. It follows from the seed, the paces and the clock alone: when somebody looks, and how
 * often, changes nothing.
 */
export function createLife({ world, now, seed }: { world: World, now: () => number, seed: string }): Life {
  const lively = new Map<number, Lively>()
  const listeners = new Set<() => void>()
  let changes = 0

  function chatOf(chatId: number): Chat {
    const chat = world.chats.get(chatId)
    if (!chat) throw new DeedRefused(`There is no chat ${chatId}.`)
    return chat
  }

  function wake(chatId: number, pace: Pace): void {
    const chat = chatOf(chatId)
    const one = lively.get(chatId) ?? {
      chat, pace, random: createRandom(`${seed}:life:${chatId}`), memory: { home: chat.members.count, title: chat.name, gone: [] }, nextAt: 0,
    }
    one.pace = pace
    one.nextAt = now() + gap(one)
    lively.set(chatId, one)
  }

  /** In the order of time over all chats, so that message ids come out the same whoever looks. */
  function nextDue(): Lively | null {
    let first: Lively | null = null
    for (const one of lively.values()) if (one.nextAt <= now() && (!first || one.nextAt < first.nextAt)) first = one
    return first
  }

  function tell(): void {
    changes += 1
    for (const listener of listeners) listener()
  }

  function catchUp(): void {
    let hasHappened = false
    for (let one = nextDue(); one; one = nextDue()) {
      const deed = chooseDeed({ world, ...one })
      if (deed) perform(world, one.chat, deed, one.nextAt)
      hasHappened ||= deed !== null
      one.nextAt += gap(one)
    }
    if (hasHappened) tell()
  }

  for (const [chatId, pace] of world.paces ?? []) wake(chatId, pace)

  return {
    get changes() {
      return changes
    },
    paceOf: chatId => lively.get(chatId)?.pace ?? 'still',
    setPace(chatId, pace) {
      catchUp()
      wake(chatId, pace)
      tell()
    },
    perform(chatId, deed) {
      catchUp()
      const message = perform(world, chatOf(chatId), deed, now())
      tell()
      return message
    },
    catchUp,
    touch: tell,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
