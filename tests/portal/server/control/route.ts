/** The HTTP side of the control API: who may ask, how an answer or a refusal looks. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody, reply, requestUrl } from '../http-message.ts'
import { BadRequest, isRecord, type Input } from './read.ts'
import { answerers, type Stage } from './routes.ts'
import { isSameOrigin } from './same-origin.ts'
import type { ControlRoute } from './types.ts'

export const CONTROL_BASE = '/_portal/'

/** Header with the number of the world that the page shows; 409 when it is an older one. */
const WORLD_HEADER = 'x-portal-world'
/** The one route that is not answered and done. */
const EVENTS_ROUTE = 'GET events'

export async function answerControl(
  stage: Stage, sender: { scheme: 'http' | 'https', hosts: ReadonlySet<string> }, request: IncomingMessage, response: ServerResponse,
): Promise<void> {
  const answer = (status: number, value: unknown): void => reply(response, status, 'application/json; charset=utf-8', JSON.stringify(value))

  if (!isSameOrigin(request.headers, sender.scheme, sender.hosts)) {
    answer(403, { problem: 'Only the portal\'s own page may use this.' })
    return
  }
  const url = requestUrl(request)
  const route = `${request.method ?? 'GET'} ${url.pathname.slice(CONTROL_BASE.length)}`
  if (route === EVENTS_ROUTE) {
    stage.events.listen(response)
    return
  }
  if (!isRoute(route)) {
    answer(404, { problem: `There is no ${route}.` })
    return
  }
  const shown = request.headers[WORLD_HEADER]
  if (shown !== undefined && shown !== String(stage.world)) {
    answer(409, { problem: 'This page shows a world that has been replaced.' })
    return
  }
  try {
    stage.portal.life.catchUp()
    const input = request.method === 'POST' ? parseInput(await readBody(request)) : Object.fromEntries(url.searchParams)
    answer(200, answerers[route](input, stage))
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error
    answer(400, { problem: error.message })
  }
}

function isRoute(route: string): route is ControlRoute {
  return Object.hasOwn(answerers, route)
}

function parseInput(body: string): Input {
  let input: unknown
  try {
    input = JSON.parse(body)
  } catch {
    throw new BadRequest('The body is not JSON.')
  }
  if (!isRecord(input)) throw new BadRequest('The body must be an object.')
  return input
}
