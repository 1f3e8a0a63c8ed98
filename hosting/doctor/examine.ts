import { createAllowance } from './allowance.ts'
import { NoAnswer, type Connection } from './ask.ts'
import { checkAddress } from './check-address.ts'
import { checkFiles, checkMissing } from './check-files.ts'
import { checkRedirects } from './check-journey.ts'
import { checkPage } from './check-page.ts'
import { zonesLetIn, type Opener } from './check-policy.ts'
import { checkSlash } from './check-slash.ts'
import { found, toPrintable, type Finding } from './finding.ts'
import { follow, type Journey } from './follow.ts'

export interface Examination {
  findings: Finding[]
  /** What the host says it is, `''` when it does not say. */
  server: string
  /** Sources for whole zones of Bitrix24's cloud that its policy lets frame the page. */
  zones: string[]
}

/** Node's and OpenSSL's names for a certificate that a browser would refuse. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|^ERR_(?:SSL|TLS)|EPROTO/

function unanswered({ code, message }: NoAnswer): Finding {
  if (code === 'TIMEOUT') return found('too-slow', 'wrong')
  if (code === 'TOO_MANY_REDIRECTS') return found('redirect-endless', 'wrong', message)
  if (code === 'TOO_LARGE') return found('too-large', 'wrong', message)
  if (code === 'BAD_ENCODING') return found('bad-encoding', 'wrong', `the page: ${message}`)
  return CERTIFICATE.test(code) ? found('bad-certificate', 'wrong', `${code}: ${message}`) : found('unreachable', 'wrong', `${code}: ${message}`)
}

const RANK = ['wrong', 'warning', 'fine']

/** What GET alone meets is a warning: portals open pages by POST, the app's own "reload" and Bitrix24's storage by GET. */
function onlyByGet(byPost: readonly Finding[], byGet: readonly Finding[]): Finding[] {
  const known = new Set(byPost.map(({ code }) => code))
  return byGet.filter(({ code }) => !known.has(code)).map(finding => finding.severity === 'wrong' ? { ...finding, severity: 'warning' } : finding)
}

/** A way to the page, and what its answer says. A host that it leaves for is not asked, so that nothing came from there. */
interface Opening { journey: Journey, findings: Finding[], isPage: boolean }

function open(journey: Journey, opener: Opener): Opening {
  const findings = journey.leftTo === null ? checkPage(journey.answer, { method: journey.method, page: journey.address, ...opener }) : []
  return { journey, findings, isPage: findings.some(({ code }) => code === 'answers') }
}

/** Both are the app's page, and not the same one. */
function checkBoth(byPost: Opening, byGet: Opening): Finding[] {
  const isSame = byPost.journey.answer.bytes.equals(byGet.journey.answer.bytes)
  return byPost.isPage && byGet.isPage && !isSame ? [found('post-differs', 'warning', `${byPost.journey.answer.bytes.length} and ${byGet.journey.answer.bytes.length} bytes`)] : []
}

/**
 * Asks for a page as a portal and a browser around it do, by POST and by GET, over redirects within its host, and for the files of the
 * build. Whatever the host does is a finding, and how much it may send, and how long all of it may take, is bounded.
 */
export async function examine(handler: string, { connection: given = {}, ...opener }: Opener & { connection?: Connection }): Promise<Examination> {
  const address = URL.canParse(handler) ? new URL(handler) : null
  if (address === null || !/^https?:$/.test(address.protocol)) return { findings: [found('no-address', 'wrong', handler)], server: '', zones: [] }
  const connection: Connection = { ...given, allowance: given.allowance ?? createAllowance() }
  const findings = checkAddress(address, opener.portal)
  let server = ''
  let zones: string[] = []
  try {
    const surroundings = { ...opener, connection }
    const byPost = open(await follow(address, 'POST', surroundings), opener)
    server = toPrintable(byPost.journey.answer.headers.get('server') ?? '')
    zones = zonesLetIn(byPost.journey.answer.headers)
    // each at once: what was found stays when a later request has no answer
    const met = [...checkRedirects(byPost.journey), ...byPost.findings]
    findings.push(...met)
    const byGet = open(await follow(address, 'GET', surroundings), opener)
    // where a server refuses the POST its answer may have no policy
    zones = [...new Set([...zones, ...zonesLetIn(byGet.journey.answer.headers)])]
    const leaving = byGet.journey.leftTo === null ? [] : checkRedirects(byGet.journey)
    findings.push(...onlyByGet(met, [...leaving, ...byGet.findings]), ...checkBoth(byPost, byGet))
    // the page names the files beside it, whether it came by POST or GET
    const shown = [byPost, byGet].find(({ isPage }) => isPage)?.journey
    if (shown !== undefined) {
      findings.push(...await checkFiles(shown.address, shown.answer, surroundings))
      findings.push(...await checkMissing(shown.address, connection))
    }
    findings.push(...await checkSlash(address, surroundings))
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    findings.push(unanswered(error))
  }
  return { findings: findings.sort((one, other) => RANK.indexOf(one.severity) - RANK.indexOf(other.severity)), server, zones }
}
