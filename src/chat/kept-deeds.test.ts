import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { withDeviceKey } from '../../tests/support/a-device-key.ts'
import { aPortal } from '../../tests/support/a-portal.ts'
import { type Deed, deedsOfNotes } from '../notes/note-deeds.ts'
import { removedContent } from '../notes/line-version.ts'
import type { LineId } from '../notes/note.ts'
import { deedsOfTemplates, type TemplateDeed } from '../templates/template-deeds.ts'
import { clearKeptDeeds, keptDeeds, sizeOfKeptDeeds } from './kept-deeds.ts'
import type { Kept } from '../lib/undo-stack.ts'

const ANNA = 5
const until = 1_000_000

beforeEach(clearKeptDeeds)

const beside = (viewerId: number, app: Record<string, unknown> = {}) => aPortal({ opening: { ...withDeviceKey(viewerId), appOption: name => app[name] } })

const text = 'Order <paper> 📎 for Anna'
const line = { ...removedContent('V'), isRemoved: false, text, assigneeId: 7, conflict: [{ text: 'or pens', by: 8 }] }
const lineId = '0123456789abcdef'.repeat(2) as LineId
const ofNotes: Kept<Deed>[] = [
  { id: '3', until, kind: 'remove', lineId, before: line, after: removedContent('V') },
  { id: '2', until, kind: 'add', lineId, before: null, after: line },
]
const template = { id: '0123456789ab', folder: '', name: 'Offer', text }
const ofTemplates: Kept<TemplateDeed>[] = [
  { id: '3', until, owner: 'own', changes: [{ kind: 'remove', before: template }] },
  { id: '2', until, owner: 'company', changes: [{ kind: 'put', template, before: null }, { kind: 'put', template, before: { ...template, name: 'Bid' } }] },
]

test('what was done comes back as it was, for the same person and list, and for nobody else', async () => {
  const notes = deedsOfNotes({ portal: beside(ANNA), chatId: 7, list: 'shared' })
  const templates = deedsOfTemplates(beside(ANNA))
  await notes.change(() => ofNotes)
  await templates.change(() => ofTemplates)
  expect([await notes.read(), await templates.read()]).toEqual([ofNotes, ofTemplates])
  const others = [
    deedsOfNotes({ portal: beside(6), chatId: 7, list: 'shared' }), deedsOfNotes({ portal: beside(ANNA), chatId: 8, list: 'shared' }),
    deedsOfNotes({ portal: beside(ANNA), chatId: 7, list: 'own' }), deedsOfTemplates(beside(6)),
  ]
  for (const other of others) expect(await other.read()).toEqual([])
})

test('what two pages do at once is kept of both', async () => {
  const [sidebar, slider] = [deedsOfTemplates(beside(ANNA)), deedsOfTemplates(beside(ANNA))]
  await Promise.all([sidebar.change(there => [...there, ...ofTemplates.slice(0, 1)]), slider.change(there => [...there, ...ofTemplates.slice(1)])])
  expect((await sidebar.read()).map(({ id }) => id).sort()).toEqual(['2', '3'])
})

test('what is no deed is left out', async () => {
  const portal = beside(ANNA)
  const written: unknown[] = [
    null, 'deed', { kind: 'remove', before: null, after: 'no line' }, { kind: 'steal', before: null, after: '{}' },
    { owner: 'nobody', changes: [] }, { owner: 'own', changes: [[null, null]] }, { owner: 'own', changes: [['x', '', 'y', 'z']] }, { owner: 'own', changes: 'all' },
  ]
  const rows = written.map((deed, index) => ({ id: String(index), until, deed }))
  for (const name of [['notes', 'own', 7], ['templates']]) {
    await keptDeeds<{ deed: unknown }>({ portal, name, write: ({ deed }) => deed, read: () => null }).change(() => rows)
  }
  expect([await deedsOfNotes({ portal, chatId: 7, list: 'own' }).read(), await deedsOfTemplates(portal).read()]).toEqual([[], []])
})

test('the oldest give way where all of them are too much', async () => {
  const templates = deedsOfTemplates(beside(ANNA))
  const deed = (id: string): Kept<TemplateDeed> => ({ id, until, owner: 'own', changes: [{ kind: 'remove', before: { ...template, text: 'x'.repeat(4_000) } }] })
  const many = Array.from({ length: 100 }, (_unused, index) => deed(String(index)))
  await templates.change(() => many)
  const kept = await templates.read()
  expect(kept).toEqual(many.slice(0, kept.length))
  expect(kept.length).toBeGreaterThan(40)
  expect(kept.length).toBeLessThan(60)
})

test('nothing is kept without a key or where an administrator says so, and the clearing leaves nothing', async () => {
  for (const portal of [aPortal({ opening: { userOption: () => undefined } }), beside(ANNA, { keepViews: 'no' })]) {
    await deedsOfTemplates(portal).change(() => ofTemplates)
    expect([await sizeOfKeptDeeds(), portal.sent]).toEqual([0, []])
  }
  await deedsOfTemplates(beside(ANNA)).change(() => ofTemplates)
  expect(await sizeOfKeptDeeds()).toBeGreaterThan(4_000)
  await clearKeptDeeds()
  expect([await deedsOfTemplates(beside(ANNA)).read(), await sizeOfKeptDeeds()]).toEqual([[], 0])
})

test('a hundred records are kept, the newest among them', async () => {
  const of = (chatId: number) => deedsOfNotes({ portal: beside(ANNA), chatId, list: 'own' })
  await of(1).change(() => ofNotes)
  const one = await sizeOfKeptDeeds()
  for (let chatId = 2; chatId <= 101; chatId += 1) await of(chatId).change(() => ofNotes)
  expect([await sizeOfKeptDeeds(), await of(101).read()]).toEqual([100 * one, ofNotes])
})

test('records of the day before yesterday are removed when the next one is kept', async () => {
  const portal = beside(ANNA)
  const realNow = Date.now
  Date.now = () => realNow() - 2 * 86_400_000
  await deedsOfNotes({ portal, chatId: 7, list: 'own' }).change(() => ofNotes).finally(() => { Date.now = realNow })
  await deedsOfTemplates(portal).change(() => ofTemplates)
  expect([await deedsOfNotes({ portal, chatId: 7, list: 'own' }).read(), await deedsOfTemplates(portal).read()]).toEqual([[], ofTemplates])
})
