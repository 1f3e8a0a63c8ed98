import type { NoteLine } from './note.ts'

interface MarkdownWords {
  title: string
  /** The name of a person of the portal; null for somebody unknown. */
  nameOf: (personId: number) => string | null
  /** A task of the portal, and the way to it. */
  task: (taskId: number) => string
  /** A day as people write it. */
  day: (dueOn: string) => string
}

/** Notes as a Markdown text: a list, to-dos as those of GitHub, further rows of a line indented below it, what is not chosen yet as a quote. */
export function toMarkdown(lines: readonly NoteLine[], { title, nameOf, task, day }: MarkdownWords): string {
  const written = lines.map((line) => {
    const { assigneeId, dueOn, taskId } = line
    const details = [
      assigneeId === null ? null : nameOf(assigneeId), dueOn === null ? null : day(dueOn), taskId === null ? null : task(taskId),
    ].filter(one => one !== null)
    const box = line.kind === 'text' ? '' : line.isDone ? '[x] ' : '[ ] '
    const text = details.length > 0 ? `${line.text} (${details.join(', ')})` : line.text
    const versions = line.conflict.map(version => `\n\n  > ${indented(version.text, '  > ')}`)
    return `- ${box}${indented(text, '  ')}${versions.join('')}\n`
  })
  return `# ${title}\n\n${written.join('')}`
}

function indented(text: string, by: string): string {
  return text.split(/\r\n|\r|\n/).join(`\n${by}`)
}
