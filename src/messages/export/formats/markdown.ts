import { createClock } from '../clock.ts'
import type { ExportPlan } from '../export-plan.ts'
import { fill } from '../export-texts.ts'
import type { FormatWriter } from '../format-writer.ts'
import { escapeMarkdown, markdownLines, quoted } from './markdown-nodes.ts'
import { markTexts } from './mark-lines.ts'

/** Markdown (CommonMark) in which what people wrote is nothing but text, the few formats of the messenger apart. */
export function createMarkdownWriter({ facts, texts }: ExportPlan): FormatWriter {
  const clock = createClock(facts)
  const list = (label: string, names: readonly string[]): string[] => names.length === 0 ? [] : ['', escapeMarkdown(`${label} ${names.join('; ')}`)]
  return {
    extension: 'md',
    messagesPerPart: 100_000,
    begin: ({ number }) => `# ${escapeMarkdown(`${facts.chatTitle}: ${fill(texts.part, { number })}`)}\n`,
    write(message, _part, before) {
      const { id, sentAt, author, nodes, attachments, files, likedBy, replyToId, link } = message
      const marks = markTexts(message, texts)
      const day = sentAt === null ? null : clock.day(sentAt)
      const isNewDay = day !== null && !(typeof before === 'number' && clock.day(before) === day)
      const number = link === null ? `\\#${id}` : `[\\#${id}](<${link.replaceAll('&', '\\&')}>)`
      const lines = markdownLines(nodes)
      return [
        ...(isNewDay ? ['', `## ${escapeMarkdown(day)}`] : []),
        '',
        `### ${escapeMarkdown(author?.name ?? texts.system)}, ${escapeMarkdown(sentAt === null ? texts['no-date'] : clock.time(sentAt))} ${number}`,
        ...(marks.length === 0 ? [] : ['', escapeMarkdown(marks.join('; '))]),
        ...(replyToId === null ? [] : ['', escapeMarkdown(fill(texts.answers, { number: replyToId }))]),
        ...(lines.length === 0 ? [] : ['', ...lines]),
        ...attachments.flatMap(attachment => ['', escapeMarkdown(texts.attachment), '', ...quoted(markdownLines(attachment))]),
        ...list(texts.files, files.map(({ name }) => name)),
        ...list(texts.reactions, likedBy.map(({ name }) => name)),
        '',
      ].join('\n')
    },
    end: () => '',
  }
}
