/** Another page of the same origin, in the same portal, reads whatever the app keeps there: nothing of it says anything. */
import type { Frame, Page } from '@playwright/test'
import { keepEverything } from './support/every-store.ts'
import { expect, test } from './support/lasting-profile.ts'
import { readEverything } from './support/read-everything.ts'

/** A page at another path of the app's host, framed by the portal's page as the app is. */
async function foreignPage(page: Page, url: string): Promise<Frame> {
  const handle = await page.evaluateHandle((address) => {
    const frame = document.createElement('iframe')
    frame.src = address
    document.body.append(frame)
    return frame
  }, url)
  const frame = await handle.asElement()?.contentFrame()
  if (!frame) throw new Error('The frame is not there.')
  await frame.waitForURL(url)
  return frame
}

test('views, archive, exports, drafts and marks are nothing but noise to a foreign page, and one button removes them all', async ({ world, page }) => {
  world.prepare({})
  await keepEverything(world, page)
  const { app } = world
  const foreign = await foreignPage(page, new URL('FILES.txt', world.sites.app.url).href)
  const { texts, records } = await readEverything(foreign)
  expect(records, 'a view, the archive\'s head and block, the export\'s head and chunk, drafts, marks').toBeGreaterThanOrEqual(7)
  const { people, chats } = world.sites.portal.portal().world
  const chat = chats.get(1489)
  const messages = Array.from({ length: 20 }, (_unused, index) => chat?.messages.at(index).text ?? '').filter(text => text.length > 6)
  const words = [chat?.name ?? '', 'chat1489', 'half a wo', 'demo.bitrix24', ...messages, ...[...people.values()].flatMap(({ firstName, lastName }) => [firstName, lastName]).filter(word => word.length > 5)]
  for (const word of words) expect(texts.some(text => text.includes(word)), word).toBe(false)

  await app.getByRole('tab', { name: 'Links and files' }).click()
  await app.getByText('On this device').click()
  await app.getByRole('button', { name: 'Remove everything kept here' }).click()
  await app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(app.getByLabel('Keep what was read from this chat')).not.toBeChecked()
  const counts = () => readEverything(foreign).then(left => left.records)
  await expect.poll(counts).toBe(0)
})
