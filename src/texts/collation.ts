/** Sorts names as a language does; numbers in them count as numbers. */
export function collation(tag: string): (one: string, other: string) => number {
  return new Intl.Collator(tag, { numeric: true }).compare
}
