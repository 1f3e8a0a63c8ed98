// @vitest-environment node
/**
 * Whatever several windows, their ends, the disk and the clock do to an export, in any order: the files hold exactly the messages that
 * the manifest counts, each once and in order, and the manifest names the place of every one that is missing.
 */
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aBrowsersLocks, aGrowingChat, openWindow, type GrowingChat, type OpenWindow } from '../../../tests/support/export-windows.ts'
import { textOf, unzip } from '../../../tests/support/unzip.ts'

const DAY = 86_400_000
const WINDOWS = 3

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'], now: Date.UTC(2026, 2, 10) })
  vi.stubGlobal('indexedDB', new IDBFactory())
  watchCrypto()
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const { add } = IDBObjectStore.prototype
const { transaction } = IDBDatabase.prototype

/** What the disk refuses at the moment. */
function aDisk() {
  const disk = { isFull: false, closesNext: false }
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function adding(this: IDBObjectStore, ...given) {
    if (disk.isFull) throw new DOMException('full', 'QuotaExceededError')
    return add.apply(this, given)
  })
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function begin(this: IDBDatabase, ...given) {
    if (disk.closesNext) this.close()
    disk.closesNext = false
    return transaction.apply(this, given)
  })
  return disk
}

/** Work of the browser's own threads that has not ended; no count of rounds says how long it takes. */
const working = new Set<Promise<unknown>>()
const { importKey, deriveKey, deriveBits, encrypt, decrypt } = SubtleCrypto.prototype

function watchCrypto(): void {
  for (const [name, work] of Object.entries({ importKey, deriveKey, deriveBits, encrypt, decrypt })) {
    vi.spyOn(SubtleCrypto.prototype, name as 'encrypt').mockImplementation(function begin(this: SubtleCrypto, ...given) {
      const done = (work as typeof encrypt).apply(this, given)
      working.add(done)
      const end = (): unknown => working.delete(done)
      done.then(end, end)
      return done
    })
  }
}

/** Lets everything come to rest that does not wait for the portal or for time; the browser's own compression and encryption take their time. */
async function rest(windows: readonly OpenWindow[]): Promise<void> {
  const isPacking = () => windows.some(({ store }) => store.view.state === 'packing')
  for (let round = 0, quiet = 0; quiet < 20 && round < 10_000; round += 1) {
    await vi.advanceTimersByTimeAsync(0)
    await new Promise(resolve => setImmediate(resolve))
    quiet = working.size > 0 || isPacking() ? 0 : quiet + 1
    await Promise.allSettled(working)
    // the compression has no promise to wait for
    if (isPacking()) await new Promise(resolve => setImmediate(resolve))
  }
}

/** What is in the archives that were opened: one that is there step after step is opened once. */
const opened = new WeakMap<Blob, Map<string, Buffer>>()

async function filesOf(archive: Blob): Promise<Map<string, Buffer>> {
  const files = opened.get(archive) ?? await unzip(archive)
  opened.set(archive, files)
  return files
}

async function isSound({ store: { view } }: OpenWindow, chat: GrowingChat): Promise<boolean> {
  if (view.state !== 'ready') return false
  const { packed: { blob, manifest }, kept: { end } } = view
  const files = await filesOf(blob)
  const ids = manifest.parts.flatMap(({ file }) => (JSON.parse(textOf(files, file)) as { messages: { id: number }[] }).messages.map(({ id }) => id))
  expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other))
  expect(manifest.counts.messages).toBe(ids.length)
  const missing = chat.ids.filter(id => id <= (end?.id ?? Infinity) && !ids.includes(id))
  for (const id of missing) {
    expect(manifest.gaps.some(({ afterId, beforeId }) => id > (afterId ?? 0) && id < (beforeId ?? Infinity)), `${id} is missing and named`).toBe(true)
  }
  if (manifest.isComplete) expect(missing).toEqual([])
  return manifest.isComplete
}

