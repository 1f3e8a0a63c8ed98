import { EXAMPLE } from '../site.ts'
import { allRecipes } from '../recipes/index.ts'
import type { PartName } from '../recipes/part.ts'
import type { Audience } from '../policy.ts'
import type { Code } from './finding.ts'

/** The recipe for a server, by what it says in its header. */
const SERVERS: readonly (readonly [header: RegExp, recipe: string])[] = [
  [/^nginx|openresty/i, 'nginx'],
  [/^caddy/i, 'caddy'],
  [/^apache/i, 'apache'],
  [/^lighttpd/i, 'lighttpd'],
  [/^cloudflare/i, 'cloudflare-pages'],
  [/^netlify/i, 'netlify'],
  [/^vercel/i, 'vercel'],
  [/^amazons3|cloudfront/i, 'aws'],
  [/^microsoft-iis/i, 'iis'],
  [/^github\.com/i, 'github-pages'],
]

/** The folder in `hosting` for a host that calls itself so, `''` when nothing is known of it. */
export function recipeFor(server: string): string {
  return SERVERS.find(([header]) => header.test(server))?.[1] ?? ''
}

/** Which part of a recipe fixes what. Faults that are left out are not fixed in a server's configuration. */
export const FIXES: Readonly<Partial<Record<Code, PartName>>> = {
  'method-not-allowed': 'opened-by-post',
  'redirect-loses-post': 'slash',
  'slash-loses-post': 'slash',
  'slash-breaks': 'slash',
  'not-found': 'files',
  'files-missing': 'files',
  'file-is-page': 'files',
  'file-empty': 'files',
  'file-differs': 'files',
  'frame-options': 'policy',
  'frame-ancestors': 'policy',
  'anybody-may-frame': 'policy',
  'policy-blocks-files': 'policy',
  'policy-blocks-portal': 'policy',
  'policy-blocks-pictures': 'policy',
  'policy-blocks-push': 'policy',
  'sandbox-forbids': 'policy',
  'sandboxed': 'policy',
  'no-nosniff': 'nosniff',
  'may-be-cached': 'page-cache',
  'not-cached': 'hashed-cache',
  'not-compressed': 'compression',
  'bad-encoding': 'compression',
  'file-packed-twice': 'compression',
  'wrong-type': 'types',
  'no-https': 'tls',
  'bad-certificate': 'tls',
}

/** The lines, written for this address and these portals; null where that host has none for it. */
export function fixingLines(code: Code, recipe: string, { address, audience }: { address: URL, audience: Audience }): string | null {
  const folder = address.pathname.replace(/[^/]*$/, '')
  const site = { ...EXAMPLE, audience, host: address.hostname, path: /^\/(?:[\w~-][\w.~-]*\/)*$/.test(folder) ? folder : EXAMPLE.path }
  const name = FIXES[code]
  return (name === undefined ? undefined : allRecipes(site).parts.get(recipe)?.[name]) ?? null
}
