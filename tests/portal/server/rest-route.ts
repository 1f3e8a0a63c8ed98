/** Carries a REST request to the core and its reply back, with the delays and broken connections that the core asks for. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Portal } from '../core/facade.ts'
import type { Listener } from './http-listener.ts'
import { plainHeaders, readBody, requestUrl } from './http-message.ts'

/** Answers once; a reply of silence leaves the connection open until either side ends it. */
export async function answerRest(portal: Portal, listener: Pick<Listener, 'later'>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = requestUrl(request)
  const body = await readBody(request)
  const answer = portal.rest({
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.search.slice(1),
    headers: plainHeaders(request),
    body,
    ip: request.socket.remoteAddress ?? '',
    isSecure: 'encrypted' in request.socket,
  })
  switch (answer.kind) {
    case 'answer':
      listener.later(answer.delayMs, () => {
        if (answer.isCut !== true) return void response.writeHead(answer.status, answer.headers).end(answer.body)
        response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) + 1 })
        response.write(answer.body, () => request.socket.destroy())
      })
      return
    case 'cut':
      listener.later(answer.delayMs, () => request.socket.destroy())
      return
    case 'silence':
  }
}
