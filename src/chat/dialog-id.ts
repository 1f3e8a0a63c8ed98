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
