import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import { joinPages, type Message, type MessagePage } from '../../messages/message.ts'
import type { Likes } from '../../messages/message-likes.ts'
import { pick, toQuery, type SearchFilter, type SearchQuery, searchMessages, type SearchPage } from '../../messages/search-messages.ts'

export type SearchState =
  /** Why nothing is asked of the portal. */
  | { state: 'idle', why: 'nothing' | 'short' | 'dates' }
  | { state: 'loading' }
  | { state: 'failed', error: PortalError }
  | {
    state: 'ready'
    query: SearchQuery
    /** Everything the portal sent so far, before anything is picked. */
    page: MessagePage
    /** Of every message of the page, by its id. */
    likes: ReadonlyMap<number, Likes>
    /** Where the next page begins; null when all is here. */
    next: number | null
    isHistoryLimited: boolean
    paging: { state: 'waiting' | 'loading' } | { state: 'failed', error: PortalError }
  }

interface SearchOptions {
  filter: () => SearchFilter
  chatId: number
  /** Who looks; null where the portal did not say. */
  viewerId: () => number | null
}

export interface Search {
  search: Readonly<ShallowRef<SearchState>>
  /** What is left of the messages when this panel has picked. */
  hits: ComputedRef<readonly Message[]>
  /** Puts messages that came since among the others. */
  add(found: Pick<SearchPage, 'page' | 'likes'>): void
  /** The same question again, at once. */
  retry(): void
  /** Reads on until there are some more hits; not by itself after a failure. */
  readOn(afterFailure?: boolean): Promise<void>
}

/** Milliseconds without another key before the portal is asked. */
const PAUSE = 300
/** What this panel picks may be rare: so many hits are looked for at a time, in at most so many pages. */
const ENOUGH = 20
const PAGES_AT_ONCE = 5

/** Asks the portal whenever the question changes, the last question counting, and picks from its answers. */
export function useSearch({ filter, chatId, viewerId }: SearchOptions): Search {
  const portal = usePortal()
  const search = shallowRef<SearchState>({ state: 'idle', why: 'nothing' })
  const hits = computed(() => search.value.state === 'ready' ? pick(search.value.page, filter(), viewerId()) : [])
  let timer: ReturnType<typeof setTimeout> | undefined
  let runs = 0

  function ask(pause: number) {
    clearTimeout(timer)
    const run = ++runs
    const query = toQuery(filter())
    if (typeof query === 'string') {
      search.value = { state: 'idle', why: query }
      return
    }
    search.value = { state: 'loading' }
    if (pause === 0) void readFirst(query, run)
    else timer = setTimeout(() => void readFirst(query, run), pause)
  }

  async function readFirst(query: SearchQuery, run: number): Promise<void> {
    try {
      const found = await searchMessages(portal, { chatId, query, after: null })
      if (run !== runs) return
      search.value = { state: 'ready', query, ...found, paging: { state: 'waiting' } }
      await readOnWhenFew()
    } catch (cause) {
      if (run === runs) search.value = { state: 'failed', error: PortalError.from(cause) }
    }
  }

  async function readOn(afterFailure = false): Promise<void> {
    const run = runs
    const wanted = hits.value.length + ENOUGH
    for (let pages = 0; pages < PAGES_AT_ONCE && hits.value.length < wanted; pages += 1) {
      const shown = search.value
      if (run !== runs || shown.state !== 'ready' || shown.next === null) return
      if (shown.paging.state === 'loading' || (shown.paging.state === 'failed' && !afterFailure)) return
      search.value = { ...shown, paging: { state: 'loading' } }
      // what came while the portal was asked stays
      const loaded = () => search.value.state === 'ready' ? { page: search.value.page, likes: search.value.likes } : shown
      const next = await searchMessages(portal, { chatId, query: shown.query, after: shown.next }).then(
        (found): SearchState => ({
          ...shown, ...found,
          page: joinPages(loaded().page, found.page),
          likes: new Map([...loaded().likes, ...found.likes]),
          isHistoryLimited: shown.isHistoryLimited || found.isHistoryLimited,
          paging: { state: 'waiting' },
        }),
        (cause: unknown): SearchState => ({ ...shown, ...loaded(), paging: { state: 'failed', error: PortalError.from(cause) } }),
      )
      if (run !== runs) return
      search.value = next
      if (next.state === 'ready' && next.paging.state === 'failed') return
    }
  }

  function add(found: Pick<SearchPage, 'page' | 'likes'>) {
    const { value: shown } = search
    if (shown.state !== 'ready') return
    const sign = shown.query.order === 'newest' ? -1 : 1
    const known = new Set(shown.page.messages.map(({ id }) => id))
    const added = found.page.messages.filter(({ id }) => !known.has(id))
    const messages = [...shown.page.messages, ...added].sort((one, other) => sign * (one.id - other.id))
    search.value = { ...shown, page: { ...joinPages(shown.page, found.page), messages }, likes: new Map([...found.likes, ...shown.likes]) }
  }

  async function readOnWhenFew(): Promise<void> {
    if (hits.value.length < ENOUGH) await readOn()
  }

  watch(() => JSON.stringify(toQuery(filter())), () => ask(PAUSE))
  watch(() => toPicking(filter()), () => {
    if (search.value.state !== 'ready') return
    clearTimeout(timer)
    timer = setTimeout(() => void readOnWhenFew(), PAUSE)
  })
  ask(0)
  onScopeDispose(() => {
    runs += 1
    clearTimeout(timer)
  })

  return { search, hits, add, retry: () => ask(0), readOn }
}

/** Changes when what is picked here changes. */
function toPicking({ author, isMine, hasFile, hasLink }: SearchFilter): string {
  return JSON.stringify([author, isMine, hasFile, hasLink])
}
