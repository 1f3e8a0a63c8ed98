import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import { createReadingControl, type HistoryProgress } from '../history/index.ts'
import { type ChatPlace, placeName } from './chat-place.ts'
import type { ExportPlan } from './export-plan.ts'
import { beginExport, type ExportState } from './export-state.ts'
import type { ExportView, StopReason } from './export-view.ts'
import { type KeptExports, openKeptExports } from './kept-exports.ts'
import { holdName } from './only-here.ts'
import { packExport } from './pack-export.ts'
import { createMemoryStore, type PieceStore } from './piece-store.ts'
import { readForExport } from './read-for-export.ts'
import { runExport } from './run-export.ts'

interface Run {
  state: ExportState
  store: PieceStore
}

/** Milliseconds between two looks at the progress: more often nobody can read it. */
const LOOK = 100

const toError = (cause: unknown): PortalError => cause instanceof PortalError ? cause : new PortalError('unknown', { cause })

/** The export of the chat beside us; goes on while other panels are shown. Needs an app that provides `portalKey`. */
export const useExportStore = defineStore('export', () => {
  const portal = usePortal()
  const view = shallowRef<ExportView>({ state: 'looking' })
  let place = ''
  let messageCount: number | null = null
  let kept: KeptExports | null = null
  let run: Run | null = null
  let control = createReadingControl()
  let ending = new AbortController()

  /** Looks once for an export that was interrupted; never rejects. */
  async function look(chat: ChatPlace, count: number | null): Promise<void> {
    messageCount = count
    if (place === placeName(chat)) return
    place = placeName(chat)
    kept = await openKeptExports()
    await lookAgain()
  }

  async function lookAgain(): Promise<void> {
    view.value = { state: 'looking' }
    const release = await hold()
    const found = release && await kept?.find(place).catch(() => null) // unreadable is as good as none
    release?.()
    run = found && kept ? { state: found.state, store: kept.store(found.runId, place) } : null
    if (run) stop('closed')
    else view.value = { state: release ? 'none' : 'elsewhere' }
  }

  /** Null while another window of this browser is at an export of this chat. */
  const hold = (): Promise<(() => void) | null> => holdName(`chatside export ${place}`)

  function begin(plan: ExportPlan): Promise<void> {
    run = { state: beginExport(plan), store: kept?.store(crypto.randomUUID(), place) ?? createMemoryStore() }
    return goOn()
  }

  function stop(reason: StopReason): void {
    if (run) view.value = { state: 'stopped', reason, kept: run.state, isLasting: run.store.isLasting }
  }

  /** Does a part of the work alone in this browser, and says how it ended; never rejects. */
  async function alone(work: (current: Run, signal: AbortSignal) => Promise<void>): Promise<void> {
    const current = run
    if (!current) return
    ending = new AbortController()
    const { signal } = ending
    const release = await hold()
    if (!release) {
      view.value = { state: 'elsewhere' }
      return
    }
    try {
      await work(current, signal)
    } catch (cause) {
      if (run === current) stop(signal.aborted ? 'cancelled' : toError(cause))
    } finally {
      release()
    }
  }

  /** Reads to the end and packs. */
  const goOn = (): Promise<void> => alone(async (current, signal) => {
    control = createReadingControl()
    const { plan } = current.state
    let lookedAt = 0
    const show = (progress: HistoryProgress | null): void => {
      view.value = { state: 'reading', plan, progress, isPaused: control.isPaused, isLasting: current.store.isLasting }
    }
    const onProgress = (progress: HistoryProgress): void => {
      if (signal.aborted || (performance.now() - lookedAt < LOOK && !progress.waiting)) return
      lookedAt = performance.now()
      show(progress)
    }
    show(null)
    const read = readForExport({ portal, plan, control, messageCount, onProgress })
    await runExport({ ...current, read, signal, onState: (state) => {
      current.state = state
    } })
    await pack(current, signal)
  })

  async function pack(current: Run, signal: AbortSignal): Promise<void> {
    const { state } = current
    view.value = { state: 'packing', share: 0 }
    const onProgress = (share: number): void => {
      if (!signal.aborted) view.value = { state: 'packing', share }
    }
    const packed = await packExport({ ...current, signal, onProgress })
    view.value = { state: 'ready', packed, kept: state }
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
    view.value = { state: 'none' }
    await dropped?.store.drop().catch(() => undefined)
  }

  return {
    view,
    look,
    lookAgain,
    begin,
    goOn,
    /** Packs what was read so far. */
    takeRead: () => alone(pack),
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    cancel: () => ending.abort(),
    discard,
    /** The archive was taken: of an export that is complete nothing has to be kept any longer. */
    async taken(): Promise<void> {
      if (run?.state.isEnd) await run.store.drop().catch(() => undefined)
    },
  }
})
