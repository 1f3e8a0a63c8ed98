import type { FindingCode } from '../../src/settings/handler-test/findings.ts'

/** What the test of the address inside the app finds, and what only somebody outside a browser can. */
export type Code =
  | Exclude<FindingCode, 'other-origin' | 'redirected'>
  | 'localhost' | 'bad-certificate' | 'redirect-loses-post' | 'redirect-loses-query' | 'redirect-leaves' | 'redirect-endless' | 'redirect-first'
  | 'anybody-may-frame'
  | 'policy-blocks-files' | 'policy-blocks-portal' | 'policy-blocks-pictures' | 'policy-blocks-push' | 'sandbox-forbids' | 'page-policy-blocks' | 'embedder-policy' | 'copying-denied'
  | 'no-nosniff' | 'wrong-charset' | 'page-added' | 'files-elsewhere' | 'page-cannot-start' | 'page-differs' | 'post-differs' | 'too-large' | 'bad-encoding'
  | 'files-missing' | 'files-unanswered' | 'file-redirects' | 'wrong-type' | 'file-is-page' | 'file-empty' | 'file-packed-twice' | 'file-differs' | 'not-cached' | 'not-compressed'
  | 'missing-is-answered' | 'missing-is-kept' | 'slash-loses-post' | 'slash-breaks' | 'files-arrive' | 'asked-again'

export interface Finding {
  code: Code
  severity: 'wrong' | 'warning' | 'fine'
  /** What was seen: a status, a header, an address. */
  detail: string
}

/** A host may send any amount of text. */
const LONGEST_DETAIL = 300

/** What a host says, as it may be printed: it must not write into the terminal. */
export function toPrintable(text: string): string {
  const printable = text.replace(/[^\P{C}]/gu, ' ')
  return printable.length > LONGEST_DETAIL ? `${printable.slice(0, LONGEST_DETAIL)}…` : printable
}

export function found(code: Code, severity: Finding['severity'], detail = ''): Finding {
  return { code, severity, detail: toPrintable(detail) }
}

/** One finding for all of a code and severity, with the first of what was seen and how many there are. */
export function oneOfAKind(findings: readonly Finding[]): Finding[] {
  const kinds = new Map<string, Finding[]>()
  for (const finding of findings) {
    const kind = `${finding.severity} ${finding.code}`
    kinds.set(kind, [...kinds.get(kind) ?? [], finding])
  }
  return [...kinds.values()].flatMap(([first, ...others]) => first === undefined
    ? []
    : [others.length === 0 ? first : { ...first, detail: `${first.detail}, and ${others.length} more` }])
}
