/** Everybody in a chat, with what the chat says of each: our own types, made of its facts and the portal's user objects. */
import { fallback, object, parse, safeParse } from 'valibot'
import { idField, rows } from './fields.ts'
import { type Reading, readMarksOf } from './members-read.ts'
import type { Member } from './overview.ts'
import type { ChatFacts } from './to-chat.ts'
import { type MapContext, toPerson } from './to-person.ts'

export interface ChatMember extends Member {
  reading: Reading
  /** Ids of departments; empty for people from outside. */
  departmentIds: number[]
}

const departmentsAnswer = fallback(object({ departments: rows }), { departments: [] })

/** A mapper for the user objects of one chat; null for what is no person. */
export function memberMapper(chat: ChatFacts, context: MapContext): (row: unknown) => ChatMember | null {
  const managers = new Set(chat.managerIds)
  const marks = readMarksOf(chat)
  return (row) => {
    const person = toPerson(row, context)
    if (!person) return null
    const role = person.id === chat.ownerId ? 'owner' : managers.has(person.id) ? 'manager' : 'member'
    return { ...person, role, reading: marks.get(person.id) ?? 'unknown', departmentIds: toIds(parse(departmentsAnswer, row).departments) }
  }
}

function toIds(values: unknown[]): number[] {
  return values.map(value => safeParse(idField, value)).filter(value => value.success).map(value => value.output)
}
