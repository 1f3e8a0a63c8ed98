/** What all panels hear of the chat beside us while it is open: one heart for all of them. Loads late, for no first view needs it. */
import { defineStore } from 'pinia'
import { parse } from 'valibot'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import { dateOrNull, rows } from '../../bitrix24/fields.ts'
import { useSteadyClock } from '../../lib/steady-clock.ts'
import type { MessagePage } from '../../messages/message.ts'
import { createPageReader } from '../../messages/read-page.ts'
import { type ChatMember, memberMapper } from '../../people/members.ts'
import { useChatStore } from '../chat-store.ts'
import type { DialogId } from '../dialog-id.ts'
import { useLeftChat } from '../left-chat.ts'
import { toOverview } from '../overview-answer.ts'
import type { OverviewAnswers } from '../overview-commands.ts'
import { type ChatFacts, toChat } from '../to-chat.ts'
import { type BeatFacts, MOST_PEOPLE, parseBeat, readBeat } from './beat.ts'
import { createConversationEnd, type EndNews } from './conversation-end.ts'
import { openFrameShare } from './frame-share.ts'
import { type Beat, type Heartbeat, startHeartbeat, type Taken } from './heartbeat.ts'
import { changedParts, isSame } from './overview-changes.ts'
import type { HeartState } from './pacing.ts'

export interface News {
  /** Every message behind this one is in `added`, unless `isGap`. */
  after: number
  /** Messages behind the newest that was known, ascending, with their people and files; complete unless `isGap`. */
  added: MessagePage
  /** More came than a beat brings: whoever wants them all reads them. */
  isGap: boolean
  /** Of the last page as the portal shows it now: those that look different than before (edited, liked), empty shells included. */
  changed: MessagePage
  /** Ids that were on the last page and are there no longer, or are empty shells now. */
  deleted: readonly number[]
  /**
   * The end of the chat as it is now: whoever has read some of it before the first beat, or between two, takes it as it is here, and lets
   * go of what is after `behind` and not among `ids`. Null where the beat does not reach the end, or brought no messages.
   */
  end: { behind: number, ids: readonly number[], page: MessagePage } | null
  /** Number or roles of members are not what was known. */
  areMembersNew: boolean
  /** Everybody as they are now; null where nobody wanted to know, or there are too many for a beat. */
  members: readonly ChatMember[] | null
  chat: ChatFacts
  /** The portal's clock; null where it did not say. */
  time: Date | null
  /** Milliseconds since 1970, when it was asked for. */
  readAt: number
}

/** Members from whom on somebody else is likely to be beside the chat: of two, each would save the other what the word costs. */
const COMPANY = 3

type TakeNews = (news: News) => void

/**
 * Milliseconds between two views that are kept while somebody is at it: the next opening corrects what it paints. A view that has not changed
 * is kept anew after as long, so that the next opening can say that it was still so.
 */
const KEPT_EVERY = 5 * 60_000

/** The same once the page is left: it may be closed. */
const KEPT_LEAVING = 30_000

/** Milliseconds after which an answer is parsed although it says what is known: who has been silent for long is no longer online by the clock alone. */
const PARSED_EVERY = 30_000

/** The chat is as it was, as far as this answer goes. */
const NO_NEWS: EndNews = { after: 0, added: [], isGap: false, changed: [], deleted: [], end: null }

