import { defineStore } from 'pinia'
import { onScopeDispose, ref, shallowReactive, shallowRef } from 'vue'
import { PortalError, usePortal, type PortalErrorKind } from '../bitrix24/index.ts'
import { loadFile } from '../lib/with-deadline.ts'
import { useLatest } from '../lib/use-latest.ts'
import { mayKeep } from './device-key.ts'
import type { DialogId } from './dialog-id.ts'
import { type FirstReading, takeReading } from './first-reading.ts'
import { type LastView, readLastView } from './last-view.ts'
import { loadOverview } from './load-overview.ts'
import { forgetKeptView } from './open-kept-view.ts'
import type { OverviewAnswers } from './overview-commands.ts'
import type { ChatOverview } from './overview.ts'

export type ChatState =
  | { state: 'loading' }
  /** `outdated` says why it could not be read again; what is shown is then as it was. */
  | { state: 'ready', overview: ChatOverview, outdated: PortalError | null }
  | { state: 'failed', error: PortalError }

export interface KnownChat {
  answers: OverviewAnswers
  /** Milliseconds since 1970, when they were asked for. */
  since: number
}

/** Failures that say nothing about the chat: what was read before may stay on the screen. */
const PASSING: readonly PortalErrorKind[] = ['timeout', 'offline', 'busy', 'bad-answer', 'unknown']

/** Milliseconds until what was answered is kept: the chat is on the screen by then, and the sidebar still open. */
const KEPT_AFTER = 300

function afterFailure(shown: ChatState, error: PortalError): ChatState {
  return shown.state === 'ready' && PASSING.includes(error.kind) ? { ...shown, outdated: error } : { state: 'failed', error }
}

/** The chat beside us, for all panels. Needs an app that provides `portalKey`. */
export const useChatStore = defineStore('chat', () => {
  const portal = usePortal()

  /**
   * How the chat looked at an earlier opening, while the portal has not said how it looks now. For what only shows it: whatever acts on
   * the chat, or asks more about it, waits for `chat`.
   */
  const lastView = shallowRef<LastView | null>(null)
  /** How often everything about the chat was read; beats renew parts of it and do not count. */
  const loads = ref(0)
  /** The answers that what is shown was made of. */
  let known: KnownChat = { answers: {}, since: 0 }
  /** Dialog id of what was looked for. */
  let sought = ''
  /** What an answer or a refusal says makes what was begun before unwanted: to paint, and to keep. */
  let round = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  /** When a view was kept last, milliseconds since 1970. */
  let keptAt = 0
  /** What is shown is kept, or about to be. */
  let isKept = false
  onScopeDispose(() => clearTimeout(timer))

  /** Never rejects: a failure is a state. What is shown of the same chat stays until the new answer is there. */
  const { state: chat, reload: load } = useLatest<ChatState, [DialogId]>({ state: 'loading' }, async ({ show, signal }, dialogId) => {
    if (shownDialog() !== dialogId.text) show({ state: 'loading' })
    const begun = takeReading(portal)
    if (sought !== dialogId.text) paint(dialogId, begun)
    const since = Date.now()
    let answers: OverviewAnswers = {}
    await loadOverview(portal, dialogId, (read) => { answers = read }, begun?.answers).then(
      (overview) => {
        if (signal.aborted) return
        take(overview, { answers, since })
        loads.value += 1
      },
      (cause: unknown) => {
        if (!signal.aborted) refuse(dialogId, PortalError.from(cause))
      },
    )
  })

  /** How the chat is: every part by itself, so that what shows one that stays as it is need not be drawn again. */
  function take(overview: ChatOverview, read: KnownChat): void {
    known = read
    chat.value = { state: 'ready', overview: shallowReactive(overview), outdated: null }
    isKept = false
    beginRound()
    keep(0)
  }

  /** Parts that are not as they were, by an answer that has read the chat since; kept when the time comes, see `keep`. */
  function renew(parts: Partial<ChatOverview>, read: KnownChat, pause: number): void {
    if (chat.value.state !== 'ready') return
    known = read
    Object.assign(chat.value.overview, parts)
    if (chat.value.outdated) chat.value = { ...chat.value, outdated: null }
    isKept = false
    keep(pause)
  }

  /** Why nobody could be told how it is. */
  function refuse(dialogId: DialogId, error: PortalError): void {
    chat.value = afterFailure(chat.value, error)
    if (!PASSING.includes(error.kind)) forget(dialogId)
  }

  /** What comes first is painted; the request is on its way meanwhile. */
  function paint(dialogId: DialogId, begun: FirstReading | undefined): void {
    sought = dialogId.text
    const own = beginRound()
    lastView.value = begun?.view ?? null
    if (!lastView.value) void readLastView(portal, dialogId, begun).then((view) => {
      if (own === round) lastView.value = view
    })
  }

  /** Keeps what is shown, unless that is kept: `pause` is how many milliseconds at least are between two that are kept. */
  function keep(pause: number): void {
    if (isKept || !mayKeep(portal.opening)) return
    clearTimeout(timer)
    timer = setTimeout(async () => {
      if (chat.value.state !== 'ready') return
      const view = { overview: { ...chat.value.overview }, answers: known.answers }
      const own = round
      keptAt = Date.now()
      isKept = true
      const file = await loadFile(() => import('./view-keeper.ts')).catch(() => null)
      await file?.keepView(portal, { ...view, isWanted: () => own === round })
    }, Math.max(KEPT_AFTER, Math.min(pause, keptAt + pause - Date.now())))
  }

  /** The chat was left, or is refused: nothing of it is shown as it was, or kept. */
  function forget(dialogId: DialogId): void {
    beginRound()
    clearTimeout(timer)
    isKept = true
    void forgetKeptView(portal.opening, dialogId)
  }

  function beginRound(): number {
    lastView.value = null
    round += 1
    return round
  }

  function shownDialog(): string | null {
    return chat.value.state === 'ready' ? chat.value.overview.dialogId.text : null
  }

  return { chat, loads, lastView, load, take, renew, keep, refuse, forget, known: () => known }
})
