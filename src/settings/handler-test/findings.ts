import { shorten } from '../../lib/cut-characters.ts'
import { letsFrame, readFrameAncestors } from './frame-ancestors.ts'

/** How bad a finding is, the worst first. `unknown` is what a browser does not let this page see. */
export const SEVERITIES = ['wrong', 'warning', 'unknown', 'fine'] as const
export type Severity = typeof SEVERITIES[number]

export type Method = 'POST' | 'GET'

export const FINDING_CODES = [
  'no-address', 'other-origin', 'no-https', 'unreachable', 'too-slow', 'redirected', 'not-found', 'method-not-allowed', 'bad-status',
  'not-a-page', 'not-this-page', 'downloaded', 'sandboxed', 'frame-options', 'frame-ancestors', 'may-be-cached', 'answers', 'may-be-framed',
] as const
export type FindingCode = typeof FINDING_CODES[number]

export interface Finding {
  code: FindingCode
  severity: Severity
  /** Which requests met it; empty where none was needed. */
  methods: Method[]
  /** The status, header or address in question, as text of the host; `''` when there is none. */
  detail: string
}

/** A host may send any amount of text in a header; nobody reads more than this. */
const LONGEST_DETAIL = 200

export function aFinding(code: FindingCode, severity: Severity, { methods = [], detail = '' }: { methods?: Method[], detail?: string } = {}): Finding {
  return { code, severity, methods, detail: shorten(detail, LONGEST_DETAIL) }
}

/**
 * What both requests met becomes one finding, the worst come first. The portal opens pages by POST, so that what GET alone meets is
 * no more than a warning.
 */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>()
  for (const finding of findings) {
    const key = `${finding.code} ${finding.detail}`
    merged.set(key, { ...finding, methods: [...merged.get(key)?.methods ?? [], ...finding.methods] })
  }
  const isMinor = ({ methods, severity }: Finding) => severity === 'wrong' && methods.length === 1 && methods[0] === 'GET'
  return [...merged.values()]
    .map((finding): Finding => isMinor(finding) ? { ...finding, severity: 'warning' } : finding)
    .sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity))
}

/** What came back for one request. */
export type HandlerAnswer =
  | { outcome: 'unreachable' | 'too-slow' | 'redirected' }
  | { outcome: 'answered', status: number, headers: Headers, body: string }

/** The element of index.html that the app is mounted in: no other page has it. */
const MARKER = /\sid=["']?chatside["'\s>]/

interface Surroundings {
  method: Method
  /** Address of the handler. */
  page: string
  portalOrigin: string
}

/**
 * Whether `X-Frame-Options` forbids the portal to frame the page. Values that no browser knows, such as `ALLOW-FROM`, count
 * as none: https://html.spec.whatwg.org/multipage/document-lifecycle.html#the-x-frame-options-header.
 */
function forbiddenByFrameOptions(header: string, { page, portalOrigin }: Surroundings): boolean {
  const values = new Set(header.toLowerCase().split(',').map(value => value.trim()))
  const isKnown = ['deny', 'sameorigin', 'allowall'].some(value => values.has(value))
  if (values.size > 1) return isKnown
  return values.has('deny') || (values.has('sameorigin') && new URL(page).origin !== portalOrigin)
}

/** `frame-ancestors` makes browsers ignore `X-Frame-Options`. */
function readFraming(headers: Headers, surroundings: Surroundings): { code: FindingCode, severity: Severity, detail: string } {
  const { page, portalOrigin } = surroundings
  const policies = readFrameAncestors(headers.get('content-security-policy') ?? '')
  const refusing = policies.find(sources => !letsFrame(sources, { ancestor: portalOrigin, page }))
  if (refusing) return { code: 'frame-ancestors', severity: 'wrong', detail: ['frame-ancestors', ...refusing].join(' ') }
  const options = headers.get('x-frame-options') ?? ''
  if (policies.length === 0 && forbiddenByFrameOptions(options, surroundings)) return { code: 'frame-options', severity: 'wrong', detail: options }
  return { code: 'may-be-framed', severity: 'fine', detail: '' }
}

/** Whether a browser may keep the page without asking again. A host that says nothing leaves the time to the browser: RFC 9111, 4.2.2. */
function mayBeKept(headers: Headers): boolean {
  const control = (headers.get('cache-control') ?? '').toLowerCase()
  if (/(?:^|[\s,])(?:no-store|no-cache)(?![\w-])/.test(control)) return false
  const [, age] = /(?:^|[\s,])max-age="?(\d+)/.exec(control) ?? []
  if (age !== undefined) return Number(age) > 0
  const expires = headers.get('expires')
  // a date that cannot be read, such as 0, is one in the past: RFC 9111, 5.3
  return expires === null || Date.parse(expires) > Date.now()
}

function codeOfStatus(status: number): FindingCode {
  if (status === 404) return 'not-found'
  if (status === 405) return 'method-not-allowed'
  return status >= 300 && status < 400 ? 'redirected' : 'bad-status'
}

/** The page itself: its kind, whether it is this one, whether it may be kept. */
function readPage({ headers, body }: { headers: Headers, body: string }, method: Method): Finding[] {
  const type = headers.get('content-type') ?? ''
  const kept = mayBeKept(headers) ? [aFinding('may-be-cached', 'warning', { methods: [method], detail: headers.get('cache-control') ?? '' })] : []
  if (!/^\s*text\/html\s*(?:;|$)/i.test(type)) return [aFinding('not-a-page', 'wrong', { methods: [method], detail: type }), ...kept]
  return [MARKER.test(body) ? aFinding('answers', 'fine', { methods: [method] }) : aFinding('not-this-page', 'wrong', { methods: [method] }), ...kept]
}

/** Headers that keep a browser from running the page although it arrives. */
function readObstacles(headers: Headers, method: Method): Finding[] {
  const disposition = headers.get('content-disposition') ?? ''
  const [sandbox] = /(?:^|[;,])\s*sandbox\b[^;,]*/i.exec(headers.get('content-security-policy') ?? '') ?? []
  return [
    ...(/^\s*attachment\b/i.test(disposition) ? [aFinding('downloaded', 'wrong', { methods: [method], detail: disposition })] : []),
    // a sandbox without both takes away the script, or the address by which the portal knows the page
    ...(sandbox !== undefined && !(/allow-scripts/i.test(sandbox) && /allow-same-origin/i.test(sandbox))
      ? [aFinding('sandboxed', 'wrong', { methods: [method], detail: sandbox.replace(/^[;,\s]+/, '') })]
      : []),
  ]
}

/** What an answer means for a portal that opens the page. */
export function readAnswer(answer: HandlerAnswer, surroundings: Surroundings): Finding[] {
  const { method } = surroundings
  if (answer.outcome !== 'answered') return [aFinding(answer.outcome, 'wrong', { methods: [method] })]
  const { status, headers } = answer
  if (status < 200 || status > 299) return [aFinding(codeOfStatus(status), 'wrong', { methods: [method], detail: String(status) })]
  const { code, severity, detail } = readFraming(headers, surroundings)
  return [...readPage(answer, method), ...readObstacles(headers, method), aFinding(code, severity, { methods: [method], detail })]
}
