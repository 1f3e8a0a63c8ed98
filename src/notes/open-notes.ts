/** The notes of a chat: both lists, and the company beside the shared one. */
import { shallowRef, watch } from 'vue'
import { type ApplicationChannel, type Portal, PortalError } from '../bitrix24/index.ts'
import type { ChatOverview } from '../chat/overview.ts'
import { steadyClock } from '../lib/steady-clock.ts'
import { loadMembers, type MemberList } from '../people/members.ts'
import { createChatStorage } from './chat-storage.ts'
import { beginningWord } from './company-words.ts'
import { type Company, openCompany } from './company.ts'
import { deedsOfNotes } from './note-deeds.ts'
import { NotesRefused, type NoteStorage } from './note-storage.ts'
import type { Notes, Present } from './notes.ts'
import { openNotesList } from './notes-list.ts'
import { createOwnStorage } from './own-storage.ts'
import type { NotesOwner } from './storage-rights.ts'
import { waitingLines } from './waiting-lines.ts'

/** Milliseconds for which the members of a chat are known: who leaves is shut out by what the heart says, or after as long. */
const KNOWN_FOR = 5 * 60_000
/** Milliseconds after which the notes are read although nobody has said a word: one may have been lost, and of private notes nobody says any. */
const LONGEST_UNREAD = 120_000

/** What of a chat its notes go by. */
export type NotesChat = Pick<ChatOverview, 'dialogId' | 'chatId' | 'createdAt' | 'viewerId' | 'scopes' | 'memberCount'>

interface NotesOptions {
  portal: Portal
  chat: NotesChat
  page?: Document
}

export function openNotes({ portal, chat, page = document }: NotesOptions): Notes {
  const { chatId, viewerId, scopes } = chat
  const present = shallowRef<readonly Present[]>([])
  const isLive = shallowRef(false)
  const ends = new AbortController()
  const now = steadyClock()
  const members = readingMembers(portal, chat, now)
  let channelIs: 'unasked' | 'asked' | 'refused' = 'unasked'
  let company: Company | null = null
  let secret: string | null = null
  let readAt = Number.NEGATIVE_INFINITY
  let ownReadAt = Number.NEGATIVE_INFINITY
  /** The storage was made here, so others here may know no secret yet. */
  let isBeginning = false
  /** Something was changed before there was a channel to say it. */
  let isUntold = false
  const viewer = viewerId ?? 0

  const ownStorage = viewerId === null ? refusedStorage('unknown-viewer') : createOwnStorage({ portal, chatId, viewerId })
  const onDevice = (list: 'own' | 'shared') => ({
    waiting: waitingLines({ portal, viewerId: viewer, chatId, list }),
    deedKeeper: deedsOfNotes({ portal, chatId, list }),
  })
  const own = openNotesList({
    storage: ownStorage,
    viewerId: viewer,
    ...onDevice('own'),
    onRead() {
      ownReadAt = now()
    },
  })
  const shared = openNotesList({
    storage: sharedStorage(portal, chat, members.read),
    viewerId: viewer,
    ...onDevice('shared'),
    onRead(reading) {
      readAt = now()
      secret = reading.secret
      isBeginning ||= reading.hasBegun
      void company?.goBy(secret)
    },
    onWritten() {
      isUntold = true
      tellOthers()
    },
  })

  function tellOthers(): void {
    if (!company || !isUntold) return
    company.changed(isBeginning)
    isUntold = false
    isBeginning = false
  }

  async function listen(): Promise<void> {
    const channel = await portal.openApplicationChannel().catch(() => null)
    if (!channel) {
      channelIs = 'refused'
      return
    }
    if (ends.signal.aborted) return channel.close()
    meet(channel)
  }

  function join({ isAgain = false } = {}): void {
    if (ends.signal.aborted || shared.state.value.state !== 'ready' || scopes?.includes('pull') !== true) return
    if (channelIs === 'asked' || (channelIs === 'refused' && !isAgain)) return
    channelIs = 'asked'
    void listen()
  }

  function meet(channel: ApplicationChannel): void {
    const makeBeginning = () => beginningWord({ memberId: portal.opening.memberId, ...chat })
    company = openCompany({ channel, viewerId: viewer, makeBeginning, onTold: () => void shared.look(), now })
    const { present: others, isLive: isHeard } = company
    ends.signal.addEventListener('abort', watch(others, (people) => { present.value = people }, { flush: 'sync' }))
    ends.signal.addEventListener('abort', watch(isHeard, (isThere) => { isLive.value = isThere }, { flush: 'sync' }))
    follow()
    void company.goBy(secret)
    tellOthers()
  }

  function follow(): void {
    const isVisible = page.visibilityState !== 'hidden'
    company?.show(isVisible)
    if (isVisible) readAll()
  }

  /** A device that has slept may not have had a network when the channel was asked for. */
  function readAll(): void {
    void own.look()
    void shared.look()
    join({ isAgain: true })
  }

  // an office whose shared notes cannot be used needs no connection for them
  const stop = watch(shared.state, () => join(), { immediate: true, flush: 'sync' })
  page.addEventListener('visibilitychange', follow, { signal: ends.signal })
  page.defaultView?.addEventListener('online', readAll, { signal: ends.signal })
  page.defaultView?.addEventListener('pagehide', () => company?.show(false), { signal: ends.signal })
  page.defaultView?.addEventListener('pageshow', follow, { signal: ends.signal })

  return {
    own,
    shared,
    present,
    isLive,
    writing: () => company?.writing(),
    look(areMembersNew = false) {
      if (areMembersNew) members.forget()
      const isTold = isLive.value && !areMembersNew
      if (!isTold || now() - ownReadAt >= LONGEST_UNREAD) void own.look()
      if (!isTold || now() - readAt >= LONGEST_UNREAD) void shared.look()
    },
    close() {
      ends.abort()
      stop()
      own.close()
      shared.close()
      company?.close()
      company = null
      present.value = []
      isLive.value = false
    },
  }
}

