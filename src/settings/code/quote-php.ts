import { isRecord } from '../../lib/is-record.ts'
import { HIDDEN } from './hidden.ts'
import { indent } from './indent.ts'

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeCharacter(character: string): string {
  return SHORT_ESCAPES[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`
}

/** Single quotes know no escapes for what cannot be seen, so such a text gets double ones, where `$` means something too. */
function quote(text: string): string {
  return text.search(HIDDEN) < 0
    ? `'${text.replace(/[\\']/g, '\\$&')}'`
    : `"${text.replace(/[\\"$]/g, '\\$&').replace(HIDDEN, escapeCharacter)}"`
}

/** A PHP literal: an array in lines for an object, a text for everything else. */
export function toPhp(value: unknown): string {
  if (!isRecord(value)) return quote(String(value))
  const rows = Object.entries(value).map(([key, inner]) => `    ${quote(key)} => ${indent(toPhp(inner), 4)},\n`)
  return rows.length === 0 ? '[]' : `[\n${rows.join('')}]`
}
