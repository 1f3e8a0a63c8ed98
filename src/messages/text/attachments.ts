import { cleanText, cutText } from '../../lib/clean-text.ts'
import { joinTexts, type MessageNode } from './nodes.ts'
import { parseMessage } from './parse-message.ts'
import { toLink } from './tag-nodes.ts'

/** What an entry of an attachment leads to when it is pressed; the first that there is counts. */
export interface AttachmentTarget {
  personId: number | null
  chatId: number | null
  /** An address or a path of the portal as it came, `''` for none. */
  address: string
}

interface AttachmentCell {
  name: string
  /** With BBCode. */
  value: string
  target: AttachmentTarget
}

/** A part of an attachment, in no spelling of Bitrix24's. Every text is from outside. */
export type AttachmentBlock =
  | { kind: 'text', /** With BBCode. */ text: string }
  | { kind: 'entry', /** A person, a link. */ name: string, description: string, target: AttachmentTarget }
  | { kind: 'image', name: string, address: string }
  | { kind: 'file', name: string, /** Bytes, null when not known. */ size: number | null, address: string }
  | { kind: 'grid', cells: AttachmentCell[] }
  | { kind: 'delimiter' }

export type Attachment = readonly AttachmentBlock[]

/** How much of all attachments of a message is shown, in UTF-16 units; as much as fits into a row and its scrolling. */
const LONGEST_ATTACHMENTS = 10_000

interface AttachmentOptions {
  sizeText: (bytes: number) => string
  /** UTF-16 units of all of them. */
  limit?: number
  /** As in `parseMessage`. */
  isAsWritten?: boolean
}

interface Budget {
  characters: number
  isAsWritten: boolean
}

const plain = (text: string): MessageNode[] => (text === '' ? [] : [{ kind: 'text', text }])

/** Text from outside that is no BBCode and stays in its line. */
function take(text: string, budget: Budget): string {
  const taken = cutText(cleanText(text).replace(/\s+/g, ' ').trim(), budget.characters)
  budget.characters -= taken.length
  return taken
}

function takeMessage(text: string, budget: Budget): MessageNode[] {
  const nodes = parseMessage(text, { limit: budget.characters, isAsWritten: budget.isAsWritten })
  budget.characters -= Math.min(text.length, budget.characters)
  return nodes
}

/** The children as a link or button if the target leads anywhere; a mention among them stays a mention. */
function towards({ personId, chatId, address }: AttachmentTarget, children: MessageNode[]): MessageNode[] {
  const isText = children.every(({ kind }) => kind === 'text')
  if (!isText) return children
  if (personId !== null) return [{ kind: 'mention', personId, children }]
  if (chatId !== null) return [{ kind: 'chatMention', chatId, children }]
  return address === '' ? children : toLink(address, children) ?? children
}

function blockNodes(block: AttachmentBlock, budget: Budget, sizeText: (bytes: number) => string): MessageNode[] {
  switch (block.kind) {
    case 'text': return takeMessage(block.text, budget)
    case 'delimiter': return plain('———')
    case 'entry': {
      const title = towards(block.target, plain(take(block.name || block.target.address, budget)))
      const description = take(block.description, budget)
      return description === '' ? title : [...title, ...plain(`\n${description}`)]
    }
    case 'image': {
      const [link] = toLink(block.address, []) ?? []
      const name = take(block.name, budget)
      if (link?.kind !== 'link') return link ? towards({ personId: null, chatId: null, address: block.address }, plain(name)) : plain(name)
      return [{ kind: 'image', href: link.href, children: plain(name || new URL(link.href).host) }]
    }
    case 'file': {
      const name = towards({ personId: null, chatId: null, address: block.address }, plain(take(block.name || block.address, budget)))
      return block.size === null ? name : [...name, ...plain(` ${sizeText(block.size)}`)]
    }
    case 'grid': return block.cells.flatMap(({ name, value, target }, index): MessageNode[] => {
      if (budget.characters <= 0) return []
      const title = take(name, budget)
      const shown = towards(target, takeMessage(value, budget))
      const start = index === 0 ? [] : plain('\n')
      if (title === '') return [...start, ...shown]
      const isOnlyName = shown.length === 0
      return [...start, { kind: 'strong', children: isOnlyName ? towards(target, plain(title)) : plain(title) }, ...plain(isOnlyName ? '' : ' '), ...shown]
    })
  }
}

/**
 * Attachments as nodes of message texts, one list for each, so that they are shown, marked and copied like a text. Every
 * block is on lines of its own. Blocks beyond the limit are left out.
 */
export function attachmentNodes(attachments: readonly Attachment[], options: AttachmentOptions): MessageNode[][] {
  const { sizeText, limit = LONGEST_ATTACHMENTS, isAsWritten = false } = options
  const budget: Budget = { characters: limit, isAsWritten }
  return attachments.flatMap((blocks) => {
    const nodes: MessageNode[] = []
    for (const block of blocks) {
      if (budget.characters <= 0) break
      const shown = blockNodes(block, budget, sizeText)
      if (nodes.length > 0 && shown.length > 0) nodes.push({ kind: 'text', text: '\n' })
      nodes.push(...shown)
    }
    return nodes.length > 0 ? [joinTexts(nodes)] : []
  })
}
