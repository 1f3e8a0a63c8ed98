/** A list of lines as a panel has it: shown at once, kept on the device while it waits, and brought to where it is kept behind that. */
import { shallowRef } from 'vue'
import type { PortalError } from '../bitrix24/index.ts'
import { randomId } from '../lib/browser/random-id.ts'
import { steadyClock } from '../lib/steady-clock.ts'
import type { DeedKeeper } from '../lib/undo-stack.ts'
import { contentOf, type LineContent, type LineVersion, nextVersion, removedContent } from './line-version.ts'
import { createSync } from './list-sync.ts'
import { createDeeds, type Deed } from './note-deeds.ts'
import { compareLines, LONGEST_TEXT, type LineFields, type LineId, type NoteLine } from './note.ts'
import { NotesFull, NotesRefused, type NoteStorage, type Reading } from './note-storage.ts'
import type { Answer, NotesList, NotesState, Place, Undoable } from './notes.ts'
import { orderBetween } from './order.ts'
import { createReplica, type KnownLine, type WaitingLine } from './replica.ts'

/** Of lines that were removed so long ago, no device that shows them has not heard. */
const REMOVED_FOR = 7 * 86_400_000

/** What this device keeps of a list that the portal may not have. */
export interface WaitingLines {
  /** Never rejects. */
  read(): Promise<readonly WaitingLine[]>
  /** Whether they are kept. Never rejects. */
  keep(lines: readonly WaitingLine[]): Promise<boolean>
}

interface NotesListOptions {
  storage: NoteStorage
  waiting: WaitingLines
  /** Without one what was done ends with this page. */
  deedKeeper?: DeedKeeper<Deed>
  viewerId: number
  onRead?: (reading: Reading) => void
  onWritten?: () => void
  now?: () => number
}

export interface OpenedList extends NotesList {
  /** Something may be new where it is kept. */
  look(): Promise<void>
  close(): void
}

