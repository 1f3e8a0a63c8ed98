import { computed, shallowReactive, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import { useLive, type News } from '../../chat/live/live-store.ts'
import { wordsTest } from '../../lib/fold-text.ts'
import { joinPages, NO_MESSAGES, withoutWords, type Message, type MessagePage } from '../../messages/message.ts'
import type { Likes } from '../../messages/message-likes.ts'
import { pick, type SearchFilter, searchMessages } from '../../messages/search-messages.ts'
import type { Search, SearchState } from './use-search.ts'

type Found = Extract<SearchState, { state: 'ready' }>

/** Messages that came since the search. */
export type NewHits =
  | { state: 'none' }
  /** `count` is null where more came than a beat brings. */
  | { state: 'waiting', count: number | null }
  | { state: 'asking' }
  /** The portal found none of them. */
  | { state: 'no-match' }
  | { state: 'failed', error: PortalError }

/** The end of the chat as a beat saw it: what is between these two ids and not among the others is gone, whenever it was read. */
interface SeenEnd {
  behind: number
  newest: number
  ids: ReadonlySet<number>
}

/** Few beats look further back than the next one does. */
const MOST_ENDS = 4

interface NewsOptions {
  search: Search
  filter: () => SearchFilter
  chatId: number
  viewerId: () => number | null
}

export interface SearchNews {
  newHits: ComputedRef<NewHits>
  /** What was found as it is now: edited, liked, deleted. */
  found: ComputedRef<Found | null>
  hits: ComputedRef<readonly Message[]>
  /** A message, found or around one, as it is now. */
  latest: (message: Message) => Message
  showNew(): Promise<void>
}

/**
 * Lets hits follow the chat. One that is edited or deleted says so in its place, whether or not it would be found now. New ones wait until they
 * are wanted. With words in the question only the portal knows what it finds: it is asked once, when they are.
 */
export function useSearchNews({ search: { search, hits, add }, filter, chatId, viewerId }: NewsOptions): SearchNews {
  const portal = usePortal()
  const live = useLive()
  const latestById = shallowReactive(new Map<number, Message | null>())
  const described = shallowRef<MessagePage>(NO_MESSAGES)
  const ends = shallowRef<readonly SeenEnd[]>([])
  /** When what was found last was answered, or later. */
  let foundAt = Number.NEGATIVE_INFINITY
  /** What came since the question was asked, and behind which message. */
  const came: ShallowRef<{ after: number, page: MessagePage, isGap: boolean } | null> = shallowRef(null)
  const outcome: ShallowRef<Exclude<NewHits, { state: 'none' | 'waiting' }> | null> = shallowRef(null)

  const query = computed(() => search.value.state === 'ready' ? search.value.query : null)
  watch([query, search], () => {
    foundAt = live.now()
    if (search.value.state === 'ready') return
    latestById.clear()
    described.value = NO_MESSAGES
    ends.value = []
    came.value = null
    outcome.value = null
  }, { flush: 'sync' })

  /** What was read before the first beat, or between two, has changed since: no beat calls that changed. */
  function takeEnd({ behind, ids, page }: NonNullable<News['end']>, readAt: number) {
    const newest = ids.at(-1) ?? behind
    const [last] = ends.value.slice(-1)
    const there = new Set(ids)
    if (last?.behind !== behind || last.newest !== newest || ids.some(id => !last.ids.has(id)) || there.size !== last.ids.size) {
      ends.value = [...ends.value.filter(end => end.behind < behind), { behind, newest, ids: there }].slice(-MOST_ENDS)
    }
    const changed = page.messages.filter(message => !isSame(latestById.get(message.id), message))
    tellNow({ ...page, messages: changed })
    if (search.value.state !== 'ready' || readAt <= foundAt) return
    for (const { id } of search.value.page.messages) if (id > newest) latestById.set(id, null)
  }

  function tellNow(page: MessagePage) {
    for (const message of page.messages) latestById.set(message.id, message)
    if (page.messages.length > 0) described.value = { ...joinPages(described.value, page), messages: [] }
  }

  function take({ after, added, isGap, changed, deleted, end, readAt }: News) {
    for (const id of deleted) latestById.set(id, null)
    tellNow(changed)
    if (end) takeEnd(end, readAt)
    if (!isGap && added.messages.length === 0) return
    came.value = { after: came.value?.after ?? after, page: joinPages(came.value?.page ?? NO_MESSAGES, added), isGap: isGap || came.value?.isGap === true }
    if (outcome.value?.state !== 'asking') outcome.value = null
  }
  live.follow(take)

  const latest = (message: Message): Message => {
    const now = latestById.get(message.id)
    const isMissing = now === undefined && !message.isDeleted
      && ends.value.some(({ behind, newest, ids }) => message.id > behind && message.id <= newest && !ids.has(message.id))
    return isMissing || now === null ? withoutWords(message) : now ?? message
  }

  /** Those of the new ones that fit, as far as can be said here. */
  const fitting = computed((): Message[] => {
    const asked = query.value
    if (search.value.state !== 'ready' || !asked || !came.value) return []
    const known = new Set(search.value.page.messages.map(({ id }) => id))
    const hasWords = wordsTest(asked.text)
    const isInside = ({ sentAt }: Message) => (asked.since === null && asked.until === null)
      || (sentAt !== null && sentAt >= (asked.since?.getTime() ?? -Infinity) && sentAt <= (asked.until?.getTime() ?? Infinity))
    const page = { ...came.value.page, messages: came.value.page.messages.map(latest) }
    return pick(page, filter(), viewerId()).filter(message => !known.has(message.id) && !message.isDeleted && isInside(message) && hasWords(message.text))
  })

  const newHits = computed((): NewHits => {
    if (outcome.value) return outcome.value
    // the oldest first, and not all of them: whoever reads on comes to the new ones
    const isBeyond = search.value.state === 'ready' && search.value.query.order === 'oldest' && search.value.next !== null
    if (search.value.state !== 'ready' || !came.value || isBeyond) return { state: 'none' }
    if (came.value.isGap) return { state: 'waiting', count: null }
    return fitting.value.length > 0 ? { state: 'waiting', count: fitting.value.length } : { state: 'none' }
  })

  async function showNew(): Promise<void> {
    const [asked, wanted] = [query.value, came.value]
    if (!asked || !wanted || outcome.value?.state === 'asking') return
    if (asked.text === '' && !wanted.isGap) {
      add({ page: { ...wanted.page, messages: fitting.value }, likes: likesOf(fitting.value, viewerId()) })
      came.value = null
      return
    }
    outcome.value = { state: 'asking' }
    try {
      const found = await searchMessages(portal, { chatId, query: { ...asked, order: 'oldest' }, after: wanted.after })
      if (query.value !== asked) return
      const before = hits.value.length
      add(found)
      // what came while it was asked, or did not fit into the answer, is for the next time
      const rest = came.value === wanted ? null : came.value
      came.value = found.next === null ? rest : { after: found.next, page: rest?.page ?? NO_MESSAGES, isGap: true }
      outcome.value = hits.value.length > before || came.value ? null : { state: 'no-match' }
    } catch (cause) {
      if (query.value === asked) outcome.value = { state: 'failed', error: PortalError.from(cause) }
    }
  }

  const found = computed((): Found | null => {
    const { value: shown } = search
    if (shown.state !== 'ready') return null
    const told = [...latestById.values()].filter(message => message !== null)
    const messages = shown.page.messages.map(latest)
    // whether the viewer is among them is known only of who is known
    const likes = viewerId() === null ? shown.likes : new Map([...shown.likes, ...likesOf(told, viewerId())])
    return { ...shown, page: { ...joinPages(shown.page, described.value), messages }, likes }
  })

  return { newHits, found, hits: computed(() => hits.value.map(latest)), latest, showNew }
}

function isSame(one: Message | null | undefined, other: Message): boolean {
  return one === other || (!!one && JSON.stringify(one) === JSON.stringify(other))
}

/** Made once of each message: that it is another one says that the portal has said something since. */
const known = new WeakMap<Message, Likes>()

function likesOf(messages: readonly Message[], viewerId: number | null): Map<number, Likes> {
  return new Map(messages.map((message) => {
    const { likedBy } = message
    const likes = known.get(message) ?? { likedBy, count: likedBy.length, isOwn: viewerId === null ? null : likedBy.includes(viewerId) }
    known.set(message, likes)
    return [message.id, likes]
  }))
}
