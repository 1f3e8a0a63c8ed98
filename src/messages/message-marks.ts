/**
 * What a message is besides its words, decided once at the door for every reader of it.
 *
 * - Its author is the person who sent it. The words of a forwarded message are somebody else's: the author shared them, with their links and
 *   files, and asks nothing with them.
 * - A deleted message keeps only the fact that it existed: the portal's words for it are not its author's.
 * - A message of the portal itself has no author; a message of a bot counts as written by nobody.
 * - A sticker is no deleted message: im.dialog.messages.get takes every message without words for one, and puts its own words there
 *   (yuliai/bitrix-modules of May 2026, im/lib/chat.php, getMessages), but nothing of the sticker is left where it was really deleted.
 *
 * `FORWARD_ID`, `FORWARD_USER_ID`, `IS_DELETED` and `IS_EDITED` are not on a page of the documentation: see bitrix-core-business,
 * modules/im/lib/V2/Message/Params.php and Delete/DeleteService.php; `forward` and `isSystem` are beside `params` in im.dialog.messages.search.
 */
import { fallback, nullable, object, pipe, string, transform, union, unknown, number, type InferOutput, type ObjectEntries, type ObjectSchema } from 'valibot'
import { countOrNull, flag, idOf } from '../bitrix24/fields.ts'
import { isRecord } from '../lib/is-record.ts'

export interface MessageMarks {
  /** Written by the portal about the chat: somebody joined, the title changed. */
  isSystem: boolean
  /** Has no text, files or attachments any more. */
  isDeleted: boolean
  isEdited: boolean
  /** Who wrote the words of a forwarded message, 0 where the portal did not say; null for a message of its author's own. */
  forwardedFrom: number | null
}

/** Whether questions in its words are its author's. */
export function asksItself({ isSystem, isDeleted, forwardedFrom }: MessageMarks): boolean {
  return !isSystem && !isDeleted && forwardedFrom === null
}

/** Keys of a message that say what it is. */
export const markFields = {
  isSystem: flag,
  forward: fallback(nullable(object({ id: fallback(union([string(), number()]), ''), userId: countOrNull })), null),
}

/** A number, alone or in a list of one: im.dialog.messages.get prints such a list where it knows nothing else of the parameter (PrepareValues). */
export const soleId = fallback(pipe(unknown(), transform(value => idOf(Array.isArray(value) ? value[0] : value))), null)

/** Keys of its `params` that do. */
export const markParams = {
  FORWARD_ID: soleId, FORWARD_USER_ID: soleId, FORWARD_CONTEXT_ID: fallback(string(), ''), IS_DELETED: flag, IS_EDITED: flag,
  // an empty map is printed as a list
  STICKER_PARAMS: fallback(pipe(unknown(), transform(value => isRecord(value) && Object.keys(value).length > 0)), false),
}

export const NO_MARK_PARAMS = {
  FORWARD_ID: null, FORWARD_USER_ID: null, FORWARD_CONTEXT_ID: '', IS_DELETED: false, IS_EDITED: false, STICKER_PARAMS: false,
}

type Outputs<Fields extends ObjectEntries> = InferOutput<ObjectSchema<Fields, undefined>>

export function toMarks(authorId: number, { isSystem, forward }: Outputs<typeof markFields>, given: Outputs<typeof markParams>): MessageMarks {
  const { FORWARD_ID, FORWARD_USER_ID, FORWARD_CONTEXT_ID, IS_EDITED } = given
  const isDeleted = given.IS_DELETED && !given.STICKER_PARAMS
  const isForwarded = forward !== null || FORWARD_ID !== null || FORWARD_USER_ID !== null || FORWARD_CONTEXT_ID !== ''
  return {
    isSystem: isSystem || authorId === 0,
    isDeleted,
    // a deleted message does not count as edited
    isEdited: IS_EDITED && !isDeleted,
    forwardedFrom: isForwarded && !isDeleted ? FORWARD_USER_ID ?? forward?.userId ?? 0 : null,
  }
}
