/** Who may open a storage of a chat's notes, as the portal says it, and who should. */
import { type Command, type Outcome, PortalError } from '../bitrix24/index.ts'
import { isRecord } from '../lib/is-record.ts'

/** The chat whose notes they are. */
export type NotesOwner =
  | { kind: 'group', chatId: number }
  /** A private conversation has no access code that is needed: its two people are named. */
  | { kind: 'private', chatId: number, people: readonly [number, number] }

export type RightsVerdict =
  /** There is no such storage. */
  | 'missing'
  | 'in-order'
  /** Nobody else has rights, but not everybody who should. */
  | 'incomplete'
  /** Somebody has rights who is not in the chat, or who may not be. */
  | 'strangers'
  /** As far as the members are known there are strangers, and not all are known. */
  | 'unknown'

/** Tried one after another: whoever is outside can take names, and not all of them. */
const STORAGE_NAMES = 4

export const READ_RIGHTS = 'entity.rights'

/** What the name says is a number: everybody who has the app can list the names. */
export function storageName({ chatId }: NotesOwner, index: number): string {
  return index === 0 ? `c${chatId}` : `c${chatId}_${index}`
}

/** Commands for the rights of all names. */
export function rightsCommands(owner: NotesOwner): Record<string, Command> {
  return Object.fromEntries(Array.from({ length: STORAGE_NAMES }, (_unused, index) => [`rights${index}`, { method: READ_RIGHTS, params: { ENTITY: storageName(owner, index) } }]))
}

/** The rights of all names, in their order. @throws PortalError */
export function rightsIn(answers: Readonly<Record<string, Outcome>>): unknown[] {
  return Array.from({ length: STORAGE_NAMES }, (_unused, index) => {
    const outcome = answers[`rights${index}`]
    if (!outcome) throw new PortalError('bad-answer', { method: READ_RIGHTS })
    if (!outcome.ok) throw outcome.error
    return outcome.value
  })
}

/** What a storage is opened to. `X`: whoever stays can shut out who has left. */
export function accessOf(owner: NotesOwner): Record<string, 'X'> {
  if (owner.kind === 'group') return { [`CHAT${owner.chatId}`]: 'X' }
  return Object.fromEntries(owner.people.map(person => [`U${person}`, 'X'] as const))
}

/** Ids of the people whom rights name. */
export function namedIn(rights: unknown): number[] {
  return isRecord(rights) ? Object.keys(rights).flatMap(code => personOf(code) ?? []) : []
}

/** `members` null: not all of them are known. A code of another kind (a group, a department, everybody, who made an item) is a stranger. */
export function judgeRights(rights: unknown, owner: NotesOwner, members: ReadonlySet<number> | null): RightsVerdict {
  // nobody has rights on what is an empty list: PHP writes an empty map so
  if (rights === null || rights === undefined) return 'missing'
  const given = isRecord(rights) ? Object.entries(rights) : []
  const wanted = accessOf(owner)
  const others = given.filter(([code]) => !(code in wanted))
  const people = others.map(([code]) => personOf(code))
  if (people.includes(null)) return 'strangers'
  if (others.length > 0 && owner.kind === 'private') return 'strangers'
  if (others.length > 0 && members === null) return 'unknown'
  if (people.some(person => person !== null && !members?.has(person))) return 'strangers'
  return Object.keys(wanted).every(code => given.some(([own, letter]) => own === code && letter === 'X')) ? 'in-order' : 'incomplete'
}

function personOf(code: string): number | null {
  const [, digits] = /^U([1-9]\d{0,14})$/.exec(code) ?? []
  return digits === undefined ? null : Number(digits)
}
