import type { Site } from '../site.ts'

/** Files of one host by their name in its folder, with the parts marked that the doctor may have to show. */
export type Recipe = (site: Site) => Record<string, string>

/** What the file is, where it goes and what it is for: the top of every one, in a comment of its language. */
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

/** Each line moved to the right, blank ones left blank. */
export function indent(text: string, by: string): string {
  return text.split('\n').map(line => line === '' ? line : by + line).join('\n')
}

/** The path without its last slash, for the redirect that adds it; `''` at the root, where there is nothing to add. */
export function bareSlash({ path }: Site): string {
  return path.slice(0, -1)
}

/** A list as JavaScript is written here. */
export function scriptList(texts: readonly string[]): string {
  return `[${texts.map(text => `'${text}'`).join(', ')}]`
}

/** The build for a platform that publishes `dist` as the root of a host: what is to be in a folder of the host is in one of `dist`. */
export function buildCommand(path: string): string {
  return path === '/' ? 'npm run build' : `npm run build -- --outDir dist${path.slice(0, -1)}`
}

/** For hosts that want a page of their own for what is not there. */
export const MISSING_PAGE = `<!doctype html>
<meta charset="utf-8">
<title>Not found</title>
<p>There is nothing at this address.</p>
`
