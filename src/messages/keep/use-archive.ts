/**
 * What has been read of the chat beside us, for all panels that look at the whole conversation: they share one reading and one worker.
 * Nothing of it is in the first view, and nothing starts before a panel calls `open`.
 */
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { usePortal } from '../../bitrix24/index.ts'
import { knownSecretOf, secretOf } from '../../chat/make-device-key.ts'
import { useSteadyClock } from '../../lib/steady-clock.ts'
import type { MessagePage } from '../message.ts'
import { isKept } from './archive-database.ts'
import { createArchiveClient, type CallOptions, startWorker } from './archive-client.ts'
import { ArchiveError, isCancelled, type ArchiveKey, type ArchiveNews, type ArchiveStatus, heldIn, type HeldMessages } from './protocol.ts'
import type { ArchiveFilter } from './filter.ts'
import type { QuestionAnswer, QuestionName, QuestionParams } from './questions/index.ts'
import { useNews } from './use-news.ts'
import { useReading, type ArchivedChat, type ReadingState, type ReadTarget } from './use-reading.ts'

export type { ArchivedChat, ReadingState, ReadTarget }

export type ArchiveState =
  | { state: 'closed' }
  | { state: 'opening' }
  | { state: 'ready', status: ArchiveStatus }
  /** Nothing is held any more; `open` begins anew. */
  | { state: 'failed', error: ArchiveError }

