import { shallowReactive } from 'vue'
import { isCancelled, useArchive } from '../../chat/archive/index.ts'
import type { HistoryMessage } from '../../chat/history/index.ts'
import { attachmentNodes } from '../../lib/message-text/attachment-nodes.ts'
import { parseMessage } from '../../lib/message-text/parse-message.ts'
import { plainText } from '../../lib/message-text/plain-text.ts'
import { sizeText } from '../../lib/size-text.ts'

/** Longer than a row should become; the rest is in the messenger. */
const LONGEST = 600

export interface Unfolded {
  /** By message id, its words; `''` while they are fetched. Kept here because a row that is scrolled away forgets everything. */
  words: ReadonlyMap<number, string>
  toggle(messageId: number): void
}

/** What was written and what an app attached to it. */
function wordsOf({ text, attachments }: HistoryMessage): string {
  const language = document.documentElement.lang || 'en'
  const attached = attachmentNodes(attachments, { sizeText: bytes => sizeText(bytes, language), limit: LONGEST })
  return [parseMessage(text, { limit: LONGEST }), ...attached].map(plainText).filter(words => words !== '').join('\n')
}

/** The words of messages that something was shared in, fetched from the archive when asked for. */
export function useUnfolded(): Unfolded {
  const archive = useArchive()
  const words = shallowReactive(new Map<number, string>())

  async function load(messageId: number): Promise<void> {
    words.set(messageId, '')
    try {
      const { messages: [message] } = await archive.messages([messageId])
      // folded up in the meantime
      if (words.has(messageId)) words.set(messageId, message ? wordsOf(message) : '')
    } catch (error) {
      if (!isCancelled(error)) words.delete(messageId) // the panel says what is wrong with the archive
    }
  }

  return {
    words,
    toggle(messageId) {
      if (!words.delete(messageId)) void load(messageId)
    },
  }
}
