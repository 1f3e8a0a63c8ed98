import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { withDeviceKey } from '../../tests/support/a-device-key.ts'
import { aPortal } from '../../tests/support/a-portal.ts'
import { type LineVersion, removedContent } from './line-version.ts'
import type { LineId } from './note.ts'
import type { WaitingLine } from './replica.ts'
import { clearWaitingLines, sizeOfWaitingLines, waitingLines } from './waiting-lines.ts'

const ANNA = 5

beforeEach(clearWaitingLines)

const version = (revision: string, text: string): LineVersion =>
  ({ ...removedContent('V'), isRemoved: false, text, id: '0'.repeat(32) as LineId, revision, past: [], by: ANNA })
const unsent: WaitingLine = { version: version('b', 'Secret milk'), there: version('a', 'Milk'), history: [version('a', 'Milk')] }
const sent: WaitingLine = { version: version('a', 'Milk'), there: version('a', 'Milk'), history: [] }

let time = 1_000_000
const of = (viewerId = ANNA, more: { chatId?: number, list?: 'own' | 'shared', app?: Record<string, unknown> } = {}) => waitingLines({
  portal: aPortal({ opening: { ...withDeviceKey(viewerId), appOption: name => more.app?.[name] } }), viewerId, chatId: more.chatId ?? 7, list: more.list ?? 'shared', now: () => time,
})

test('what waits comes back for the same person, chat and list, and for nobody else', async () => {
  expect(await of().keep([unsent])).toBe(true)
  expect(await of().read()).toEqual([unsent])
  for (const other of [of(6), of(ANNA, { chatId: 8 }), of(ANNA, { list: 'own' })]) expect(await other.read()).toEqual([])
})

test('nothing of a note lies on the device in clear', async () => {
  await of().keep([unsent])
  const asked = indexedDB.open('chatside-notes')
  await new Promise((resolve) => { asked.onsuccess = resolve })
  const all = asked.result.transaction('waiting').objectStore('waiting').getAll()
  await new Promise((resolve) => { all.onsuccess = resolve })
  asked.result.close()
  const [record] = all.result
  expect(new TextDecoder('latin1').decode(record.sealed)).not.toMatch(/milk|version|history/i)
  expect([Object.keys(record).sort(), record.sealed.byteLength]).toEqual([['day', 'name', 'sealed'], 4_096 + 28])
})

test('what the portal has waits ten minutes more, what it has not for as long as it takes', async () => {
  const lines = of()
  await lines.keep([sent])
  expect(await of().read()).toEqual([sent])
  time += 10 * 60_000
  await lines.keep([sent])
  expect(await of().read()).toEqual([])
  const again = of()
  await again.keep([unsent])
  time += 86_400_000
  await again.keep([unsent])
  expect(await of().read()).toEqual([unsent])
})

test('nothing is kept where an administrator says so, and what was kept is taken away with everything', async () => {
  expect(await of(ANNA, { app: { keepViews: 'no' } }).keep([unsent])).toBe(false)
  await of().keep([unsent])
  expect(await sizeOfWaitingLines()).toBeGreaterThan(4_000)
  await clearWaitingLines()
  expect([await of().read(), await sizeOfWaitingLines()]).toEqual([[], 0])
})

test('a list of which nothing waits needs no key', async () => {
  const portal = aPortal({ opening: { userOption: () => undefined } })
  expect(await waitingLines({ portal, viewerId: ANNA, chatId: 7, list: 'shared' }).keep([])).toBe(true)
  expect(portal.sent).toEqual([])
})
