/** A line of a chat's notes: what it says, and what is known of it. */

export type LineId = string & { readonly lineId: unique symbol }

export type LineKind = 'text' | 'to-do'

/** What somebody can change in a line. */
export interface LineFields {
  kind: LineKind
  /** With the simplest marks of Markdown: `**bold**`, `*italic*`, `~~struck~~`, a code span, a link. May have several rows. */
  text: string
  isDone: boolean
  /** A person of the portal; they may have left the chat since. */
  assigneeId: number | null
  /** A day, `2026-12-31`, in no time zone. */
  dueOn: string | null
  /** Where it stands among the others: see `order.ts`. Two people may give two lines the same, then the id decides. */
  order: string
  /** The message it was made of. */
  messageId: number | null
  /** The task of the portal that it became. */
  taskId: number | null
}

/** A text of the same line that somebody wrote at the same time, and that could not be joined with the one that is shown. */
export interface TextVersion {
  text: string
  /** Null where it is not known. */
  by: number | null
}

/** Who did something, and when, as the portal says it; this device's clock for what the portal does not have yet. */
export interface Deed {
  by: number | null
  at: Date | null
}

export interface NoteLine extends LineFields {
  id: LineId
  made: Deed
  changed: Deed
  /** Other versions of the text: empty unless somebody has to choose. `resolve` ends it. */
  conflict: readonly TextVersion[]
  /** Somebody removed it while somebody else changed it. The change won; the next change of anybody ends it. */
  wasRemoved: boolean
  /** This device has something of it that the portal has not. */
  isWaiting: boolean
  /** The portal has never shown it or said that it has it: nobody else can read it. */
  isUnsent: boolean
}

/** Characters of a line's text; a longer one is refused, never cut. */
export const LONGEST_TEXT = 2_000
/** Lines of one chat, removed ones that others may not have heard of yet included. */
export const MOST_SHARED = 500
/**
 * Private lines of one chat, and bytes of all of a person's private notes together: they come along with every opening of the app, and lie in
 * one record with the person's templates, which old databases cut off without a word at 65,535 bytes.
 */
export const MOST_PRIVATE = 100
export const MOST_PRIVATE_BYTES = 25_000

/** The order in which lines are shown: the same for everybody. */
export function compareLines(one: Pick<NoteLine, 'order' | 'id'>, other: Pick<NoteLine, 'order' | 'id'>): number {
  if (one.order !== other.order) return one.order < other.order ? -1 : 1
  return one.id === other.id ? 0 : one.id < other.id ? -1 : 1
}
