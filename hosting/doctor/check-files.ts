import { FILE_LIST } from '../build/file-list.ts'
import { forEachOfFew } from './allowance.ts'
import { ask, NoAnswer, type Answer, type Connection } from './ask.ts'
import { checkFile, isSame, keptFor } from './check-file.ts'
import { checkOwnPolicies, type Opener } from './check-policy.ts'
import { found, oneOfAKind, type Finding } from './finding.ts'
import { askForFileList, filesNamedIn, MOST_FILES, type FileSums } from './known-files.ts'
import { readPage, type PageParts } from './read-page.ts'

/** The build names a handful in its page. */
const MOST_IN_PAGE = 50
/** What browsers ask a host for at once. */
const AT_ONCE = 6
/** The page has two thousand bytes. */
const LARGEST_PAGE = 1_000_000

/** What the page itself says, against what the build puts into it. */
function checkParts({ policies, elsewhere, added, starts, files }: PageParts, opened: Opener & { page: URL }): Finding[] {
  return [
    ...(starts ? [] : [found('page-cannot-start', 'wrong', `${files.length} files of the app`)]),
    ...elsewhere.map(address => found('files-elsewhere', 'wrong', address)),
    ...added.map(what => found('page-added', 'wrong', what)),
    ...(files.length > MOST_IN_PAGE ? [found('page-added', 'wrong', `${files.length} files`)] : []),
    ...checkOwnPolicies(policies, opened),
  ]
}

/** A file that is not there, with a name as the build makes them: it must be said to be missing, and not for a year. */
export async function checkMissing(page: URL, connection: Connection): Promise<Finding[]> {
  const { status, headers } = await ask(new URL('./assets/missing-0a1b2c3d.js', page), {}, connection)
  if (status < 400) return [found('missing-is-answered', 'warning', String(status))]
  return keptFor(headers) > 0 ? [found('missing-is-kept', 'warning', headers.get('cache-control') ?? '')] : []
}

/** Why a file did not come. */
function unanswered(name: string, { code, message }: NoAnswer): Finding {
  if (code === 'TOO_LARGE') return found('too-large', 'wrong', `${name}: ${message}`)
  return code === 'BAD_ENCODING' ? found('bad-encoding', 'wrong', `${name}: ${message}`) : found('files-unanswered', 'wrong', `${name}: ${code}`)
}

interface Asked { findings: Finding[], names: string[] }

async function askForFile(name: string, page: URL, connection: Connection, sums: FileSums | null): Promise<Asked> {
  const destination = name.endsWith('.js') ? 'script' : name.endsWith('.css') ? 'style' : 'empty'
  try {
    const answer = await ask(new URL(name, page), { headers: { 'sec-fetch-dest': destination } }, connection)
    const isRead = answer.status === 200 && sums === null
    return { findings: checkFile(name, answer, sums?.get(name)), names: isRead ? filesNamedIn(answer.body) : [] }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    return { findings: [unanswered(name, error)], names: [] }
  }
}

/**
 * Asks for every file of the build: those of its own list, or, where a build has none, those that the page and then its scripts and
 * styles name, loaded at once or later.
 */
async function askForAll(first: readonly string[], page: URL, connection: Connection): Promise<{ findings: Finding[], count: number, sums: FileSums | null }> {
  const sums = await askForFileList(page, connection).catch((error: unknown) => {
    if (error instanceof NoAnswer) return error
    throw error
  })
  if (sums instanceof NoAnswer) return { findings: [unanswered(FILE_LIST, sums)], count: 0, sums: null }
  const known = new Set([...first, ...[...sums?.keys() ?? []].filter(name => name !== 'index.html')])
  const findings: Finding[] = []
  let waiting = [...known]
  while (waiting.length > 0) {
    const asked = await forEachOfFew(waiting, AT_ONCE, name => askForFile(name, page, connection, sums))
    findings.push(...asked.flatMap(file => file.findings))
    waiting = [...new Set(asked.flatMap(({ names }) => names))].filter(name => !known.has(name)).slice(0, MOST_FILES - known.size)
    for (const name of waiting) known.add(name)
  }
  return { findings, count: known.size, sums }
}

/** A name as the list has it. */
function withoutDot(name: string, page: URL): string {
  return new URL(name, page).pathname.slice(new URL('.', page).pathname.length)
}

/** The page as it came, and all files of the build beside it: in a sub-folder a host that answers everything with the page shows here. */
export async function checkFiles(page: URL, { bytes, body }: Answer, { connection, ...opener }: Opener & { connection: Connection }): Promise<Finding[]> {
  if (bytes.length > LARGEST_PAGE) return [found('page-added', 'wrong', `${bytes.length} bytes`)]
  const parts = readPage(body, page)
  const own = checkParts(parts, { page, ...opener })
  const first = [...new Set(parts.files.map(name => withoutDot(name, page)))].slice(0, MOST_IN_PAGE)
  const { findings, count, sums } = await askForAll(first, page, connection)
  const isBroken = findings.some(({ severity }) => severity === 'wrong')
  const differs = own.length === 0 && !isSame(bytes, sums?.get('index.html'))
  return [
    ...oneOfAKind([...own, ...findings]),
    ...(differs ? [found('page-differs', 'warning', `${bytes.length} bytes`)] : []),
    ...(isBroken ? [] : [found('files-arrive', 'fine', String(count))]),
  ]
}
