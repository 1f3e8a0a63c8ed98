import { computed, watch, type ComputedRef, type ShallowRef } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import type { ChatOverview } from '../../chat/overview.ts'
import { useLatest } from '../../lib/use-latest.ts'
import { MARK_WORDS_OPTION, parseMarkWords, toMarkWords } from '../../messages/catch-up/mark-words.ts'
import { readMissed, type Missed, type Since } from '../../messages/catch-up/read-missed.ts'
import { sortOut, type CatchUp } from '../../messages/catch-up/sort-out.ts'
import { lookUp, NO_MESSAGES, type PageLookup } from '../../messages/message.ts'
import { createReadingControl, type HistoryProgress } from '../../messages/read/index.ts'

export type CatchUpState =
  /** A day has to be chosen first. */
  | { state: 'waiting' }
  /** What an earlier reading brought stays while this one goes on from there. */
  | { state: 'reading', missed: Missed | null, progress: HistoryProgress | null, isPaused: boolean }
  | { state: 'ready', missed: Missed }
  /** The person stopped it before anything was read. */
  | { state: 'stopped' }
  | { state: 'failed', missed: Missed | null, error: PortalError }

export interface CatchUpReading {
  state: ShallowRef<CatchUpState>
  missed: ComputedRef<Missed | null>
  found: ComputedRef<CatchUp | null>
  /** The people and files of all that was read. */
  names: ComputedRef<PageLookup>
  readAnew(): void
  /** The same, while what was read before is shown. */
  takeIn(): void
  /** Goes on where the reading was stopped, failed, or had enough. */
  readOn(): void
  pause(): void
  resume(): void
  /** What was read until then stays. */
  cancel(): void
}

interface CatchUpOptions {
  chat: ChatOverview
  /** Null while it is not chosen; settles what is known of the person's own marks first. */
  since: () => Since | null
  /** What since is made of. */
  chosen: () => string
  ready: Promise<void>
}

/** What the person missed, read when the panel is opened and whenever another time is chosen. */
export function useCatchUp({ chat, since, chosen, ready }: CatchUpOptions): CatchUpReading {
  const portal = usePortal()
  const words = toMarkWords(parseMarkWords(portal.opening.appOption(MARK_WORDS_OPTION)))
  let control = createReadingControl()
  let stop = new AbortController()

  const { state, reload } = useLatest<CatchUpState, [Missed | null, Missed | null]>({ state: 'waiting' }, async ({ show, signal }, earlier, shown) => {
    const own = control = createReadingControl()
    const ownStop = stop = new AbortController()
    signal.addEventListener('abort', () => ownStop.abort())
    show({ state: 'reading', missed: shown, progress: null, isPaused: false })
    await ready
    const wanted = since()
    if (!wanted) return show({ state: 'waiting' })
    const reading = readMissed(portal, {
      dialogId: chat.dialogId.text, chatId: chat.chatId, since: wanted, words, control: own, signal: ownStop.signal,
      onProgress: progress => show({ state: 'reading', missed: shown, progress, isPaused: own.isPaused }),
    }, earlier)
    show(await reading.then(
      (missed): CatchUpState => missed.error ? { state: 'failed', missed, error: missed.error } : { state: 'ready', missed },
      (cause: unknown): CatchUpState => {
        if (!ownStop.signal.aborted) return { state: 'failed', missed: shown, error: PortalError.from(cause) }
        return shown ? { state: 'ready', missed: shown } : { state: 'stopped' }
      },
    ))
  })
  watch(chosen, () => void reload(null, null), { immediate: true })

  const missed = computed(() => 'missed' in state.value ? state.value.missed : null)
  const names = computed(() => lookUp(missed.value?.page ?? NO_MESSAGES))
  const found = computed(() => missed.value && sortOut(missed.value.described, {
    viewerId: chat.viewerId ?? NOBODY, isPrivate: chat.kind === 'private', afterId: missed.value.afterId, isBot: names.value.isBot,
  }))

  function hold(isHeld: boolean) {
    if (state.value.state !== 'reading') return
    if (isHeld) control.pause()
    else control.resume()
    state.value = { ...state.value, isPaused: isHeld }
  }

  return {
    state, missed, found, names,
    readAnew: () => void reload(null, null),
    takeIn: () => void reload(null, missed.value),
    readOn: () => void reload(missed.value?.resume ? missed.value : null, missed.value),
    pause: () => hold(true),
    resume: () => hold(false),
    cancel: () => stop.abort(),
  }
}

/** Writes nothing, and is named and answered by nobody. */
const NOBODY = -1