/** Needs an app that provides `portalKey`; its heart begins with `start`. */
export const useLive = defineStore('live', () => {
  const portal = usePortal()
  const store = useChatStore()
  const left = useLeftChat()
  const state = shallowRef<HeartState | null>(null)
  const takers = new Set<TakeNews>()
  let wantEverybody = 0
  let heart: Heartbeat | null = null
  let release: () => void = () => undefined
  const { now } = useSteadyClock()

  /** Begins to follow the chat that is shown, until `stop`. */
  function start(dialogId: DialogId): void {
    if (heart || left.hasLeft || store.chat.state !== 'ready') return
    const { overview } = store.chat
    const end = createConversationEnd(overview.lastMessageId ?? 0)
    const toReadPage = createPageReader()
    const opening = store.known()
    const begunAt = now()
    /** When what is shown was asked for; it may have been before this clock was made, by one that was set back since. */
    const shownSince = (): number => store.known() === opening ? Math.min(opening.since, begunAt) : store.known().since
    let members = opening.answers.chat?.ok ? membersOf(toChat(opening.answers.chat.value)) : ''
    let parsedAt = Number.NEGATIVE_INFINITY
    /** When something that this page changed was answered. */
    let changedAt = Number.NEGATIVE_INFINITY

    async function beat(signal: AbortSignal): Promise<Beat> {
      const isForPeople = wantEverybody > 0 && dialogId.kind !== 'person' && (memberCount() ?? MOST_PEOPLE) < MOST_PEOPLE
      try {
        return await readBeat(portal, dialogId, { ...end.asks(), isForPeople }, signal)
      } catch (cause) {
        const error = PortalError.from(cause)
        const isOfChat = error.kind === 'no-access' || error.kind === 'not-found'
        if (isOfChat && error.method === 'im.dialog.get' && !signal.aborted) store.refuse(dialogId, error)
        throw cause
      }
    }

    function take(answer: unknown, readAt: number): Taken {
      const facts = parseBeat(answer, toReadPage)
      // what was read or changed here meanwhile is newer
      if (readAt < Math.max(changedAt, shownSince())) {
        queueMicrotask(() => heart?.changed())
        return { isNews: false, mark: end.mark() }
      }
      const chat = toChat(facts.overview.chat?.ok ? facts.overview.chat.value : undefined)
      show(facts.overview, readAt)
      const told = facts.hasMessages ? end.take(facts.asked, { ...facts.messages, lastId: chat.lastMessageId }) : NO_NEWS
      const membersNow = membersOf(chat)
      const areMembersNew = membersNow !== members
      members = membersNow
      tell(toNews(facts, told, { chat, areMembersNew, readAt }))
      const isNews = areMembersNew || told.isGap || [told.added, told.changed, told.deleted].some(({ length }) => length > 0)
      return { isNews, mark: end.mark() }
    }

    function show(overview: OverviewAnswers, readAt: number): void {
      const known = store.known()
      // what could not be read this time is still as it was
      const answered = Object.fromEntries(Object.entries(overview).filter(([, outcome]) => outcome.ok || outcome.error.kind === 'no-access'))
      if (isShown(readAt) && readAt < parsedAt + PARSED_EVERY && isSame(known.answers, answered)) return
      parsedAt = readAt
      const answers: OverviewAnswers = { ...known.answers, ...answered }
      const read = { answers, since: readAt }
      const next = toOverview(dialogId, answers, address => portal.resolveUrl(address))
      if (store.chat.state !== 'ready') return store.take(next, read)
      const parts = changedParts(store.chat.overview, next)
      if (parts || !isShown(readAt)) store.renew({ ...parts, readAt: next.readAt }, read, KEPT_EVERY)
    }

    /** What is shown needs not even another time of reading. */
    function isShown(readAt: number): boolean {
      return store.chat.state === 'ready' && !store.chat.outdated && readAt <= shownSince() + KEPT_EVERY
    }

    heart = startHeartbeat({
      now, beat, take,
      onState: (next) => {
        state.value = next
        if (next.why === 'hidden') store.keep(0)
      },
      known: { since: shownSince(), work: null, mark: null },
      openShare: hear => openFrameShare({ portal, dialogId, hear, now }),
      tells: overview.scopes?.includes('pull') === true && overview.chatId !== null
        ? { chat: [portal.opening.memberId, overview.chatId], isWorth: (overview.memberCount ?? 0) >= COMPANY, open: () => portal.openApplicationChannel() }
        : null,
    })
    const ends = new AbortController()
    // to the button that closes the sidebar, perhaps
    document.documentElement.addEventListener('pointerleave', () => store.keep(KEPT_LEAVING), { signal: ends.signal, passive: true })
    let repeats = 0
    const noteRepeats = (): void => {
      for (; repeats < portal.repeats(); repeats += 1) heart?.repeated()
    }
    noteRepeats()
    const releaseRequests = portal.onRequest((answer, changesChat) => {
      const over = (): void => {
        noteRepeats()
        if (!changesChat) return
        changedAt = now()
        heart?.changed()
      }
      heart?.during(answer).then(over, over)
    })
    release = () => {
      ends.abort()
      releaseRequests()
    }
  }

  function stop(): void {
    heart?.stop()
    heart = null
    state.value = null
    release()
  }

  const memberCount = (): number | null => store.chat.state === 'ready' ? store.chat.overview.memberCount : null

  function toNews(
    { messages: { files, people }, overview, everybody }: BeatFacts, { after, added, isGap, changed, deleted, end }: EndNews, rest: Pick<News, 'chat' | 'areMembersNew' | 'readAt'>,
  ): News {
    const time = parse(dateOrNull, overview.time?.ok ? overview.time.value : null)
    const listed = everybody === undefined ? null : parse(rows, everybody)
    // reads all the marks of the chat
    const toMember = listed ? memberMapper(rest.chat, { now: time, resolveUrl: address => portal.resolveUrl(address) }) : () => null
    return {
      after, isGap, deleted, time, ...rest,
      added: { messages: added, files, people },
      changed: { messages: changed, files, people },
      end: end && { behind: end.behind, ids: end.ids, page: { messages: end.messages, files, people } },
      members: listed && listed.length < MOST_PEOPLE ? listed.flatMap(row => toMember(row) ?? []) : null,
    }
  }

  function tell(news: News): void {
    for (const take of takers) take(news)
  }

  // a person who has left the chat asks for nothing more
  watch(() => left.hasLeft, stop)
  // what was refused may be read again by a press
  watch(() => store.chat.state, (now, before) => {
    if (now === 'ready' && before === 'failed') heart?.ask()
  })
  onScopeDispose(stop)

  return {
    /** Null until the heart has started. */
    state,
    /** The clock of `state` and of news. */
    now,
    start,
    stop,
    /** Takes every news until the calling scope is disposed. */
    follow(take: TakeNews): void {
      takers.add(take)
      onScopeDispose(() => takers.delete(take))
    },
    /** Until the calling scope is disposed, beats bring everybody in the chat, where that is one answer. */
    followEverybody(): void {
      wantEverybody += 1
      onScopeDispose(() => { wantEverybody -= 1 })
    },
    /** Hands news on to everybody who takes them, as a beat does. */
    tell,
    /** A person asks for it. */
    ask: () => heart?.ask(),
    /** This page has changed something in the chat. */
    changed: () => heart?.changed(),
    /** See `Heartbeat.during`. */
    during: <Value>(work: Promise<Value>): Promise<Value> => heart ? heart.during(work) : work,
  }
})

/** Who is in a chat and in which roles, as far as the chat itself says it. */
function membersOf({ memberCount, ownerId, managerIds }: ChatFacts): string {
  return JSON.stringify([memberCount, ownerId, [...managerIds].sort((one, other) => one - other)])
}
