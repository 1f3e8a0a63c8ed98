import type { PersonActivity } from '../../messages/keep/questions/insights/people.ts'
import type { ChatMember } from '../../people/members.ts'
import { collation } from '../../texts/collation.ts'

export interface QuietMember {
  id: number
  name: string
  messages: number
}

/**
 * Members by how little they wrote, who wrote least first. Those who cannot write are no quiet ones: bots write when they are made
 * to, and who was dismissed is gone.
 */
export function quietMembers(members: readonly ChatMember[], people: readonly PersonActivity[], language: string): QuietMember[] {
  const written = new Map(people.map(({ id, messages }) => [id, messages]))
  const compare = collation(language)
  return members
    .filter(({ isBot, isActive }) => !isBot && isActive)
    .map(({ id, name }) => ({ id, name, messages: written.get(id) ?? 0 }))
    .sort((one, other) => one.messages - other.messages || compare(one.name, other.name) || one.id - other.id)
}
