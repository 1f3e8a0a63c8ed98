import { sha256 } from '@noble/hashes/sha2.js'

/** All that the pages look like; they load nothing, so there are only the fonts of whoever reads them. */
export const STYLE = `
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
export function policy(): string {
  return `default-src 'none'; style-src 'sha256-${base64(sha256(new TextEncoder().encode(STYLE)))}'; base-uri 'none'; form-action 'none'`
}