type ReadMembers = (isAnew: boolean) => Promise<ReadonlySet<number> | null>

function sharedStorage(portal: Portal, { dialogId, chatId, viewerId, scopes }: NotesChat, readMembers: ReadMembers): NoteStorage {
  if (viewerId === null) return refusedStorage('unknown-viewer')
  if (scopes && !scopes.includes('entity')) return refusedStorage('missing-scope')
  // whom the conversation is with its own id says, also where the portal tells nothing of that person
  const owner: NotesOwner = dialogId.kind === 'person' ? { kind: 'private', chatId, people: [viewerId, dialogId.personId] } : { kind: 'group', chatId }
  return createChatStorage({ portal, owner, viewerId, readMembers })
}

/** Everybody in the chat, known for a while; null where the portal does not list all. */
function readingMembers(portal: Portal, { dialogId, memberCount }: NotesChat, now: () => number) {
  let known: { at: number, ids: ReadonlySet<number> } | null = null

  async function readAnew(): Promise<ReadonlySet<number> | null> {
    try {
      let last: MemberList | null = null
      for await (const list of loadMembers(portal, dialogId, memberCount)) last = list
      const { progress } = last ?? {}
      // a portal that lists the first members alone says nothing of the others
      if (progress?.state === 'stopped' && progress.error.kind === 'bad-answer') return null
      if (progress?.state === 'stopped') throw progress.error
      return last && new Set(last.members.map(({ id }) => id))
    } catch (cause) {
      const error = PortalError.from(cause)
      if (error.kind !== 'no-access') throw error
      if (error.method !== 'im.dialog.users.list') throw new NotesRefused('no-access', error)
      return null // a member may not list the others of this chat
    }
  }

  return {
    async read(isAnew: boolean): Promise<ReadonlySet<number> | null> {
      if (!isAnew && known && now() - known.at < KNOWN_FOR) return known.ids
      const ids = await readAnew()
      known = ids && { at: now(), ids }
      return ids
    },
    forget: () => {
      known = null
    },
  }
}

function refusedStorage(why: 'unknown-viewer' | 'missing-scope'): NoteStorage {
  const refuse = async (): Promise<never> => {
    throw new NotesRefused(why)
  }
  return { read: refuse, write: refuse, roomUsed: () => 2 }
}
