import { gzipSync } from 'node:zlib'
import { listen, type Listener, type Tls } from '../../portal/server/http-listener.ts'

export const HOST = 'apps.example.com'
export const PORTAL = 'https://demo.bitrix24.com'
export const PAGE = '<!doctype html><script type="module" src="./assets/index-12345678.js"></script><link rel="stylesheet" href="./assets/index-12345678.css">'
  + '<div id="chatside"></div>'
export const SCRIPT = 'export const answer = 42\n'.repeat(200)

export interface Reply {
  status?: number
  headers?: Record<string, string>
  body?: string | Buffer
  /** The host closes the connection in place of an answer. */
  closes?: boolean
}

export interface Asked { method: string, path: string, query: string }

export const PAGE_HEADERS = {
  'content-type': 'text/html', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-security-policy': `frame-ancestors ${PORTAL}`,
}
export const YEAR = 'public, max-age=31536000, immutable'

/** A host that does everything right in `/chatside/`. */
function right({ path }: Asked): Reply {
  if (path === '/chatside/') return { headers: PAGE_HEADERS, body: PAGE }
  if (path === '/chatside') return { status: 308, headers: { location: '/chatside/' } }
  if (path.endsWith('index-12345678.js')) {
    return { headers: { 'content-type': 'text/javascript', 'cache-control': YEAR, 'content-encoding': 'gzip' }, body: gzipSync(SCRIPT) }
  }
  if (path.endsWith('index-12345678.css')) return { headers: { 'content-type': 'text/css', 'cache-control': YEAR }, body: 'p {}' }
  return { status: 404 }
}

/** Starts it; where `answer` says something it answers so instead. */
export function rightHost(tls: Tls, answer: (asked: Asked) => Reply | undefined = () => undefined): Promise<Listener> {
  return listen(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'https://host.invalid')
    const asked = { method: request.method ?? '', path: pathname, query: search }
    const { status = 200, headers = {}, body = '', closes = false } = answer(asked) ?? right(asked)
    if (closes) return void response.socket?.destroy()
    response.writeHead(status, headers).end(body)
  }, { tls })
}
