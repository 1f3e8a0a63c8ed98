import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import { useLive } from '../../chat/live/live-store.ts'
import type { ChatOverview } from '../../chat/overview.ts'
import { useLatest } from '../../lib/use-latest.ts'
import { endOf, followMissed } from '../../messages/catch-up/follow-missed.ts'
import { MARK_WORDS_OPTION, parseMarkWords, toMarkWords } from '../../messages/catch-up/mark-words.ts'
import { readMissed, unknownReplied, type Missed, type Since } from '../../messages/catch-up/read-missed.ts'
import { sortOut, type CatchUp, type ForYou, type Marked } from '../../messages/catch-up/sort-out.ts'
import type { ArchiveNews } from '../../messages/keep/protocol.ts'
import { lookUp, NO_MESSAGES, type MessagePage, type PageLookup } from '../../messages/message.ts'
import { createReadingControl, type HistoryProgress } from '../../messages/read/index.ts'

/** What somebody reads, while the chat goes on. */
export interface HeldFound extends Omit<CatchUp, 'forYou' | 'marked'> {
  /** `isOver`: the rules would not name it any more. */
  forYou: readonly (ForYou & { isOver: boolean })[]
  marked: readonly (Marked & { isOver: boolean })[]
  /** The rules would name other messages by now. */
  isOutdated: boolean
}

export type CatchUpState =
  /** A day has to be chosen first. */
  | { state: 'waiting' }
  /** What an earlier reading brought stays while this one goes on from there. */
  | { state: 'reading', missed: Missed | null, progress: HistoryProgress | null, isPaused: boolean }
  | { state: 'ready', missed: Missed }
  /** The person stopped it before anything was read. */
  | { state: 'stopped' }
  | { state: 'failed', missed: Missed | null, error: PortalError }

/** What the person has before their eyes; it changes only when they ask for it. */
export interface Shown {
  /** The messages as they were then. */
  page: MessagePage
  /** The newest of them. */
  endId: number
}

