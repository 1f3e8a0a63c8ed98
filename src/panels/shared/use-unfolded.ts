import { shallowReactive, watch } from 'vue'
import { isCancelled, useArchive } from '../../messages/keep/index.ts'
import { NO_MESSAGES, withoutWords, type MessagePage } from '../../messages/message.ts'

export interface Unfolded {
  /** By message id, the message alone on its page, which is empty while it is fetched. Kept here because a row that is scrolled away forgets everything. */
  unfolded: ReadonlyMap<number, MessagePage>
  toggle(messageId: number): void
}

/** The messages that something was shared in, fetched from the archive when asked for. */
export function useUnfolded(): Unfolded {
  const archive = useArchive()
  const unfolded = shallowReactive(new Map<number, MessagePage>())

  async function load(messageId: number): Promise<void> {
    unfolded.set(messageId, NO_MESSAGES)
    try {
      const page = await archive.messages([messageId])
      // folded up in the meantime
      if (unfolded.has(messageId)) unfolded.set(messageId, page)
    } catch (error) {
      if (!isCancelled(error)) unfolded.delete(messageId) // the panel says what is wrong with the archive
    }
  }

  /** Whoever reads it goes on reading it, as it is now. */
  async function loadAgain(messageId: number, before: MessagePage): Promise<void> {
    try {
      const page = await archive.messages([messageId])
      const now = page.messages.length > 0 ? page : { ...before, messages: before.messages.map(withoutWords) }
      if (unfolded.get(messageId) === before) unfolded.set(messageId, now)
    } catch (error) {
      if (!isCancelled(error)) unfolded.delete(messageId)
    }
  }

  watch(() => archive.status?.version, () => {
    for (const [messageId, page] of unfolded) if (page.messages.length > 0) void loadAgain(messageId, page)
  })

  return {
    unfolded,
    toggle(messageId) {
      if (!unfolded.delete(messageId)) void load(messageId)
    },
  }
}
