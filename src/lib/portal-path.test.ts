import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toPortalPath } from './portal-path.ts'

test.each(['/', '/crm/deal/details/1663/', '/company/personal/user/503/tasks/task/view/8293/?ta_sec=chat_tasks'])('%s is a path of the portal', (path) => {
  expect(toPortalPath(path)).toBe(path)
})

test.each([
  '', 'crm/deal/', '//evil.example/', '/\\evil.example/', '\\\\evil.example', 'https://evil.example/', 'javascript:alert(1)',
  '/\t/evil.example', '/crm/../../x', '/crm/%2e%2E/x', '/./x', `/${'a'.repeat(3_000)}`, '/a b', '/\u202Ex',
])('%j is no path of the portal', (path) => {
  expect(toPortalPath(path)).toBeNull()
})

test('whatever passes stays on the portal when the browser reads it', () => {
  const pieces = fc.array(fc.constantFrom('/', '\\', '.', '..', '%2e', 'a', '?', '#', '@', ':', '\n', ' ', 'evil.example')).map(parts => parts.join(''))
  fc.assert(fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' })), (text) => {
    const path = toPortalPath(text)
    if (path !== null) expect(new URL(path, 'https://portal.example').origin).toBe('https://portal.example')
  }))
})
