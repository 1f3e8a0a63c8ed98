import { expect, test } from 'vitest'
import { aPortal } from '../../tests/support/a-portal.ts'
import { PortalError } from '../bitrix24/index.ts'
import { loadMessageContext } from './message-context.ts'

const METHOD = 'im.dialog.messages.get'
const answer = (...ids: number[]) => ({ messages: ids.map(id => ({ id, text: `message ${id}` })) })

test('the nearest on either side come oldest first, in whatever order the portal lists them', async () => {
  const portal = aPortal({ answers: { [METHOD]: (params: Record<string, unknown>) => 'LAST_ID' in params ? answer(19, 18, 17, 16, 25) : answer(24, 22, 23, 21, 20) } })
  const { messages } = await loadMessageContext(portal, 'chat7', 20)
  expect(messages.map(({ id }) => id)).toEqual([17, 18, 19, 21, 22, 23])
  expect(portal.sent.map(({ params }) => params)).toEqual([{ DIALOG_ID: 'chat7', LIMIT: 3, LAST_ID: 20 }, { DIALOG_ID: 'chat7', LIMIT: 3, FIRST_ID: 20 }])
})

test('either side that fails is a failure', async () => {
  const portal = aPortal({ answers: { [METHOD]: (params: Record<string, unknown>) => 'LAST_ID' in params ? answer(1) : new PortalError('busy') } })
  await expect(loadMessageContext(portal, 'chat7', 20)).rejects.toMatchObject({ kind: 'busy' })
  portal.answer(METHOD, {})
  await expect(loadMessageContext(portal, 'chat7', 20)).rejects.toMatchObject({ kind: 'bad-answer' })
})
