import {
  array, boolean, check, type InferOutput, literal, minValue, nullable, number, object, picklist, pipe, safeParse, string,
} from 'valibot'

const wholeNumber = pipe(number(), check<number>(Number.isSafeInteger), minValue(0))
const messageId = pipe(number(), check<number>(Number.isSafeInteger), minValue(1))
const instant = nullable(pipe(number(), check<number>(Number.isSafeInteger)))

/** How many messages a token names besides the last, so that one is still there when others are deleted meanwhile. */
export const MOST_ANCHORS = 24

const tokenShape = object({
  version: literal(1),
  dialogId: pipe(string(), check(text => text !== '' && text.length <= 50)),
  direction: picklist(['newest-first', 'oldest-first']),
  since: instant,
  until: instant,
  /** Where the reading began, as it was asked for. */
  fromMessageId: nullable(messageId),
  /** The last message handed on, or passed over because of its date; null before the first. */
  lastId: nullable(messageId),
  /** Messages read before it, nearest first: the portal can only go on after a message that still exists. */
  anchors: pipe(array(messageId), check(ids => ids.length <= MOST_ANCHORS)),
  read: wholeNumber,
  isEnd: boolean(),
})

/** Where a reading continues. Plain JSON; a token from storage goes through `parseResumeToken`. */
export type ResumeToken = Readonly<InferOutput<typeof tokenShape>>

/** A token that was kept somewhere; null for anything else. */
export function parseResumeToken(raw: unknown): ResumeToken | null {
  const { success, output } = safeParse(tokenShape, raw)
  return success ? output : null
}
