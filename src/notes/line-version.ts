/**
 * A line as it goes from one device to another: what it says, and which versions it was made of. The portal gives whoever writes last the
 * last word and takes no expected version, so a version names those before it: who reads one that does not know theirs has been overwritten
 * without having been read, and joins both. No clock decides anything.
 */
import { LONGEST_TEXT, type LineFields, type LineId, type TextVersion } from './note.ts'
import { mergeText } from './merge-text.ts'

export interface LineVersion extends LineFields {
  id: LineId
  /** Of this version alone, at random. */
  revision: string
  /** Revisions that are part of it, the newest first. */
  past: readonly string[]
  /** A removed line stays for as long as others may not have heard of it, without its text. */
  isRemoved: boolean
  /** See `NoteLine`. */
  wasRemoved: boolean
  conflict: readonly TextVersion[]
  /** Who wrote it; null where it is not known. */
  by: number | null
}

export type LineContent = Omit<LineVersion, 'id' | 'revision' | 'past' | 'by'>

/** Versions are read within minutes; what has fallen behind is joined as if it were unknown. */
const MOST_PAST = 24

/** Whether a version knows another one, so that it takes nothing from whoever wrote that. */
export function knows(one: LineVersion, other: LineVersion): boolean {
  return one.revision === other.revision || one.past.includes(other.revision)
}

/** The next version of a line. */
export function nextVersion(before: LineVersion, content: LineContent, { revision, by }: Pick<LineVersion, 'revision' | 'by'>, alsoKnows: readonly LineVersion[] = []): LineVersion {
  const known = [before, ...alsoKnows]
  const past = [...new Set([...known.map(version => version.revision), ...interleaved(known.map(version => version.past))])]
  const { id } = before
  return { ...contentOf(content), id, revision, by, past: past.slice(0, MOST_PAST) }
}

/** The same with nothing of what was in it. */
export function removedContent(order: string): LineContent {
  return {
    kind: 'text', text: '', isDone: false, assigneeId: null, dueOn: null, order, messageId: null, taskId: null, isRemoved: true, wasRemoved: false, conflict: [],
  }
}

export function contentOf(version: LineContent): LineContent {
  const { kind, text, isDone, assigneeId, dueOn, order, messageId, taskId, isRemoved, wasRemoved, conflict } = version
  return { kind, text, isDone, assigneeId, dueOn, order, messageId, taskId, isRemoved, wasRemoved, conflict }
}

export function isSameContent(one: LineContent, other: LineContent): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other))
}

/**
 * What two versions are together that do not know each other; `base` is the last that both know, null for none. Where both changed the same
 * and it cannot be joined, theirs stands, for it is what others see; of a text, both are kept.
 */
export function mergeContent(base: LineContent | null, mine: LineVersion, theirs: LineVersion): LineContent {
  if (mine.isRemoved !== theirs.isRemoved) {
    const [removed, other] = mine.isRemoved ? [mine, theirs] : [theirs, mine]
    // moving a line is no reason to keep it
    const isUnchanged = base !== null && isSameContent({ ...base, order: other.order }, other)
    return isUnchanged ? contentOf(removed) : { ...contentOf(other), wasRemoved: true }
  }
  const pick = <Name extends keyof LineContent>(name: Name): LineContent[Name] => base && theirs[name] === base[name] ? mine[name] : theirs[name]
  const text = base ? mergeText(base.text, mine.text, theirs.text) : mine.text === theirs.text ? mine.text : null
  const isJoined = text !== null && text.length <= LONGEST_TEXT
  const merged = isJoined ? text : theirs.text
  return {
    kind: pick('kind'), text: merged, isDone: pick('isDone'), assigneeId: pick('assigneeId'), dueOn: pick('dueOn'), order: pick('order'),
    messageId: pick('messageId'), taskId: pick('taskId'), isRemoved: theirs.isRemoved, wasRemoved: pick('wasRemoved'),
    conflict: mergeConflicts(base, mine, theirs, isJoined ? [] : [{ text: mine.text, by: mine.by }]).filter(version => version.text !== merged),
  }
}

/** As many other versions of a text as are read again. */
export const MOST_VERSIONS = 20

/** A version of the text that one of them has ended is ended; what either has added stays. */
function mergeConflicts(base: LineContent | null, mine: LineContent, theirs: LineContent, fresh: readonly TextVersion[]): TextVersion[] {
  const has = (content: LineContent, { text }: TextVersion): boolean => content.conflict.some(version => version.text === text)
  const kept = [...theirs.conflict, ...mine.conflict].filter(version => !base || !has(base, version) || (has(mine, version) && has(theirs, version)))
  return [...new Map([...kept, ...fresh].map(version => [version.text, version])).values()].slice(-MOST_VERSIONS)
}

/** The newest of each first: what is cut off is old in all of them. */
function interleaved(lists: readonly (readonly string[])[]): string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_unused, index) => lists.flatMap(list => list[index] ?? [])).flat()
}
