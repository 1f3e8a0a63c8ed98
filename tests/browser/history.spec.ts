import { historyFrame, measureReading } from './support/history-page.ts'
import { expect, test } from './support/test.ts'

// The reader of histories through the app's own door, with the real SDK and the simulated portal.

test('ten thousand messages are read in a few requests, each once, and a token that expires on the way is renewed', async ({ world, page }) => {
  await world.open({ scenario: 'big-group', appUrl: `${world.sites.pages.url}history.html` })
  const portal = world.sites.portal.portal()
  const messages = portal.world.chats.get(3_000)?.messages
  const frame = await historyFrame(page, world.sites.portal)
  portal.clearLog()
  portal.addFault({ side: 'rest', target: 'batch', fault: { kind: 'expired-token' }, skip: 2, times: 1 })

  const cost = await measureReading(frame, { dialogId: 'chat3000', direction: 'newest-first', fromMessageId: messages?.at(10_000).id ?? 0 })
  expect(cost).toMatchObject({ read: 10_000, ids: [messages?.at(9_999).id, messages?.firstId], isInOrder: true, waits: [] })
  expect(cost.requests).toBeLessThanOrEqual(7)
  expect(world.log('rest').map(({ status }) => status).filter(status => status !== 200)).toEqual([401])
})
