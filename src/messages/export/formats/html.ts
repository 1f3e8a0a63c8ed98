import { createClock } from '../clock.ts'
import { type ExportMessage, partName, type FormatWriter, type PartHead } from '../export-message.ts'
import { type ExportPlan, fill } from '../export-plan.ts'
import { markTexts } from './message-words.ts'
import { childrenOf, type MessageNode } from '../../text/nodes.ts'
import { direction } from '../../../texts/languages.ts'
import { sha256 } from '@noble/hashes/sha2.js'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' }

/** A text as HTML that shows exactly this text, between tags and in quoted attributes. */
export function encodeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? '')
}

/** All that the pages look like; they load nothing, so the fonts are those of the reader's device. */
const STYLE = `
:root{color-scheme:light dark;font:15px/1.45 system-ui,sans-serif}
body{max-width:46rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.3rem}h2{margin:1.6rem 0 .4rem;font-size:1rem}
nav{display:flex;flex-wrap:wrap;gap:1rem}
article{padding:.45rem 0;border-bottom:1px solid #8884}
article:target{background:#fd08}
header{display:flex;flex-wrap:wrap;gap:0 .6rem;align-items:baseline}
header b{font-weight:600}
time,.note{opacity:.75;font-size:.85em}
.text,.attachment{white-space:pre-wrap;unicode-bidi:isolate}
.attachment{margin:.3rem 0;padding:.3rem .6rem;border:1px solid #8884;border-radius:4px}
.system .text{font-style:italic;opacity:.85}
pre,blockquote{margin:.3rem 0;padding:.3rem .6rem;white-space:pre-wrap;background:#8882;border-radius:4px}
blockquote{border-inline-start:3px solid #888}
.mention{font-weight:500}
ul{margin:.3rem 0;padding-inline-start:1.2rem}
table{border-collapse:collapse}
th,td{padding-block:.2rem;padding-inline-end:1rem;text-align:start;vertical-align:top}
@media print{body{max-width:none;padding:0}nav{display:none}article{break-inside:avoid}a{color:inherit}}
`

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

/** What a page of the export may do: show itself in this one style. */
function policy(): string {
  return `default-src 'none'; style-src 'sha256-${base64(sha256(new TextEncoder().encode(STYLE)))}'; base-uri 'none'; form-action 'none'`
}

