/**
 * What figures are counted from, decided once: messages that a person wrote and that are still there. What the portal or a bot wrote
 * is nobody's, and a deleted message has no words any more: none of them is counted, answers anything, or is answered. A forwarded
 * message counts for who forwarded it, with its links and files; what its words ask is asked by somebody else.
 */
import { FLAGS, type ColumnsView } from './columns.ts'

/** Whether a bot wrote the message of a row. */
export function botTest({ authors, authorIds, people }: ColumnsView): (row: number) => boolean {
  const isBot = authorIds.map(id => people.get(id)?.isBot === true)
  return row => isBot[authors[row] ?? -1] === true
}

/** Whether the message of a row counts. */
export function countedTest(view: ColumnsView): (row: number) => boolean {
  const isFromBot = botTest(view)
  return row => ((view.flags[row] ?? 0) & (FLAGS.isSystem | FLAGS.isDeleted)) === 0 && !isFromBot(row)
}

/** Marks the rows of messages that somebody else answered as the messenger knows answers: by replying to this very message. */
export function repliedRows(view: ColumnsView): Uint8Array {
  const marks = new Uint8Array(view.count)
  const isCounted = countedTest(view)
  for (let row = 0; row < view.count; row += 1) {
    const replied = repliedRow(view, row)
    if (replied >= 0 && isCounted(row) && isCounted(replied)) marks[replied] = 1
  }
  return marks
}

/** The row of the message that this one replies to, where somebody else wrote it and it is here; -1 for none. */
export function repliedRow(view: ColumnsView, row: number): number {
  const reply = view.replies[row] ?? 0
  const replied = reply === 0 ? -1 : view.rowOf(reply)
  return replied >= 0 && view.authors[replied] !== view.authors[row] ? replied : -1
}
