import { expect, test } from 'vitest'
import { aFinding, mergeFindings } from './findings.ts'

test('what both requests met is one finding', () => {
  expect(mergeFindings([
    aFinding('not-found', 'wrong', { methods: ['POST'], detail: '404' }),
    aFinding('not-found', 'wrong', { methods: ['GET'], detail: '404' }),
  ])).toEqual([{ code: 'not-found', severity: 'wrong', methods: ['POST', 'GET'], detail: '404' }])
})

test('the same fault with other words stays a finding of its own', () => {
  expect(mergeFindings([
    aFinding('bad-status', 'wrong', { methods: ['POST'], detail: '500' }),
    aFinding('bad-status', 'wrong', { methods: ['GET'], detail: '403' }),
  ])).toHaveLength(2)
})

test('what GET alone meets is a warning, because the portal opens pages by POST', () => {
  expect(mergeFindings([aFinding('not-found', 'wrong', { methods: ['GET'] })])[0]?.severity).toBe('warning')
  expect(mergeFindings([aFinding('not-found', 'wrong', { methods: ['POST'] })])[0]?.severity).toBe('wrong')
  expect(mergeFindings([aFinding('no-https', 'wrong')])[0]?.severity).toBe('wrong')
})

test('the worst come first', () => {
  const findings = mergeFindings([aFinding('answers', 'fine'), aFinding('other-origin', 'unknown'), aFinding('no-https', 'warning'), aFinding('not-found', 'wrong')])
  expect(findings.map(({ severity }) => severity)).toEqual(['wrong', 'warning', 'unknown', 'fine'])
})

test('a detail that a host made endless is cut', () => {
  expect(aFinding('frame-options', 'wrong', { detail: 'x'.repeat(10_000) }).detail.length).toBeLessThan(300)
})
