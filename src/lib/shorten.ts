import { cutCharacters } from './cut-characters.ts'

/** Text from outside for a place that has room for a line or two. */
export function shorten(text: string, most = 300): string {
  return text.length > most ? `${cutCharacters(text, most)}…` : text
}
