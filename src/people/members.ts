/** Everybody in a chat, with what the chat says of each: our own types, made of its facts and the portal's user objects. */
import { fallback, object, parse, safeParse } from 'valibot'
import { countOrNull, idField, rows } from '../bitrix24/fields.ts'
import type { ChatFacts } from '../chat/to-chat.ts'
import { type Member, roleOf } from './person.ts'
import { type MapContext, toPerson } from './to-person.ts'

/** Whether somebody has read up to the last message; `unknown` where the portal names no mark of theirs. */
export type Reading = 'read' | 'unread' | 'unknown'

export interface ChatMember extends Member {
  reading: Reading
  /** Ids of departments; empty for people from outside. */
  departmentIds: number[]
}

const departmentsAnswer = fallback(object({ departments: rows }), { departments: [] })

/** A row of `readed_list`: message 0 is somebody who has read nothing (im.dialog.get). */
const markAnswer = object({ user_id: idField, message_id: countOrNull })

/** Makes a mapper for the user objects of one chat; it returns null for a row that is not a person. */
export function memberMapper(chat: ChatFacts, context: MapContext): (row: unknown) => ChatMember | null {
  const marks = readMarksOf(chat)
  return (row) => {
    const person = toPerson(row, context)
    return person && {
      ...person,
      role: roleOf(person.id, chat),
      reading: marks.get(person.id) ?? 'unknown',
      departmentIds: toIds(parse(departmentsAnswer, row).departments),
    }
  }
}

/** The same people with the marks of the chat as it is now. */
export function withReading(members: readonly ChatMember[], chat: ChatFacts): ChatMember[] {
  const marks = readMarksOf(chat)
  return members.map(member => ({ ...member, role: roleOf(member.id, chat), reading: marks.get(member.id) ?? 'unknown' }))
}

/** Who has read up to the last message, by person id. The portal leaves out the caller; without a last message the map is empty. */
function readMarksOf({ lastMessageId, readers }: ChatFacts): ReadonlyMap<number, Reading> {
  const marks = new Map<number, Reading>()
  if (lastMessageId === null) return marks
  for (const row of readers) {
    const { success, output } = safeParse(markAnswer, row)
    if (success && output.message_id !== null) marks.set(output.user_id, output.message_id >= lastMessageId ? 'read' : 'unread')
  }
  return marks
}

function toIds(values: unknown[]): number[] {
  return values.map(value => safeParse(idField, value)).filter(value => value.success).map(value => value.output)
}
