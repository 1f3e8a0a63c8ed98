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
  const latestById = shallowReactive(new Map<number, Message | null>())
  const described = shallowRef<MessagePage>(NO_MESSAGES)
  /** What came since the question was asked, and behind which message. */
  const came: ShallowRef<{ after: number, page: MessagePage, isGap: boolean } | null> = shallowRef(null)
  const outcome: ShallowRef<Exclude<NewHits, { state: 'none' | 'waiting' }> | null> = shallowRef(null)

  const query = computed(() => search.value.state === 'ready' ? search.value.query : null)
  watch([query, () => search.value.state], () => {
    if (search.value.state === 'ready') return
    latestById.clear()
    described.value = NO_MESSAGES
    came.value = null
    outcome.value = null
  }, { flush: 'sync' })

  function take({ after, added, isGap, changed, deleted }: News) {
    for (const id of deleted) latestById.set(id, null)
    for (const message of changed.messages) latestById.set(message.id, message)
    if (changed.messages.length > 0) described.value = { ...joinPages(described.value, changed), messages: [] }
    if (!isGap && added.messages.length === 0) return
    came.value = { after: came.value?.after ?? after, page: joinPages(came.value?.page ?? NO_MESSAGES, added), isGap: isGap || came.value?.isGap === true }
    if (outcome.value?.state !== 'asking') outcome.value = null
  }
  useLive().follow(take)

  const latest = (message: Message): Message => {
    const now = latestById.get(message.id)
    return now === null ? withoutWords(message) : now ?? message
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
