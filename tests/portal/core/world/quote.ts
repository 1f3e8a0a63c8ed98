import { clockTime } from './dates.ts'
import type { Chat, Message, World } from './model.ts'
import { fullName } from './people.ts'

/** Dashed lines around a full quote, as the messenger writes them. */
export const QUOTE_LINE = '-'.repeat(54)

/** The lines of a full quote of a message, as the messenger writes them. */
export function quoteOf(world: World, chat: Chat, message: Message): string[] {
  const author = world.people.get(message.authorId)
  const time = clockTime(message.createdAt, world.settings.utcOffsetMinutes)
  const files = message.fileIds.map(id => `[File: ${chat.files.get(id)?.name ?? ''}]`)
  return [QUOTE_LINE, `${author ? fullName(author) : ''} [${time}]`, ...message.text === '' ? [] : [message.text], ...files, QUOTE_LINE]
}
