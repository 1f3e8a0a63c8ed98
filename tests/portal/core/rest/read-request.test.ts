import { expect, test } from 'vitest'
import type { RestRequest } from './exchange.ts'
import { readRequest } from './read-request.ts'

const aRequest = (changes: Partial<RestRequest>): RestRequest =>
  ({ method: 'POST', path: '/rest/app.info', query: '', headers: {}, body: '', ip: '', ...changes })
const json = { 'content-type': 'application/json' }

test.each([
  ['/rest/app.info', 'app.info', 'json'],
  ['/rest/App.Info.JSON', 'app.info', 'json'],
  ['/rest/app.info.xml', 'app.info', 'xml'],
  ['/rest/app.info/', 'app.info', 'json'],
  ['/rest/im%2Edialog.get', 'im.dialog.get', 'json'],
  ['/rest/%E0%A4%A', '%e0%a4%a', 'json'],
])('%s asks for %s as %s', (path, method, format) => {
  expect(readRequest(aRequest({ path }))).toMatchObject({ method, format })
})

test('a JSON body keeps its types and wins over the query', () => {
  const { params } = readRequest(aRequest({ headers: json, query: 'a=query&b=2', body: '{"a":1,"c":{"d":[true,null]}}' }))
  expect(params).toEqual({ a: 1, b: '2', c: { d: [true, null] } })
})

test('parameters of the content type do not matter', () => {
  expect(readRequest(aRequest({ headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{"a":1}' })).params).toEqual({ a: 1 })
})

test('a malformed JSON body is an empty one', () => {
  expect(readRequest(aRequest({ headers: json, query: 'b=2', body: '{"a":' })).params).toEqual({ b: '2' })
})

test.each(['5', '"text"', 'null'])('a JSON body of %s brings no parameters', (body) => {
  expect(readRequest(aRequest({ headers: json, body })).params).toEqual({})
})

test('a JSON list becomes numbered parameters', () => {
  expect(readRequest(aRequest({ headers: json, body: '["x",{"y":1}]' })).params).toEqual({ 0: 'x', 1: { y: 1 } })
})

test('a body of any other type is read as a form, where everything is text', () => {
  const body = 'FILTER[ID]=5&LIMIT=10'
  expect(readRequest(aRequest({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body })).params)
    .toEqual({ FILTER: { ID: '5' }, LIMIT: '10' })
  expect(readRequest(aRequest({ headers: {}, body })).params).toEqual({ FILTER: { ID: '5' }, LIMIT: '10' })
})

test('GET has no body', () => {
  expect(readRequest(aRequest({ method: 'GET', query: 'a=1', body: 'a=2' })).params).toEqual({ a: '1' })
})

test.each([
  ['auth in the body', { headers: json, body: '{"auth":"T"}' }],
  ['auth in the query', { query: 'auth=T' }],
  ['access_token', { query: 'access_token=T' }],
  ['auth before access_token', { query: 'access_token=other&auth=T' }],
  ['a bearer header before all', { headers: { authorization: 'bearer T' }, query: 'auth=other' }],
])('the token comes from %s and is no parameter', (_name, changes) => {
  expect(readRequest(aRequest(changes))).toMatchObject({ token: 'T', params: {} })
})

test('a token that is a map is none', () => {
  expect(readRequest(aRequest({ query: 'auth[x]=T' })).token).toBeNull()
})
