import type { ColumnsView } from '../columns.ts'
import type { NamedPerson } from '../../../people/person.ts'

export interface Author extends NamedPerson {
  messages: number
}

/** Everybody who wrote, who wrote most first. Whom the portal did not describe has no name. */
export function authors(view: ColumnsView): Author[] {
  const counts = new Uint32Array(view.authorIds.length)
  for (const author of view.authors) counts[author] = (counts[author] ?? 0) + 1
  return view.authorIds
    .map((id, index): Author => ({ ...(view.people.get(id) ?? { id, name: '', isBot: false, isExternal: false }), messages: counts[index] ?? 0 }))
    .filter(({ id, messages }) => id !== 0 && messages > 0)
    .sort((one, other) => other.messages - one.messages || one.id - other.id)
}
