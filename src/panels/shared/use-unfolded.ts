import { shallowReactive, watch } from 'vue'
import { isCancelled, useArchive } from '../../messages/keep/index.ts'
import { NO_MESSAGES, withoutWords, type MessagePage } from '../../messages/message.ts'

export interface Unfolded<Row> {
  /** The row's message alone on its page, which is empty while it is fetched; undefined while it is folded up. */
  pageOf(row: Row): MessagePage | undefined
  toggle(row: Row): void
}

/** The messages that rows were shared in, fetched from the archive when asked for: of several rows of one message, only beneath the one that was asked. */
export function useUnfolded<Row extends { messageId: number }>(keyOf: (row: Row) => string | number): Unfolded<Row> {
  const archive = useArchive()
  /** Kept here because a row that is scrolled away forgets everything. */
  const unfolded = shallowReactive(new Map<string, MessagePage>())
  const placeOf = (row: Row) => `${row.messageId} ${keyOf(row)}`

  async function load(place: string, messageId: number): Promise<void> {
    unfolded.set(place, NO_MESSAGES)
    try {
      const page = await archive.messages([messageId])
      // folded up in the meantime
      if (unfolded.has(place)) unfolded.set(place, page)
    } catch (error) {
      if (!isCancelled(error)) unfolded.delete(place) // the panel says what is wrong with the archive
    }
  }

  /** Whoever reads it goes on reading it, as it is now. */
  async function loadAgain(place: string, before: MessagePage): Promise<void> {
    try {
      const page = await archive.messages(before.messages.map(({ id }) => id))
      const now = page.messages.length > 0 ? page : { ...before, messages: before.messages.map(withoutWords) }
      if (unfolded.get(place) === before) unfolded.set(place, now)
    } catch (error) {
      if (!isCancelled(error)) unfolded.delete(place)
    }
  }

  watch(() => archive.status?.version, () => {
    for (const [place, page] of unfolded) if (page.messages.length > 0) void loadAgain(place, page)
  })

  return {
    pageOf: row => unfolded.get(placeOf(row)),
    toggle(row) {
      const place = placeOf(row)
      if (!unfolded.delete(place)) void load(place, row.messageId)
    },
  }
}
