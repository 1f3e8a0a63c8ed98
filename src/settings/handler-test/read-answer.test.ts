import { expect, test } from 'vitest'
import { type Severity, readAnswer, type HandlerAnswer } from './findings.ts'

const PAGE = 'https://apps.example.com/chatside/'
const PORTAL = 'https://demo.bitrix24.com'
const BODY = '<!doctype html><body><div id="chatside"></div>'
const HEADERS = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }

function answer({ status = 200, headers = {}, body = BODY }: { status?: number, headers?: Record<string, string>, body?: string } = {}): HandlerAnswer {
  return { outcome: 'answered', status, headers: new Headers({ ...HEADERS, ...headers }), body }
}

function codes(given: HandlerAnswer, { portalOrigin = PORTAL }: { portalOrigin?: string } = {}): string[] {
  return readAnswer(given, { method: 'POST', page: PAGE, portalOrigin }).map(({ code }) => code)
}

function severities(given: HandlerAnswer): Severity[] {
  return readAnswer(given, { method: 'POST', page: PAGE, portalOrigin: PORTAL }).map(({ severity }) => severity)
}

test('an answer as it should be is fine', () => {
  expect(codes(answer())).toEqual(['answers', 'may-be-framed'])
  expect(severities(answer())).toEqual(['fine', 'fine'])
})

test.each([
  [404, 'not-found'], [405, 'method-not-allowed'], [301, 'redirected'], [302, 'redirected'], [308, 'redirected'],
  [400, 'bad-status'], [401, 'bad-status'], [403, 'bad-status'], [500, 'bad-status'], [503, 'bad-status'],
])('the status %i is %s, and nothing else is read from that answer', (status, code) => {
  expect(codes(answer({ status, headers: { 'x-frame-options': 'DENY' } }))).toEqual([code])
  expect(readAnswer(answer({ status }), { method: 'POST', page: PAGE, portalOrigin: PORTAL })[0]?.detail).toBe(String(status))
  expect(severities(answer({ status }))).toEqual(['wrong'])
})

test.each(['unreachable', 'too-slow', 'redirected'] as const)('%s is wrong', (outcome) => {
  expect(readAnswer({ outcome }, { method: 'GET', page: PAGE, portalOrigin: PORTAL })).toEqual([
    { code: outcome, severity: 'wrong', methods: ['GET'], detail: '' },
  ])
})

test.each(['application/json', 'text/plain', 'application/octet-stream', 'text/html-sandboxed', ''])('the content type %j is no page', (type) => {
  expect(codes(answer({ headers: { 'content-type': type } }))).toContain('not-a-page')
  expect(codes(answer({ headers: { 'content-type': type } }))).not.toContain('answers')
})

test.each(['text/html', 'TEXT/HTML', ' text/html;charset=utf-8'])('the content type %j is a page', (type) => {
  expect(codes(answer({ headers: { 'content-type': type } }))).toContain('answers')
})

test.each(['', '<!doctype html><title>Welcome to nginx!</title>', '<div id="chatside-2">', '<p>chatside</p>'])('the page %j is another one', (body) => {
  expect(codes(answer({ body }))).toContain('not-this-page')
  expect(codes(answer({ body }))).not.toContain('answers')
})

test.each(['<div id=chatside>', '<div id=\'chatside\'>', '<div class="x" id="chatside">'])('the page is known by its element however a host writes it: %s', (body) => {
  expect(codes(answer({ body }))).toContain('answers')
})

test.each(['DENY', 'SAMEORIGIN', 'sameorigin', 'DENY, DENY', 'DENY, SAMEORIGIN', 'SAMEORIGIN, nonsense'])('X-Frame-Options: %s forbids the portal', (options) => {
  expect(codes(answer({ headers: { 'x-frame-options': options } }))).toEqual(['answers', 'frame-options'])
})

test.each(['', 'ALLOWALL', 'ALLOW-FROM https://other.example', 'nonsense'])('X-Frame-Options: %s forbids nothing', (options) => {
  expect(codes(answer({ headers: { 'x-frame-options': options } }))).toContain('may-be-framed')
})

test('SAMEORIGIN lets a portal on the page\'s own origin', () => {
  expect(codes(answer({ headers: { 'x-frame-options': 'SAMEORIGIN' } }), { portalOrigin: 'https://apps.example.com' })).toContain('may-be-framed')
})

test.each(['frame-ancestors \'none\'', 'frame-ancestors \'self\'', 'frame-ancestors', 'default-src *; frame-ancestors https://*.bitrix24.de'])(
  'the policy %s forbids the portal',
  (policy) => {
    expect(codes(answer({ headers: { 'content-security-policy': policy } }))).toEqual(['answers', 'frame-ancestors'])
  },
)

test('the refusing directive is named, also when another policy allows the portal', () => {
  const headers = { 'content-security-policy': 'frame-ancestors *, default-src *; frame-ancestors https://a.example' }
  const [, finding] = readAnswer(answer({ headers }), { method: 'POST', page: PAGE, portalOrigin: PORTAL })
  expect(finding).toMatchObject({ code: 'frame-ancestors', detail: 'frame-ancestors https://a.example' })
})

test('frame-ancestors that name the portal make X-Frame-Options void', () => {
  const headers = { 'content-security-policy': 'frame-ancestors https://*.bitrix24.com', 'x-frame-options': 'DENY' }
  expect(codes(answer({ headers }))).toEqual(['answers', 'may-be-framed'])
})

test.each(['public, max-age=3600', 'max-age=1', 'private', 'max-age="60"', 'stale-if-error=5'])('Cache-Control: %s lets browsers keep the page', (control) => {
  expect(readAnswer(answer({ headers: { 'cache-control': control } }), { method: 'POST', page: PAGE, portalOrigin: PORTAL })).toContainEqual(
    { code: 'may-be-cached', severity: 'warning', methods: ['POST'], detail: control },
  )
})

test.each(['no-cache', 'No-Store', 'private, no-cache="set-cookie", max-age=9', 'max-age=0, must-revalidate'])('Cache-Control: %s does not', (control) => {
  expect(codes(answer({ headers: { 'cache-control': control } }))).not.toContain('may-be-cached')
})

test.each([
  ['0', false], ['Thu, 01 Jan 1970 00:00:00 GMT', false], ['Fri, 01 Jan 2100 00:00:00 GMT', true],
])('without Cache-Control the date of Expires counts: %s', (expires, isKept) => {
  expect(codes(answer({ headers: { 'cache-control': '', 'expires': expires } })).includes('may-be-cached')).toBe(isKept)
})

test('a page about which nothing is said may be kept', () => {
  expect(codes({ outcome: 'answered', status: 200, headers: new Headers({ 'content-type': 'text/html' }), body: BODY })).toContain('may-be-cached')
})

test('a page that browsers are told to save is wrong', () => {
  expect(codes(answer({ headers: { 'content-disposition': 'attachment; filename="index.html"' } }))).toContain('downloaded')
  expect(codes(answer({ headers: { 'content-disposition': 'inline' } }))).not.toContain('downloaded')
})

test.each<[string, boolean]>([
  ['sandbox', true],
  ['default-src *; sandbox allow-scripts', true],
  ['sandbox allow-same-origin', true],
  ['sandbox allow-scripts allow-same-origin', false],
  ['default-src \'self\'', false],
])('the policy %s keeps the app from starting: %o', (policy, isWrong) => {
  expect(codes(answer({ headers: { 'content-security-policy': policy } })).includes('sandboxed')).toBe(isWrong)
})
