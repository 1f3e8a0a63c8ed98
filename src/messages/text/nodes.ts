/** A message somewhere else: `dialogId` is `chat12`, a person's id, or `12:34` for what these two wrote to each other. */
export interface MessageReference {
  dialogId: string
  messageId: number
}

interface WithChildren {
  children: MessageNode[]
}

interface QuoteHead {
  author: string
  /** As the messenger wrote it, in the language and zone of the person who quoted. */
  time: string
  reference: MessageReference | null
}

/**
 * What a message consists of. Every visible word is in a `text` or a `mark`, so that searching and marking need to know
 * no other kind. Line breaks are characters of texts.
 */
export type MessageNode =
  | { kind: 'text', text: string }
  | { kind: 'mark', text: string }
  | { kind: 'strong' | 'emphasis' | 'underline' | 'strike' } & WithChildren
  | { kind: 'link', /** http, https or mailto, without credentials. */ href: string } & WithChildren
  | { kind: 'portalPage', /** Inside the portal, as `toPortalPath` lets through. */ path: string } & WithChildren
  | { kind: 'mention', personId: number | 'all' } & WithChildren
  | { kind: 'chatMention', chatId: number } & WithChildren
  | { kind: 'contextLink', reference: MessageReference } & WithChildren
  | { kind: 'image', /** To be opened, never to be loaded. */ href: string } & WithChildren
  | { kind: 'icon' } & WithChildren
  | { kind: 'quote', head: QuoteHead | null } & WithChildren
  | { kind: 'code', /** Within a line, as notes have it; no message has one. */ isSpan?: true } & WithChildren
  | { kind: 'time', at: Date }
  | { kind: 'diskFile', fileId: number }
  /** The message was longer than asked for; always the last node. */
  | { kind: 'cut' }

/** The children of a node; a text and a mere sign have none. */
export function childrenOf(node: MessageNode): readonly MessageNode[] {
  return 'children' in node ? node.children : []
}

/** Joins adjacent texts and drops empty ones. */
export function joinTexts(nodes: readonly MessageNode[]): MessageNode[] {
  const joined: MessageNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.kind !== 'text') joined.push(node)
    else if (last?.kind === 'text') joined[joined.length - 1] = { kind: 'text', text: last.text + node.text }
    else if (node.text !== '') joined.push(node)
  }
  return joined
}

type Quote = Extract<MessageNode, { kind: 'quote' }>

/** Every line marked as the messenger marks a quoted one, so that it is a quote again when pasted there. */
function quoteText({ head, children }: Quote): string {
  const own = plainText(children)
  const text = head ? `${head.author} [${head.time}]\n${own}` : own
  return text.split('\n').map(line => `>>${line}`).join('\n')
}

function nodeText(node: MessageNode): string {
  switch (node.kind) {
    case 'text': case 'mark': return node.text
    case 'time': return node.at.toISOString()
    case 'diskFile': return `[disk=${node.fileId}]`
    case 'cut': return '…'
    case 'quote': return quoteText(node)
    default: return plainText(node.children)
  }
}

/**
 * The words of a message, for copying, searching and files. A link is its text, a picture its host, an icon its title;
 * quotes and code have lines of their own.
 */
export function plainText(nodes: readonly MessageNode[]): string {
  let text = ''
  let wasBlock = false
  for (const node of nodes) {
    const isBlock = node.kind === 'quote' || node.kind === 'code'
    const needsLine = text !== '' && (isBlock || wasBlock)
    text += (needsLine ? '\n' : '') + nodeText(node)
    wasBlock = isBlock
  }
  return text
}

/** Between texts that do not run on; nobody can look for it. */
export const BORDER = '\0'

/** All texts of the nodes in a row, with a border where a block begins or ends: what a reader reads, whatever half of a word is bold. */
export function textsOf(nodes: readonly MessageNode[]): string {
  return nodes.map((node) => {
    if (node.kind === 'text' || node.kind === 'mark') return node.text
    if (!('children' in node)) return BORDER
    const isBlock = node.kind === 'quote' || node.kind === 'code'
    return isBlock ? BORDER + textsOf(node.children) + BORDER : textsOf(node.children)
  }).join('')
}

/** The same walk as `textsOf`, handing each text to be changed with its index. */
export function mapTexts(nodes: readonly MessageNode[], change: (text: string, at: number) => MessageNode[]): MessageNode[] {
  let at = 0
  const walk = (list: readonly MessageNode[]): MessageNode[] => list.flatMap((node): MessageNode[] => {
    if (node.kind === 'text' || node.kind === 'mark') {
      at += node.text.length
      return change(node.text, at - node.text.length)
    }
    const border = node.kind === 'quote' || node.kind === 'code' ? BORDER.length : 0
    at += 'children' in node ? border : BORDER.length
    const walked = 'children' in node ? { ...node, children: walk(node.children) } : node
    at += border
    return [walked]
  })
  return walk(nodes)
}
