import type { FrameLocator } from '@playwright/test'
import type { Chat, Message } from '../portal/core/world/model.ts'
import { appFrame } from './support/app-frame.ts'
import { openPanel } from './support/open-panel.ts'
import { expectAccessible } from './support/schemes.ts'
import { expect, test, type OpenOptions, type World } from './support/test.ts'

const ZONE = 'Europe/Berlin'
const DAY = 86_400_000

test.use({ timezoneId: ZONE })

function chatOf(world: World, id: number): Chat {
  const chat = world.sites.portal.portal().world.chats.get(id)
  if (!chat) throw new Error(`There is no chat ${id}`)
  return chat
}

/** What people wrote in a chat, as the portal has it. */
function writtenIn({ messages }: Chat): Message[] {
  return Array.from({ length: messages.count }, (_unused, position) => messages.at(position)).filter(({ authorId }) => authorId !== 0)
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, weekday: 'short', hour: '2-digit', year: 'numeric', month: '2-digit', day: '2-digit', hourCycle: 'h23' })
/** Weekday, hour and day of an instant in the zone of the browser. */
function localOf(instant: number): { weekday: string, hour: number, day: string } {
  const parts = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]))
  return { weekday: parts['weekday'] ?? '', hour: Number(parts['hour']), day: `${parts['year']}-${parts['month']}-${parts['day']}` }
}

/** 3,000 more messages over a year, none like another, with questions, links and reactions among them. */
function prepareLongChat(world: World): Message[] {
  world.prepare({})
  const chat = chatOf(world, 1489)
  const start = Math.floor((Date.now() - 400 * DAY) / 60_000) * 60_000
  for (let number = 0; number < 3_000; number += 1) {
    const text = number % 40 === 0 ? `question ${number}?` : number % 30 === 0 ? `https://site.example/${number}` : `note ${number}`
    const createdAt = start + number * 3 * 3_600_000 + (number * 37) % 120 * 60_000
    chat.messages.add({ authorId: [503, 547, 1][(number * number) % 7 % 3] ?? 1, createdAt, text, likedBy: number % 50 === 0 ? [1, 503] : [], fileIds: [], systemCode: '' })
  }
  return writtenIn(chat)
}

async function visitInsights(world: World, options: OpenOptions = {}): Promise<FrameLocator> {
  await world.visit(options)
  await openPanel(world.app, 'Insights')
  return world.app
}

async function readEverything(app: FrameLocator): Promise<void> {
  await app.getByLabel('How far to read back').selectOption('everything')
  await app.getByRole('button', { name: 'Read on' }).click()
  await expect(app.getByText(/^All [\d,]+ messages were read\.$/)).toBeVisible()
}

const number = (count: number) => new Intl.NumberFormat('en').format(count)
const glance = (app: FrameLocator, name: string) => app.getByRole('group', { name: 'At a glance' }).getByRole('button', { name: new RegExp(`^[\\d,]+, ${name}$`) })

/** Time to answer by its definition, told once more: somebody else's first message in a row, then this one, within three days. */
function medianAnswer(written: readonly Message[], personId: number): number {
  const waits = written.flatMap(({ authorId, createdAt }, index) => {
    if (authorId !== personId) return []
    let first = index - 1
    const other = written[first]?.authorId
    if (other === undefined || other === personId) return []
    while (written[first - 1]?.authorId === other) first -= 1
    const wait = createdAt - (written[first]?.createdAt ?? 0)
    return wait >= 0 && wait <= 3 * DAY ? [wait] : []
  }).sort((one, other) => one - other)
  return waits[Math.ceil(waits.length / 2) - 1] ?? NaN
}

