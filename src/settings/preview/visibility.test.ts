import { expect, test } from 'vitest'
import { AUDIENCES, isSeen, KINDS, KINDS_WITHOUT_APPLICATIONS } from './visibility.ts'

const FOR_ALL = { context: 'ALL', role: 'USER', extranet: 'Y' }

function kindsSeen(context: string): string[] {
  return KINDS.filter(kind => isSeen({ ...FOR_ALL, context }, kind, 'employee')).map(({ id }) => id)
}

const GROUPS = ['group', 'open', 'general', 'workgroup', 'calendar', 'old-task', 'video-conference', 'other']

test.each([
  ['ALL', KINDS.map(({ id }) => id)],
  ['USER', ['private']],
  ['CHAT', GROUPS],
  ['LINES', ['open-line']],
  ['CRM', ['crm']],
  ['USER;CRM', ['private', 'crm']],
  ['USER;CHAT;LINES;CRM', ['private', ...GROUPS, 'open-line', 'crm']],
  ['USER;ALL', KINDS.map(({ id }) => id)],
])('the context %s is seen in: %j', (context, kinds) => {
  expect(kindsSeen(context)).toEqual(kinds)
})

test('conversations with a bot belong to ALL alone', () => {
  expect(kindsSeen('ALL')).toContain('bot')
  expect(kindsSeen('USER;CHAT;LINES;CRM')).not.toContain('bot')
})

test.each([
  ['USER', 'Y', ['admin', 'employee', 'external']],
  ['USER', 'N', ['admin', 'employee']],
  ['ADMIN', 'Y', ['admin']],
  ['ADMIN', 'N', ['admin']],
])('the role %s with extranet %s is seen by: %j', (role, extranet, seenBy) => {
  const group = { id: 'group', countsAs: 'CHAT' } as const
  expect(AUDIENCES.filter(audience => isSeen({ context: 'ALL', role, extranet }, group, audience))).toEqual(seenBy)
})

test('an administrator sees nothing in a chat of another kind either', () => {
  expect(isSeen({ ...FOR_ALL, context: 'CRM' }, { id: 'group', countsAs: 'CHAT' }, 'admin')).toBe(false)
})

test('no kind is named twice', () => {
  const ids: string[] = [...KINDS.map(({ id }) => id), ...KINDS_WITHOUT_APPLICATIONS]
  expect(new Set(ids).size).toBe(ids.length)
})
