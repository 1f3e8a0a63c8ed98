import { cleanText, wholeCharacters } from '../../lib/clean-text.ts'
import { escapeMarkdown, markdownLines } from '../../messages/export/formats/markdown.ts'
import type { MessageNode } from '../../messages/text/nodes.ts'
import { parseMarks } from '../../messages/text/parse-marks.ts'
import type { NoteLine } from '../../notes/note.ts'

interface MarkdownWords {
  title: string
  /** The name of a person of the portal; null for somebody unknown. */
  nameOf: (personId: number) => string | null
  /** A task of the portal, and its address. */
  task: (taskId: number) => { text: string, href: string }
  /** A day as people write it. */
  day: (dueOn: string) => string
}

/**
 * Notes as CommonMark that says what the app shows: a list, to-dos as those of GitHub, further rows of a line indented below it, what is not
 * chosen yet as a quote. Nothing but the marks of a note is more than text in it.
 */
export function toMarkdown(lines: readonly NoteLine[], { title, nameOf, task, day }: MarkdownWords): string {
  const text = (words: string): MessageNode => ({ kind: 'text', text: wholeCharacters(cleanText(words)) })
  const written = lines.map((line) => {
    const { assigneeId, dueOn, taskId } = line
    const name = assigneeId === null ? null : nameOf(assigneeId)
    const link = taskId === null ? null : task(taskId)
    const details: MessageNode[] = []
    if (name !== null) details.push(text(name))
    if (dueOn !== null) details.push(text(day(dueOn)))
    if (link !== null) details.push({ kind: 'link', href: link.href, children: [text(link.text)] })
    const behind = details.flatMap((detail, index) => [text(index === 0 ? ' (' : ', '), detail])
    const box = line.kind === 'text' ? '' : line.isDone ? '[x] ' : '[ ] '
    const [first = '', ...further] = markdownLines([
      ...parseMarks(wholeCharacters(line.text)), ...behind, ...(behind.length > 0 ? [text(')')] : []),
      ...line.conflict.map(version => ({ kind: 'quote', head: null, children: parseMarks(wholeCharacters(version.text)) }) as const),
    ])
    return `- ${box}${[first, ...further.map(one => one === '' ? '' : `  ${one}`)].join('\n')}\n`
  })
  return `# ${escapeMarkdown(wholeCharacters(cleanText(title)).replace(/\s+/g, ' '))}\n\n${written.join('')}`
}
