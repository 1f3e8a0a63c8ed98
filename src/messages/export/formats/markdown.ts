import { createClock } from '../clock.ts'
import { type ExportPlan, fill } from '../export-plan.ts'
import type { FormatWriter } from '../export-message.ts'
import { markTexts } from './message-words.ts'
import { childrenOf, type MessageNode } from '../../text/nodes.ts'

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

/** Everything that begins or ends formatting, a link, a tag, an entity or a table, wherever it stands. */
const ANYWHERE = /[\\`*_{}[\]<>#|~&^$!]/g
/** What makes an address without any brackets a link in many readers. */
const ADDRESS = /:(?=\/\/)|\/(?=\/)|(?<=[\p{L}\p{N}_-])\.(?=\p{L})|(?<=\b(?:mailto|xmpp)):/giu
/**
 * What makes a list, a heading, a table or a line of the text below it, at the beginning of a line, and what does so behind a number;
 * a text may go on in a line that another one began.
 */
const AT_START = /^([-+=:.)])|^(\d{1,9})([.)])/gm
/** Space at an end of a line is dropped, or has a meaning; so it is written as what it is. */
const EDGES = /^[ \t]+|(?<![ \t])[ \t]+$/gm
const DELIMITERS = { strong: '**', emphasis: '*', strike: '~~' } as const

/** A text within a line. */
function escapeInline(text: string): string {
  return text.replace(ANYWHERE, '\\$&').replace(ADDRESS, '\\$&')
}

/** Lines of which everything within them is escaped. */
function escapeEnds(lines: string): string {
  return lines
    .replace(AT_START, (_all, sign: string | undefined, digits: string, end: string) => sign === undefined ? `${digits}\\${end}` : `\\${sign}`)
    .replace(EDGES, space => [...space].map(one => one === '\t' ? '&#9;' : '&#32;').join(''))
}

/** A text in which Markdown finds nothing but this text. */
export function escapeMarkdown(text: string): string {
  return escapeEnds(escapeInline(text))
}

/** Code within a line, which has no backtick inside. Of a blank at both of its ends a reader drops one each. */
function codeSpan(code: string): string {
  return /^ .*[^ ].* $/.test(code) ? `\` ${code} \`` : `\`${code}\``
}

function destination(href: string): string {
  return `<${href.replace(/[<>\\\s]/g, encodeURIComponent).replaceAll('&', '\\&')}>`
}

/** Formatted only where every reader of Markdown sees the signs as formatting: around letters, not beside another such sign. */
function delimited(sign: string, inner: string, before: string): string {
  const isSafe = /^[\p{L}\p{N}]/u.test(inner) && /[\p{L}\p{N}]$/u.test(inner) && !before.endsWith(sign.charAt(0)) && !inner.includes('\n')
  return isSafe ? sign + inner + sign : inner
}

/** Nodes inside a paragraph; line feeds are those of the message. */
function inline(nodes: readonly MessageNode[], before = ''): string {
  let text = before
  for (const node of nodes) {
    if ('text' in node) text += escapeInline(node.text)
    else if (node.kind === 'link') text += `[${inline(node.children)}](${destination(node.href)})`
    else if (node.kind === 'code' && node.isSpan) text += codeSpan(plain(node.children))
    else if (node.kind === 'strong' || node.kind === 'emphasis' || node.kind === 'strike') text += delimited(DELIMITERS[node.kind], inline(node.children), text)
    else text += inline(childrenOf(node))
  }
  return text.slice(before.length)
}

function plain(nodes: readonly MessageNode[]): string {
  return nodes.map(node => 'text' in node ? node.text : plain(childrenOf(node))).join('')
}

/** Lines of one paragraph; a backslash at a line's end keeps the line. */
function paragraph(text: string): string[] {
  const lines = escapeEnds(text.replace(/^\n+|(?<!\n)\n+$/g, '')).split('\n')
  return lines.map((line, index) => index < lines.length - 1 ? `${line}\\` : line)
}

function codeBlock(nodes: readonly MessageNode[]): string[] {
  const code = plain(nodes)
  let longest = 2
  for (const [ticks] of code.matchAll(/`+/g)) longest = Math.max(longest, ticks.length)
  const fence = '`'.repeat(longest + 1)
  return [fence, ...code.split('\n'), fence]
}

/** Lines of Markdown as a quote of them. */
function quoted(lines: readonly string[]): string[] {
  return lines.map(line => line === '' ? '>' : `> ${line}`)
}

/** Nodes as lines of Markdown: paragraphs, quotes and blocks of code with an empty line between them. */
export function markdownLines(nodes: readonly MessageNode[]): string[] {
  const blocks: string[][] = []
  let run: MessageNode[] = []
  const flush = (): void => {
    const text = inline(run)
    if (text.trim() !== '') blocks.push(paragraph(text))
    run = []
  }
  for (const node of nodes) {
    if (node.kind !== 'quote' && (node.kind !== 'code' || node.isSpan)) {
      run.push(node)
      continue
    }
    flush()
    if (node.kind === 'code') blocks.push(codeBlock(node.children))
    else {
      const head = node.head ? [[escapeMarkdown(`${node.head.author} (${node.head.time})`)]] : []
      const inside = [...head, markdownLines(node.children)].flatMap((lines, index) => index === 0 ? lines : ['', ...lines])
      blocks.push(quoted(inside))
    }
  }
  flush()
  return blocks.flatMap((lines, index) => index === 0 ? lines : ['', ...lines])
}
