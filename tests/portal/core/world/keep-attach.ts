import { isMap } from '../php.ts'

type Block = Readonly<Record<string, unknown>>

/** What the portal keeps of an attachment: blocks with one key each, in Bitrix24's own spelling. */
export interface MessageAttach {
  ID: number
  COLOR?: string
  BLOCKS: readonly Block[]
}

/** Kinds whose content the portal keeps as a list, each item of it on its own for the first two. */
const LISTS = ['USER', 'LINK', 'RICH_LINK', 'GRID', 'IMAGE', 'FILE']
const ONE_BY_ONE = ['USER', 'LINK', 'RICH_LINK']
/** Addresses in these are kept with the characters of HTML escaped, those of `LINK` as they came. */
const ESCAPED = ['USER', 'RICH_LINK', 'GRID', 'IMAGE', 'FILE']
const ADDRESSES = ['LINK', 'PREVIEW', 'AVATAR']

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function keepItem(kind: string, item: unknown): unknown {
  if (!isMap(item) || !ESCAPED.includes(kind)) return item
  const kept = Object.entries(item).map(([name, value]) => [name, ADDRESSES.includes(name) && typeof value === 'string' ? escapeHtml(value) : value])
  return Object.fromEntries(kept)
}

function keepBlock(block: unknown): Block[] {
  if (!isMap(block)) return []
  const [kind, content] = Object.entries(block)[0] ?? []
  if (kind === undefined) return []
  if (kind === 'MESSAGE') return [{ MESSAGE: String(content).replace(/\r\n?|\n|<br ?\/?>|#BR#/g, '[BR]') }]
  if (kind === 'DELIMITER') return [{ DELIMITER: isMap(content) ? content : { SIZE: 200 } }]
  if (!LISTS.includes(kind)) return []
  const items = (Array.isArray(content) ? content : [content]).map((item: unknown) => keepItem(kind, item))
  return ONE_BY_ONE.includes(kind) ? items.map(item => ({ [kind]: [item] })) : [{ [kind]: items }]
}

/**
 * What the portal keeps of an attachment that a message was sent with, in its full or its short form; null for one without blocks.
 * Source: api-reference/chat-bots/chat-bots-v2/imbot.v2/messages/attachments/index.md; how it is kept: bitrix-core-business,
 * modules/im/classes/general/im_message_param.php, GetAttachByJson.
 */
export function keepAttach(given: unknown, id: number): MessageAttach | null {
  const list: unknown = isMap(given) ? given['BLOCKS'] : given
  const blocks = Array.isArray(list) ? list.flatMap(keepBlock) : []
  if (blocks.length === 0) return null
  const color = isMap(given) ? given['COLOR'] : undefined
  return { ID: isMap(given) && typeof given['ID'] === 'number' ? given['ID'] : id, ...(typeof color === 'string' ? { COLOR: color } : {}), BLOCKS: blocks }
}
