/** The facts about its chat that a reading requests along with its first pages. */
import { fallback, object, parse, safeParse } from 'valibot'
import type { Command, Outcome } from '../../bitrix24/index.ts'
import { countOrNull, flag } from '../../bitrix24/fields.ts'

type Name = 'dialog' | 'limits'

export interface ChatFacts {
  messageCount: number | null
  isHistoryLimited: boolean | null
}

const dialogAnswer = fallback(object({ message_count: countOrNull }), { message_count: null })
const limitsAnswer = object({ tariffRestrictions: object({ isHistoryLimitExceeded: flag }) })

/** im.dialog.messages.get keeps silent about the plan; the search for nothing says it, and wants the chat's own number. */
export function factCommands(dialogId: string): Record<Name, Command> {
  return {
    dialog: { method: 'im.dialog.get', params: { DIALOG_ID: dialogId } },
    limits: { method: 'im.dialog.messages.search', params: { CHAT_ID: '$result[dialog][id]', LIMIT: 1 } },
  }
}

export function readFacts({ dialog, limits }: Partial<Record<Name, Outcome>>): ChatFacts {
  const { success, output } = safeParse(limitsAnswer, limits?.ok ? limits.value : null)
  return {
    messageCount: dialog?.ok ? parse(dialogAnswer, dialog.value).message_count : null,
    isHistoryLimited: success ? output.tariffRestrictions.isHistoryLimitExceeded : null,
  }
}
