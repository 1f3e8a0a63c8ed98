/** The shapes that cross the border of the REST side: a request in, an answer out, and what a method sees between. */
import type { App, Person, World } from '../world/model.ts'

export interface RestRequest {
  method: string
  /** Path with the REST prefix, for example `/rest/im.dialog.get.json`. */
  path: string
  /** Query without the question mark. */
  query: string
  /** Names in lower case. */
  headers: Record<string, string>
  body: string
  /** The address the request came from; the rate bucket belongs to it. */
  ip: string
  /** False when the request came without encryption; when missing, it came as the portal's settings say. */
  isSecure?: boolean
}

export type RestReply =
  | { kind: 'answer', status: number, headers: Record<string, string>, body: string, delayMs: number, isCut?: boolean }
  /** The connection is cut without an answer. */
  | { kind: 'cut', delayMs: number }
  /** The connection stays open and nothing ever comes. */
  | { kind: 'silence' }

export type Params = Record<string, unknown>

/** Thrown by a method; becomes `{ error, error_description, ...extra }` with this status. */
export class RestError extends Error {
  readonly code: string
  readonly status: number
  readonly extra: Record<string, unknown>

  constructor(code: string, description: string, status = 400, extra: Record<string, unknown> = {}) {
    super(description)
    this.code = code
    this.status = status
    this.extra = extra
  }
}

export interface MethodContext {
  readonly world: World
  readonly app: App
  /** The person whose token came with the request. */
  readonly viewer: Person
  /** Milliseconds since 1970. */
  readonly now: number
  /** ISO text in the portal's offset, as Bitrix24 prints dates. */
  isoDate(time: number): string
  /** Scopes that the token carries. */
  readonly scopes: readonly string[]
}

/** A method's answer; `total` and `next` only where the documentation has them. */
export interface MethodResult {
  result: unknown
  total?: number
  next?: number
}

export interface Method {
  /** Lower case, as the portal looks methods up. */
  name: string
  /** Any one of these scopes opens the method; an empty list means the basic set. */
  scopes: readonly string[]
  /** Page of the documentation this follows. */
  source: string
  run(params: Params, context: MethodContext): MethodResult
}
