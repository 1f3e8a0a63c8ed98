import { ask, NoAnswer, type Answer, type Connection } from './ask.ts'
import { found, type Finding } from './finding.ts'

const TYPES: Readonly<Record<string, RegExp>> = {
  js: /^\s*(?:text|application)\/(?:x-)?javascript\s*(?:;|$)/i,
  css: /^\s*text\/css\s*(?:;|$)/i,
}
/** A year is what the recipes say; what is kept for less than a month is fetched again all the time. */
const SHORTEST_KEPT_S = 30 * 24 * 60 * 60
/** Smaller files gain nothing; servers leave them alone. */
const WORTH_COMPRESSING = 2_000

/** The build names a handful. */
const MOST_FILES = 50

/** Files of the page's own host that it loads, as it names them. What somebody between adds from elsewhere is not this host's business. */
function filesOf(page: string, { href, origin }: URL): string[] {
  const named = [...page.matchAll(/<(?:script|link)\b[^>]*\s(?:src|href)=["']?([^"'\s>]+\.(?:js|css))["'\s>]/gi)].map(([, address]) => address ?? '')
  const own = named.filter(name => URL.canParse(name, href) && new URL(name, href).origin === origin)
  return [...new Set(own)].slice(0, MOST_FILES)
}

/** Seconds that a browser keeps it without asking. */
function keptFor(headers: Headers): number {
  const control = (headers.get('cache-control') ?? '').toLowerCase()
  if (/(?:^|[\s,])(?:no-store|no-cache)(?![\w-])/.test(control)) return 0
  const [, age = '0'] = /(?:^|[\s,])max-age="?(\d+)/.exec(control) ?? []
  return Number(age)
}

function checkFile(name: string, { status, headers, body }: Answer): Finding[] {
  if (status !== 200) return [found('files-missing', 'wrong', `${name}: ${status}`)]
  const type = headers.get('content-type') ?? ''
  const ending = name.slice(name.lastIndexOf('.') + 1)
  const isWrong = TYPES[ending]?.test(type) === false
  if (isWrong) return [found('wrong-type', 'wrong', `${name}: ${type || 'no type'}`)]
  const isPlain = headers.get('content-encoding') === null && body.length > WORTH_COMPRESSING
  return [
    ...(keptFor(headers) < SHORTEST_KEPT_S ? [found('not-cached', 'warning', `${name}: ${headers.get('cache-control') ?? 'no Cache-Control'}`)] : []),
    ...(isPlain ? [found('not-compressed', 'warning', `${name}: ${body.length} bytes`)] : []),
  ]
}

/** A file that is not there, with a name as the build makes them: it must be said to be missing, and not for a year. */
async function checkMissing(page: URL, connection: Connection): Promise<Finding[]> {
  const { status, headers } = await ask(new URL('./assets/missing-0a1b2c3d.js', page), {}, connection)
  if (status < 400) return [found('missing-is-answered', 'warning', String(status))]
  return keptFor(headers) > 0 ? [found('missing-is-kept', 'warning', headers.get('cache-control') ?? '')] : []
}

/** Loads what the page names, from where the page is: in a sub-folder a host that answers everything with the page shows here. */
export async function checkFiles(page: URL, body: string, connection: Connection): Promise<Finding[]> {
  const names = filesOf(body, page)
  const perFile = await Promise.all(names.map(async (name) => {
    try {
      return checkFile(name, await ask(new URL(name, page), { headers: { 'sec-fetch-dest': name.endsWith('.js') ? 'script' : 'style' } }, connection))
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      return [found('files-missing', 'wrong', `${name}: ${error.code}`)]
    }
  }))
  // one of a kind says enough
  const findings = [...new Map(perFile.flat().reverse().map(finding => [finding.code, finding])).values()]
  const isBroken = findings.some(({ severity }) => severity === 'wrong')
  return [...findings, ...(isBroken ? [] : [found('files-arrive', 'fine', String(names.length))]), ...await checkMissing(page, connection)]
}