export function openNotesList({ storage, waiting, deedKeeper, viewerId, onRead, onWritten, now = steadyClock() }: NotesListOptions): OpenedList {
  const state = shallowRef<NotesState>({ state: 'loading' })
  const lines = shallowRef<readonly NoteLine[]>([])
  const replica = createReplica({ makeRevision: () => randomId().slice(0, 10), viewerId })
  const deeds = createDeeds({ now, ...(deedKeeper ? { keeper: deedKeeper } : {}) })
  let trouble: PortalError | null = null
  let isHeldBack = false
  let isKept = true
  let hasShutOut = false
  let keeping: Promise<void> = Promise.resolve()

  const sync = createSync({
    storage, replica, now,
    onWritten: () => onWritten?.(),
    onRead(reading) {
      hasShutOut ||= reading.hasShutOut
      removeSpent(reading)
      if (state.value.state !== 'ready') showReady()
      show()
      onRead?.(reading)
    },
    onTrouble(cause) {
      if (cause instanceof NotesRefused) {
        state.value = { state: 'refused', why: cause.why, error: cause.error, isKept }
        return show()
      }
      isHeldBack = cause instanceof NotesFull
      trouble = isHeldBack ? null : cause
      if (state.value.state === 'ready') showReady()
      else if (cause) state.value = { state: 'refused', why: cause.kind === 'no-access' || cause.kind === 'missing-scope' ? cause.kind : 'failed', error: cause, isKept }
      show()
    },
  })

  const hasRoom = (wanted: readonly LineVersion[]): boolean => storage.roomUsed(wanted) <= 1
  const versions = (): LineVersion[] => [...replica.lines().values()].map(({ version }) => version)
  const current = (id: LineId): LineVersion | null => replica.lines().get(id)?.version ?? null

  function showReady(): void {
    const count = [...replica.lines().values()].filter(isWaiting).length
    const room = storage.roomUsed(versions())
    const isFull = isHeldBack || !hasRoom([...versions(), ANY_LINE])
    state.value = { state: 'ready', isFull, room, waiting: count, trouble, isKept: isKept || count === 0, hasShutOut }
  }

  function show(): void {
    // what was written here is not lost from view where the rest is: it may be written elsewhere
    const isShown = (line: KnownLine): boolean => !line.version.isRemoved && (state.value.state !== 'refused' || line.there === null)
    lines.value = [...replica.lines().values()].filter(isShown).map(toNoteLine).sort(compareLines)
    if (state.value.state === 'ready') showReady()
  }

  function removeSpent({ lines: found, time }: Reading): void {
    if (time === null) return
    const isOld = (at: Date | null): boolean => at !== null && time.getTime() - at.getTime() > REMOVED_FOR
    replica.forget(found.filter(({ version, changed }) => version.isRemoved && isOld(changed.at)).map(({ version }) => version.id))
  }

  /** One after another: what is kept last is what is kept. */
  function keep(): void {
    keeping = keeping.then(async () => {
      isKept = await waiting.keep(replica.changedHere())
      if (state.value.state === 'ready') showReady()
      else if (state.value.state === 'refused') state.value = { ...state.value, isKept }
    })
  }

  function put(id: LineId, content: LineContent): void {
    replica.put(id, content)
    show()
    keep()
    void sync.run(false).then(keep)
  }

  function edit(id: LineId, kind: Exclude<Undoable['kind'], 'add'> | null, make: (before: LineContent) => LineContent): Answer {
    const before = current(id)
    if (state.value.state !== 'ready') return 'closed'
    if (!before || before.isRemoved) return 'gone'
    const after = make({ ...contentOf(before), wasRemoved: false })
    if (after.text.length > LONGEST_TEXT) return 'too-long'
    const others = versions().filter(version => version.id !== id)
    const mayBeRefused = kind !== 'remove' && kind !== null
    const used = storage.roomUsed([...others, nextVersion(before, after, ANY_LINE)])
    // what takes no more than there is goes also where others have filled it
    if (mayBeRefused && used > Math.max(1, storage.roomUsed([...others, before]))) return 'full'
    put(id, after)
    if (kind !== null) deeds.note({ kind, lineId: id, before, after })
    return 'done'
  }

  function orderAt(place: Place | undefined, moved: LineId | null): string {
    const shown = lines.value.filter(({ id }) => id !== moved)
    const index = (id: LineId): number => shown.findIndex(line => line.id === id)
    const wanted = !place ? shown.length : 'after' in place ? (place.after === null ? 0 : index(place.after) + 1) : place.before === null ? shown.length : index(place.before)
    const at = wanted < 0 ? shown.length : wanted
    const low = shown[at - 1]?.order ?? null
    // between two that share a place nothing fits: it goes behind them, and not behind what follows
    const next = shown.slice(at).find(({ order }) => low === null || order > low)
    return orderBetween(low, next?.order ?? null)
  }

  async function begin(): Promise<void> {
    for (const line of await waiting.read()) replica.restore(line)
    await sync.run(true)
    keep()
  }
  const begun = begin()

  return {
    state,
    lines,
    undoables: deeds.undoables,
    add(line, place) {
      if (state.value.state !== 'ready') return { answer: 'closed' }
      if (line.text.length > LONGEST_TEXT) return { answer: 'too-long' }
      const id = randomId() as LineId // 32 digits of its own
      const after: LineContent = { ...EMPTY, ...line, order: orderAt(place, null) }
      if (!hasRoom([...versions(), { ...ANY_LINE, ...after }])) return { answer: 'full' }
      put(id, after)
      deeds.note({ kind: 'add', lineId: id, before: null, after })
      return { answer: 'done', id }
    },
    change: (id, change) => edit(id, 'change', before => ({ ...before, ...change })),
    move: (id, place) => edit(id, 'move', before => ({ ...before, order: orderAt(place, id) })),
    remove: id => edit(id, 'remove', ({ order }) => removedContent(order)),
    link: (id, taskId) => edit(id, null, before => ({ ...before, taskId })),
    resolve: (id, text) => edit(id, 'resolve', before => ({ ...before, text, conflict: [] })),
    undo(id) {
      const wanted = deeds.undoables.value.find(deed => deed.id === id)?.lineId
      if (state.value.state !== 'ready' && !(state.value.state === 'refused' && lines.value.some(line => line.id === wanted && line.isUnsent))) return 'closed'
      const taken = deeds.takeBack(id, current)
      if (taken === null) return 'too-late'
      if (taken === 'changed') return 'changed'
      put(taken.lineId, taken.content)
      return 'done'
    },
    async retry() {
      if (state.value.state === 'refused') state.value = { state: 'loading' }
      replica.askAgain()
      await sync.run(true)
      await sync.settled()
    },
    async look() {
      if (state.value.state === 'ready') await sync.run(true)
    },
    async settled() {
      await begun
      await sync.settled()
      await keeping
      await deeds.settled()
    },
    close() {
      sync.close()
      deeds.close()
    },
  }
}

const EMPTY: LineContent = { ...removedContent('V'), isRemoved: false }
/** The shortest line that can be added. */
const ANY_LINE: LineVersion = { ...EMPTY, id: randomId() as LineId, revision: '0'.repeat(10), past: [], by: null }

function isWaiting({ version, there, itemId }: KnownLine): boolean {
  return itemId === null ? !version.isRemoved : version.revision !== there?.revision
}

function toNoteLine(line: KnownLine): NoteLine {
  const { version, there, itemId, made, changed } = line
  const { kind, text, isDone, assigneeId, dueOn, order, messageId, taskId, conflict, wasRemoved }: LineFields & LineVersion = version
  const mine = { by: version.by, at: null }
  return {
    id: version.id, kind, text, isDone, assigneeId, dueOn, order, messageId, taskId, conflict, wasRemoved,
    made: made ?? mine, changed: isWaiting(line) ? mine : changed ?? mine, isWaiting: isWaiting(line), isUnsent: there === null && itemId === null,
  }
}
