/**
 * A reply template. A person's own lie in a `user.option`, the company's in an `app.option`, each set as one text: both come with the
 * handshake of every opening, and a portal keeps an option as part of one record of its database, so a set is small.
 */
import { cleanText, wholeCharacters } from '../lib/clean-text.ts'
import { isRecord } from '../lib/is-record.ts'

export type TemplateOwner = 'own' | 'company'

/** What somebody writes; also what files carry. */
export interface TemplateWords {
  /** `''` for none. */
  folder: string
  name: string
  /** Variables stand in it by their stored names, whatever the language: `{first name}`. */
  text: string
}

export interface Template extends TemplateWords {
  id: string
}

/** Name of the option, of either owner. */
export const TEMPLATES_OPTION = 'templates'

export const LONGEST_FOLDER = 60
export const LONGEST_NAME = 100
export const LONGEST_TEXT = 4_000
export const MOST_TEMPLATES = 300
/**
 * Bytes of a set. All options of a person, or of the app, are one record. How much it holds is not documented; a text column of MySQL ends at
 * 65,535 bytes, and old ones cut off the rest without a word. The key of what browsers keep and what administrators agreed on lie there, too.
 */
export const MOST_BYTES = 30_000

const VERSION = 1

export type ReadTemplates =
  | { state: 'ready', templates: readonly Template[] }
  /** Of a later version of this app, or none of ours: nobody writes over it unasked. */
  | { state: 'newer' | 'unreadable' }

const isText = (value: unknown, least: number, most: number): value is string => typeof value === 'string' && value.length >= least && value.length <= most

/** By hand: a validator that no first view uses would become a part of it. Null unless all of it is as it is written. */
export function toTemplate(row: unknown): Template | null {
  if (!Array.isArray(row) || row.length !== 4) return null
  const [id, folder, name, text]: unknown[] = row
  if (!isText(id, 12, 12) || !/^[0-9a-f]+$/.test(id) || !isText(folder, 0, LONGEST_FOLDER)) return null
  return isText(name, 1, LONGEST_NAME) && isText(text, 1, LONGEST_TEXT) ? { id, folder, name, text } : null
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** Never throws. An option that was never set is no template. */
export function parseTemplates(option: unknown): ReadTemplates {
  if (option === undefined || option === null || option === '') return { state: 'ready', templates: [] }
  // no character has fewer bytes than units
  if (typeof option !== 'string' || option.length > MOST_BYTES) return { state: 'unreadable' }
  try {
    const value: unknown = JSON.parse(option)
    if (!isRecord(value) || typeof value['v'] !== 'number') return { state: 'unreadable' }
    if (value['v'] > VERSION) return { state: 'newer' }
    const items: unknown = value['items']
    if (!Array.isArray(items) || items.length > MOST_TEMPLATES) return { state: 'unreadable' }
    const templates = items.map(toTemplate).filter(template => template !== null)
    const isWhole = templates.length === items.length && new Set(templates.map(({ id }) => id)).size === items.length
    return isWhole && value['v'] === VERSION ? { state: 'ready', templates } : { state: 'unreadable' }
  } catch {
    return { state: 'unreadable' } // not JSON
  }
}

/** As `toTemplate` reads it. */
export const toRow = ({ id, folder, name, text }: Template): string[] => [id, folder, name, text]

export function writeTemplates(templates: readonly Template[]): string {
  return JSON.stringify({ v: VERSION, items: templates.map(toRow) })
}

/** How much of the room of a set is used: 1 is all of it, more does not fit. */
export function roomUsed(templates: readonly Template[]): number {
  return Math.max(bytesOf(writeTemplates(templates)) / MOST_BYTES, templates.length / MOST_TEMPLATES)
}

export type WordsFault = 'no-name' | 'no-text' | 'long-folder' | 'long-name' | 'long-text'

/** Words as they are kept: names on one line, the messenger's line ends. */
export function tidyWords({ folder, name, text }: TemplateWords): TemplateWords {
  const clean = (words: string) => wholeCharacters(cleanText(words)).trim()
  const line = (words: string) => clean(words).replace(/\s+/g, ' ')
  return { folder: line(folder), name: line(name), text: clean(text) }
}

/** What keeps tidy words from being kept; null for nothing. */
export function faultOf({ folder, name, text }: TemplateWords): WordsFault | null {
  if (name === '') return 'no-name'
  if (text === '') return 'no-text'
  if (folder.length > LONGEST_FOLDER) return 'long-folder'
  if (name.length > LONGEST_NAME) return 'long-name'
  return text.length > LONGEST_TEXT ? 'long-text' : null
}

export function isSameWords(one: TemplateWords, other: TemplateWords): boolean {
  return one.folder === other.folder && one.name === other.name && one.text === other.text
}
