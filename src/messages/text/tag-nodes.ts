import { toPortalPath } from '../../lib/portal-path.ts'
import { joinTexts, plainText, type MessageNode } from './nodes.ts'
import { toSafeLink } from './links.ts'
import { toReference } from './split-quotes.ts'

export interface TagContent {
  name: string
  value: string | null
  /** The parsed content between the tags. */
  children: MessageNode[]
  /** Whether a clickable element surrounds the tag, so that nothing in it may be clickable. */
  isInLink: boolean
}

const PERSON = /^(all|\d{1,15})(?: REPLACE)?$/i
const ICON_TITLE = / title=(.*?)(?: size=\d+)?$/i
/** The largest instant that a date can hold, in seconds. */
const LATEST = 8_640_000_000_000

/** The children, or words for them where the message has none, as the content of a clickable element. */
function labelled(children: MessageNode[], label: string): MessageNode[] {
  return plainText(children).trim() === '' ? [{ kind: 'text', text: label }] : children
}

/** A link to an address or a page of the portal; null when the address is neither. */
export function toLink(address: string, children: MessageNode[]): MessageNode[] | null {
  const path = toPortalPath(address.trim())
  if (path !== null) return [{ kind: 'portalPage', path, children: labelled(children, path) }]
  const href = toSafeLink(address)
  return href === null ? null : [{ kind: 'link', href, children: labelled(children, href) }]
}

function picture(address: string): MessageNode[] | null {
  const href = toSafeLink(address)
  return href === null || href.startsWith('mailto:') ? null : [{ kind: 'image', href, children: [{ kind: 'text', text: new URL(href).host }] }]
}

function mention(value: string, children: MessageNode[]): MessageNode[] | null {
  const id = PERSON.exec(value)?.[1]?.toLowerCase()
  if (id === undefined) return null
  if (id === 'all') return [{ kind: 'mention', personId: id, children: labelled(children, '@') }]
  // the messenger shows the name alone when the id is 0
  return Number(id) === 0 ? children : [{ kind: 'mention', personId: Number(id), children: labelled(children, `#${Number(id)}`) }]
}

function chatMention(value: string, children: MessageNode[]): MessageNode[] | null {
  const [, line, id] = /^(imol\|)?([\w|]{1,100})$/i.exec(value) ?? []
  if (id === undefined) return null
  // an open line cannot be opened by its id, the messenger shows its name alone too
  if (line !== undefined || Number(id) === 0) return children
  return /^\d{1,15}$/.test(id) ? [{ kind: 'chatMention', chatId: Number(id), children: labelled(children, `#${id}`) }] : null
}

function icon(value: string): MessageNode[] | null {
  const title = ICON_TITLE.exec(value)?.[1]?.trim() ?? ''
  const href = toSafeLink(value.split(' ', 1)[0] ?? '')
  const text = title === '' && href !== null ? new URL(href).host : title
  return text === '' ? null : [{ kind: 'icon', children: [{ kind: 'text', text }] }]
}

function time(value: string): MessageNode[] | null {
  const seconds = Number(/^(\d{1,13})(?: |$)/.exec(value)?.[1] ?? NaN)
  return seconds <= LATEST ? [{ kind: 'time', at: new Date(seconds * 1000) }] : null
}

/**
 * What a tag of the messenger means; null when its value makes no sense and it must be shown as written. The tags:
 * https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/imbot.v2/messages/message-formatting.html
 * Size and colour are left out, and so are the actions of `put`, `send` and `call`: their words stay.
 */
export function toTagNodes({ name, value, children, isInLink }: TagContent): MessageNode[] | null {
  const given = value?.trim() ?? ''
  switch (name) {
    case 'b': return value === null ? [{ kind: 'strong', children }] : null
    case 'i': return value === null ? [{ kind: 'emphasis', children }] : null
    case 'u': return value === null ? [{ kind: 'underline', children }] : null
    case 's': return value === null ? [{ kind: 'strike', children }] : null
    case 'code': return value !== null ? null : isInLink ? children : [{ kind: 'code', children }]
    case 'br': return value === null ? [{ kind: 'text', text: '\n' }] : null
    case 'size': case 'color': case 'put': case 'send': case 'call': return children
    case 'icon': return icon(given)
    case 'timestamp': return time(given)
    case 'disk': return /^\d{1,15}$/.test(given) ? [{ kind: 'diskFile', fileId: Number(given) }] : null
  }
  const nodes = toTarget(name, value === null ? null : given, children)
  return nodes !== null && isInLink ? joinTexts(name === 'img' ? [{ kind: 'text', text: plainText(nodes) }] : children) : nodes
}

/** The tags that can be clicked. */
function toTarget(name: string, value: string | null, children: MessageNode[]): MessageNode[] | null {
  switch (name) {
    case 'url': return toLink(value ?? plainText(children), children)
    case 'img': return picture(plainText(children))
    case 'user': return mention(value ?? '', children)
    case 'chat': return chatMention(value ?? '', children)
  }
  const reference = toReference(value ?? '')
  return reference === null ? null : [{ kind: 'contextLink', reference, children: labelled(children, value ?? '') }]
}
