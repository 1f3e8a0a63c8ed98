import { readFile } from 'node:fs/promises'
import type { Frame, Page } from '@playwright/test'
import { messageCorpus } from '../fixtures/message-corpus/corpus.ts'
import { readCsv } from '../support/read-csv.ts'
import { appFrame } from './support/app-frame.ts'
import { corpusScenario, NAME_MARK, TEXT_MARK } from './support/corpus-world.ts'
import { strays } from './support/in-rows.ts'
import { openPanel } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

// Everything that people can write, hostile: it goes through every view and into everything that is taken away. That no request leaves
// is asserted in every test.

/** Notes what a text may not cause: a dialog, or another page in a frame that is open. */
function noteEvents(page: Page): string[] {
  const events: string[] = []
  page.on('dialog', (dialog) => {
    events.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('framenavigated', frame => events.push(`page ${frame.url()}`))
  return events
}

async function open(world: World, tab: string): Promise<Frame> {
  await world.open({ scenario: corpusScenario })
  await openPanel(world.app, tab)
  return await appFrame(world.app)
}

/** Scrolls down by steps until everything was in view once. */
async function scrollThrough(frame: Frame, look: () => Promise<void>): Promise<void> {
  for (let isEnd = false; !isEnd;) {
    await look()
    isEnd = await frame.evaluate(async () => {
      const before = window.scrollY
      window.scrollBy(0, window.innerHeight * 3)
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      return window.scrollY === before
    })
  }
}

async function expectNothingRan(page: Page): Promise<void> {
  for (const frame of page.frames()) expect(await frame.evaluate(() => Reflect.get(window, 'ran') as unknown), frame.url()).toBeUndefined()
}

test('a hostile title, description and names stay where they belong in the Overview', async ({ world, page }) => {
  const frame = await open(world, 'Overview')
  const events = noteEvents(page)
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await expect(world.app.getByRole('heading', { level: 1 })).toContainText('<script>window.ran = 1</script>')
  expect(await strays(frame)).toEqual([])
  await world.app.getByRole('button', { name: 'Show more' }).click()
  expect(await strays(frame)).toEqual([])
  await expectNothingRan(page)
  expect(events).toEqual([])
})

test('hostile names, positions and departments stay in their rows, in the copied list and in the file', async ({ world, page }) => {
  const frame = await open(world, 'People')
  const events = noteEvents(page)
  const { app } = world
  await expect(app.getByText('3,000 people', { exact: true })).toBeVisible()
  await app.getByRole('searchbox').fill(NAME_MARK)
  await expect(app.getByText(`${messageCorpus.length} of 3,000 people match.`)).toBeVisible()
  const seen = new Set<string | null>()
  await scrollThrough(frame, async () => {
    expect(await strays(frame)).toEqual([])
    for (const position of await app.getByRole('listitem').evaluateAll(rows => rows.map(row => row.getAttribute('aria-posinset')))) seen.add(position)
  })
  expect(seen.size).toBe(messageCorpus.length)

  await app.getByRole('button', { name: 'Copy list' }).click()
  const copied = await app.getByRole('textbox', { name: 'People' }).inputValue()
  expect(copied.split('\n')).toHaveLength(messageCorpus.length)
  expect(copied).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u)

  const [download] = await Promise.all([page.waitForEvent('download'), app.getByRole('button', { name: 'Save as CSV' }).click()])
  const lines = readCsv((await readFile(await download.path(), 'utf8')).replace(/^\uFEFF/, ''))
  expect(lines).toHaveLength(messageCorpus.length + 1)
  expect(new Set(lines.map(cells => cells.length))).toEqual(new Set([7]))
  expect(lines.flat().filter(cell => /^\s*[=+\-@＝＋－＠\t\r]/.test(cell))).toEqual([])
  await expectNothingRan(page)
  expect(events).toEqual([])
})

test('hostile messages, authors and file names stay in their rows, as hits and around them', async ({ world, page }) => {
  const frame = await open(world, 'Search')
  const events = noteEvents(page)
  const { app } = world
  await app.getByRole('searchbox').fill(TEXT_MARK)
  await expect(app.getByRole('list', { name: 'Found messages' })).toBeVisible()
  const seen = new Set<string | null>()
  await scrollThrough(frame, async () => {
    await frame.evaluate(async () => {
      // one that is seen: the list also keeps the row that has the focus, and would lead back to it
      const row = [...document.querySelectorAll('[role="listitem"]')].find(one => one.getBoundingClientRect().top >= 0)
      const press = (selector: string) => row?.querySelector<HTMLElement>(selector)?.click()
      press('[data-column="more"]')
      await new Promise(requestAnimationFrame)
      press('[popover="manual"] [aria-expanded="false"]')
    })
    await expect(app.locator('[aria-busy="true"]')).toHaveCount(0)
    expect(await strays(frame)).toEqual([])
    for (const position of await app.locator('.virtual-list > *').evaluateAll(rows => rows.map(row => row.getAttribute('aria-posinset')))) seen.add(position)
  })
  expect(seen.size).toBe(messageCorpus.length)
  await expectNothingRan(page)
  expect(events).toEqual([])
})
