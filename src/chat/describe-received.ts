import { cutText } from '../lib/cut-characters.ts'

const LONGEST_DESCRIPTION = 80
const NAMED_KEYS = 3

/**
 * What was received in place of a dialog id, for the error screen: one line of at most 80 characters in the notation of
 * a programmer, so that a number and its text look different. Characters that cannot be seen or that turn the line
 * around are written as their code. Never throws.
 */
export function describeReceived(received: unknown): string {
  try {
    return cut(describe(received))
  } catch {
    return typeof received // code inside an object threw while it was looked at
  }
}

function describe(received: unknown): string {
  if (typeof received === 'string') return describeText(received)
  if (typeof received === 'function' || typeof received === 'symbol') return typeof received
  if (typeof received !== 'object' || received === null) return String(received)
  if (Array.isArray(received)) return `[…] (${received.length})`
  const keys = Object.keys(received)
  const names = keys.slice(0, NAMED_KEYS).map(key => makeVisible(key.slice(0, LONGEST_DESCRIPTION)))
  return `{${[...names, ...(keys.length > NAMED_KEYS ? ['…'] : [])].join(', ')}}`
}

function describeText(text: string): string {
  const shown = makeVisible(text.slice(0, LONGEST_DESCRIPTION))
  if (text.length <= LONGEST_DESCRIPTION && shown.length <= LONGEST_DESCRIPTION - 2) return `"${shown}"`
  const ending = `…" (${text.length})`
  return `"${cutText(shown, LONGEST_DESCRIPTION - ending.length - 1)}${ending}`
}

/** Control, format, unassigned and lone surrogate characters, white space other than a blank, and combining marks. */
function makeVisible(text: string): string {
  return text.replace(/(?! )[\p{C}\p{Z}\p{M}]/gu, character => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}

function cut(line: string): string {
  return line.length <= LONGEST_DESCRIPTION ? line : `${cutText(line, LONGEST_DESCRIPTION - 1)}…`
}
