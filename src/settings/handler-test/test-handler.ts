import { SIDEBAR } from '../../bitrix24/placements.ts'
import { aFinding, mergeFindings, type Finding, type Method, readAnswer, type HandlerAnswer } from './findings.ts'

interface Surroundings {
  fetch: typeof fetch
  /** Origin of the page that runs the test. */
  pageOrigin: string
  portalOrigin: string
  /** Milliseconds that the host has for each answer, its body included. */
  deadlineMs: number
  /** Ends the test. */
  signal?: AbortSignal
}

/**
 * The fields that a portal sends when it opens a page, none of them with anything real in it. In the address and in the body as in
 * modules/rest/install/components/bitrix/app.layout/templates/.default/template.php and https://apidocs.bitrix24.com/api-reference/widgets/im/sidebar.html.
 */
const ADDRESS_FIELDS = { DOMAIN: '', PROTOCOL: '1', LANG: 'en', APP_SID: '' }
const BODY_FIELDS = {
  AUTH_ID: '',
  AUTH_EXPIRES: '0',
  REFRESH_ID: '',
  SERVER_ENDPOINT: '',
  APPLICATION_TOKEN: '',
  APPLICATION_SCOPE: '',
  member_id: '',
  status: 'L',
  PLACEMENT: SIDEBAR,
  PLACEMENT_OPTIONS: '{}',
}

/** The portal appends to the text of the address, whatever stands at its end. */
function addressToAsk(handler: string): string {
  return new URL(`${handler}${handler.includes('?') ? '&' : '?'}${new URLSearchParams(ADDRESS_FIELDS).toString()}`).href
}

/**
 * What a redirect leads to when it leads to the same address: hosts that cannot answer POST with a file answer it with 303, and the
 * browser asks again by GET. Null for every other redirect, and for one to another origin, which the browser does not follow here.
 */
async function askAgain(fetch: Surroundings['fetch'], address: string, init: RequestInit): Promise<Response | null> {
  try {
    const response = await fetch(address, { ...init, redirect: 'follow' })
    return response.url === address.replace(/#.*/, '') ? response : null
  } catch (error) {
    if (init.signal?.aborted) throw error
    return null
  }
}

async function ask(method: Method, handler: string, { fetch, deadlineMs, signal }: Surroundings): Promise<HandlerAnswer> {
  signal?.throwIfAborted()
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, deadlineMs)
  signal?.addEventListener('abort', abort)
  try {
    const address = addressToAsk(handler)
    const init: RequestInit = {
      method,
      ...(method === 'POST' ? { body: new URLSearchParams(BODY_FIELDS) } : {}),
      mode: 'same-origin',
      cache: 'no-store',
      credentials: 'omit',
      signal: controller.signal,
    }
    const first = await fetch(address, { ...init, redirect: 'manual' })
    const response = first.type === 'opaqueredirect' ? await askAgain(fetch, address, init) : first
    if (response === null) return { outcome: 'redirected' }
    return { outcome: 'answered', status: response.status, headers: response.headers, body: await response.text() }
  } catch (error) {
    if (signal?.aborted) throw error
    return { outcome: controller.signal.aborted ? 'too-slow' : 'unreachable' }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

/** A page over http is blocked inside a portal over https; a portal over http can frame it, in the open. */
function checkScheme(handler: URL, portalOrigin: string): Finding[] {
  if (handler.protocol === 'https:') return []
  return [aFinding('no-https', portalOrigin.startsWith('https:') ? 'wrong' : 'warning')]
}

/**
 * Asks for a handler by POST, as the portal does when somebody opens the item, and by GET, as it does for applications whose files it
 * stores itself. A browser shows a page only the answers of its own origin, so another one is not asked at all.
 * @throws whatever `signal` was aborted with; faults of the host are findings
 */
export async function testHandler(address: string, surroundings: Surroundings): Promise<Finding[]> {
  const handler = URL.canParse(address) ? new URL(address) : null
  if (!handler || !['http:', 'https:'].includes(handler.protocol)) return [aFinding('no-address', 'wrong')]
  const { pageOrigin, portalOrigin } = surroundings
  const scheme = checkScheme(handler, portalOrigin)
  if (handler.origin !== pageOrigin) return mergeFindings([...scheme, aFinding('other-origin', 'unknown', { detail: handler.origin })])
  const findings = await Promise.all((['POST', 'GET'] as const).map(async (method) => {
    const answer = await ask(method, address, surroundings)
    return readAnswer(answer, { method, page: handler.href, portalOrigin })
  }))
  return mergeFindings([...scheme, ...findings.flat()])
}
