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

const other: WaitingLine = { version: { ...version('c', 'Bread'), id: '1'.repeat(32) as LineId }, there: null, history: [] }

test('what two pages keep at once is kept of both, and what one lets go is gone', async () => {
  const [sidebar, slider] = [of(), of()]
  expect(await Promise.all([sidebar.keep([unsent]), slider.keep([other])])).toEqual([true, true])
  expect((await of().read()).map(({ version: { revision } }) => revision).sort()).toEqual(['b', 'c'])
  await slider.keep([])
  expect(await of().read()).toEqual([unsent])
  await sidebar.keep([{ ...unsent, there: unsent.version }])
  await slider.keep([unsent])
  expect(await of().read()).toHaveLength(1)
})

test('of a line that two pages changed each is kept, and one that knows the other stands for both', async () => {
  const [sidebar, slider, later] = [of(), of(), of()]
  const changed = (revision: string, past: string[]): WaitingLine => ({ ...unsent, version: { ...version(revision, revision), past } })
  const revisions = async (): Promise<string[]> => (await of().read()).map(line => line.version.revision).sort()
  await sidebar.keep([changed('b', ['a'])])
  await slider.keep([changed('c', ['a'])])
  expect(await revisions()).toEqual(['b', 'c'])
  await later.keep([changed('d', ['c', 'b', 'a'])])
  await sidebar.keep([changed('b', ['a'])])
  await of().keep([changed('c', ['a'])])
  expect(await revisions()).toEqual(['d'])
})

test('what somebody had removed while it was being sent is not kept again, and what still waits then is said not to be kept', async () => {
  const lines = of()
  await lines.keep([unsent, other])
  await clearWaitingLines()
  expect(await lines.keep([{ ...unsent, there: unsent.version }])).toBe(true)
  expect(await lines.keep([other])).toBe(false)
  expect([await of().read(), await sizeOfWaitingLines()]).toEqual([[], 0])
  expect(await lines.keep([other, unsent, { ...other, version: { ...other.version, id: '2'.repeat(32) as LineId, revision: 'd' } }])).toBe(false)
  expect(await of().read()).toHaveLength(1)
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
