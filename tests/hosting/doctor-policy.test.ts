import { expect, test } from 'vitest'
import { pageDirectives, toPolicy } from '../../hosting/policy.ts'
import { page, useExaminedHost } from './support/examined.ts'
import { PAGE, PORTAL } from './support/right-host.ts'

// Every directive that the app needs, against what a host allows.

const { serve, codes } = useExaminedHost()
const FRAMED = `frame-ancestors ${PORTAL}`
const OWN = pageDirectives({ portals: [PORTAL] })

/** The app's policy with one directive said otherwise. */
function otherwise(name: string, ...sources: string[]): string {
  return toPolicy([...OWN.filter(([own]) => own !== name), [name, ...sources]])
}

test('the policy of the recipes forbids nothing that the app needs', async () => {
  await serve(page({ 'content-security-policy': `${toPolicy(OWN)}; ${FRAMED}` }))
  expect(await codes()).toEqual([])
})

// base-uri and form-action are there to forbid; the app needs nothing of them
const NEEDED = OWN.map(([name]) => name).filter(name => name.endsWith('-src') && name !== 'default-src')

test.each([...NEEDED, 'trusted-types'])('a host whose %s allows nothing is wrong (r10)', async (name) => {
  await serve(page({ 'content-security-policy': `${otherwise(name, '\'none\'')}; ${FRAMED}` }))
  const found = await codes()
  expect(found[0]).toMatch(/^wrong policy-blocks-/)
})

test.each([
  ['worker-src by way of child-src', 'child-src \'none\'', 'wrong policy-blocks-files'],
  ['worker-src by way of script-src', `script-src https://other.example.com; style-src 'self'`, 'wrong policy-blocks-files'],
  ['fonts by way of default-src', 'default-src \'none\'; script-src \'self\'; style-src \'self\'; worker-src \'self\'; img-src *; connect-src *', 'wrong policy-blocks-files'],
  ['scripts of elements', 'script-src-elem \'none\'', 'wrong policy-blocks-files'],
  ['scripts with a nonce', 'script-src \'self\' \'nonce-abc\' \'strict-dynamic\'', 'wrong policy-blocks-files'],
  ['scripts of another folder', 'script-src https://apps.example.com/other/', 'wrong policy-blocks-files'],
  ['pictures of the portal', 'img-src \'self\'', 'wrong policy-blocks-pictures'],
  ['pictures beside the portal', `img-src 'self' ${PORTAL}`, 'warning policy-blocks-pictures'],
  ['the push server', `connect-src 'self' ${PORTAL}`, 'warning policy-blocks-push'],
  ['a sandbox without downloads', 'sandbox allow-scripts allow-same-origin allow-popups', 'wrong sandbox-forbids'],
])('the doctor knows what stands in for what, and what a source covers: %s', async (_what, policy, expected) => {
  await serve(page({ 'content-security-policy': `${policy}; ${FRAMED}` }))
  expect(await codes()).toEqual([expected])
})

test.each([
  'script-src https://apps.example.com/chatside/', 'script-src https:', 'worker-src *', 'default-src *', 'trusted-types *',
  `connect-src 'self' ${PORTAL} wss:`, 'connect-src *', 'trusted-types vue chatside-worker dompurify', 'script-src \'self\'; script-src \'none\'', 'sandbox allow-scripts allow-same-origin allow-downloads allow-popups',
])('a policy that lets everything through is not complained about: %s', async (policy) => {
  await serve(page({ 'content-security-policy': `${policy}; ${FRAMED}` }))
  expect(await codes()).toEqual([])
})

test('of several policies each must allow it', async () => {
  await serve(page({ 'content-security-policy': `${FRAMED}, worker-src 'none'` }))
  expect(await codes()).toEqual(['wrong policy-blocks-files'])
})

test('a build that does not name the portal is wrong, although the host does (r10)', async () => {
  const policy = toPolicy(pageDirectives({ portals: ['https://other.example.com'] }))
  await serve(page({}, `<meta http-equiv="Content-Security-Policy" content="${policy}">${PAGE}`))
  expect(await codes()).toEqual(['wrong page-policy-blocks'])
})

test.each<[Record<string, string>, string]>([
  [{ 'cross-origin-embedder-policy': 'require-corp' }, 'wrong embedder-policy'],
  [{ 'cross-origin-resource-policy': 'same-origin' }, 'warning embedder-policy'],
  [{ 'permissions-policy': 'camera=(), clipboard-write=()' }, 'warning copying-denied'],
])('a header that takes away what the page needs in its frame is told: %j', async (headers, expected) => {
  await serve(page(headers))
  expect(await codes()).toEqual([expected])
})
