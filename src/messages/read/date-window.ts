import type { Message } from '../message.ts'
import type { Direction } from './reading.ts'

/** Ids rise with time, but imported messages may be out of order: the reading ends only when a whole page is past the far date. */
export function createDateWindow({ since, until, direction }: { since: number | null, until: number | null, direction: Direction }) {
  const isTooOld = ({ sentAt }: Message): boolean => since !== null && sentAt !== null && sentAt < since
  const isTooNew = ({ sentAt }: Message): boolean => until !== null && sentAt !== null && sentAt >= until
  const [isBefore, isBehind] = direction === 'newest-first' ? [isTooNew, isTooOld] : [isTooOld, isTooNew]
  return {
    /** The date at which the reading begins; null for none. */
    begin: direction === 'newest-first' ? until : since,
    isBefore,
    isInside: (message: Message): boolean => !isTooOld(message) && !isTooNew(message),
    /** Nothing inside comes after a page of these. */
    isPast: (messages: readonly Message[]): boolean => messages.length > 1 && messages.every(isBehind),
  }
}
