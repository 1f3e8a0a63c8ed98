import type { FileInfo, Presence } from '../world/model.ts'

/** What somebody does in a chat. `by` is the person's number. */
export type Deed = { by: number } & (
  | { kind: 'write', text: string, replyToId?: number, file?: Pick<FileInfo, 'name' | 'type' | 'size'> }
  /** Up to a message, everything without one. */
  | { kind: 'read', messageId?: number }
  | { kind: 'edit', messageId: number, text: string }
  | { kind: 'delete', messageId: number }
  | { kind: 'like' | 'unlike', messageId: number }
  | { kind: 'pin' | 'unpin', messageId: number }
  | { kind: 'join' | 'leave' }
  | { kind: 'invite', whom: readonly number[] }
  | { kind: 'expel', whom: number }
  /** Manager, and no longer. */
  | { kind: 'appoint' | 'dismiss', whom: number }
  /** Owner instead of whoever is. */
  | { kind: 'hand-over', whom: number }
  | { kind: 'rename', title: string }
  | { kind: 'picture', address: string }
  | { kind: 'presence', presence: Presence }
)

/** Somebody cannot do this here. */
export class DeedRefused extends Error {}
