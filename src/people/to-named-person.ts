import { object, safeParse } from 'valibot'
import type { NamedPerson } from './person.ts'
import { nameFields, toNamed } from './to-person.ts'

const namedAnswer = object(nameFields)

/** Somebody whom an answer only names, as a page of messages does; null unless it has an id. */
export function toNamedPerson(raw: unknown): NamedPerson | null {
  const { success, output } = safeParse(namedAnswer, raw)
  return success ? toNamed(output) : null
}
