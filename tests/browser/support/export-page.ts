import { openAsBlob } from 'node:fs'
import { expect, type FrameLocator, type Page } from '@playwright/test'
import { unzip } from '../../support/unzip.ts'
import type { World } from './test.ts'

/** How many messages of the large chat the portal's plan shows. */
export const EXPORTED = 10_000

/** How many requests an export needs for some of them, but not all. */
export const HALFWAY = 2

/** Starts the large chat; returns the ids of the messages that can be read. */
export function prepareLargeChat(world: World): number[] {
  world.prepare({ scenario: 'big-group' })
  const chat = world.sites.portal.portal().world.chats.get(3000)
  if (!chat) throw new Error('There is no such chat.')
  const ids = Array.from({ length: EXPORTED }, (_unused, index) => chat.messages.at(chat.messages.count - EXPORTED + index).id)
  chat.historyLimitedBeforeId = ids[0] ?? 0
  return ids
}

/** Presses *Save*, also where a slider covers it, and unpacks the archive. */
export async function saveExport(app: FrameLocator, page: Page, chat = 'All hands Europe'): Promise<Map<string, Buffer>> {
  const link = app.getByRole('link', { name: 'Save' })
  await expect(link).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), link.press('Enter')])
  expect(download.suggestedFilename()).toMatch(new RegExp(`^${chat} \\d{4}-\\d\\d-\\d\\d\\.zip$`))
  return unzip(await openAsBlob(await download.path()))
}
