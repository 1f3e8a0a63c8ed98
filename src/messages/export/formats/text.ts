import { createClock } from '../clock.ts'
import { type ExportPlan, fill } from '../export-plan.ts'
import type { FormatWriter } from '../export-message.ts'
import { markTexts, nodeText } from './message-words.ts'

/** Every line after a message's first, so that nothing in a message looks like the beginning of another. */
const INDENT = '    '

/** Plain text: a line that begins at the margin begins a message. */
export function createTextWriter({ facts, texts }: ExportPlan): FormatWriter {
  const clock = createClock(facts)
  return {
    extension: 'txt',
    messagesPerPart: 100_000,
    begin: () => '\uFEFF',
    write(message) {
      const { id, sentAt, author, nodes, attachments, files, likedBy, replyToId, link } = message
      const marks = markTexts(message, texts)
      const lines = [
        `[${sentAt === null ? texts['no-date'] : clock.stamp(sentAt)}] #${id} ${author?.name ?? texts.system}${marks.length === 0 ? '' : ` (${marks.join('; ')})`}:`,
        ...(replyToId === null ? [] : [fill(texts.answers, { number: replyToId })]),
        ...nodeText(nodes).split('\n'),
        ...attachments.flatMap(attachment => [texts.attachment, ...nodeText(attachment).split('\n').map(line => `| ${line}`)]),
        ...(files.length === 0 ? [] : [`${texts.files} ${files.map(({ name }) => name).join('; ')}`]),
        // every other format leads from each message to its place; here that would be half of the text
        ...(files.length === 0 || link === null ? [] : [`${texts.open}: ${link}`]),
        ...(likedBy.length === 0 ? [] : [`${texts.reactions} ${likedBy.map(({ name }) => name).join('; ')}`]),
      ]
      return `${lines.join(`\n${INDENT}`)}\n`
    },
    end: () => '',
  }
}
