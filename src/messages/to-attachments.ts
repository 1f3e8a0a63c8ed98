import { fallback, object, parse, pipe, safeParse, string, transform, union, unknown, number } from 'valibot'
import { cutText } from '../lib/clean-text.ts'
import type { Attachment, AttachmentBlock, AttachmentTarget } from './text/attachments.ts'
import { isRecord } from '../lib/is-record.ts'
import { countOrNull, idOrNull } from '../bitrix24/fields.ts'

/**
 * The most that is read of one text and of one list in a message's attachments: all that the portal itself keeps, which is 60,000 characters
 * of JSON at most, twelve for the shortest entry. Whoever shows them shows less.
 */
const MOST = { characters: 60_000, entries: 5_000 }

const words = fallback(pipe(union([string(), number()]), transform(value => cutText(String(value), MOST.characters))), '')
const entryFields = object({
  NAME: words, DESC: words, VALUE: words, LINK: words, SIZE: countOrNull, USER_ID: idOrNull, CHAT_ID: idOrNull, BOT_ID: idOrNull,
})

/** The portal escapes the addresses of some kinds of blocks as HTML (bitrix-core-business, im_message_param.php). */
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#039;': '\'' }

function toAddress(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#039);/g, entity => ENTITIES[entity] ?? entity).trim()
}

/** A list, or a single value in place of it: both are documented for sending, and PHP prints a list with gaps as a map with numbers. */
function toList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  if (!isRecord(value)) return []
  return Object.keys(value).every(key => /^\d+$/.test(key)) ? Object.values(value) : [value]
}

function readEntries(content: unknown) {
  return toList(content).slice(0, MOST.entries).flatMap((raw) => {
    const { success, output: entry } = safeParse(entryFields, raw)
    if (!success) return []
    const target: AttachmentTarget = { personId: entry.USER_ID ?? entry.BOT_ID, chatId: entry.CHAT_ID, address: toAddress(entry.LINK) }
    return [{ name: entry.NAME.trim(), description: entry.DESC.trim(), value: entry.VALUE.trim(), size: entry.SIZE, target }]
  })
}

/** The blocks that one block of the portal makes: none when it is of an unknown kind or empty. */
function toBlocks(block: unknown): AttachmentBlock[] {
  if (!isRecord(block)) return []
  const [kind, content] = Object.entries(block)[0] ?? []
  switch (kind) {
    case 'MESSAGE': return toText(content)
    // the portal sends its own BBCode along with HTML, which is not shown
    case 'HTML': return toText(block['BB_CODE'])
    case 'DELIMITER': return [{ kind: 'delimiter' }]
    case 'USER': case 'LINK': case 'RICH_LINK':
      return readEntries(content).flatMap(({ name, description, target }): AttachmentBlock[] => (name || target.address ? [{ kind: 'entry', name, description, target }] : []))
    case 'IMAGE':
      return readEntries(content).flatMap(({ name, target: { address } }): AttachmentBlock[] => (address ? [{ kind: 'image', name, address }] : []))
    case 'FILE':
      return readEntries(content).flatMap(({ name, size, target: { address } }): AttachmentBlock[] => (name || address ? [{ kind: 'file', name, size, address }] : []))
    case 'GRID': {
      const cells = readEntries(content).filter(({ name, value }) => name || value).map(({ name, value, target }) => ({ name, value, target }))
      return cells.length > 0 ? [{ kind: 'grid', cells }] : []
    }
  }
  return []
}

function toText(content: unknown): AttachmentBlock[] {
  const text = parse(words, content).trim()
  return text === '' ? [] : [{ kind: 'text', text }]
}

/**
 * Parses `params.ATTACH` of a message: a list of attachments, or one, each with its `BLOCKS` or as the mere list of them:
 * https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/imbot.v2/messages/attachments/index.html
 * Never fails; it leaves out what it does not understand and what exceeds `MOST`.
 */
export function toAttachments(raw: unknown): Attachment[] {
  const isBare = Array.isArray(raw) && raw.every(block => isRecord(block) && !('BLOCKS' in block))
  const given: unknown[] = isBare ? [{ BLOCKS: raw }] : toList(raw)
  return given.slice(0, MOST.entries).flatMap((one) => {
    const blocks = isRecord(one) ? toList(one['BLOCKS']).slice(0, MOST.entries).flatMap(toBlocks) : []
    return blocks.length > 0 ? [blocks] : []
  })
}

export const attachmentsField = fallback(pipe(unknown(), transform(toAttachments)), [])
