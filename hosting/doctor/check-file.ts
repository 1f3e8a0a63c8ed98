import { createHash } from 'node:crypto'
import { HASHED_FOLDER } from '../policy.ts'
import type { Answer } from './ask.ts'
import { checkCharset } from './check-page.ts'
import { found, type Finding } from './finding.ts'

const TYPES: Readonly<Record<string, RegExp>> = {
  js: /^\s*(?:text|application)\/(?:x-)?javascript\s*(?:;|$)/i,
  css: /^\s*text\/css\s*(?:;|$)/i,
}
/** A year is what the recipes say; what is kept for less than a month is fetched again all the time. */
const SHORTEST_KEPT_S = 30 * 24 * 60 * 60
/** Smaller files gain nothing; servers leave them alone. */
const WORTH_COMPRESSING = 2_000
/** How a packed file begins, and a file that begins with a mark of its encoding. */
const GZIP = [0x1f, 0x8b]
const MARK = [0xef, 0xbb, 0xbf]

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

function isText(bytes: Buffer): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0')
  } catch {
    // what the decoder refuses is what was asked
    return false
  }
}

/** Seconds that a browser keeps it without asking. */
export function keptFor(headers: Headers): number {
  const control = (headers.get('cache-control') ?? '').toLowerCase()
  if (/(?:^|[\s,])(?:no-store|no-cache)(?![\w-])/.test(control)) return 0
  const [, age = '0'] = /(?:^|[\s,])max-age="?(\d+)/.exec(control) ?? []
  return Number(age)
}

/** What is in the file in place of what should be: a name and a type prove nothing. */
function checkContent(name: string, bytes: Buffer, ending: string): Finding[] {
  if (bytes.length === 0) return [found('file-empty', 'wrong', name)]
  if (TYPES[ending] === undefined) return []
  if (startsWith(bytes, GZIP) || !isText(bytes)) return [found('file-packed-twice', 'wrong', name)]
  // neither language can begin so
  return /^\s*</.test(bytes.subarray(0, 200).toString('utf8')) ? [found('file-is-page', 'wrong', name)] : []
}

function sum(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A mark at the start changes nothing for browsers, and everything for the sum. */
function checkSum(name: string, bytes: Buffer, wanted: string | undefined): Finding[] {
  if (wanted === undefined || sum(bytes) === wanted) return []
  const isOnlyMarked = startsWith(bytes, MARK) && sum(bytes.subarray(MARK.length)) === wanted
  return [found('file-differs', isOnlyMarked ? 'warning' : 'wrong', isOnlyMarked ? `${name}: a byte order mark` : `${name}: ${bytes.length} bytes`)]
}

/** Whether these bytes are those that the build has. */
export function isSame(bytes: Buffer, wanted: string | undefined): boolean {
  return wanted === undefined || sum(bytes) === wanted
}

/** One file of the build, by what came for it; `wanted` is its SHA-256 where the build says it. */
export function checkFile(name: string, { status, headers, bytes }: Answer, wanted?: string): Finding[] {
  if (status >= 300 && status < 400) return [found('file-redirects', 'wrong', `${name}: ${status} to ${headers.get('location') ?? 'nowhere'}`)]
  if (status !== 200) return [found('files-missing', 'wrong', `${name}: ${status}`)]
  const type = headers.get('content-type') ?? ''
  const ending = name.slice(name.lastIndexOf('.') + 1)
  if (TYPES[ending]?.test(type) === false) return [found('wrong-type', 'wrong', `${name}: ${type || 'no type'}`)]
  const [content] = [...checkContent(name, bytes, ending), ...checkSum(name, bytes, wanted)]
  const isHashed = name.includes(HASHED_FOLDER)
  const isPlain = TYPES[ending] !== undefined && headers.get('content-encoding') === null && bytes.length > WORTH_COMPRESSING
  return [
    ...(content === undefined ? [] : [content]),
    ...(ending === 'css' ? checkCharset(name, headers) : []),
    ...(isHashed && keptFor(headers) < SHORTEST_KEPT_S ? [found('not-cached', 'warning', `${name}: ${headers.get('cache-control') ?? 'no Cache-Control'}`)] : []),
    ...(isPlain ? [found('not-compressed', 'warning', `${name}: ${bytes.length} bytes`)] : []),
  ]
}
