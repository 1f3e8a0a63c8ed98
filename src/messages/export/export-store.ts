import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import { KeptError } from '../../lib/browser/kept-database.ts'
import { holdName } from '../../lib/browser/name-lock.ts'
import { useArchive } from '../keep/index.ts'
import { orAborted } from '../read/pace.ts'
import { createReadingControl, type HistoryProgress } from '../read/index.ts'
import { type ExportOwner, lockOf, ownerKey, type KeptExports, openKeptExports } from './kept-exports.ts'
import type { ExportPlan } from './export-plan.ts'
import { beginExport, type ExportState } from './export-state.ts'
import { createNames } from './names.ts'
import type { ExportView, LostExport, StopReason } from './export-view.ts'
import { findEnd, readForExport, type ExportSource } from './read-for-export.ts'
import type { NamedPerson } from '../../people/person.ts'
import { secretOf } from '../../chat/make-device-key.ts'
import { packExport } from './pack-export.ts'
import { createMemoryStore, ExportMoved, type ChunkStore } from './chunks.ts'
import { runExport } from './run-export.ts'

interface Run {
  state: ExportState
  store: ChunkStore
  /** The archive of all of it was handed out. */
  isTaken: boolean
}

export interface LookedAt {
  owner: ExportOwner
  chatId: number
  /** How many messages the chat has; null where the portal did not say. */
  messageCount: number | null
  /** Its last message; null where the portal did not say. */
  lastMessageId: number | null
  /** Who is in it now, as far as the portal says, and why it says no more; never rejects. */
  loadPeople: (signal: AbortSignal) => Promise<{ people: readonly NamedPerson[], error: PortalError | null }>
}

/** A refusal to list the people of a chat that is the same whenever it is asked: of who may not, and of an older portal. */
const isLasting = ({ kind, code }: PortalError): boolean => ['no-access', 'missing-scope', 'bad-answer'].includes(kind) || code === 'ERROR_METHOD_NOT_FOUND'

const toReason = (cause: unknown): StopReason => {
  if (cause instanceof KeptError) return 'unreachable'
  return PortalError.from(cause)
}

