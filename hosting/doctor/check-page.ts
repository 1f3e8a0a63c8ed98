import { letsFrame, readFrameAncestors } from '../../src/install/handler-test/frame-ancestors.ts'
import type { FindingCode } from '../../src/install/handler-test/findings.ts'
import { readAnswer } from '../../src/install/handler-test/read-answer.ts'
import type { Answer, Method } from './ask.ts'
import { found, type Code, type Finding } from './finding.ts'

interface Opened {
  method: Method
  page: URL
  portal: string
}

/** The sources of a directive in each policy that has it, or of the one that stands in for it. */
function sourcesOf(policies: string, name: string): string[][] {
  return policies.split(',').flatMap((policy) => {
    const directives = policy.split(';').map(directive => directive.trim().split(/\s+/))
    const found = [name, 'default-src'].map(wanted => directives.find(([directive = '']) => directive.toLowerCase() === wanted)).find(Boolean)
    return found === undefined ? [] : [found.slice(1)]
  })
}

function checkPolicy({ headers }: Answer, { page, portal }: Opened): Finding[] {
  const policies = headers.get('content-security-policy') ?? ''
  const blocked = ['script-src', 'style-src'].find(name =>
    sourcesOf(policies, name).some(sources => !letsFrame(sources, { ancestor: page.origin, page: page.href })))
  const isPortalBlocked = sourcesOf(policies, 'connect-src').some(sources => !letsFrame(sources, { ancestor: portal, page: page.href }))
  return [
    ...(blocked === undefined ? [] : [found('policy-blocks-files', 'wrong', blocked)]),
    ...(isPortalBlocked ? [found('policy-blocks-portal', 'wrong', portal)] : []),
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

/** Everything that the answer with the page tells; what the app's own test of the address sees too is read by the same code. */
export function checkPage(answer: Answer, opened: Opened): Finding[] {
  const { method, page, portal } = opened
  const findings = readAnswer({ outcome: 'answered', ...answer }, { method, page: page.href, portalOrigin: portal })
    .map(({ code, severity, detail }) => found(toOwnCode(code), severity === 'unknown' ? 'warning' : severity, detail))
  const isPage = findings.some(({ code }) => code === 'answers')
  if (!isPage) return findings
  const isGuessable = (answer.headers.get('x-content-type-options') ?? '').toLowerCase() !== 'nosniff'
  return [...findings, ...checkPolicy(answer, opened), ...checkStrangers(answer, opened), ...(isGuessable ? [found('no-nosniff', 'warning')] : [])]
}
