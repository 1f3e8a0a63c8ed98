import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { EXAMPLE } from '../../hosting/site.ts'
import { allRecipes } from '../../hosting/recipes/index.ts'
import { frameAncestors, pageDirectives, toPolicy } from '../../hosting/policy.ts'

// What CloudFront and S3 make of the recipe, as their documentation has it: the function first, then the root object, then the bucket.
// A bucket asked for its root lists its files to whom it allows that, and says 403 of a missing file to whom it does not.

interface CloudFront { ask(uri: string, options?: { method?: string, query?: Record<string, string> }): { status: number, shows: string } }

interface EdgeResponse { statusCode: number, headers: Record<string, { value: string }> }

/** A distribution of this template, in front of a bucket with these files. */
function distribution(template: string, files: readonly string[]): CloudFront {
  const valueOf = (name: string): string => new RegExp(`^\\s*(?:- )?${name}: (.*)$`, 'm').exec(template)?.[1] ?? ''
  const mayList = template.includes('s3:ListBucket')
  const [, code = ''] = /FunctionCode: \|\n((?: {8}.*\n)+)/.exec(template) ?? []
  const inBucket = (key: string): { status: number, shows: string } => {
    if (key === '') return mayList ? { status: 200, shows: 'the list of the bucket' } : { status: 403, shows: '' }
    return files.includes(key) ? { status: 200, shows: key } : { status: mayList ? 404 : 403, shows: '' }
  }
  return {
    ask(uri, { method = 'GET', query = {} } = {}) {
      const querystring = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, { value }]))
      const event = JSON.stringify({ request: { uri, method, querystring } })
      const result = JSON.parse(String(runInContext(`${code}; JSON.stringify(handler(${event}))`, createContext({})))) as EdgeResponse | { uri: string }
      if ('statusCode' in result) return { status: result.statusCode, shows: result.headers['location']?.value ?? '' }
      const answer = inBucket(result.uri === '/' ? valueOf('DefaultRootObject') : result.uri.slice(1))
      if (String(answer.status) !== valueOf('ErrorCode')) return answer
      const own = inBucket(valueOf('ResponsePagePath').slice(1))
      return own.status === 200 ? { status: Number(valueOf('ResponseCode')), shows: own.shows } : answer
    },
  }
}

function templateFor(path: string): string {
  return allRecipes({ ...EXAMPLE, path }).files.get('aws/template.yaml') ?? ''
}

/** The recipe and the files that its commands bring. */
function hosted(path: string): CloudFront {
  const template = templateFor(path)
  return distribution(template, ['index.html', '404.html', 'assets/a-12345678.js'].map(name => path.slice(1) + name))
}

test.each(['/', '/chatside/'])('the page is at %s, and nothing shows a list of the bucket (a15)', (path) => {
  const host = hosted(path)
  expect(host.ask(path)).toEqual({ status: 200, shows: `${path.slice(1)}index.html` })
  expect(host.ask(`${path}assets/a-12345678.js`).status).toBe(200)
  for (const uri of ['/', '//', '/?', `${path}assets/`, `${path}missing.js`]) expect(host.ask(uri).shows).not.toContain('list')
})

test('the root of a host whose page is in a folder leads to the page, with the portal\'s POST and query (a15)', () => {
  expect(hosted('/chatside/').ask('/', { method: 'POST', query: { DOMAIN: 'demo.bitrix24.com' } })).toEqual({ status: 308, shows: '/chatside/?DOMAIN=demo.bitrix24.com' })
})

test('the root object is the page, should the function be taken away (a15)', () => {
  const template = templateFor('/chatside/')
  expect(template).toContain(' DefaultRootObject: chatside/index.html\n')
  const without = distribution(template.replace(/FunctionCode: \|\n(?: {8}.*\n)+/, 'FunctionCode: |\n        function handler(event) { return event.request }\n'), ['chatside/index.html'])
  expect(without.ask('/')).toEqual({ status: 200, shows: 'chatside/index.html' })
})

test.each(['/', '/chatside/'])('a missing file below %s is 404, although nobody may list what is there (a15)', (path) => {
  expect(hosted(path).ask(`${path}assets/missing-0a1b2c3d.js`)).toEqual({ status: 404, shows: `${path.slice(1)}404.html` })
})

test('the bucket lets CloudFront read files, and nobody do anything else (a15)', () => {
  const template = templateFor('/chatside/')
  expect(template.match(/\bs3:\w+/g)).toEqual(['s3:GetObject'])
})

test('without a root object and with a right to list, as it was, the model shows the list', () => {
  const template = templateFor('/chatside/')
  const before = template.replace('s3:GetObject', 's3:ListBucket').replace(/^ +DefaultRootObject.*\n/m, '').replace(/^ +if \(request.uri === '\/'\).*\n/m, '')
  expect(distribution(before, []).ask('/')).toEqual({ status: 200, shows: 'the list of the bucket' })
})

test('a portal of a zone that is let in whole is not named once more, so that CloudFront takes the policy', () => {
  const audience = { portals: ['https://yours.bitrix24.com'], isAnyCloud: true }
  const policyOf = (portals: string[]): string => toPolicy([...pageDirectives({ ...audience, portals }), frameAncestors({ ...audience, portals })])
  expect(policyOf(audience.portals)).toBe(policyOf([]))
  expect(allRecipes({ ...EXAMPLE, audience }).leftOut).toEqual([])
  // another port is another origin
  expect(frameAncestors({ ...audience, portals: ['https://yours.bitrix24.com:8443'] })).toContain('https://yours.bitrix24.com:8443')
})

test('a policy that CloudFront refuses is not written', () => {
  const audience = { portals: ['https://intranet.example.org'], isAnyCloud: true }
  const { leftOut } = allRecipes({ ...EXAMPLE, audience })
  expect(leftOut).toEqual([expect.stringMatching(/^aws: CloudFront takes policies of at most 1783 characters, and this has \d{4}: /)])
})
