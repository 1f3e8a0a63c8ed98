import { HIDDEN } from './hidden.ts'

/** `\u202e`, in two halves beyond U+FFFF. */
function escapeUnits(character: string): string {
  return character.replace(/./gs, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** JSON in lines, with an escape for every character that cannot be seen. */
export function toJson(value: unknown): string {
  // line breaks inside of texts are escapes by now: what is left is the indentation
  return JSON.stringify(value, null, 2).replace(HIDDEN, character => character === '\n' ? character : escapeUnits(character))
}
