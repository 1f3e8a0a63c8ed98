import type { Page } from '@playwright/test'
import { openPanel } from './support/open-panel.ts'
import { expect, test } from './support/test.ts'

/** Errors in what the portal's REST answers, also those of single commands of a batch. */
function noteRefusals(page: Page): { refusals: unknown[], settled: () => Promise<unknown> } {
  const refusals: unknown[] = []
  const read: Promise<void>[] = []
  page.on('response', (response) => {
    if (!response.url().includes('/rest/')) return
    read.push(response.json().then((answer: { error?: unknown, result?: { result_error?: Record<string, unknown> } }) => {
      refusals.push(...[answer.error, ...Object.values(answer.result?.result_error ?? {})].filter(error => error !== undefined))
    }))
  })
  return { refusals, settled: () => Promise.all(read) }
}

test('with only placement and im granted every panel works, and the portal refuses nothing', async ({ world, page }) => {
  const { refusals, settled } = noteRefusals(page)
  await world.open({ scenario: 'least-scopes', as: 5, lang: 'en' })
  const { app } = world

  await expect(app.getByRole('list', { name: 'Members' }).getByRole('listitem').first()).toBeVisible()
  expect(world.requests().map(({ method, status, code }) => ({ method, status, code }))).toEqual([{ method: 'batch', status: 200, code: '' }])
  await app.getByText('Actions', { exact: true }).click()
  await app.getByRole('button', { name: 'Mute', exact: true }).click()
  await app.getByRole('button', { name: 'Mark 4 as read' }).click()
  await expect(app.getByText('Marked as read.')).toBeVisible()

  await openPanel(app, 'People')
  await expect(app.getByText('user_brief'), 'what is missing is said once').toHaveCount(1)
  await app.getByRole('searchbox').fill('sofia')
  await app.getByRole('button', { name: /Call/ }).first().click()
  await app.getByRole('listitem').getByRole('button').first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(app.getByRole('listitem')).toHaveCount(1)

  await openPanel(app, 'Search')
  await app.getByRole('searchbox').fill('done')
  await expect(app.locator('mark').first()).toBeVisible()
  await app.getByRole('button', { name: 'More actions' }).first().click()
  await app.getByRole('button', { name: 'Before and after' }).first().click()
  await expect(app.locator('[aria-busy="true"]')).toHaveCount(0)

  // last, because the conversation that it opens takes the place of the chat
  await openPanel(app, 'People')
  await app.getByRole('button', { name: /Write to/ }).first().click()
  await expect.poll(() => world.log('command').some(({ command }) => command === 'imOpenMessenger')).toBe(true)
  await expect(app.getByRole('alert')).toHaveCount(0)

  await settled()
  expect(refusals).toEqual([])
  expect(world.log('rest').filter(({ status }) => status !== 200)).toEqual([])
  await expect(app.getByRole('alert')).toHaveCount(0)
})
