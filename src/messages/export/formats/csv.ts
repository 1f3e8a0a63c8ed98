import { BYTE_ORDER_MARK, separatorOf, toCsvLine } from '../../../lib/csv.ts'
import { createClock } from '../clock.ts'
import type { ExportPlan } from '../export-plan.ts'
import { fill } from '../export-words.ts'
import type { FormatWriter } from '../format-writer.ts'
import { nodeText } from './node-text.ts'

/** A table of one line a message, safe from formulas, with what spreadsheets of its language take for columns. */
export function createCsvWriter({ facts, words }: ExportPlan): FormatWriter {
  const clock = createClock(facts)
  const separator = separatorOf(facts.language)
  const toLine = (cells: readonly string[]): string => toCsvLine(cells, { separator, cutMark: `… ${words['cut-cell']}` })
  return {
    extension: 'csv',
    // a sheet has 1,048,576 lines
    messagesPerPart: 1_000_000,
    begin: () => BYTE_ORDER_MARK + toLine([
      words['column-id'], fill(words['column-date'], { zone: facts.timeZone }), words['column-author'], words['column-author-id'], words['column-system'],
      words['column-text'], words['column-answers'], words['column-files'], words['column-attachments'], words['column-reactions'], words['column-link'], words['column-utc'],
      words['column-bot'], words['column-forwarded'], words['column-edited'], words['column-deleted'],
    ]),
    write: ({ id, sentAt, author, isSystem, isFromBot, isDeleted, isEdited, forwarded, nodes, files, attachments, likedBy, replyToId, link }) => toLine([
      String(id),
      sentAt === null ? '' : clock.stamp(sentAt),
      author?.name ?? words.system,
      author ? String(author.id) : '',
      isSystem ? words.yes : words.no,
      nodeText(nodes),
      replyToId === null ? '' : String(replyToId),
      files.map(({ name }) => name).join('; '),
      attachments.map(nodeText).join('\n\n'),
      likedBy.map(({ name }) => name).join('; '),
      link ?? '',
      // sorted by this column, messages stay in their order in the hour that comes twice, too
      sentAt === null ? '' : new Date(sentAt).toISOString(),
      isFromBot ? words.yes : words.no,
      forwarded ? forwarded.from?.name ?? words.yes : words.no,
      isEdited ? words.yes : words.no,
      isDeleted ? words.yes : words.no,
    ]),
    end: () => '',
  }
}
