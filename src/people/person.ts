/** A person in our own types, checked at the door, without Bitrix24's spelling. */

export type Presence =
  | { state: 'online' | 'dnd' | 'away' | 'idle' | 'offline' | 'unknown' }
  /** On leave; `until` is null when the portal does not say. */
  | { state: 'absent', until: Date | null }

/** What an answer says of a person whom it only names, as a page of messages does. */
export interface NamedPerson {
  id: number
  name: string
  isBot: boolean
  isExternal: boolean
}

export interface Person extends NamedPerson {
  position: string
  /** Absolute http(s) address or null. */
  avatar: string | null
  /** `#rrggbb` behind the initials, null when the portal gave no valid colour. */
  color: string | null
  presence: Presence
  lastSeen: Date | null
  /** False when the account was dismissed. */
  isActive: boolean
}

/** Somebody who is in a chat. */
export interface Member extends Person {
  role: 'owner' | 'manager' | 'member'
}

/** Bots and people who left have no presence, even if the portal names one. */
export function hasPresence({ isBot, isActive }: Person): boolean {
  return !isBot && isActive
}

/** The role of a person in a chat with this owner and these managers. */
export function roleOf(personId: number, { ownerId, managerIds }: { ownerId: number | null, managerIds: readonly number[] }): Member['role'] {
  if (personId === ownerId) return 'owner'
  return managerIds.includes(personId) ? 'manager' : 'member'
}
