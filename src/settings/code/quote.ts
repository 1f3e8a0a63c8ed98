import { isRecord } from '../../lib/is-record.ts'

/**
 * Controls, line separators and format characters: they cannot be seen, and those for right-to-left text reorder the text
 * around them, so that code reads differently from what it does ("Trojan Source", CVE-2021-42574, https://trojansource.codes).
 * The two joiners stay: emoji and Persian are made with them, and they move nothing.
 */
const HIDDEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Moves every line but the first to the right. Only for literals, whose texts have no line breaks in them. */
export function indent(literal: string, spaces: number): string {
  return literal.replaceAll('\n', `\n${' '.repeat(spaces)}`)
}

/** One word for a POSIX shell. Between single quotes only the quote itself means anything. */
export function toShell(text: string): string {
  return `'${text.replaceAll('\'', '\'\\\'\'')}'`
}

/** `\u202e`, in two halves beyond U+FFFF. */
function escapeUnits(character: string): string {
  return character.replace(/./gs, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** JSON in lines, with an escape for every character that cannot be seen. */
export function toJson(value: unknown): string {
  // line breaks in texts are escapes by now: the ones that remain are the indentation
  return JSON.stringify(value, null, 2).replace(HIDDEN, character => character === '\n' ? character : escapeUnits(character))
}

/**
 * A JavaScript literal that also survives in a `<script>`, where three sequences mean something even in a text:
 * https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
export function toJavaScript(value: unknown): string {
  return toJson(value).replace(/<(?=!--|\/?script)/gi, '\\u003c')
}

const PHP_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeForPhp(character: string): string {
  return PHP_ESCAPES[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`
}

/** Single quotes know no escapes for what cannot be seen, so such a text gets double ones, where `$` means something too. */
function quotePhp(text: string): string {
  return text.search(HIDDEN) < 0
    ? `'${text.replace(/[\\']/g, '\\$&')}'`
    : `"${text.replace(/[\\"$]/g, '\\$&').replace(HIDDEN, escapeForPhp)}"`
}

/** A PHP literal: an array in lines for an object, a text for everything else. */
export function toPhp(value: unknown): string {
  if (!isRecord(value)) return quotePhp(String(value))
  const rows = Object.entries(value).map(([key, inner]) => `    ${quotePhp(key)} => ${indent(toPhp(inner), 4)},\n`)
  return rows.length === 0 ? '[]' : `[\n${rows.join('')}]`
}
