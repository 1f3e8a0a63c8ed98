import { letsFrame, readFrameAncestors } from '../../src/settings/handler-test/frame-ancestors.ts'
import { readAnswer, type FindingCode } from '../../src/settings/handler-test/findings.ts'
import type { Answer, Method } from './ask.ts'
import { checkPolicy, type Opener } from './check-policy.ts'
import { found, type Code, type Finding } from './finding.ts'

interface Opened extends Opener {
  method: Method
  page: URL
}

const IS_UTF8 = /^utf-?8$/i

/** Texts are read in what the header names, whatever the file says. */
export function checkCharset(name: string, headers: Headers): Finding[] {
  const [, charset] = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers.get('content-type') ?? '') ?? []
  return charset === undefined || IS_UTF8.test(charset) ? [] : [found('wrong-charset', 'wrong', `${name}: ${charset}`)]
}

/** Headers that take something from the page which it needs in a frame. */
function checkIsolation({ headers }: Answer): Finding[] {
  const embedder = headers.get('cross-origin-embedder-policy') ?? ''
  const resource = headers.get('cross-origin-resource-policy') ?? ''
  const features = headers.get('permissions-policy') ?? ''
  return [
    ...(/^\s*require-corp\b/i.test(embedder) ? [found('embedder-policy', 'wrong', `Cross-Origin-Embedder-Policy: ${embedder}`)] : []),
    ...(/^\s*same-(?:origin|site)\b/i.test(resource) ? [found('embedder-policy', 'warning', `Cross-Origin-Resource-Policy: ${resource}`)] : []),
    ...(/(?:^|[\s,])clipboard-write=\(\)/i.test(features) ? [found('copying-denied', 'warning', 'clipboard-write=()')] : []),
  ]
}

/** Whether pages of strangers may frame it, too; who may frame it at all is the other question. */
function checkStrangers({ headers }: Answer, { page }: Opened): Finding[] {
  const policies = readFrameAncestors(headers.get('content-security-policy') ?? '')
  const isOpen = policies.every(sources => letsFrame(sources, { ancestor: 'https://stranger.invalid', page: page.href }))
  return isOpen && headers.get('x-frame-options') === null ? [found('anybody-may-frame', 'warning')] : []
}

/** Redirects are followed before: one that is left leads nowhere. */
function toOwnCode(code: FindingCode): Code {
  return code === 'redirected' || code === 'other-origin' ? 'bad-status' : code
}

/** The findings about the answer with the page; the code of the app's own test of the address reads what both can see. */
export function checkPage(answer: Answer, opened: Opened): Finding[] {
  const { method, page, portal } = opened
  const findings = readAnswer({ outcome: 'answered', ...answer }, { method, page: page.href, portalOrigin: portal })
    .map(({ code, severity, detail }) => found(toOwnCode(code), severity === 'unknown' ? 'warning' : severity, detail))
  const isPage = findings.some(({ code }) => code === 'answers')
  if (!isPage) return findings
  const isGuessable = (answer.headers.get('x-content-type-options') ?? '').toLowerCase() !== 'nosniff'
  return [
    ...findings, ...checkPolicy(answer.headers, opened), ...checkIsolation(answer), ...checkCharset('the page', answer.headers),
    ...checkStrangers(answer, opened), ...(isGuessable ? [found('no-nosniff', 'warning')] : []),
  ]
}
