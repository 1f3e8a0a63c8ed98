import { object, safeParse } from 'valibot'
import { countOrNull, idField } from './fields.ts'
import type { ChatFacts } from './to-chat.ts'

/** Whether somebody has read up to the last message; `unknown` where the portal names no mark of theirs. */
export type Reading = 'read' | 'unread' | 'unknown'

/** A row of `readed_list`: message 0 is somebody who has read nothing (im.dialog.get). */
const markAnswer = object({ user_id: idField, message_id: countOrNull })

/** Who has read up to the last message, by person id. The portal leaves out the caller; without a last message nobody is in it. */
export function readMarksOf({ lastMessageId, readers }: ChatFacts): ReadonlyMap<number, Reading> {
  const marks = new Map<number, Reading>()
  if (lastMessageId === null) return marks
  for (const row of readers) {
    const { success, output } = safeParse(markAnswer, row)
    if (success && output.message_id !== null) marks.set(output.user_id, output.message_id >= lastMessageId ? 'read' : 'unread')
  }
  return marks
}
