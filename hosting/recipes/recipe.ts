import { securityHeaders } from '../policy.ts'
import { BadSite, type Site } from '../site.ts'

/** Files of one host by their name in its folder, in which the parts for the doctor are marked. */
export type Recipe = (site: Site) => Record<string, string>

/** The first lines of every file, for a comment of its language: what it is, where it goes and which site it is for. */
export function headLines({ audience, host, path }: Site, ...what: string[]): string[] {
  return [
    ...what,
    `For https://${host}${path}, framed by ${[...audience.portals, ...(audience.isAnyCloud === true ? ['any portal of Bitrix24\'s cloud'] : [])].join(', ')}.`,
    'Written by `npm run hosting` from hosting/policy.ts; your own portals, host and folder: see hosting/README.md.',
  ]
}

export function comment(lines: readonly string[], sign = '#'): string {
  return lines.map(line => `${sign} ${line}`.trimEnd()).join('\n')
}

/** Indents every line that is not blank. */
export function indent(text: string, by: string): string {
  return text.split('\n').map(line => line === '' ? line : by + line).join('\n')
}

/** The path without its last slash, for the redirect that adds it; `''` at the root, where there is nothing to add. */
export function bareSlash({ path }: Site): string {
  return path.slice(0, -1)
}

/** Writes a list in JavaScript. */
export function scriptList(texts: readonly string[]): string {
  return `[${texts.map(text => `'${text}'`).join(', ')}]`
}

/**
 * For servers that refuse a long header instead of sending it.
 * @throws BadSite
 */
export function boundPolicy({ audience }: Site, longest: number, server: string): void {
  const [, policy = ''] = securityHeaders(audience).find(([name]) => name === 'Content-Security-Policy') ?? []
  if (policy.length > longest) throw new BadSite(`${server} takes policies of at most ${longest} characters, and this has ${policy.length}: name fewer portals.`)
}

/** The build for a platform that publishes `dist` as the root of a host: a folder of the host is a folder of `dist`. */
export function buildCommand(path: string): string {
  return path === '/' ? 'npm run build' : `npm run build -- --outDir dist${path.slice(0, -1)}`
}

/** For hosts that need a page for missing files. */
export const MISSING_PAGE = `<!doctype html>
<meta charset="utf-8">
<title>Not found</title>
<p>There is nothing at this address.</p>
`
