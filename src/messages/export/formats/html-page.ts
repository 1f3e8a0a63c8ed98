import { encodeHtml } from './html-encode.ts'
import { policy, STYLE } from './html-style.ts'

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
