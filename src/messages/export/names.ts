import { cutCharacters } from '../../lib/cut-characters.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { wholeCharacters } from './whole-characters.ts'
import type { ExportPerson } from './export-message.ts'
import { fill, type ExportTexts } from './export-texts.ts'
import { createNameFinder } from './name-finder.ts'
import type { NamedPerson } from '../../people/person.ts'

/** What must be kept so that the names of an export that goes on later stay the same. */
export interface NamesState {
  /** People that the pages named, in their order. */
  known: [id: number, name: string][]
  /** Whom the export names, in the order of their numbers. */
  numbered: number[]
}

export const NO_NAMES: NamesState = { known: [], numbered: [] }

export interface Names {
  learn(people: readonly NamedPerson[]): void
  of(personId: number): ExportPerson
  /** What the portal wrote as the author of a quote. */
  ofQuote(author: string): string
  /** A text that the portal wrote, or a file's name: with pseudonyms without the full names of people it knows. */
  within(text: string): string
  state(): NamesState
}

const LONGEST_NAME = 200

/** A text of one line from outside. */
export function cleanLine(text: string): string {
  return cutCharacters(wholeCharacters(cleanText(text)).replace(/\s+/g, ' ').trim(), LONGEST_NAME)
}

/** The names of people as the portal has them, or a number in their place: the same one everywhere in an export. */
export function createNames({ isPseudonymous, texts, state }: { isPseudonymous: boolean, texts: ExportTexts, state: NamesState }): Names {
  const known = new Map(state.known)
  const numbers = new Map(state.numbered.map((id, index) => [id, index + 1]))
  const finder = createNameFinder()
  if (isPseudonymous) for (const [id, name] of known) finder.add(id, name)

  function numbered(personId: number): ExportPerson {
    const number = numbers.get(personId) ?? numbers.size + 1
    numbers.set(personId, number)
    return { id: number, name: fill(texts.person, { number }) }
  }

  /** The number of the one person who may be meant. */
  function ofIds([id, ...others]: Iterable<number>): string {
    return id === undefined || others.length > 0 ? texts.somebody : numbered(id).name
  }

  return {
    learn(people) {
      for (const { id, name } of people) {
        const own = cleanLine(name)
        if (known.get(id) === own || own === '') continue
        known.set(id, own)
        // a former name stays known: it is still a name
        if (isPseudonymous) finder.add(id, own)
      }
    },
    of: personId => isPseudonymous ? numbered(personId) : { id: personId, name: known.get(personId) ?? `#${personId}` },
    ofQuote: author => isPseudonymous ? ofIds(finder.idsOf(cleanLine(author))) : cleanLine(author),
    within: text => isPseudonymous ? finder.replace(text, ofIds) : text,
    state: () => ({ known: [...known], numbered: [...numbers.keys()] }),
  }
}
