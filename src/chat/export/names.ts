import { cleanText, cutText } from '../../lib/message-text/clean-text.ts'
import { wholeCharacters } from './whole-characters.ts'
import type { HistoryPerson } from '../history/history-message.ts'
import type { ExportPerson } from './export-message.ts'
import { fill, type ExportWords } from './export-words.ts'

/** What must be kept so that the names of an export that goes on later stay the same. */
export interface NamesState {
  /** People that the pages named, in their order. */
  known: [id: number, name: string][]
  /** Whom the export names, in the order of their numbers. */
  numbered: number[]
}

export const NO_NAMES: NamesState = { known: [], numbered: [] }

export interface Names {
  learn(people: readonly HistoryPerson[]): void
  of(personId: number): ExportPerson
  /** What the portal wrote as the author of a quote. */
  ofQuote(author: string): string
  /** A text that the portal wrote, or a file's name: with pseudonyms without the full names of people it knows. */
  within(text: string): string
  state(): NamesState
}

const LONGEST_NAME = 200
/** A shorter name would be found in other words. */
const SHORTEST_REPLACED = 3

/** A text of one line from outside. */
export function cleanLine(text: string): string {
  return cutText(wholeCharacters(cleanText(text)).replace(/\s+/g, ' ').trim(), LONGEST_NAME)
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** The names of people as the portal has them, or a number in their place: the same one everywhere in an export. */
export function createNames({ isPseudonymous, words, state }: { isPseudonymous: boolean, words: ExportWords, state: NamesState }): Names {
  const known = new Map(state.known)
  const numbers = new Map(state.numbered.map((id, index) => [id, index + 1]))
  let pattern: RegExp | null | undefined
  let idsOf: Map<string, Set<number>> | undefined

  function numbered(personId: number): ExportPerson {
    const number = numbers.get(personId) ?? numbers.size + 1
    numbers.set(personId, number)
    return { id: number, name: fill(words.person, { number }) }
  }

  /** The one person of that name; null for nobody, or for several. */
  function idByName(name: string): number | null {
    if (!idsOf) {
      idsOf = new Map()
      for (const [id, own] of known) idsOf.set(own, (idsOf.get(own) ?? new Set()).add(id))
    }
    const [id, ...others] = idsOf.get(name) ?? []
    return id === undefined || others.length > 0 ? null : id
  }

  function ofName(name: string): string {
    const id = idByName(name)
    return id === null ? words.somebody : numbered(id).name
  }

  function toPattern(): RegExp | null {
    const names = [...new Set(known.values())].filter(name => name.length >= SHORTEST_REPLACED).sort((one, other) => other.length - one.length)
    return names.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  }

  return {
    learn(people) {
      for (const { id, name } of people) {
        const own = cleanLine(name)
        if (known.get(id) === own || own === '') continue
        known.set(id, own)
        pattern = undefined
        idsOf = undefined
      }
    },
    of: personId => isPseudonymous ? numbered(personId) : { id: personId, name: known.get(personId) ?? `#${personId}` },
    ofQuote: author => isPseudonymous ? ofName(cleanLine(author)) : cleanLine(author),
    within(text) {
      if (!isPseudonymous) return text
      pattern = pattern === undefined ? toPattern() : pattern
      return pattern ? text.replace(pattern, ofName) : text
    },
    state: () => ({ known: [...known], numbered: [...numbers.keys()] }),
  }
}
