declare const checked: unique symbol

/** A dialog id that Bitrix24 accepts: `chat1489`, `sg12`, or the number of the other person. Made only by `parseDialogId`. */
export type DialogId =
  | { kind: 'chat', chatId: number, text: string, readonly [checked]: true }
  | { kind: 'workgroup', groupId: number, text: string, readonly [checked]: true }
  | { kind: 'person', personId: number, text: string, readonly [checked]: true }

/** The prefix and the 16 digits that a safe integer can have; anything longer is refused before it is looked at. */
const LONGEST_ID = 'chat'.length + 16

/**
 * The dialog id that the portal put into the placement options, null unless it is exactly one of the three forms. A
 * number of a person never becomes a chat. `imol|…` and the messenger's other dialogs are no chats that REST answers for.
 */
export function parseDialogId(received: unknown): DialogId | null {
  if (typeof received !== 'string' || received.length > LONGEST_ID) return null
  const [text, prefix, digits] = /^(chat|sg|)([1-9]\d*)$/.exec(received) ?? []
  const number = Number(digits)
  if (text === undefined || !Number.isSafeInteger(number)) return null
  // the mark that makes the type ours exists for the compiler only
  if (prefix === 'chat') return { kind: 'chat', chatId: number, text } as DialogId
  if (prefix === 'sg') return { kind: 'workgroup', groupId: number, text } as DialogId
  return { kind: 'person', personId: number, text } as DialogId
}

const LONGEST_DESCRIPTION = 80
const NAMED_KEYS = 3

/**
 * What was received in place of a dialog id, for the error screen: one line of at most 80 characters in the notation of
 * a programmer, so that a number and its text look different. Characters that cannot be seen or that turn the line
 * around are written as their code. Never throws.
 */
export function describeReceived(received: unknown): string {
  try {
    return cut(describe(received))
  } catch {
    return typeof received // code inside an object threw while it was looked at
  }
}

function describe(received: unknown): string {
  if (typeof received === 'string') return describeText(received)
  if (typeof received === 'function' || typeof received === 'symbol') return typeof received
  if (typeof received !== 'object' || received === null) return String(received)
  if (Array.isArray(received)) return `[…] (${received.length})`
  const keys = Object.keys(received)
  const names = keys.slice(0, NAMED_KEYS).map(key => makeVisible(key.slice(0, LONGEST_DESCRIPTION)))
  return `{${[...names, ...(keys.length > NAMED_KEYS ? ['…'] : [])].join(', ')}}`
}

function describeText(text: string): string {
  const shown = makeVisible(text.slice(0, LONGEST_DESCRIPTION))
  if (text.length <= LONGEST_DESCRIPTION && shown.length <= LONGEST_DESCRIPTION - 2) return `"${shown}"`
  const ending = `…" (${text.length})`
  return `"${cutWhole(shown, LONGEST_DESCRIPTION - ending.length - 1)}${ending}`
}

/** Control, format, unassigned and lone surrogate characters, white space other than a blank, and combining marks. */
function makeVisible(text: string): string {
  return text.replace(/(?! )[\p{C}\p{Z}\p{M}]/gu, character => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}

function cut(line: string): string {
  return line.length <= LONGEST_DESCRIPTION ? line : `${cutWhole(line, LONGEST_DESCRIPTION - 1)}…`
}

/** Cuts without leaving half of a character behind. */
function cutWhole(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}
