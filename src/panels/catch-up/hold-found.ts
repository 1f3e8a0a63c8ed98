import type { CatchUp, ForYou, Marked } from '../../messages/catch-up/sort-out.ts'

/** What somebody reads, while the chat goes on. */
export interface HeldFound extends Omit<CatchUp, 'forYou' | 'marked'> {
  /** `isOver`: the rules would not name it any more. */
  forYou: readonly (ForYou & { isOver: boolean })[]
  marked: readonly (Marked & { isOver: boolean })[]
  /** The rules would name other messages by now. */
  isOutdated: boolean
}

/** No entry comes, goes or moves by itself: what is shown stays, with the reasons that it has now. */
export function holdFound(shown: CatchUp, now: CatchUp): HeldFound {
  return {
    ...shown,
    forYou: holdEntries(shown.forYou, now.forYou, ({ id }) => String(id)),
    marked: holdEntries(shown.marked, now.marked, keyOfMark),
    isOutdated: signOf(shown) !== signOf(now),
  }
}

const keyOfMark = ({ id, kind }: Marked): string => `${id} ${kind}`

function holdEntries<Entry>(shown: readonly Entry[], now: readonly Entry[], keyOf: (entry: Entry) => string): (Entry & { isOver: boolean })[] {
  const current = new Map(now.map(entry => [keyOf(entry), entry]))
  return shown.map((entry) => {
    const there = current.get(keyOf(entry))
    return { ...there ?? entry, isOver: there === undefined }
  })
}

function signOf({ forYou, marked, shared, system, threads }: CatchUp): string {
  return JSON.stringify([forYou.map(({ id }) => id), marked.map(keyOfMark), shared, system, threads.map(({ ids }) => ids)])
}
