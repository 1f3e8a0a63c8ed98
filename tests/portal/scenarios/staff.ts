import { type ChatPlan, STRETCHES_A_MESSAGE } from '../core/world/chat.ts'
import { privateKey } from '../core/world/dialog.ts'
import { createPeople, isEmployee } from '../core/world/people.ts'
import { type EverydayChat, everydayGroups, privateChats } from './everyday-chats.ts'

export const PEOPLE = 3_200
/** The lane of message ids that is left to private chats. */
export const PRIVATE_LANE = 127
/** Message ids of private chats begin about here. */
const FIRST_PRIVATE_STRETCH = 1_000_000

/** Who works in the demo company and which everyday chats they have: the same in every world of a seed, and never changed. */
export interface Staff {
  readonly seed: string
  readonly employeeIds: readonly number[]
  readonly groups: readonly EverydayChat[]
  readonly privatePlans: ReadonlyMap<number, ChatPlan>
  /** As in `World.privateChats`. */
  readonly privateByPair: ReadonlyMap<string, number>
  /** Where the message ids of private chats that begin later lie. */
  readonly nextPrivateStretch: number
}

let latest: Staff | undefined

/** Worked out again only when another seed is asked for: a test's world is made from the one seed of its file or worker. */
export function staffOf(seed: string): Staff {
  if (latest?.seed !== seed) latest = createStaff(seed)
  return latest
}

function createStaff(seed: string): Staff {
  // who works here, and in which department, depends neither on the portal's address nor on the time
  const employees = [...createPeople({ seed, count: PEOPLE, origin: '', now: 0 }).values()].filter(person => isEmployee(person) && person.isActive)
  const privatePlans = new Map<number, ChatPlan>()
  const privateByPair = new Map<string, number>()
  let firstStretch = FIRST_PRIVATE_STRETCH
  for (const chat of privateChats(employees, seed)) {
    const [one, other] = chat.memberIds()
    if (one === undefined || other === undefined) continue
    privateByPair.set(privateKey(one, other), chat.id)
    privatePlans.set(chat.id, { ...chat, lane: PRIVATE_LANE, firstStretch })
    firstStretch += chat.messageCount * STRETCHES_A_MESSAGE
  }
  return {
    seed, employeeIds: employees.map(({ id }) => id), groups: everydayGroups(employees), privatePlans, privateByPair, nextPrivateStretch: firstStretch,
  }
}
