/** The notes of a chat: both lists, and the company beside the shared one. */
import { shallowRef, watch } from 'vue'
import { type ApplicationChannel, type Portal, PortalError } from '../bitrix24/index.ts'
import type { ChatOverview } from '../chat/overview.ts'
import { loadMembers, type MemberList } from '../people/members.ts'
import { createChatStorage } from './chat-storage.ts'
import { type Company, openCompany } from './company.ts'
import { NotesRefused, type NoteStorage } from './note-storage.ts'
import type { Notes, Present } from './notes.ts'
import { openNotesList } from './notes-list.ts'
import { createOwnStorage } from './own-storage.ts'
import type { NotesOwner } from './storage-rights.ts'
import { waitingLines } from './waiting-lines.ts'

/** Milliseconds for which the members of a chat are known: who leaves is shut out by what the heart says, or after as long. */
const KNOWN_FOR = 5 * 60_000

/** What of a chat its notes go by. */
export type NotesChat = Pick<ChatOverview, 'dialogId' | 'chatId' | 'kind' | 'person' | 'viewerId' | 'scopes' | 'memberCount'>

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
  const members = readingMembers(portal, chat)
  let isListening = false
  let company: Company | null = null
  let secret: string | null = null
  const viewer = viewerId ?? 0

  const ownStorage = viewerId === null ? refusedStorage('unknown-viewer') : createOwnStorage({ portal, chatId, viewerId })
  const own = openNotesList({ storage: ownStorage, viewerId: viewer, waiting: waitingLines({ portal, viewerId: viewer, chatId, list: 'own' }) })
  const shared = openNotesList({
    storage: sharedStorage(portal, chat, members.read),
    viewerId: viewer,
    waiting: waitingLines({ portal, viewerId: viewer, chatId, list: 'shared' }),
    onRead(reading) {
      secret = reading.secret
      void company?.goBy(secret)
      judgeLive()
    },
    onWritten: () => company?.changed(),
  })

  async function listen(): Promise<void> {
    const channel = await portal.openApplicationChannel().catch(() => null)
    if (!channel) return
    if (ends.signal.aborted) return channel.close()
    join(channel)
  }

  function join(channel: ApplicationChannel): void {
    company = openCompany({ channel, viewerId: viewer, onTold: () => void shared.look() })
    const { present: others } = company
    ends.signal.addEventListener('abort', watch(others, (people) => { present.value = people }, { flush: 'sync' }))
    follow()
    void company.goBy(secret)
    judgeLive()
  }

  /** Until something is kept there is no secret by which others could be understood. */
  function judgeLive(): void {
    isLive.value = company !== null && secret !== null
  }

  function follow(): void {
    const isVisible = page.visibilityState !== 'hidden'
    company?.show(isVisible)
    if (isVisible) look()
  }

  function look(areMembersNew = false): void {
    if (areMembersNew) members.forget()
    void own.look()
    void shared.look()
  }

  // an office whose shared notes cannot be used needs no connection for them
  const stop = watch(shared.state, ({ state }) => {
    if (state !== 'ready' || isListening || scopes?.includes('pull') !== true) return
    isListening = true
    void listen()
  }, { immediate: true, flush: 'sync' })
  page.addEventListener('visibilitychange', follow, { signal: ends.signal })
  page.defaultView?.addEventListener('online', () => look(), { signal: ends.signal })
  page.defaultView?.addEventListener('pagehide', () => company?.show(false), { signal: ends.signal })
  page.defaultView?.addEventListener('pageshow', follow, { signal: ends.signal })

  return {
    own,
    shared,
    present,
    isLive,
    writing: () => company?.writing(),
    look,
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

function sharedStorage(portal: Portal, { chatId, kind, person, viewerId, scopes }: NotesChat, readMembers: ReadMembers): NoteStorage {
  if (viewerId === null) return refusedStorage('unknown-viewer')
  if (scopes && !scopes.includes('entity')) return refusedStorage('missing-scope')
  const owner: NotesOwner = kind === 'private' && person ? { kind: 'private', chatId, people: [viewerId, person.id] } : { kind: 'group', chatId }
  return createChatStorage({ portal, owner, viewerId, readMembers })
}

/** Everybody in the chat, known for a while; null where the portal does not list all. */
function readingMembers(portal: Portal, { dialogId, memberCount }: NotesChat) {
  let known: { at: number, ids: ReadonlySet<number> } | null = null

  async function readAnew(): Promise<ReadonlySet<number> | null> {
    try {
      let last: MemberList | null = null
      for await (const list of loadMembers(portal, dialogId, memberCount)) last = list
      if (last?.progress.state === 'stopped') throw last.progress.error
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
      if (!isAnew && known && Date.now() - known.at < KNOWN_FOR) return known.ids
      const ids = await readAnew()
      known = ids && { at: Date.now(), ids }
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
  return { read: refuse, write: refuse, hasRoom: () => false }
}
