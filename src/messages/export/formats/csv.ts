import { BYTE_ORDER_MARK, separatorOf, toCsvLine } from '../../../lib/csv.ts'
import { createClock } from '../clock.ts'
import { type ExportPlan, fill } from '../export-plan.ts'
import type { FormatWriter } from '../export-message.ts'
import { nodeText } from './message-words.ts'

/** A table of one line a message, safe from formulas, with what spreadsheets of its language take for columns. */
export function createCsvWriter({ facts, texts }: ExportPlan): FormatWriter {
  const clock = createClock(facts)
  const separator = separatorOf(facts.language)
  const toLine = (cells: readonly string[]): string => toCsvLine(cells, { separator, cutMark: `… ${texts['cut-cell']}` })
  return {
    extension: 'csv',
    // a sheet has 1,048,576 lines
    messagesPerPart: 1_000_000,
    begin: () => BYTE_ORDER_MARK + toLine([
      texts['column-id'], fill(texts['column-date'], { zone: facts.timeZone }), texts['column-author'], texts['column-author-id'], texts['column-system'],
      texts['column-text'], texts['column-answers'], texts['column-files'], texts['column-attachments'], texts['column-reactions'], texts['column-link'], texts['column-utc'],
      texts['column-bot'], texts['column-forwarded'], texts['column-edited'], texts['column-deleted'],
    ]),
    write: ({ id, sentAt, author, isSystem, isFromBot, isDeleted, isEdited, forwarded, nodes, files, attachments, likedBy, replyToId, link }) => toLine([
      String(id),
      sentAt === null ? '' : clock.stamp(sentAt),
      author?.name ?? texts.system,
      author ? String(author.id) : '',
      isSystem ? texts.yes : texts.no,
      nodeText(nodes),
      replyToId === null ? '' : String(replyToId),
      files.map(({ name }) => name).join('; '),
      attachments.map(nodeText).join('\n\n'),
      likedBy.map(({ name }) => name).join('; '),
      link ?? '',
      // sorted by this column, messages stay in their order in the hour that comes twice, too
      sentAt === null ? '' : new Date(sentAt).toISOString(),
      isFromBot ? texts.yes : texts.no,
      forwarded ? forwarded.from?.name ?? texts.yes : texts.no,
      isEdited ? texts.yes : texts.no,
      isDeleted ? texts.yes : texts.no,
    ]),
    end: () => '',
  }
}
