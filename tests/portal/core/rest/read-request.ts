import { isMap } from '../php.ts'
import type { Params, RestRequest } from './exchange.ts'
import { parsePhpQuery } from './php-query.ts'

export interface RestCall {
  /** Lower case, without the suffix. */
  method: string
  format: 'json' | 'xml'
  /** JSON values or text, as they were sent; the token is taken out. */
  params: Params
  token: string | null
}

/** Names that carry a token, in the order in which Bitrix24 looks for them (vsyntot/tacticum_web, modules/rest/lib/oauth/auth.php). */
const TOKEN_PARAMS = ['auth', 'access_token'] as const

function readBody(request: RestRequest): Params {
  if (request.method.toUpperCase() !== 'POST') return {}
  const contentType = (request.headers['content-type'] ?? '').replace(/;.*$/s, '').trim()
  if (contentType !== 'application/json') return parsePhpQuery(request.body.trim())
  try {
    const body: unknown = JSON.parse(request.body)
    if (Array.isArray(body)) return { ...body }
    return isMap(body) ? body : {}
  } catch {
    // A malformed body counts as an empty one: see getRequestData in modules/rest/classes/general/rest_util.php.
    return {}
  }
}

function readToken(request: RestRequest, params: Params): string | null {
  const bearer = /^Bearer\s+(.*)$/is.exec(request.headers['authorization'] ?? '')
  if (bearer?.[1] !== undefined) return bearer[1]
  const value = TOKEN_PARAMS.map(name => params[name]).find(one => one !== undefined && typeof one !== 'object')
  return value === undefined ? null : String(value)
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/**
 * Method, format, parameters and token of a request. Query and body are merged, the body wins. Multipart bodies are not read.
 * Source: api-docs settings/how-to-call-rest-api/general-principles.md, data-encoding.md.
 */
export function readRequest(request: RestRequest): RestCall {
  const path = decodePath(request.path).replace(/^\/rest\//, '').replace(/\/+$/, '').toLowerCase()
  const suffix = /\.(json|xml)$/.exec(path)
  const merged: Params = { ...parsePhpQuery(request.query), ...readBody(request) }
  const token = readToken(request, merged)
  return {
    method: suffix ? path.slice(0, -suffix[0].length) : path,
    format: suffix?.[1] === 'xml' ? 'xml' : 'json',
    params: Object.fromEntries(Object.entries(merged).filter(([name]) => !TOKEN_PARAMS.some(one => one === name))),
    token,
  }
}
