import { NoAnswer, type Connection } from './ask.ts'
import { checkAddress } from './check-address.ts'
import { checkFiles } from './check-files.ts'
import { checkRedirects } from './check-journey.ts'
import { checkPage } from './check-page.ts'
import { checkSlash } from './check-slash.ts'
import { found, toPrintable, type Finding } from './finding.ts'
import { follow, type Journey } from './follow.ts'

export interface Examination {
  findings: Finding[]
  /** What the host says it is, `''` when it does not say. */
  server: string
}

/** Node's and OpenSSL's names for a certificate that a browser would refuse. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|^ERR_(?:SSL|TLS)|EPROTO/

function unanswered({ code, message }: NoAnswer): Finding {
  if (code === 'TIMEOUT') return found('too-slow', 'wrong')
  return CERTIFICATE.test(code) ? found('bad-certificate', 'wrong', `${code}: ${message}`) : found('unreachable', 'wrong', `${code}: ${message}`)
}

const RANK = ['wrong', 'warning', 'fine']

/** What GET alone meets is a warning: portals open pages by POST, the app's own "reload" and Bitrix24's storage by GET. */
function merge(byPost: readonly Finding[], byGet: readonly Finding[]): Finding[] {
  const known = new Set(byPost.map(({ code }) => code))
  const onlyByGet = byGet.filter(({ code }) => !known.has(code)).map((finding): Finding => finding.severity === 'wrong' ? { ...finding, severity: 'warning' } : finding)
  return [...byPost, ...onlyByGet]
}

/**
 * Asks for a page as a portal and a browser around it do, by POST and by GET, over redirects, and for the files that it names.
 * Whatever the host does is a finding.
 */
export async function examine(handler: string, { portal, connection = {} }: { portal: string, connection?: Connection }): Promise<Examination> {
  const address = URL.canParse(handler) ? new URL(handler) : null
  if (address === null || !/^https?:$/.test(address.protocol)) return { findings: [found('no-address', 'wrong', handler)], server: '' }
  const findings = checkAddress(address)
  let server = ''
  try {
    const surroundings = { portal, connection }
    const byPost = await follow(address, 'POST', surroundings)
    server = toPrintable(byPost.answer.headers.get('server') ?? '')
    const byGet = await follow(address, 'GET', surroundings)
    const read = (journey: Journey) => checkPage(journey.answer, { method: journey.method, page: journey.address, portal })
    findings.push(...checkRedirects(byPost), ...merge(read(byPost), read(byGet)))
    // the page itself, by whichever way it came, tells about the files beside it
    const shown = [byPost, byGet].find(journey => read(journey).some(({ code }) => code === 'answers'))
    if (shown !== undefined) findings.push(...await checkFiles(shown.address, shown.answer.body, connection))
    findings.push(...await checkSlash(address, surroundings))
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    findings.push(unanswered(error))
  }
  return { findings: findings.sort((one, other) => RANK.indexOf(one.severity) - RANK.indexOf(other.severity)), server }
}
