import { assemblePortal } from '../assemble.ts'
import type { Portal, PortalOptions } from '../facade.ts'
import type { FrameEvent, FrameOpening, PageState } from '../frame/exchange.ts'
import { placementMethods } from '../methods/placement/index.ts'
import { systemMethods } from '../methods/system/index.ts'
import { isMap } from '../php.ts'
import type { World } from '../world/model.ts'
import { type Method, RestError, type RestReply, type RestRequest } from './exchange.ts'
import { aWorld, TEST_NOW } from './test-world.ts'

/** Methods that only tests need: one that gives back what it got, one that fails, one that pages, one behind a scope. */
const probes: readonly Method[] = [
  { name: 'test.echo', scopes: [], source: 'test', run: params => ({ result: params }) },
  { name: 'test.fail', scopes: [], source: 'test', run: () => { throw new RestError('TEST_FAILED', 'As told', 400, { argument: 'X' }) } },
  { name: 'test.list', scopes: [], source: 'test', run: () => ({ result: [{ ID: '5', NAME: null }, { ID: '6' }], total: 120, next: 50 }) },
  { name: 'test.drive', scopes: ['disk'], source: 'test', run: () => ({ result: true }) },
]

export interface Answer {
  status: number
  headers: Record<string, string>
  text: string
  /** The body as JSON, `{}` when it is none. */
  body: Record<string, unknown>
  delayMs: number
}

/** The answer in a reply. @throws Error when there is none */
export function asAnswer(reply: RestReply): Answer {
  if (reply.kind !== 'answer') throw new Error(`The reply is ${reply.kind}`)
  let body: unknown = {}
  if (/^[[{]/.test(reply.body)) {
    try {
      body = JSON.parse(reply.body)
    } catch {
      body = {}
    }
  }
  return { status: reply.status, headers: reply.headers, text: reply.body, body: isMap(body) ? body : {}, delayMs: reply.delayMs }
}

export interface TestPortal {
  portal: Portal
  clock: { time: number }
  /** A fresh token of this person. */
  tokenOf(personId: number): string
  send(request: Partial<RestRequest> & { path: string }): RestReply
  /** POST of JSON as this person, an administrator by default. */
  call(method: string, params?: Record<string, unknown>, personId?: number): Answer
}

/** A portal on the small world whose clock the test moves. */
export function aPortal(world: World = aWorld(), options: Partial<PortalOptions> = {}): TestPortal {
  const clock = { time: TEST_NOW }
  const portal = assemblePortal({ world, now: () => clock.time, seed: 'test', ...options }, () => [...systemMethods, ...placementMethods, ...probes])
  const tokens = new Map<number, string>()
  const tokenOf = (personId: number): string => {
    const opening = portal.openRaw({ viewerId: personId, language: 'en', placement: 'DEFAULT', placementOptions: {} })
    portal.closeFrame(opening.sid)
    return fieldsOf(opening)['AUTH_ID'] ?? ''
  }
  const send: TestPortal['send'] = request =>
    portal.rest({ method: 'POST', query: '', headers: { 'content-type': 'application/json' }, body: '', ip: '198.51.100.7', ...request })
  return {
    portal,
    clock,
    tokenOf,
    send,
    call: (method, params = {}, personId = 1) => {
      const token = tokens.get(personId) ?? tokenOf(personId)
      tokens.set(personId, token)
      return asAnswer(send({ path: `/rest/${method}`, body: JSON.stringify({ ...params, auth: token }) }))
    },
  }
}

/** The form fields of an opening by name; empty for GET. */
export function fieldsOf(opening: FrameOpening): Record<string, string> {
  return Object.fromEntries(opening.fields)
}

export const emptyPage: PageState = { viewerId: 1, openDialogId: 'chat10', textarea: '', isMobile: false, sliders: [] }

export const APP_ORIGIN = 'https://app.example.com'

/** A command in the string form, as the application's frame posts it. */
export function aCommand(sid: string, command: string, params?: unknown, key = 'key'): FrameEvent {
  return { origin: APP_ORIGIN, data: [command, ...(params === undefined ? [] : [JSON.stringify(params)]), key, sid].join(':') }
}