/** Everything of a page up to its content. */
export function beginPage({ language, title }: { language: string, title: string }): string {
  return [
    '<!doctype html>',
    `<html lang="${encodeHtml(language)}" dir="${direction(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy()}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex">',
    `<title>${encodeHtml(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '',
  ].join('\n')
}

export const END_PAGE = '</body>\n</html>\n'

/** A link to another page of the same export. */
export function pageLink(name: string, text: string): string {
  return `<a href="${encodeHtml(name)}">${encodeHtml(text)}</a>`
}

/** The page that leads to all others. */
export const INDEX_NAME = 'index.html'
const EXTENSION = 'html'

/** Pages that anybody can open, read and print: no script, nothing loaded, one style that their own policy names. */
export function createHtmlWriter({ facts, texts }: ExportPlan): FormatWriter {
  const clock = createClock(facts)
  const bdi = (text: string): string => `<bdi>${encodeHtml(text)}</bdi>`

  function navigation({ number }: PartHead, hasNext: boolean): string {
    return `<nav>${[
      pageLink(INDEX_NAME, texts.contents),
      ...(number === 1 ? [] : [pageLink(partName({ number: number - 1 }, EXTENSION), texts.before)]),
      ...(hasNext ? [pageLink(partName({ number: number + 1 }, EXTENSION), texts.after)] : []),
    ].join(' ')}</nav>\n`
  }

  function dayBefore(sentAt: number | null, before: number | null | undefined): string {
    if (sentAt === null) return ''
    const day = clock.day(sentAt)
    return typeof before === 'number' && clock.day(before) === day ? '' : `<h2>${encodeHtml(day)}</h2>\n`
  }

  function head({ sentAt, author, replyToId, link }: ExportMessage, { firstId, has }: PartHead): string {
    const answers = replyToId === null ? '' : encodeHtml(fill(texts.answers, { number: replyToId }))
    return [
      `<b>${bdi(author?.name ?? texts.system)}</b>`,
      sentAt === null
        ? `<span class="note">${encodeHtml(texts['no-date'])}</span>`
        : `<time datetime="${new Date(sentAt).toISOString()}">${encodeHtml(clock.time(sentAt))}</time>`,
      link === null ? '' : `<a class="note" href="${encodeHtml(link)}" rel="noopener noreferrer">${encodeHtml(texts.open)}</a>`,
      replyToId !== null && (replyToId === firstId || has?.(replyToId)) ? `<a class="note" href="#m${replyToId}">${answers}</a>` : answers && `<span class="note">${answers}</span>`,
    ].filter(part => part !== '').join(' ')
  }

  return {
    extension: EXTENSION,
    messagesPerPart: 20_000,
    asksForIds: true,
    begin(part) {
      const title = `${facts.chatTitle}: ${fill(texts.part, { number: part.number })}`
      return `${beginPage({ language: facts.language, title })}<h1>${bdi(title)}</h1>\n${navigation(part, false)}`
    },
    write(message, part, before) {
      const { id, sentAt, isSystem, nodes, attachments, files, likedBy } = message
      const names = (label: string, all: readonly string[]): string =>
        all.length === 0 ? '' : `<p class="note">${encodeHtml(label)} ${all.map(bdi).join(', ')}</p>`
      return `${dayBefore(sentAt, before)}<article id="m${id}"${isSystem ? ' class="system"' : ''}><header>${head(message, part)}</header>`
        + markTexts(message, texts).map(mark => `<p class="note">${bdi(mark)}</p>`).join('')
        + (nodes.length === 0 ? '' : `<div class="text" dir="auto">${nodesHtml(nodes)}</div>`)
        + attachments.map(attachment => `<div class="attachment" dir="auto">${nodesHtml(attachment)}</div>`).join('')
        + names(texts.files, files.map(({ name }) => name)) + names(texts.reactions, likedBy.map(({ name }) => name))
        + '</article>\n'
    },
    end: (part, isLast) => navigation(part, !isLast) + END_PAGE,
  }
}

const TAGS = { strong: 'strong', emphasis: 'em', underline: 'u', strike: 's' } as const

function nodeHtml(node: MessageNode): string {
  switch (node.kind) {
    case 'text': case 'mark': return encodeHtml(node.text)
    case 'strong': case 'emphasis': case 'underline': case 'strike': return `<${TAGS[node.kind]}>${nodesHtml(node.children)}</${TAGS[node.kind]}>`
    case 'mention': return `<bdi class="mention">${nodesHtml(node.children)}</bdi>`
    case 'link': return `<a href="${encodeHtml(node.href)}" title="${encodeHtml(node.href)}" rel="noopener noreferrer">${nodesHtml(node.children)}</a>`
    // the line feed after the tag is dropped by whatever reads HTML, and saves one that the code begins with
    case 'code': return `<pre dir="ltr">\n${nodesHtml(node.children)}</pre>`
    case 'quote': {
      const head = node.head ? `<div><b><bdi>${encodeHtml(node.head.author)}</bdi></b> <span class="note">${encodeHtml(node.head.time)}</span></div>` : ''
      return `<blockquote dir="auto">${head}${nodesHtml(node.children)}</blockquote>`
    }
    default: return nodesHtml(childrenOf(node))
  }
}

/** Nodes as HTML: text is encoded, and there are no elements and attributes but those of `nodeHtml`. */
export function nodesHtml(nodes: readonly MessageNode[]): string {
  return nodes.map(nodeHtml).join('')
}
