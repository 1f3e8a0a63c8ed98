import { boolean, check, fallback, object, parse, picklist, pipe, regex, string } from 'valibot'
import { wordsTest } from '../lib/fold-text.ts'
import { lookUp, type Message, type MessagePage } from './message.ts'

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

/** An address in full, or the target of a word (`[url=…]`), which need not be a whole address. */
const LINK = /https?:\/\/|\[url(?:=[^\]]|\]\s*[^\s[])/i

/** Whether a message's text or attachments contain an address. */
export function hasLink({ text, attachments }: Pick<Message, 'attachments' | 'text'>): boolean {
  return LINK.test(text) || attachments.flat().some(block => block.kind === 'entry' && block.target.address !== '')
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
