import { after, holdRequests } from './support/hold-requests.ts'
import { expect, test } from './support/test.ts'

/** What one card of the list of links says, as `name: value` lines. */
const FACT = 'dl > div'

test('a deal: what matters comes in a second request, after the chat was shown', async ({ world, page }) => {
  world.prepare({ scenario: 'all-scopes' })
  const letGo = await holdRequests(page, after(1, 'cmd'))
  await world.visit({ chat: 'chat1439', as: 503, lang: 'en' })
  const card = world.app.getByRole('list', { name: 'Linked to' }).getByRole('listitem')
  await expect(card.getByText('Loading details…')).toBeAttached()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await expect(card.locator('dl')).toHaveCount(0)

  letGo()
  await expect(card).toContainText('Label printers for the Leipzig warehouse')
  await expect(card.locator(FACT)).toHaveText([
    'StagePrepayment invoice', 'Amount€14,250.50', 'ContactGiulia Conti', 'CompanyConti & Figli S.r.l.', 'ResponsibleKlaus Weber',
  ])
  expect(world.requests().map(({ method, status }) => ({ method, status }))).toEqual([{ method: 'batch', status: 200 }, { method: 'batch', status: 200 }])
})

test('a deal opens by keyboard in the portal\'s slider, and is read again when that has closed', async ({ world, page }) => {
  await world.open({ scenario: 'all-scopes', chat: 'chat1439', as: 503, lang: 'en' })
  const card = world.app.getByRole('list', { name: 'Linked to' }).getByRole('listitem')
  await expect(card).toContainText('Prepayment invoice')
  const link = card.getByRole('button', { name: /^Deal/ })
  await link.focus()
  await page.keyboard.press('Enter')
  const slider = page.getByRole('dialog')
  await expect(slider).toBeVisible()
  const deal = world.sites.portal.portal().world.records.crmItems.get('2:1663')
  if (deal) deal.stageId = 'WON'
  await slider.getByRole('button', { name: 'Close' }).click()
  await expect(card).toContainText('Deal successful')
  await expect(link).toBeVisible()
})

test('a task names status, deadline and who is responsible, and says in words that it is overdue', async ({ world }) => {
  await world.open({ scenario: 'all-scopes', chat: 'chat1733' })
  const card = world.app.getByRole('list', { name: 'Linked to' }).getByRole('listitem')
  await expect(card).toContainText('Replace the label printer')
  await expect(card.locator(FACT)).toHaveText(['StatusIn progress', /^Deadline.*– overdue$/, 'ResponsibleRavi Patel'])
})

test('a conversation with a customer names channel, way, customer, number, operator and who wrote last', async ({ world }) => {
  await world.open({ scenario: 'all-scopes' })
  const cards = world.app.getByRole('list', { name: 'Linked to' }).getByRole('listitem')
  await expect(cards).toHaveCount(3)
  await expect(cards.filter({ hasText: 'Open channel' }).locator(FACT)).toHaveText([
    'ChannelExample shop', 'Writes throughLive chat on a website', 'CustomerGreen Guest #17', 'ConversationNo. 343', 'OperatorSamantha Johnson',
    /^Last messageFrom (the customer|our side), /,
  ])
  await expect(cards.filter({ hasText: 'Contact' }).filter({ hasText: 'Phone' })).toContainText('+39 06 5550117')
  expect(world.requests().map(({ method }) => method)).toEqual(['batch', 'batch'])
})

test('without the scopes nothing is asked, and what they hide is said once', async ({ world }) => {
  await world.open({ scenario: 'crm-deal', lang: 'en' })
  await expect(world.app.getByText('details of CRM records (crm)')).toHaveCount(1)
  await expect(world.app.getByRole('button', { name: /^Deal/ })).toBeVisible()
  expect(world.requests().map(({ method }) => method)).toEqual(['batch'])
})

test('a deal that the viewer may not see is said so, and can still be opened', async ({ world }) => {
  await world.open({ scenario: 'all-scopes', chat: 'chat1738', as: 5, lang: 'en' })
  const card = world.app.getByRole('list', { name: 'Linked to' }).getByRole('listitem')
  await expect(card).toContainText('Your Bitrix24 does not let you see what is in this record.')
  await expect(card.getByRole('button', { name: /^Deal/ })).toBeEnabled()
})
