import { cutText } from './message-text/clean-text.ts'

/** What file systems refuse, and what cannot be seen. */
const NOT_IN_NAMES = /[\p{C}\\/:*?"<>|]+/gu
const LONGEST_NAME = 80

/** A text as the name of a file, its extension not included. */
export function toFileName(text: string): string {
  return cutText(text.replace(NOT_IN_NAMES, ' '), LONGEST_NAME).trim()
}
