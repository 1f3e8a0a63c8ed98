import { object, safeParse } from 'valibot'
import { line } from '../bitrix24/fields.ts'
import type { NamedPerson } from './person.ts'
import { nameFields, toNamed } from './to-person.ts'

/** Keys are in camel case in im.dialog.messages.search and with underscores in the others; either is read. */
const namedAnswer = object({ ...nameFields, firstName: line, lastName: line })

/** Somebody whom an answer only names, as a page of messages does; null unless it has an id. */
export function toNamedPerson(raw: unknown): NamedPerson | null {
  const { success, output: user } = safeParse(namedAnswer, raw)
  return success ? toNamed({ ...user, first_name: user.firstName || user.first_name, last_name: user.lastName || user.last_name }) : null
}
