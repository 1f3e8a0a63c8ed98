/**
 * The parts of a recipe that the doctor may show. A recipe marks them where it writes them, so the doctor shows exactly the lines
 * of the file.
 */
export const PART_NAMES = ['policy', 'nosniff', 'opened-by-post', 'page-cache', 'hashed-cache', 'compression', 'slash', 'tls', 'files', 'types'] as const
export type PartName = typeof PART_NAMES[number]
export type Parts = Readonly<Partial<Record<PartName, string>>>

/** Characters of private use, which no recipe contains, because names and paths are checked before. */
const START = '\uE000'
const NAMED = '\uE001'
const END = '\uE002'
const MARKS = /\uE000([\w-]+)\uE001|\uE002/g

/** Marks a text as a part. */
export function part(name: PartName, text: string): string {
  return `${START}${name}${NAMED}${text}${END}`
}

/** Marks a part that begins with one text and ends with another after it. */
export function partFromTo(name: PartName, first: string, last: string): [first: string, last: string] {
  return [`${START}${name}${NAMED}${first}`, `${last}${END}`]
}

/** The line of a header, marked if the doctor checks that header. */
export function headerPart(name: string, line: string): string {
  if (name === 'Content-Security-Policy') return part('policy', line)
  return name === 'X-Content-Type-Options' ? part('nosniff', line) : line
}

/** A file without its marks, and the marked parts as whole lines; of several parts with one name the first. */
export function takeParts(marked: string): { text: string, parts: Parts } {
  const ranges: { name: string, start: number, end: number }[] = []
  let text = ''
  let position = 0
  for (const { 0: mark, 1: name, index } of marked.matchAll(MARKS)) {
    text += marked.slice(position, index)
    position = index + mark.length
    if (name !== undefined) ranges.push({ name, start: text.length, end: -1 })
    const open = name === undefined ? [...ranges].reverse().find(({ end }) => end === -1) : undefined
    if (open !== undefined) open.end = text.length
  }
  text += marked.slice(position)
  const parts = ranges.reverse().map(({ name, start, end }) => {
    const lineEnd = text.indexOf('\n', end)
    return [name, text.slice(text.lastIndexOf('\n', start - 1) + 1, lineEnd === -1 ? text.length : lineEnd)]
  })
  return { text, parts: Object.fromEntries(parts) as Parts }
}
