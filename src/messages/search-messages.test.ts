import { expect, test } from 'vitest'
import { aPortal } from '../../tests/support/a-portal.ts'
import { PortalError } from '../bitrix24/index.ts'
import { searchMessages } from './search-messages.ts'

const METHOD = 'im.dialog.messages.search'
const query = { text: 'plan', since: null, until: null, order: 'newest' as const }
const messages = (count: number, first = 1_000) => Array.from({ length: count }, (_unused, index) => ({ id: first - index, text: 'plan' }))

test('the portal is asked in its own words', async () => {
  const portal = aPortal({ answers: { [METHOD]: { messages: [] } } })
  const since = new Date('2026-03-01T00:00:00.000Z')
  await searchMessages(portal, { chatId: 7, query: { text: '', since, until: new Date('2026-03-02T00:00:00.123Z'), order: 'oldest' }, after: 12 })
  await searchMessages(portal, { chatId: 7, query, after: null })
  expect(portal.sent.map(({ params }) => params)).toEqual([
    { CHAT_ID: 7, LIMIT: 200, ORDER: { ID: 'ASC' }, DATE_FROM: '2026-03-01T00:00:00Z', DATE_TO: '2026-03-02T00:00:00Z', LAST_ID: 12 },
    { CHAT_ID: 7, LIMIT: 50, ORDER: { ID: 'DESC' }, SEARCH_MESSAGE: 'plan' },
  ])
})

test('a full page leads to the next, one that is not full is the last', async () => {
  for (const [count, next] of [[50, 951], [49, null], [0, null]] as const) {
    const portal = aPortal({ answers: { [METHOD]: { messages: messages(count) } } })
    expect((await searchMessages(portal, { chatId: 7, query, after: null })).next).toBe(next)
  }
})

test('a portal that sends the same page again does not lead on for ever', async () => {
  const portal = aPortal({ answers: { [METHOD]: { messages: messages(200) } } })
  expect(await searchMessages(portal, { chatId: 7, query, after: 801 })).toMatchObject({ page: { messages: [] }, next: null })
})

test('a plan that limits the history is reported', async () => {
  const limitedBy = async (tariffRestrictions: unknown) => {
    const portal = aPortal({ answers: { [METHOD]: { messages: [], tariffRestrictions } } })
    return (await searchMessages(portal, { chatId: 7, query, after: null })).isHistoryLimited
  }
  expect(await limitedBy({ isHistoryLimitExceeded: true })).toBe(true)
  expect(await limitedBy({ isHistoryLimitExceeded: false })).toBe(false)
  expect(await limitedBy([])).toBe(false)
})

test('an answer without a list and a refusal are errors', async () => {
  const failing = (answer: unknown) => searchMessages(aPortal({ answers: { [METHOD]: answer } }), { chatId: 7, query, after: null })
  await expect(failing({ messages: 'none' })).rejects.toMatchObject({ kind: 'bad-answer', method: METHOD })
  await expect(failing(new PortalError('no-access', { code: 'ACCESS_ERROR' }))).rejects.toMatchObject({ kind: 'no-access' })
})
