/** For how long each method of a look at a chat has worked for everybody: the portal counts them one by one, and refuses one by one. */
import { workOfBeat } from '../../src/chat/live/beat.ts'
import type { MethodWork } from '../../src/bitrix24/index.ts'
import { createOperatingBudget } from '../portal/core/rest/limits.ts'
import type { Random } from '../portal/core/world/random.ts'
import { type Assumptions, lognormal } from './office-day.ts'

const WORKING_SECONDS = 480

/** By the name of the command in a beat: its method, and what the bench assumes of it. */
const COMMANDS = {
  chat: { method: 'im.dialog.get', assumed: 'took' },
  behind: { method: 'im.dialog.messages.get', assumed: 'tookMessages' },
  members: { method: 'im.dialog.users.list', assumed: 'tookMembers' },
  owner: { method: 'im.user.get', assumed: 'tookOwner' },
} as const satisfies Record<string, { method: string, assumed: keyof Assumptions }>

export type LookAnswer = { isDone: true, work: MethodWork | null } | { isDone: false, until: number }

export interface Looks {
  /** One look; refused when any of its methods has worked for too long. */
  take(now: number): LookAnswer
  /** Most seconds that one method has worked in ten minutes. */
  readonly most: number
}

export function createLooks(random: Random, assumed: Assumptions): Looks {
  const budget = createOperatingBudget()
  let most = 0
  return {
    take(now) {
      const states = Object.values(COMMANDS).map(({ method }) => budget.state(method, now))
      const over = states.filter(({ seconds }) => seconds > WORKING_SECONDS)
      if (over.length > 0) return { isDone: false, until: Math.max(...over.map(({ resetAt }) => resetAt)) * 1_000 }
      const work = Object.entries(COMMANDS).map(([name, { method, assumed: median }]) => {
        const took = lognormal(random, assumed[median])
        budget.spend(method, now, took * 1_000)
        const operating = budget.state(method, now).seconds
        most = Math.max(most, operating)
        return [name, { operating, took }] as const
      })
      return { isDone: true, work: workOfBeat(Object.fromEntries(work)) }
    },
    get most() {
      return most
    },
  }
}