const STEPS = ['look', 'begin', 'goOn', 'pause', 'resume', 'cancel', 'takeRead', 'discard', 'taken', 'lookAgain', 'pass', 'refuse', 'close'] as const
const step = fc.oneof(
  { weight: 7, arbitrary: fc.record({ what: fc.constantFrom('pass' as const, 'pass' as const, 'goOn' as const, 'begin' as const), who: fc.nat(WINDOWS - 1) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constantFrom(...STEPS), who: fc.nat(WINDOWS - 1) }) },
  { weight: 2, arbitrary: fc.constant({ what: 'wait' as const, who: 0 }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('fortnight' as const, 'yesterday' as const, 'full' as const, 'room' as const, 'shut' as const, 'write' as const), who: fc.constant(0) }) },
)

/** An export that was interrupted after its first messages were kept, as all windows find it. */
const INTERRUPTED = ['begin', 'pass', 'pass', 'wait', 'pass', 'cancel'].map(what => ({ what, who: 1 }))

async function play(given: readonly { what: string, who: number }[], { hasLocks, isBegun }: { hasLocks: boolean, isBegun: boolean }): Promise<void> {
  vi.stubGlobal('indexedDB', new IDBFactory())
  const disk = aDisk()
  const locks = aBrowsersLocks()
  vi.stubGlobal('navigator', { locks: hasLocks ? locks.manager : undefined })
  const chat = aGrowingChat(420)
  const windows = Array.from({ length: WINDOWS }, () => openWindow(chat))
  const world: Readonly<Record<string, () => unknown>> = {
    // so long that what was written is kept, and shorter than anything waits for the disk
    wait: () => vi.advanceTimersByTimeAsync(2_100),
    fortnight: () => vi.setSystemTime(Date.now() + 15 * DAY),
    yesterday: () => vi.setSystemTime(Date.now() - DAY),
    full: () => (disk.isFull = true),
    room: () => (disk.isFull = false),
    shut: () => (disk.closesNext = true),
    write: chat.write,
  }
  const close = (who: number): void => {
    if (windows[who]?.isBusy()) locks.letGo()
    windows[who] = openWindow(chat)
    void windows[who].look()
  }
  void windows[1]?.look()
  await rest(windows)
  const looks = [0, 1, 2].map(who => ({ what: 'close', who }))
  const steps = [...isBegun ? [...INTERRUPTED, ...looks] : looks, ...given]
  for (const { what, who } of steps) {
    const window = windows[who]
    if (!window) continue
    if (what === 'close') close(who)
    else if (what in world) await world[what]?.()
    else if (what === 'begin') void (window.store.view.state === 'none' && window.begin())
    else if (what === 'look' || what === 'pass' || what === 'refuse') void window[what]()
    else if (isOffered(what, window)) void window.store[what]()
    await rest(windows)
    await isSound(window, chat)
  }

  disk.isFull = false
  disk.closesNext = false
  for (let who = 0; who < WINDOWS; who += 1) close(who)
  const last = openWindow(chat)
  await rest([last])
  void last.look()
  let isComplete = false
  for (let turn = 0; !isComplete && turn < 60; turn += 1) {
    await rest([last])
    await vi.advanceTimersByTimeAsync(900)
    const { view } = last.store
    if (view.state === 'none') void last.begin()
    else if (view.state === 'stopped') void last.store.goOn()
    else if (view.state === 'elsewhere') void last.store.lookAgain()
    else if (view.state === 'ready' && !view.kept.isEnd) void last.store.goOn()
    else last.pass()
    await rest([last])
    isComplete = await isSound(last, chat)
  }
  expect(isComplete, 'it comes to its end').toBe(true)
}

/** Buttons that the panel shows. */
function isOffered(what: string, { store: { view } }: OpenWindow): what is 'goOn' | 'pause' | 'resume' | 'cancel' | 'takeRead' | 'discard' | 'taken' | 'lookAgain' {
  const offered: Readonly<Record<string, readonly string[]>> = {
    stopped: ['goOn', 'takeRead', 'discard'], reading: ['pause', 'resume', 'cancel'], packing: ['cancel'], ready: ['taken', 'discard', 'goOn'], elsewhere: ['lookAgain'],
  }
  return offered[view.state]?.includes(what) ?? false
}

test.each([['with', true], ['without', false]])('several windows %s names, ends, faults and clocks in any order: the manifest tells the truth (a1)', async (_which, hasLocks) => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 45 }), fc.boolean(), (steps, isBegun) => play(steps, { hasLocks, isBegun })), {
    numRuns: Number(process.env['CHATSIDE_RUNS'] ?? 15),
  })
})
