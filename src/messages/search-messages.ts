import { fallback, object, parse } from 'valibot'
import { toRfc3339 } from '../lib/to-rfc3339.ts'
import { PortalError, type Portal } from '../bitrix24/index.ts'
import { flag } from '../bitrix24/fields.ts'
import type { MessagePage } from './message.ts'
import { toLikes, type Likes } from './message-likes.ts'
import { toReadPage } from './read-page.ts'
import type { SearchQuery } from './search-filter.ts'

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
