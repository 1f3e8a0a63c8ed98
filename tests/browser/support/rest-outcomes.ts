/** What a REST request may come to, each with what the door makes of it. */
import type { FaultKind, RawFault } from '../../portal/core/faults.ts'

export interface RestOutcome {
  name: string
  fault: FaultKind
  /** The kind of the door's error, or `answer`. */
  becomes: string
}

const CORS = { 'access-control-allow-origin': '*' }
const JSON_TYPE = { ...CORS, 'content-type': 'application/json; charset=utf-8' }
const HTML_TYPE = { ...CORS, 'content-type': 'text/html; charset=utf-8' }

const TIME = { start: 1, finish: 2, duration: 1, processing: 0, date_start: '2026-02-25T17:34:51+01:00', date_finish: '2026-02-25T17:34:51+01:00' }
const GOOD = JSON.stringify({ result: { ID: '1', NAME: 'Łódź 😀' }, time: TIME })
const PAGE = '<!doctype html><title>Bad gateway</title><p>nginx</p>'
const coded = (error: string): string => JSON.stringify({ error, error_description: `about ${error}` })

function raw(status: number, body: string, headers: Record<string, string> = JSON_TYPE): RawFault {
  return { kind: 'raw', status, headers, body }
}

/** Replaces the portal's answer to one call. Redirects lead to paths and hosts of the simulated portals. */
export function restOutcomes(portal: string, foreign: string): RestOutcome[] {
  const table: [string, FaultKind, string][] = [
    ['an answer', raw(200, GOOD), 'answer'],
    ['an answer of status 201', raw(201, GOOD), 'answer'],
    ['an answer without time', raw(200, '{"result":[1]}'), 'bad-answer'],
    ['a result that is null', raw(200, JSON.stringify({ result: null, time: TIME })), 'answer'],
    ['white space around', raw(200, `\r\n ${GOOD}\n`), 'answer'],
    ['a mark of byte order in front', raw(200, `\ufeff${GOOD}`), 'answer'],
    ['JSON under HTML\'s type', raw(200, GOOD, HTML_TYPE), 'answer'],
    ['JSON without a type', raw(200, GOOD, CORS), 'answer'],
    ['JSON under XML\'s type', raw(200, GOOD, { ...CORS, 'content-type': 'text/xml' }), 'answer'],
    ['JSON in another charset than it says', raw(200, GOOD, { ...CORS, 'content-type': 'application/json; charset=windows-1251' }), 'answer'],
    ['JSON in a charset that there is not', raw(200, GOOD, { ...CORS, 'content-type': 'application/json; charset=nonsense' }), 'answer'],
    ['odd names of headers', raw(200, GOOD, { 'ACCESS-Control-allow-ORIGIN': '*', 'cOnTeNt-TyPe': 'APPLICATION/JSON', 'x-empty': '', 'x-long': 'x'.repeat(4_000) }), 'answer'],
    ['a soft error', raw(200, coded('ACCESS_ERROR')), 'no-access'],
    ['a soft error in the result', raw(200, JSON.stringify({ result: { error: 'DIALOG_ID_EMPTY', error_description: 'x' }, time: TIME })), 'not-found'],
    ['an error with an empty code', raw(200, '{"error":"","error_description":""}'), 'bad-answer'],
    ['an error that is an object', raw(400, '{"error":{"code":"ACCESS_ERROR","message":"no","validation":[{"field":"a","message":"b"}]}}'), 'no-access'],
    ['an error of code 0', raw(400, '{"error":"0","error_description":"no"}'), 'bad-answer'],
    ['HTML', raw(200, PAGE, HTML_TYPE), 'bad-answer'],
    ['half JSON', raw(200, GOOD.slice(0, 40)), 'bad-answer'],
    ['an empty body', raw(200, ''), 'bad-answer'],
    ['an empty body of status 204', raw(204, ''), 'bad-answer'],
    ['JSON that is null', raw(200, 'null'), 'bad-answer'],
    ['JSON that is a text', raw(200, '"sign in"'), 'bad-answer'],
    ['JSON that is a list', raw(200, '[]'), 'bad-answer'],
    ['a key __proto__', raw(200, '{"__proto__":{"result":1}}'), 'bad-answer'],
    ...[400, 401, 403, 404, 405, 408, 413, 429, 451, 500, 501, 502, 504].flatMap((status): [string, FaultKind, string][] => [
      [`${status} with an error of the portal`, raw(status, coded('ERROR_ENTITY_NOT_FOUND')), 'not-found'],
      [`${status} with HTML`, raw(status, PAGE, HTML_TYPE), status === 429 ? 'busy' : 'bad-answer'],
      [`${status} with half JSON`, raw(status, '{"error":"ACC'), status === 429 ? 'busy' : 'bad-answer'],
      [`${status} without a body`, raw(status, '', CORS), status === 429 ? 'busy' : 'bad-answer'],
    ]),
    ['503 with too many requests', { kind: 'http-503' }, 'busy'],
    ['503 with HTML', raw(503, PAGE, HTML_TYPE), 'busy'],
    ['429 with the end of the time', { kind: 'http-429', resetSeconds: 300 }, 'busy'],
    ['500 of the portal', { kind: 'http-500' }, 'unknown'],
    ['304', raw(304, '', CORS), 'bad-answer'],
    ['a redirect that says nowhere', raw(302, '', CORS), 'bad-answer'],
    ['a redirect that makes it GET', raw(302, '', { ...CORS, location: '/rest/scope.json' }), 'session-expired'],
    ['a redirect that keeps POST and body', raw(307, '', { ...CORS, location: `${portal}/rest/scope.json` }), 'answer'],
    ['a redirect to another host', raw(308, '', { ...CORS, location: `${foreign}/rest/scope.json` }), 'session-expired'],
    ['a redirect to itself', raw(302, '', { ...CORS, location: '/rest/app.option.set' }), 'offline'],
    ['a redirect without CORS', raw(302, '', { location: '/rest/scope.json' }), 'offline'],
    ['a redirect to no address of the web', raw(302, '', { ...CORS, location: 'data:,x' }), 'offline'],
    ['no CORS', raw(200, GOOD, { 'content-type': 'application/json' }), 'offline'],
    ['CORS for another origin', raw(200, GOOD, { ...JSON_TYPE, 'access-control-allow-origin': 'https://other.example' }), 'offline'],
    ['an error without CORS', raw(500, coded('INTERNAL_SERVER_ERROR'), { 'content-type': 'application/json' }), 'offline'],
    ['a compression that it does not have', raw(200, GOOD, { ...JSON_TYPE, 'content-encoding': 'gzip' }), 'offline'],
    ['a cut connection', { kind: 'cut' }, 'offline'],
    ['a connection that is cut when the work is done', { kind: 'cut-after' }, 'offline'],
    ['a connection that is cut within the answer', { ...raw(200, GOOD), isCut: true }, 'offline'],
    ['a connection that is cut within an error', { ...raw(500, PAGE, HTML_TYPE), isCut: true }, 'offline'],
    ['a token that stays expired', { kind: 'expired-token' }, 'session-expired'],
    ['a token that is wrong', raw(401, coded('invalid_token')), 'session-expired'],
  ]
  return table.map(([name, fault, becomes]) => ({ name, fault, becomes }))
}
