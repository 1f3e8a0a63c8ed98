import { expect, test } from 'vitest'
import { aDialog, aUser } from '../../../tests/support/answers.ts'
import { type Outcome, PortalError } from '../../bitrix24/index.ts'
import { parseDialogId } from '../dialog-id.ts'
import { toOverview } from '../overview-answer.ts'
import type { OverviewAnswers } from '../overview-commands.ts'
import type { ChatOverview } from '../overview.ts'
import { changedParts, isSame } from './overview-changes.ts'

const said = (value: unknown): Outcome => ({ ok: true, value, total: null })

const known: OverviewAnswers = { chat: said({ id: 7, name: 'Team' }), time: said('10:00'), scope: said(['im']) }

test.each<[string, OverviewAnswers, boolean]>([
  ['another time', { chat: said({ id: 7, name: 'Team' }), time: said('10:01') }, true],
  ['another title', { chat: said({ id: 7, name: 'Teams' }) }, false],
  ['an answer that was not there', { members: said([]) }, false],
  ['another number of rows', { chat: { ok: true, value: { id: 7, name: 'Team' }, total: 9 } }, false],
  ['a refusal', { chat: { ok: false, error: new PortalError('no-access') } }, false],
  ['nothing', {}, true],
])('%s: the answer is as it was: %#', (_what, answered, same) => {
  expect(isSame(known, answered)).toBe(same)
})

function anOverview(title: string, ...users: Record<string, unknown>[]): ChatOverview {
  const answers: OverviewAnswers = { chat: said(aDialog({ name: title })), members: said(users) }
  return toOverview(parseDialogId('chat7') ?? expect.fail('no dialog id'), answers, address => address)
}

test('a part is changed when it would be shown otherwise: not by the time of reading, nor by when a member was here last', () => {
  const [before, seen] = [aUser(), aUser({ last_activity_date: '2026-03-10T11:59:00+00:00' })]
  expect(anOverview('Team', seen).members).not.toEqual(anOverview('Team', before).members)
  expect(changedParts(anOverview('Team', before), { ...anOverview('Team', seen), readAt: new Date() })).toBeNull()
  const next = anOverview('Teams', aUser({ work_position: 'Lead' }))
  expect(changedParts(anOverview('Team', before), next)).toEqual({ title: 'Teams', members: next.members })
})
