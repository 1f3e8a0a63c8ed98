import { EXAMPLE } from '../place.ts'
import { recipeText } from '../recipes/index.ts'
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

type Lines = Readonly<Record<string, RegExp>>

const POLICY: Lines = {
  'nginx': /^.*add_header Content-Security-Policy.*$/m,
  'caddy': /^.*Content-Security-Policy ".*$/m,
  'apache': /^.*Header always set Content-Security-Policy.*$/m,
  'lighttpd': /^.*"Content-Security-Policy" => .*$/m,
  'cloudflare-pages': /^.*Content-Security-Policy: .*$/m,
  'netlify': /^.*Content-Security-Policy = .*$/m,
  'vercel': /^.*"Content-Security-Policy",\n.*$/m,
  'aws': /^.*ContentSecurityPolicy: ".*$/m,
  'iis': /^.*"Content-Security-Policy".*$/m,
}
const OPENED_BY_POST: Lines = {
  'nginx': /^.*error_page 405.*$/m,
  'caddy': /^\s*@opened \{[^}]*\}\n.*$/m,
  'apache': /^.*<LimitExcept GET POST>\n.*\n.*$/m,
  'cloudflare-pages': /^export function onRequestPost[^}]*\}[^}]*\}/m,
  'netlify': /^export default function openedByPost[\s\S]*?\n\}/m,
  'vercel': /^export default function openedByPost[\s\S]*?\n\}/m,
  'aws': /^.*EventType: viewer-request\n.*$/m,
  'iis': /^.*ChatsideOpenedByPost.*$/m,
}
const PAGE_CACHE: Lines = {
  'nginx': /^.*default "no-store";$/m,
  'caddy': /^.*header @unhashed Cache-Control.*$/m,
  'apache': /^.*Header set Cache-Control "no-store"$/m,
  'lighttpd': /^.*"Cache-Control" => "no-store",$/m,
  'cloudflare-pages': /^.*Cache-Control: no-store$/m,
  'netlify': /^.*Cache-Control = "no-store"$/m,
  'vercel': /^.*"Cache-Control",\n.*no-store.*$/m,
  'aws': /^.*Header: Cache-Control\n.*\n.*no-store.*$/m,
  'iis': /^.*"no-store".*$/m,
}
const HASHED_CACHE: Lines = {
  'nginx': /^.*~\^.*immutable";$/m,
  'caddy': /^.*header @hashed Cache-Control.*$/m,
  'apache': /^.*Header set Cache-Control "public.*$/m,
  'lighttpd': /^.*expire\.url.*$/m,
  'cloudflare-pages': /^.*! Cache-Control\n.*immutable$/m,
  'netlify': /^.*Cache-Control = "public.*$/m,
  'vercel': /^.*"Cache-Control",\n.*immutable.*$/m,
  'aws': /^.*aws s3 sync .*immutable.*$/m,
  'iis': /^.*<clientCache .*$/m,
}
const COMPRESSION: Lines = {
  nginx: /^.*gzip on;\n(?:.*\n){2}.*gzip_types.*$/m,
  caddy: /^.*encode zstd gzip$/m,
  apache: /^.*AddOutputFilterByType DEFLATE.*$/m,
  lighttpd: /^.*deflate\.mimetypes.*\n.*$/m,
  aws: /^.*Compress: true$/m,
  iis: /^.*<urlCompression.*$/m,
}
const SLASH: Lines = {
  nginx: /^.*return 308.*$/m,
  caddy: /^.*redir .* 308$/m,
  apache: /^.*RedirectMatch 308.*$/m,
  lighttpd: /^.*url\.redirect = .*\n.*$/m,
}
const NOSNIFF: Lines = {
  'nginx': /^.*add_header X-Content-Type-Options.*$/m,
  'caddy': /^.*X-Content-Type-Options "nosniff"$/m,
  'apache': /^.*Header always set X-Content-Type-Options.*$/m,
  'lighttpd': /^.*"X-Content-Type-Options" => .*$/m,
  'cloudflare-pages': /^.*X-Content-Type-Options: .*$/m,
  'netlify': /^.*X-Content-Type-Options = .*$/m,
  'vercel': /^.*"X-Content-Type-Options",\n.*$/m,
  'aws': /^.*ContentTypeOptions:\n.*$/m,
  'iis': /^.*"X-Content-Type-Options".*$/m,
}
const TLS: Lines = {
  nginx: /^.*ssl_certificate .*\n.*$/m,
  apache: /^.*SSLEngine on\n.*\n.*$/m,
  lighttpd: /^.*ssl\.engine.*\n.*\n.*$/m,
}
const FILES: Lines = {
  nginx: /^.*alias .*$/m,
  caddy: /^.*root \* .*$/m,
  apache: /^.*Alias .*$/m,
  lighttpd: /^.*alias\.url.*$/m,
}
const TYPES: Lines = { iis: /^.*remove fileExtension="\.js".*\n.*$/m }

/** Which lines of which recipe mend what. Faults that are left out are not mended in a server's configuration. */
export const MENDS: Readonly<Partial<Record<Code, Lines>>> = {
  'method-not-allowed': OPENED_BY_POST,
  'redirect-loses-post': SLASH,
  'slash-loses-post': SLASH,
  'slash-breaks': SLASH,
  'not-found': FILES,
  'files-missing': FILES,
  'frame-options': POLICY,
  'frame-ancestors': POLICY,
  'anybody-may-frame': POLICY,
  'policy-blocks-files': POLICY,
  'policy-blocks-portal': POLICY,
  'policy-blocks-pictures': POLICY,
  'sandbox-forbids': POLICY,
  'sandboxed': POLICY,
  'no-nosniff': NOSNIFF,
  'may-be-cached': PAGE_CACHE,
  'not-cached': HASHED_CACHE,
  'not-compressed': COMPRESSION,
  'bad-encoding': COMPRESSION,
  'file-packed-twice': COMPRESSION,
  'file-is-page': FILES,
  'file-empty': FILES,
  'file-differs': FILES,
  'wrong-type': TYPES,
  'no-https': TLS,
  'bad-certificate': TLS,
}

/** The lines, written for this address and these portals; null where that host has none for it. */
export function mendingLines(code: Code, recipe: string, { address, audience }: { address: URL, audience: Audience }): string | null {
  const folder = address.pathname.replace(/[^/]*$/, '')
  const place = { ...EXAMPLE, audience, host: address.hostname, path: /^\/(?:[\w~-][\w.~-]*\/)*$/.test(folder) ? folder : EXAMPLE.path }
  const [lines] = MENDS[code]?.[recipe]?.exec(recipeText(recipe, place)) ?? []
  return lines ?? null
}
