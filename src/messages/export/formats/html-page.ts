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
th,td{padding:.2rem 1rem .2rem 0;text-align:start;vertical-align:top}
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
    `<html lang="${encodeHtml(language)}">`,
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
