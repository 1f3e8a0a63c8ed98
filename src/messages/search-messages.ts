import { boolean, check, fallback, object, parse, picklist, pipe, regex, string } from 'valibot'
import { toRfc3339 } from '../lib/to-rfc3339.ts'
import { PortalError, type Portal } from '../bitrix24/index.ts'
import { flag } from '../bitrix24/fields.ts'
import { readFacts } from './keep/message-facts.ts'
import { type MessagePage, lookUp, type Message } from './message.ts'
import { toLikes, type Likes } from './message-likes.ts'
import { toReadPage } from './read-page.ts'
import { wordsTest } from '../lib/fold-text.ts'

const METHOD = 'im.dialog.messages.search'

/** Messages of the first page, which somebody waits for while typing, and of the pages after it: the most the portal gives. */
const FIRST_PAGE = 50
const NEXT_PAGE = 200

export interface SearchPage {
  page: MessagePage
  /** Of every message of the page, by its id. */
  likes: ReadonlyMap<number, Likes>
  /** After which message the next page begins; null after the last page. */
  next: number | null
  /** The portal's plan keeps older messages from being found. */
  isHistoryLimited: boolean
}

interface PageOptions {
  chatId: number
  query: SearchQuery
  /** `next` of the page before; null for the first page. */
  after: number | null
}

const limitsAnswer = fallback(
  object({ tariffRestrictions: fallback(object({ isHistoryLimitExceeded: flag }), { isHistoryLimitExceeded: false }) }),
  { tariffRestrictions: { isHistoryLimitExceeded: false } },
)

/**
 * One page of the portal's hits. A page that is not full is the last, as in the portal's own messenger
 * (Bitrix24, im.v2, class MessageSearch).
 * @throws PortalError of the request, or `bad-answer`
 */
export async function searchMessages(portal: Pick<Portal, 'call'>, { chatId, query, after }: PageOptions): Promise<SearchPage> {
  const limit = after === null ? FIRST_PAGE : NEXT_PAGE
  const answer = await portal.call({
    method: METHOD,
    params: {
      CHAT_ID: chatId,
      LIMIT: limit,
      ORDER: { ID: query.order === 'newest' ? 'DESC' : 'ASC' },
      ...(query.text === '' ? {} : { SEARCH_MESSAGE: query.text }),
      ...(query.since ? { DATE_FROM: toRfc3339(query.since) } : {}),
      ...(query.until ? { DATE_TO: toRfc3339(query.until) } : {}),
      ...(after === null ? {} : { LAST_ID: after }),
    },
  })
  const read = toReadPage(answer)
  if (!read) throw new PortalError('bad-answer', { method: METHOD })
  // a page without progress would be requested again and again
  const messages = read.messages.filter(({ id }) => after === null || (query.order === 'newest' ? id < after : id > after))
  return {
    page: { ...read, messages },
    likes: toLikes(answer, messages),
    next: read.ids.length < limit ? null : messages.at(-1)?.id ?? null,
    isHistoryLimited: parse(limitsAnswer, answer).tariffRestrictions.isHistoryLimitExceeded,
  }
}

/** What a person searches for. The portal searches by the first four; the others are applied here to its answer. */
export interface SearchFilter {
  text: string
  /** Days of this device's calendar, `YYYY-MM-DD`; `''` for none. Both belong to the span. */
  from: string
  to: string
  order: 'newest' | 'oldest'
  /** A part of the author's name. */
  author: string
  isMine: boolean
  hasFile: boolean
  hasLink: boolean
}

/** A shorter text does not narrow the portal's search (im.dialog.messages.search: "longer than 2 characters"). */
export const SHORTEST_TEXT = 3

export const NO_FILTER: Readonly<SearchFilter> = { text: '', from: '', to: '', order: 'newest', author: '', isMine: false, hasFile: false, hasLink: false }

const words = fallback(pipe(string(), check(text => text.length <= 500)), '')
const day = fallback(pipe(string(), regex(/^\d{4}-\d\d-\d\d$/)), '')
const tick = fallback(boolean(), false)
const keptFilter = fallback(object({
  text: words, from: day, to: day, order: fallback(picklist(['newest', 'oldest']), 'newest'), author: words, isMine: tick, hasFile: tick, hasLink: tick,
}), NO_FILTER)

/** The filter that a draft kept, without values that cannot be read; a new object every time. */
export function toSearchFilter(kept: unknown): SearchFilter {
  return { ...parse(keptFilter, kept) }
}

/** Whether the filter has conditions that are applied here, not by the portal. */
export function isPicking({ author, isMine, hasFile, hasLink }: SearchFilter): boolean {
  return author.trim() !== '' || isMine || hasFile || hasLink
}

export interface SearchQuery {
  /** `''` or at least `SHORTEST_TEXT` characters. */
  text: string
  since: Date | null
  /** The last instant of the span. */
  until: Date | null
  order: SearchFilter['order']
}

/** What to ask the portal, or why there is nothing to ask: nothing chosen yet, too short a text, or a span that ends before it begins. */
export function toQuery(filter: SearchFilter): SearchQuery | 'nothing' | 'short' | 'dates' {
  const text = filter.text.trim()
  const since = toInstant(filter.from, 'T00:00:00')
  const until = toInstant(filter.to, 'T23:59:59')
  if (text !== '' && [...text].length < SHORTEST_TEXT) return 'short'
  if (since && until && since > until) return 'dates'
  if (text === '' && !since && !until && !isPicking(filter)) return 'nothing'
  return { text, since, until, order: filter.order }
}

/** A date without an offset is in the zone of this device. */
function toInstant(date: string, time: string): Date | null {
  const instant = new Date(date === '' ? NaN : `${date}${time}`)
  return Number.isNaN(instant.getTime()) ? null : instant
}

/** Whether a message's text or attachments contain an address, as the archive finds it. */
export function hasLink(message: Pick<Message, 'attachments' | 'text'>): boolean {
  return readFacts(message).links.length > 0
}

/** Applies what the portal's search cannot do: author, files, links. `viewerId` is null where the portal did not name the viewer. */
export function pick(page: MessagePage, filter: SearchFilter, viewerId: number | null): Message[] {
  const isMeant = wordsTest(filter.author)
  const { nameOf } = lookUp(page)
  return page.messages.filter(message => (!filter.isMine || (message.authorId !== 0 && message.authorId === viewerId))
    && (!filter.hasFile || message.fileIds.length > 0)
    && (!filter.hasLink || hasLink(message))
    && isMeant(nameOf(message.authorId)))
}
