/** How much one examination may take, whatever the host does: bytes of all answers together, packed and unpacked, and time. */
export interface Allowance {
  /** Bytes that may still come. */
  bytes: number
  /** Ends everything when the time is over. */
  signal: AbortSignal
}

/** A build is two million bytes in a hundred files. */
const MOST_BYTES = 40_000_000
const MOST_TIME_MS = 120_000

/** One for a whole examination. */
export function createAllowance({ bytes = MOST_BYTES, timeMs = MOST_TIME_MS }: { bytes?: number, timeMs?: number } = {}): Allowance {
  return { bytes, signal: AbortSignal.timeout(timeMs) }
}

/** Calls a function for each of a list, a few at a time, and gives what it gave in the order of the list. */
export async function forEachOfFew<Item, Result>(items: readonly Item[], most: number, work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  const waiting = items.entries()
  const runner = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, runner))
  return results
}
