import { textNames } from '../build/text-files.ts'
import { FILE_LIST } from '../build/file-list.ts'
import { ask, NoAnswer, type Connection } from './ask.ts'

/** A build has a hundred and fifty files. A host may name any number. */
export const MOST_FILES = 300

/** Names of files below the page's folder, each with its SHA-256. */
export type FileSums = ReadonlyMap<string, string>

/** Lines as `sha256sum` writes them; a name must stay in the folder. */
const LINE = /^([0-9a-f]{64}) {2}((?:[\w-][\w.-]*\/)*[\w-][\w.-]*)$/

/** What the build says of itself; null where there is no list, as in builds before there was one, or something else in its place. */
export function parseFileList(text: string): FileSums | null {
  const lines = text.split('\n').filter(line => line !== '')
  // an anchored match of a short line: a host cannot make it long
  const entries = lines.slice(0, MOST_FILES).map(line => line.length > 300 ? null : LINE.exec(line))
  if (entries.length === 0 || entries.includes(null)) return null
  return new Map(entries.flatMap(entry => entry === null ? [] : [[entry[2] ?? '', entry[1] ?? '']]))
}

/** Asks the host for the list of its build. */
export async function askForFileList(page: URL, connection: Connection): Promise<FileSums | null> {
  try {
    const { status, body } = await ask(new URL(FILE_LIST, page), {}, connection)
    return status === 200 ? parseFileList(body) : null
  } catch (error) {
    if (!(error instanceof NoAnswer) || error.code === 'TOO_LARGE') throw error
    return null
  }
}

const LONGEST_NAME = 100
/** The name of a file of texts, of which a script knows all but language and part. */
const TEXT_NAME = /^\.\/\$\{\w+\}-\$\{\w+\}(-[\w-]{8}\.js)$/
const HASHED_NAME = /^(?:.*\/)?([\w.-]+-[\w-]{8}\.(?:js|css|woff2))$/

/**
 * Hashed files that a file of the build names, all of them in `assets`: what it imports at once or later, workers and fonts. The names stand
 * between quotes or brackets.
 */
export function filesNamedIn(text: string): string[] {
  const names = text.split(/["'`()]/).filter(part => part.length <= LONGEST_NAME).flatMap((part) => {
    const [, ending] = TEXT_NAME.exec(part) ?? []
    const [, name] = HASHED_NAME.exec(part) ?? []
    return ending === undefined ? name ?? [] : textNames().map(text => text + ending)
  })
  return [...new Set(names)].map(name => `assets/${name}`)
}
