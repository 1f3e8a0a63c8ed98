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
  | { kind: 'code' } & WithChildren
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