export interface CatchUpReading {
  state: ShallowRef<CatchUpState>
  /** With what came since, whether it is shown or not. */
  missed: ComputedRef<Missed | null>
  found: ComputedRef<HeldFound | null>
  shown: ComputedRef<Shown | null>
  /** Messages came that are not here. */
  isBehind: Ref<boolean>
  /** The people and files of all that was read. */
  names: ComputedRef<PageLookup>
  /** Shows what has come since. */
  showNew(): void
  /** Reads all of it again. */
  refresh(): void
  /** The same from where it began, while what was read before is shown. */
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

/** News that wait for a reading to end. */
const MOST_WAITING = 50

/**
 * What the person missed, read when the panel is opened and whenever another time is chosen. From then on it follows the chat: messages that
 * are shown say what is true now, and what would come, go or move waits to be shown.
 */
export function useCatchUp({ chat, since, chosen, ready }: CatchUpOptions): CatchUpReading {
  const portal = usePortal()
  const words = toMarkWords(parseMarkWords(portal.opening.appOption(MARK_WORDS_OPTION)))
  let control = createReadingControl()
  let stop = new AbortController()
  let waiting: ArchiveNews[] = []
  const isBehind = shallowRef(false)
  const view = shallowRef<Shown & { found: CatchUp } | null>(null)

  const sort = (missed: Missed): CatchUp => sortOut(missed.described, {
    viewerId: chat.viewerId ?? NOBODY, isPrivate: chat.kind === 'private', afterId: missed.afterId,
    authorOf: id => missed.authors.get(id) ?? null, isBot: lookUp(missed.page).isBot,
  })

  function showAll(missed: Missed) {
    view.value = { found: sort(missed), page: missed.page, endId: endOf(missed) }
  }

  function follow(missed: Missed, news: ArchiveNews): Missed {
    const followed = followMissed(missed, news, words)
    isBehind.value ||= followed.isBehind
    return followed.missed
  }

  /** What a reading brought, with what was heard while it ran. */
  function take(missed: Missed): Missed {
    isBehind.value = false
    const followed = waiting.reduce(follow, missed)
    showAll(followed)
    return followed
  }

  const { state, reload } = useLatest<CatchUpState, [Missed | null, Missed | null]>({ state: 'waiting' }, async ({ show, signal }, earlier, shown) => {
    const own = control = createReadingControl()
    const ownStop = stop = new AbortController()
    signal.addEventListener('abort', () => ownStop.abort())
    waiting = []
    const wasBehind = isBehind.value
    isBehind.value = false
    if (!shown) view.value = null
    show({ state: 'reading', missed: shown, progress: null, isPaused: false })
    await ready
    // what is shown goes on from where it began: by now the portal may count all of it as read
    const wanted: Since | null = shown?.afterId ? { kind: 'message', id: shown.afterId } : since()
    if (!wanted) return show({ state: 'waiting' })
    const reading = readMissed(portal, {
      dialogId: chat.dialogId.text, chatId: chat.chatId, since: wanted, words, control: own, signal: ownStop.signal,
      onProgress: progress => show({ state: 'reading', missed: missed.value, progress, isPaused: own.isPaused }),
    }, earlier)
    const outcome = await reading.then(missed => ({ missed, error: missed.error }), (cause: unknown) => ({ missed: null, error: PortalError.from(cause) }))
    if (signal.aborted) return
    // stopped before anything came: what is shown is as far behind as it was
    if (!outcome.missed) isBehind.value ||= wasBehind && shown !== null
    const read = outcome.missed ? take(outcome.missed) : missed.value
    if (outcome.error && !ownStop.signal.aborted) show({ state: 'failed', missed: read, error: outcome.error })
    else show(read ? { state: 'ready', missed: read } : { state: 'stopped' })
  })
  watch(chosen, () => void reload(null, null), { immediate: true })

  const missed = computed((): Missed | null => 'missed' in state.value ? state.value.missed : null)
  const names = computed(() => lookUp(missed.value?.page ?? NO_MESSAGES))
  const found = computed(() => missed.value && view.value && holdFound(view.value.found, sort(missed.value)))

  useLive().follow((news) => {
    const now = state.value
    if (now.state === 'reading') waiting = [...waiting, news].slice(-MOST_WAITING)
    if ('missed' in now && now.missed) state.value = { ...now, missed: follow(now.missed, news) }
  })

  function hold(isHeld: boolean) {
    if (state.value.state !== 'reading') return
    if (isHeld) control.pause()
    else control.resume()
    state.value = { ...state.value, isPaused: isHeld }
  }

  return {
    state, missed, found, shown: computed(() => view.value), isBehind, names,
    showNew() {
      const { value: known } = missed
      if (!known) return
      // only the portal knows who wrote what a reply is for
      if (!known.resume && unknownReplied(known).length > 0) void reload(known, known)
      else showAll(known)
    },
    refresh: () => void reload(null, null),
    takeIn: () => void reload(null, missed.value),
    readOn() {
      const isLeft = !isBehind.value && (missed.value?.resume || missed.value?.error)
      void reload(isLeft ? missed.value : null, missed.value)
    },
    pause: () => hold(true),
    resume: () => hold(false),
    cancel: () => stop.abort(),
  }
}

/** Writes nothing, and is named and answered by nobody. */
const NOBODY = -1

/** No entry comes, goes or moves by itself: what is shown stays, with the reasons that it has now. */
function holdFound(shown: CatchUp, now: CatchUp): HeldFound {
  return {
    ...shown,
    forYou: holdEntries(shown.forYou, now.forYou, ({ id }) => String(id)),
    marked: holdEntries(shown.marked, now.marked, keyOfMark),
    isOutdated: signOf(shown) !== signOf(now),
  }
}

const keyOfMark = ({ id, kind }: Marked): string => `${id} ${kind}`

function holdEntries<Entry>(shown: readonly Entry[], now: readonly Entry[], keyOf: (entry: Entry) => string): (Entry & { isOver: boolean })[] {
  const current = new Map(now.map(entry => [keyOf(entry), entry]))
  return shown.map((entry) => {
    const there = current.get(keyOf(entry))
    return { ...there ?? entry, isOver: there === undefined }
  })
}

function signOf({ forYou, marked, shared, system, threads }: CatchUp): string {
  return JSON.stringify([forYou.map(({ id }) => id), marked.map(keyOfMark), shared, system, threads.map(({ ids }) => ids)])
}