/** The export of the chat beside us; goes on while other panels are shown. Needs an app that provides `portalKey`. */
export const useExportStore = defineStore('export', () => {
  const portal = usePortal()
  const archive = useArchive()
  const view = shallowRef<ExportView>({ state: 'looking' })
  let key = ''
  /** Of its record, where anything is kept. */
  let name = ''
  let chat: Pick<LookedAt, 'messageCount' | 'lastMessageId' | 'loadPeople'> = {
    messageCount: null, lastMessageId: null, loadPeople: () => Promise.resolve({ people: [], error: null }),
  }
  let kept: KeptExports | null = null
  let run: Run | null = null
  let control = createReadingControl()
  let ending = new AbortController()
  /** A second press on what began it begins nothing. */
  let isAtWork = false

  /** Looks once for an export that was interrupted; never rejects. */
  async function look(looked: LookedAt): Promise<void> {
    chat = looked
    if (key === ownerKey(looked.owner)) return
    key = ownerKey(looked.owner)
    kept = looked.owner.viewerId === null ? null : await openKeptExports({ secret: () => secretOf(portal, looked.owner.viewerId) })
    name = await kept?.nameOf(key) ?? ''
    // before the form is shown: a choice does not change under the hand of who looks at it; a browser that keeps no export keeps no archive
    if (kept) await archive.openKept({ ...looked.owner, chatId: looked.chatId, messageCount: looked.messageCount })
    await lookAgain()
  }

  async function lookAgain(): Promise<void> {
    view.value = { state: 'looking' }
    const release = await hold()
    if (!release) {
      view.value = { state: 'elsewhere' }
      return
    }
    try {
      if (!await find()) none(null)
    } finally {
      release()
    }
  }

  /** Takes up what is kept of this export, or says what became of it; only for who holds its lock. */
  async function find(): Promise<boolean> {
    try {
      const found = await kept?.find(name) ?? null
      run = found && kept ? { state: found.state, store: kept.store(name, found), isTaken: found.isTaken } : null
      if (found) stop('closed')
      const loss = found ? null : await kept?.findLoss(name) ?? null
      if (loss) none({ why: 'old', read: loss.read })
      return found !== null || loss !== null
    } catch (error) {
      if (!(error instanceof KeptError)) throw error
      kept = null // opened, and refused all the same
      return false
    }
  }

  const none = (lost: LostExport | null): void => {
    view.value = { state: 'none', lost, isLasting: kept !== null }
  }

  /** Null while another window of this browser is at an export of this chat. What nobody keeps is each window's own. */
  const hold = async (): Promise<(() => void) | null> => name === '' ? () => undefined : await holdName(lockOf(name))

  async function begin(plan: ExportPlan): Promise<void> {
    if (isAtWork) return
    run = { state: beginExport(plan), store: kept?.store(name, null) ?? createMemoryStore(), isTaken: false }
    await alone(async (current, signal) => {
      // another window may have begun one since this one looked
      if (await isBegun() && await find()) return
      run = current
      await readAndPack(current, signal)
    })
  }

  async function isBegun(): Promise<boolean> {
    const found = await kept?.find(name)
    return found != null && !found.isTaken
  }

  function stop(why: StopReason): void {
    if (!run) return
    const reason = run.isTaken && (why === 'closed' || why === 'cancelled') ? 'taken' : why
    view.value = { state: 'stopped', reason, kept: run.state, isLasting: run.store.isLasting }
  }

  /** Does a part of the work alone in this browser, from what is kept by then, and says how it ended; never rejects. */
  async function alone(work: (current: Run, signal: AbortSignal) => Promise<void>): Promise<void> {
    const current = run
    if (!current || isAtWork) return
    isAtWork = true
    ending = new AbortController()
    const { signal } = ending
    const release = await hold()
    if (!release) {
      isAtWork = false
      view.value = { state: 'elsewhere' }
      return
    }
    try {
      // what this window remembers was true before the lock was held
      current.state = await current.store.renew() ?? current.state
      await work(current, signal)
    } catch (cause) {
      if (run === current) fail(cause, signal)
    } finally {
      isAtWork = false
      release()
    }
  }

  function fail(cause: unknown, signal: AbortSignal): void {
    if (!(cause instanceof ExportMoved)) return stop(signal.aborted ? 'cancelled' : toReason(cause))
    run = null
    if (cause.kind === 'gone') none({ why: 'gone' })
    else view.value = { state: 'elsewhere' }
  }

  /** Reads to the end and packs. */
  async function readAndPack(current: Run, signal: AbortSignal): Promise<void> {
    control = createReadingControl()
    const { plan } = current.state
    const show = (progress: HistoryProgress | null, source: ExportSource): void => {
      view.value = { state: 'reading', plan, progress, source, isPaused: control.isPaused, isLasting: current.store.isLasting }
    }
    const onProgress = (progress: HistoryProgress, source: ExportSource): void => {
      if (!signal.aborted) show(progress, source)
    }
    if (!current.state.isEnd) show(null, 'portal')
    if (!current.state.end) current.state = { ...current.state, ...await lookAhead(current.state, signal) }
    const endId = current.state.end?.id ?? null
    const read = readForExport({
      portal, plan, control, messageCount: chat.messageCount, endId, findHeld: () => archive.held(plan.facts.dialogId), onProgress,
    })
    await runExport({ ...current, read, signal, onState: (state) => {
      current.state = state
    } })
    await pack(current, signal)
  }

  /** What an export knows before it reads: where it ends, and the names of people whom a message names before they write one themselves. */
  async function lookAhead({ plan, names: before }: ExportState, signal: AbortSignal): Promise<Pick<ExportState, 'end' | 'names'>> {
    const { isPseudonymous } = plan.options
    const [id, { people, error }] = await Promise.all([
      findEnd({ portal, dialogId: plan.facts.dialogId, signal, known: chat.lastMessageId }),
      orAborted(chat.loadPeople(signal), signal),
    ])
    // whom it does not know by now it would name for good; without pseudonyms the names come with the messages
    if (isPseudonymous && error && !isLasting(error)) throw error
    const names = createNames({ isPseudonymous, texts: plan.texts, state: before })
    names.learn(people)
    return { end: { id }, names: names.state() }
  }

  async function pack(current: Run, signal: AbortSignal): Promise<void> {
    view.value = { state: 'packing', share: 0 }
    const onProgress = (share: number): void => {
      if (!signal.aborted) view.value = { state: 'packing', share }
    }
    const packed = await packExport({ ...current, signal, onProgress })
    view.value = { state: 'ready', packed, kept: current.state, isTaken: current.isTaken, isLasting: current.store.isLasting }
  }

  function setPaused(isPaused: boolean): void {
    if (view.value.state !== 'reading') return
    if (isPaused) control.pause()
    else control.resume()
    view.value = { ...view.value, isPaused }
  }

  /** Forgets what was read; a browser that does not let go of it does so by itself after a while. */
  async function discard(): Promise<void> {
    const dropped = run
    run = null
    view.value = { state: 'looking' }
    await dropped?.store.drop().catch(() => undefined)
    none(null)
  }

  return {
    view,
    look,
    lookAgain,
    begin,
    goOn: () => alone(readAndPack),
    /** Packs what was read so far. */
    takeRead: () => alone(pack),
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    cancel: () => ending.abort(),
    discard,
    /** The archive was handed out. What was read stays until somebody says that the file is there, or for a day. */
    async taken(): Promise<void> {
      if (view.value.state !== 'ready') return
      view.value = { ...view.value, isTaken: true }
      if (!run?.state.isEnd) return
      run.isTaken = true
      await run.store.taken().catch(() => undefined)
    },
  }
})
