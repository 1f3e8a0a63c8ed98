import { letsFrame, readFrameAncestors } from '../../src/settings/handler-test/frame-ancestors.ts'
import { ALL_CLOUD, pageDirectives, type Audience } from '../policy.ts'
import { found, oneOfAKind, type Code, type Finding } from './finding.ts'

/** Who opens the page, and what else it reaches there. */
export interface Opener extends Pick<Audience, 'pictures' | 'push'> {
  portal: string
}

type Policy = ReadonlyMap<string, readonly string[]>

/** Which directive stands in for one that a policy does not have: https://www.w3.org/TR/CSP3/#directive-fallback-list. */
const STAND_INS: Readonly<Record<string, readonly string[]>> = {
  'script-src': ['script-src-elem', 'script-src', 'default-src'],
  'style-src': ['style-src-elem', 'style-src', 'default-src'],
  'worker-src': ['worker-src', 'child-src', 'script-src', 'default-src'],
}

/** A file of each kind, so that sources with a path are matched too. */
const SAMPLES: Readonly<Record<string, string>> = {
  'script-src': 'assets/a.js', 'style-src': 'assets/a.css', 'font-src': 'assets/a.woff2', 'worker-src': 'assets/a.js', 'img-src': 'chatside.svg',
}

/** Without these the app does not start at all, which is read with the answer. */
const STARTS_WITH = ['allow-scripts', 'allow-same-origin']
/** What it does besides: exports are saved, and links opened. */
const SANDBOX_NEEDS = ['allow-downloads', 'allow-popups']

/** Of a directive that is repeated the first counts: https://www.w3.org/TR/CSP3/#parse-serialized-policy. */
function parsePolicy(policy: string): Policy {
  const directives = new Map<string, readonly string[]>()
  for (const [name = '', ...values] of policy.split(';').map(directive => directive.trim().split(/\s+/))) {
    if (!directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), values)
  }
  return directives
}

/** A path in a source is one file, or a folder where it ends with a slash: https://www.w3.org/TR/CSP3/#match-paths. */
function pathFits(path: string, pathname: string): boolean {
  return path === '' || (path.endsWith('/') ? pathname.startsWith(path) : pathname === path)
}

function allows(sources: readonly string[], wanted: URL, page: URL): boolean {
  // with it browsers obey nonces only, which the build's files do not have
  if (sources.some(source => source.toLowerCase() === '\'strict-dynamic\'')) return false
  return sources.some((source) => {
    const [, origin = source, path = ''] = /^((?:[a-z][a-z0-9+.-]*:\/\/)?[^/]*)(\/.*)?$/i.exec(source) ?? []
    return pathFits(path, wanted.pathname) && letsFrame([origin], { ancestor: wanted.origin, page: page.href })
  })
}

const isSocket = (source: string): boolean => /^wss?:/i.test(source)

/** Sources for sockets, as if for requests: browsers match both alike, and differ on whether a source for requests lets a socket through. */
const asRequests = (sources: readonly string[]): string[] => sources.filter(source => source === '*' || isSocket(source)).map(source => source.replace(/^ws/i, 'http'))

/** An address that matches a source of the app's own policy. */
function sampleOf(directive: string, source: string, page: URL): URL {
  return source === '\'self\'' ? new URL(SAMPLES[directive] ?? page.href, page) : new URL(source.replace('*.', 'any.'))
}

interface Blocked { code: Code, severity: Finding['severity'], detail: string }

/** What one policy forbids of what the app needs, directive by directive as `hosting/policy.ts` has them. */
function blockedBy(policy: Policy, { page, portal, ...besides }: Opener & { page: URL }): Blocked[] {
  const needs = pageDirectives({ portals: [portal], ...besides })
  const sources = needs.filter(([name, first]) => name.endsWith('-src') && first !== '\'none\'').flatMap(([name, ...wanted]): Blocked[] => {
    const applied = (STAND_INS[name] ?? [name, 'default-src']).find(stand => policy.has(stand))
    const given = policy.get(applied ?? '')
    if (applied === undefined || given === undefined) return []
    const said = applied === name ? [applied, ...given].join(' ') : `${[applied, ...given].join(' ')}, which counts for ${name}`
    const missing = wanted.filter(source => isSocket(source)
      ? !allows(asRequests(given), sampleOf(name, source.replace(/^ws/, 'http'), page), page)
      : !allows(given, sampleOf(name, source, page), page))
    // where the portal itself is forbidden, that says enough
    const told = missing.includes(portal) ? missing.filter(source => source === portal || source === '\'self\'') : missing
    return told.map((source): Blocked => {
      if (source === '\'self\'') return { code: 'policy-blocks-files', severity: 'wrong', detail: said }
      if (isSocket(source)) return { code: 'policy-blocks-push', severity: 'warning', detail: source }
      return name === 'img-src'
        ? { code: 'policy-blocks-pictures', severity: source === portal ? 'wrong' : 'warning', detail: source }
        : { code: 'policy-blocks-portal', severity: 'wrong', detail: source }
    })
  })
  const names = policy.get('trusted-types')
  const [, ...wantedNames] = needs.find(([name]) => name === 'trusted-types') ?? []
  const unnamed = names === undefined || names.includes('*') ? [] : wantedNames.filter(name => !names.includes(name))
  const others: Blocked[] = []
  if (unnamed.length > 0) others.push({ code: 'policy-blocks-files', severity: 'wrong', detail: `trusted-types without ${unnamed.join(', ')}` })
  const sandbox = policy.get('sandbox')?.map(value => value.toLowerCase())
  const denied = STARTS_WITH.every(need => sandbox?.includes(need)) ? SANDBOX_NEEDS.filter(need => sandbox?.includes(need) === false) : []
  if (denied.length > 0) others.push({ code: 'sandbox-forbids', severity: 'wrong', detail: denied.join(', ') })
  const isUpgraded = policy.has('upgrade-insecure-requests') && portal.startsWith('http:')
  if (isUpgraded) others.push({ code: 'policy-blocks-portal', severity: 'wrong', detail: `${portal}: upgrade-insecure-requests` })
  return [...sources, ...others]
}

/** What the policies in the headers forbid of what the app needs; browsers obey all of them. */
export function checkPolicy(headers: Headers, opened: Opener & { page: URL }): Finding[] {
  const policies = (headers.get('content-security-policy') ?? '').split(',')
  return oneOfAKind(policies.flatMap(policy => blockedBy(parsePolicy(policy), opened)).map(({ code, severity, detail }) => found(code, severity, detail)))
}

/** The same for those that the page carries itself: no host fixes them. In a page a sandbox is not obeyed. */
export function checkOwnPolicies(policies: readonly string[], opened: Opener & { page: URL }): Finding[] {
  return policies.flatMap(policy => blockedBy(parsePolicy(policy), opened))
    .filter(({ code }) => code !== 'sandbox-forbids')
    .map(({ severity, detail }) => found('page-policy-blocks', severity, detail))
}

/** The zones of Bitrix24's cloud in which every portal may frame the page: what a policy that takes the place of this one must not forget. */
export function zonesLetIn(headers: Headers): string[] {
  const policies = readFrameAncestors((headers.get('content-security-policy') ?? '').toLowerCase())
  return policies.length === 0 ? [] : ALL_CLOUD.filter(zone => policies.every(sources => sources.includes(zone)))
}
