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
  return { code, severity, methods, detail: detail.length > LONGEST_DETAIL ? `${detail.slice(0, LONGEST_DETAIL)}…` : detail }
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
