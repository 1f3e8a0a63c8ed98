/** What the portal itself writes about a chat, understood: who came and went, and what was changed. */
import { MARKS } from '../../texts/marks.ts'
import { plainText } from '../text/nodes.ts'
import { parseMessage } from '../text/parse-message.ts'

const KINDS = ['joined', 'invited', 'left', 'expelled', 'renamed', 'pictured', 'handed-over', 'pinned'] as const
export type SystemEventKind = typeof KINDS[number]

export interface SystemEvent {
  kind: SystemEventKind
  /** As the portal named them. */
  who: string
  /** Whom it happened to; `''` for nobody else. */
  whom: string
  /** The chat's new title; `''` for none. */
  title: string
  /** Whom the sentence names first. */
  first: 'who' | 'whom'
}

interface Sentence {
  kind: SystemEventKind
  start: string
  /** What stands between two names, or a name and a title; null where there is one name. */
  between: string | null
  end: string
  places: readonly string[]
}

/** Portals of different years end a sentence with a full stop or with none. */
function withoutStop(text: string): string {
  return /[.。।]$/.test(text) ? text.slice(0, -1) : text
}

/** Characters that are always there. */
function fixedLength({ start, between, end }: Sentence): number {
  return start.length + (between ?? '').length + end.length
}

function toSentence(kind: SystemEventKind, text: string): Sentence {
  const [start = '', first = '', next = '', second, end] = text.split(/\{(who|whom|title)\}/)
  if (second === undefined) return { kind, start, between: null, end: next, places: [first] }
  return { kind, start, between: next, end: end ?? '', places: [first, second] }
}

/**
 * Sentences of the portal by what they say, in all its languages: a portal writes in the language of whoever acts, so all of them count in
 * every chat. The ones that say most come first: "invited … to the chat" begins like "invited …". What none of them is, is shown as it is.
 */
const SENTENCES = MARKS.flatMap(({ portal }) => KINDS.flatMap(kind => (portal[kind] ?? []).map(text => toSentence(kind, text))))
  .sort((one, other) => fixedLength(other) - fixedLength(one))

/** Longer than any sentence of the portal with the longest names and titles. */
const LONGEST = 1_500

/** What stands in the places of a sentence; null where the text is another one. Nobody is nameless, but a title may be empty. */
function placesIn(text: string, { start, between, end, places }: Sentence): readonly string[] | null {
  if (text.length <= start.length + end.length || !text.startsWith(start) || !text.endsWith(end)) return null
  const named = text.slice(start.length, text.length - end.length)
  if (between === null) return [named]
  const at = named.indexOf(between, 1)
  const second = named.slice(at + between.length)
  return at < 0 || (second === '' && places[1] !== 'title') ? null : [named.slice(0, at), second]
}

/** Null for what is not understood. */
export function readSystemEvent(text: string): SystemEvent | null {
  // a pinned message is quoted before it is named, and quotes are somebody else's words
  const own = plainText(parseMessage(text).filter(({ kind }) => kind !== 'quote')).trim()
  if (own.length > LONGEST || own.includes('\n')) return null
  for (const sentence of SENTENCES) {
    const found = placesIn(withoutStop(own), sentence)
    if (!found) continue
    const of = (place: string): string => found[sentence.places.indexOf(place)] ?? ''
    return { kind: sentence.kind, who: of('who'), whom: of('whom'), title: of('title'), first: sentence.places[0] === 'whom' ? 'whom' : 'who' }
  }
  return null
}