test('figures of some thousand messages are those of the portal, lead to exactly their messages, and are narrowed by days; each chat has its own', async ({ world }) => {
  const written = prepareLongChat(world)
  const app = await visitInsights(world)
  await expect(app.getByText('These figures are about what has been read so far')).toBeVisible()
  await readEverything(app)

  await expect(glance(app, 'All messages')).toHaveText(number(written.length))
  await expect(glance(app, 'Messages with files')).toHaveText(number(written.filter(({ fileIds }) => fileIds.length > 0).length))
  await expect(glance(app, 'Messages with reactions')).toHaveText(number(written.reduce((sum, { likedBy }) => sum + likedBy.length, 0)))
  await expect(glance(app, 'Messages from all of them')).toHaveText(number(new Set(written.map(({ authorId }) => authorId)).size))
  await expect(app.locator('canvas')).toHaveCount(2)

  const klaus = world.sites.portal.portal().world.people.get(503)
  const name = `${klaus?.firstName} ${klaus?.lastName}`
  const row = app.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: name })
  await expect(row.getByRole('button', { name: `Messages from ${name}` })).toHaveText(number(written.filter(({ authorId }) => authorId === 503).length))
  const minutes = Math.round(medianAnswer(written, 503) / 60_000)
  await expect(row.getByRole('button', { name: `Answers of ${name}` }).first()).toHaveText(minutes % 60 === 0 ? `${minutes / 60} hr` : `${Math.floor(minutes / 60)} hr ${minutes % 60} min`)

  await app.getByText('Table', { exact: true }).nth(1).click()
  const table = app.getByRole('table', { name: 'Weekdays and hours' })
  const days = (await table.getByRole('columnheader').allTextContents()).slice(1)
  const shown = await Promise.all((await table.getByRole('row').all()).slice(1).map(async line => (await line.getByRole('cell').allTextContents()).map(text => Number(text.replace(',', '')))))
  const times = written.map(message => ({ message, ...localOf(message.createdAt) }))
  expect(shown).toEqual(Array.from({ length: 24 }, (_unused, hour) => days.map(day => times.filter(time => time.hour === hour && time.weekday === day).length)))

  const monday = times.filter(({ hour, weekday }) => hour === 3 && weekday === 'Mon').map(({ message }) => message.text)
  await table.getByRole('button', { name: /^\d+, Messages, Monday, the hour from 3:00.AM$/ }).click()
  await expect(app.getByRole('status').filter({ hasText: `${monday.length} messages` })).toBeVisible()
  const list = app.getByRole('list', { name: /^Messages, Monday/ }).getByRole('listitem')
  await expect(list.first()).toHaveAttribute('aria-setsize', String(monday.length))
  const first = await list.locator('.message-text').allTextContents()
  expect(first).toEqual([...monday].reverse().slice(0, first.length))
  expect(first.length).toBeGreaterThan(3)

  await app.getByRole('button', { name: 'Back to the figures' }).click()
  await app.locator('.u-over').first().hover()
  const hint = (await app.getByText(/^.+: [\d,]+ messages?$/).first().textContent()) ?? ''
  await app.locator('.u-over').first().click()
  await expect(app.getByRole('status').filter({ hasText: hint.split(': ')[1] ?? 'nothing' })).toBeVisible()
  await expect(app.getByRole('heading', { name: `Messages, ${hint.split(': ')[0]}` })).toBeVisible()

  await app.getByRole('button', { name: 'Back to the figures' }).click()
  await expect(app.locator('canvas')).toHaveCount(2)
  const [from, to] = [localOf(Date.now() - 60 * DAY).day, localOf(Date.now() - 40 * DAY).day]
  const expected = number(written.filter(({ createdAt }) => localOf(createdAt).day >= from && localOf(createdAt).day <= to).length)
  const canvases = await app.locator('canvas').elementHandles()
  await app.getByLabel('Period').selectOption('days')
  await app.getByLabel('From', { exact: true }).fill(from)
  await app.getByLabel('To', { exact: true }).fill(to)
  await expect(glance(app, 'All messages')).toHaveText(expected)
  // other figures are drawn where those before them were
  for (const canvas of canvases) expect(await canvas.evaluate(({ isConnected }) => isConnected)).toBe(true)

  await world.open({ scenario: 'private' })
  await openPanel(app, 'Insights')
  await expect(glance(app, 'All messages')).toHaveText(number(writtenIn(chatOf(world, 1231)).length))
  await expect(app.getByText('Quietest members')).toHaveCount(0)
})

test('by keyboard a figure leads to its messages and back, and axe finds nothing wrong in figures, tables and messages, light or dark', async ({ world, page }) => {
  world.prepare({})
  const app = await visitInsights(world)
  await expect(app.locator('canvas')).toHaveCount(2)
  for (const table of await app.getByText('Table', { exact: true }).all()) await table.click()
  await app.getByText('Quietest members').click()
  await expect(app.getByText(/Every member wrote something in this time|of \d+ members wrote nothing in this time/)).toBeVisible()
  const frame = await appFrame(world.app)
  await expectAccessible(page, frame)

  const figure = glance(app, 'Questions without an answer').or(glance(app, 'Messages with links')).first()
  await figure.press('Enter')
  await expect(app.getByRole('button', { name: 'Back to the figures' })).toBeFocused()
  await expect(app.locator('canvas').first()).toBeHidden()
  await expect(app.getByRole('listitem').first()).toBeVisible()
  await expectAccessible(page, frame)
  await page.keyboard.press('Enter')
  await expect(figure).toBeFocused()
})
