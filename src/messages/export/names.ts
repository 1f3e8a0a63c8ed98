import { cutCharacters } from '../../lib/cut-characters.ts'
import { wholeCharacters, cleanText } from '../../lib/clean-text.ts'
import type { ExportPerson } from './export-message.ts'
import { fill, type ExportTexts } from './export-plan.ts'
import type { NamedPerson } from '../../people/person.ts'

/** Scripts that write no blanks between words, so that a name may stand between any two of their letters. */
const UNSPACED = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
/** White space, a letter of such a script, a word of another, or a single sign; marks and what cannot be seen belong to their word. */
const PIECE = new RegExp(
  `\\s+|[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}\\p{Cf}\\0-\\x08\\x0e-\\x1f\\x7f-\\x9f])+|[^]`, 'gu')
const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u')
/** A shorter name would be found in other words, unless each of its letters is one. */
const SHORTEST = 3
const SHORTEST_UNSPACED = 2

/** A place inside a word: letters of it are on both sides. */
const IN_WORD = new RegExp(`(?<=(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])(?=(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])`, 'uy')

/** Where a text has a name from a place on, as written, with no more letters of a word around it; -1 for nowhere. */
export function indexOfName(text: string, name: string, from: number): number {
  const isInWord = (at: number): boolean => {
    IN_WORD.lastIndex = at
    return IN_WORD.test(text)
  }
  let at = text.indexOf(name, from)
  while (at >= 0 && (isInWord(at) || isInWord(at + name.length))) at = text.indexOf(name, at + 1)
  return at
}

/** A token as it is compared: in one normal form, without case and what cannot be seen. */
function fold(token: string): string {
  if (/^[!-~]+$/.test(token)) return token.toLowerCase()
  if (/^\s/u.test(token)) return ' '
  // first cleaned: to put many marks in order takes the square of their number
  return cleanText(token).normalize('NFC').replace(/\p{Cf}/gu, '').toUpperCase().toLowerCase().normalize('NFC')
}

function tokensOf(text: string): { source: string, folded: string }[] {
  const known = new Map<string, string>()
  return Array.from(text.match(PIECE) ?? [], (source) => {
    const folded = known.get(source) ?? fold(source)
    known.set(source, folded)
    return { source, folded }
  })
}

interface Branch {
  next: Map<string, Branch>
  /** Whose name ends here. */
  ids: Set<number>
}

const newBranch = (): Branch => ({ next: new Map(), ids: new Set() })

/** Finds names of people in texts: as whole words, the longest first, in any case and either normal form. */
interface NameFinder {
  add(id: number, name: string): void
  /** Who is called exactly so. */
  idsOf(name: string): ReadonlySet<number>
  /** The text with each name replaced. */
  replace(text: string, toReplacement: (ids: ReadonlySet<number>) => string): string
}

/** One tree of the words of all names, which grows by each; a text takes time by its own length, not by the number of names. */
function createNameFinder(): NameFinder {
  const root = newBranch()

  function add(id: number, name: string): void {
    let branch = root
    for (const { folded } of tokensOf(name)) {
      if (folded === '') continue
      const next = branch.next.get(folded) ?? newBranch()
      branch.next.set(folded, next)
      branch = next
    }
    branch.ids.add(id)
  }

  function idsOf(name: string): ReadonlySet<number> {
    let branch: Branch | undefined = root
    for (const { folded } of tokensOf(name)) if (folded !== '') branch = branch?.next.get(folded)
    return branch?.ids ?? new Set()
  }

  /** The longest name from a token on: whose, and behind which token it ends. */
  function longest(tokens: readonly { folded: string }[], from: number): { ids: ReadonlySet<number>, end: number } | null {
    let branch: Branch | undefined = root
    let found: { ids: ReadonlySet<number>, end: number } | null = null
    let length = 0
    let isUnspaced = true
    for (let at = from; at < tokens.length; at += 1) {
      const folded = tokens[at]?.folded ?? ''
      if (folded === '') continue
      branch = branch.next.get(folded)
      if (!branch) break
      length += folded.length
      isUnspaced &&= IS_UNSPACED.test(folded)
      if (branch.ids.size > 0 && length >= (isUnspaced ? SHORTEST_UNSPACED : SHORTEST)) found = { ids: branch.ids, end: at + 1 }
    }
    return found
  }

  return {
    add,
    idsOf,
    replace(text, toReplacement) {
      const tokens = tokensOf(text)
      const written: string[] = []
      for (let at = 0; at < tokens.length;) {
        const name = longest(tokens, at)
        written.push(name ? toReplacement(name.ids) : tokens[at]?.source ?? '')
        at = name ? name.end : at + 1
      }
      return written.join('')
    },
  }
}

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
  /** Whom the portal names, in a sentence of its own or as the author of a quote. */
  called(name: string): string
  /** Whether anybody is called exactly so. */
  isKnown(name: string): boolean
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
    called: name => isPseudonymous ? ofIds(finder.idsOf(cleanLine(name))) : cleanLine(name),
    isKnown: name => finder.idsOf(cleanLine(name)).size > 0,
    within: text => isPseudonymous ? finder.replace(text, ofIds) : text,
    state: () => ({ known: [...known], numbered: [...numbers.keys()] }),
  }
}