/** Needs an app that provides `portalKey`. */
export const useArchive = defineStore('archive', () => {
  const portal = usePortal()
  const { opening } = portal
  const archive = shallowRef<ArchiveState>({ state: 'closed' })
  const client = createArchiveClient({ startWorker, onCrash: () => fail(new ArchiveError('crashed')) })
  let chat: ArchivedChat | null = null
  let openings = 0
  /** Nobody has asked for what is new since. */
  let isOnlyKept = false

  /** Whether the last change of what is held was asked for by nobody: a beat brought it, or made it be read. */
  const isByItself = shallowRef(false)
  let isNewsRun = false

  const status = computed(() => archive.value.state === 'ready' ? archive.value.status : null)

  const reader = useReading({
    now: useSteadyClock().now,
    status: () => status.value,
    async append(page, mark, readAt) {
      const next = await client.call('append', { page, mark, readAt })
      isByItself.value = isNewsRun
      return show(next)
    },
    onCaughtUp: beganAt => void guarded(news.caughtUp(beganAt)),
  })
  const news = useNews({
    async follow(told) {
      const { status: next, isJoined } = await client.call('follow', told)
      isByItself.value = true
      show(next)
      return isJoined
    },
    isReading: () => reader.reading.value.state === 'reading',
    read() {
      const { value: shown } = reader.reading
      // a failure that somebody may retry stays
      const isFree = shown.state === 'resting' || (shown.state === 'failed' && shown.target.to === 'news')
      if (!isFree || !chat) return
      isNewsRun = true
      void reader.read(chat, { to: 'news' })
    },
  })

  function fail(error: ArchiveError) {
    reader.cancel()
    archive.value = { state: 'failed', error }
  }

  /** What fails is told by the state of the archive. */
  async function guarded(work: Promise<void>): Promise<void> {
    try {
      await work
    } catch (error) {
      if (!isCancelled(error)) fail(ArchiveError.from(error))
    }
  }

  function show(next: ArchiveStatus): ArchiveStatus {
    archive.value = { state: 'ready', status: next }
    return next
  }

  /**
   * Begins with what is kept of the chat on this device, and reads what is new since; of a chat of which nothing is kept it reads the
   * newest part. Does nothing when this chat is open. Never rejects.
   */
  async function open(wanted: ArchivedChat): Promise<void> {
    const isHere = chat?.dialogId === wanted.dialogId && archive.value.state !== 'failed' && archive.value.state !== 'closed'
    if (isHere) {
      if (isOnlyKept && status.value) void reader.read(wanted, { to: 'news' })
      isOnlyKept = false
      return
    }
    isOnlyKept = false
    const run = ++openings
    reader.cancel()
    chat = wanted
    news.forget()
    archive.value = { state: 'opening' }
    try {
      const opened = await client.call('open', keyOf(wanted))
      if (run !== openings) return
      show(opened)
      isNewsRun = false
      void reader.read(wanted, opened.messages === 0 ? { to: 'some' } : { to: 'news' })
    } catch (error) {
      if (run === openings) fail(ArchiveError.from(error))
    }
  }

  /**
   * Opens what this device keeps of the chat, and reads nothing from the portal: for whoever has use for it as it is. Does nothing where
   * anything is open, or nothing is kept. Never rejects.
   */
  async function openKept(wanted: ArchivedChat): Promise<void> {
    if (archive.value.state !== 'closed' || !await isKept(keyOf(wanted)) || archive.value.state !== 'closed') return
    const run = ++openings
    chat = wanted
    isOnlyKept = true
    archive.value = { state: 'opening' }
    const opened = await client.call('open', keyOf(wanted)).catch(() => null)
    if (run !== openings) return
    // a panel that asked meanwhile waits for what `open` brings
    if (opened && (opened.messages > 0 || !isOnlyKept)) show(opened)
    if (opened && !isOnlyKept) void reader.read(wanted, opened.messages === 0 ? { to: 'some' } : { to: 'news' })
    if (archive.value.state !== 'opening') return
    chat = null
    archive.value = { state: 'closed' }
  }

  const keyOf = ({ viewerId, chatId }: ArchivedChat): ArchiveKey =>
    ({ origin: opening.origin, personId: viewerId ?? 0, chatId, secret: knownSecretOf(opening, viewerId) })

  /** The same chat again, from what is kept: after a failure of the worker. */
  async function reopen(): Promise<void> {
    const wanted = chat
    chat = null
    if (wanted) await open(wanted)
  }

  /** Reads on, as far back as asked; what is new is read first. Never rejects: `reading` says how it ended. */
  async function readBack(target: ReadTarget): Promise<void> {
    if (!chat || !status.value) return
    isNewsRun = false
    await reader.read(chat, target)
  }

  /** What is held of a chat at this moment, where that can be relied on. */
  function held(dialogId: string): HeldMessages | null {
    if (!status.value || chat?.dialogId !== dialogId) return null
    return heldIn(status.value, (stretch, signal) => client.call('stretch', stretch, { signal }))
  }

  /** Takes in what a beat found, and reads what that leaves out. Never rejects. */
  async function follow(told: ArchiveNews): Promise<void> {
    if (!told.isGap && told.added.messages.length + told.changed.messages.length + told.deleted.length === 0) return
    if (archive.value.state === 'opening') news.wait(told)
    if (archive.value.state !== 'ready') return
    await guarded(news.take(told))
  }

  /** Changes what is kept on this device; that it failed is said by the state of the disk, or of the archive. */
  async function change(call: () => Promise<ArchiveStatus>): Promise<void> {
    try {
      show(await call())
    } catch (error) {
      if (!isCancelled(error)) fail(ArchiveError.from(error))
    }
  }

  /** Keeps this chat on this device from now on, or takes it away from there; who is looking must be known. */
  async function keep(isWanted: boolean): Promise<void> {
    const own = openings
    const secret = isWanted ? await secretOf(portal, chat?.viewerId ?? null) : null
    if (own === openings) await change(() => isWanted ? client.call('keep', secret) : client.call('forget', null))
  }

  onScopeDispose(() => {
    reader.cancel()
    client.stop()
  })

  return {
    archive,
    /** Null while nothing is open. */
    status,
    reading: reader.reading,
    open,
    openKept,
    reopen,
    readBack,
    follow,
    /** Something newer is known of than what is held. */
    isBehind: news.isBehind,
    isByItself,
    pause: reader.pause,
    resume: reader.resume,
    /** Ends the reading at once; what was read stays. */
    cancel: reader.cancel,
    keep,
    /** Takes all chats away from this device. */
    clearAll: () => change(() => client.call('clear', null)),
    held,
    /** Ids of the messages of a filter. @throws ArchiveError */
    filter: (filter: ArchiveFilter, options?: CallOptions): Promise<Float64Array> => client.call('filter', filter, options),
    /** Some messages, with the people and files that they name. @throws ArchiveError */
    messages: (ids: readonly number[], options?: CallOptions): Promise<MessagePage> => client.call('messages', { ids }, options),
    /** @throws ArchiveError */
    ask: <Name extends QuestionName>(question: Name, params: QuestionParams<Name>, options?: CallOptions): Promise<QuestionAnswer<Name>> =>
      client.ask(question, params, options),
  }
})
