declare const checked: unique symbol

/** A dialog id that Bitrix24 accepts: `chat1489`, `sg12`, or the number of the other person. Made only by `parseDialogId`. */
export type DialogId =
  | { kind: 'chat', chatId: number, text: string, readonly [checked]: true }
  | { kind: 'workgroup', groupId: number, text: string, readonly [checked]: true }
  | { kind: 'person', personId: number, text: string, readonly [checked]: true }
