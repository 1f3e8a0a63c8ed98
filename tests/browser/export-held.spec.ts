/** An export takes the messages that another panel has read, and says so; a checkbox reads everything again. */
import type { FrameLocator } from '@playwright/test'
import { textOf } from '../support/unzip.ts'
import { saveExport } from './support/export-page.ts'
import { openPanel } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

const CHAT = 1489
const DAY = 86_400_000

const messagesOf = (world: World) => {
  const chat = world.sites.portal.portal().world.chats.get(CHAT)
  if (!chat) throw new Error('There is no such chat.')
  return chat.messages
}

function idsOf(world: World): number[] {
  const messages = messagesOf(world)
  return Array.from({ length: messages.count }, (_unused, index) => messages.at(index).id)
}

/** Requests in which messages were asked for. */
const readings = (world: World): number => world.requests().filter(entry => JSON.stringify(entry).includes('im.dialog.messages.get')).length

async function exportJson(app: FrameLocator): Promise<void> {
  await app.getByRole('combobox', { name: 'Format' }).selectOption('json')
  await app.getByRole('button', { name: 'Start the export' }).click()
}

interface Row {
  id: number
  text: string
}

const rowsIn = (files: ReadonlyMap<string, Buffer>): Row[] => (JSON.parse(textOf(files, 'messages-001.json')) as { messages: Row[] }).messages // valid by another test

test('what Insights has read is not read again: an export reads only new messages, unless everything is to be read again', async ({ world, page }) => {
  world.prepare({})
  const start = Date.now() - 400 * DAY
  for (let number = 0; number < 5_000; number += 1) {
    messagesOf(world).add({ authorId: number % 3 === 0 ? 503 : 1, createdAt: start + number * 3_600_000, text: `note ${number}`, likedBy: [], fileIds: [], systemCode: '' })
  }
  await world.visit()
  const { app } = world
  await openPanel(app, 'Insights')
  await app.getByLabel('How far to read back').selectOption('everything')
  await app.getByRole('button', { name: 'Read on' }).click()
  await expect(app.getByText('All 5,340 messages were read.')).toBeVisible()
  const edited = idsOf(world)[5_000] ?? 0
  messagesOf(world).amend(edited, { text: 'changed since' })
  messagesOf(world).add({ authorId: 503, createdAt: Date.now(), text: 'new', likedBy: [], fileIds: [], systemCode: '' })

  await openPanel(app, 'Export')
  const anew = app.getByRole('checkbox', { name: 'Read everything again from Bitrix24' })
  await expect(anew).not.toBeChecked()
  await expect(app.getByText(/^Already read here: 5,340 \((?:this minute|\d+ minutes? ago)\)\./)).toBeVisible()
  world.sites.portal.portal().clearLog()
  await exportJson(app)
  await expect(app.getByText(/^5,340 messages were read here before/)).toBeVisible()
  expect(readings(world), 'what is behind the last message, and that nothing is').toBeLessThanOrEqual(2)
  const taken = await saveExport(app, page, 'Website relaunch')
  expect(rowsIn(taken).map(({ id }) => id)).toEqual(idsOf(world))
  expect(rowsIn(taken).find(({ id }) => id === edited)?.text).not.toBe('changed since')
  expect(JSON.parse(textOf(taken, 'manifest.json'))).toMatchObject({ isComplete: true, gaps: [], counts: { messages: 5_341 }, earlier: { messages: 5_340 } })
  expect(textOf(taken, 'manifest.txt')).toMatch(/\nRead before the export: 5,340, from #\d+ to #\d+, as of \d{4}-/)

  await app.getByRole('button', { name: 'I have the file' }).click()
  await anew.check()
  world.sites.portal.portal().clearLog()
  await exportJson(app)
  const fresh = await saveExport(app, page, 'Website relaunch')
  expect(readings(world)).toBeGreaterThan(2)
  expect(rowsIn(fresh).find(({ id }) => id === edited)?.text).toBe('changed since')
  expect(JSON.parse(textOf(fresh, 'manifest.json'))).toMatchObject({ counts: { messages: 5_341 }, earlier: null })
})
