import { foldText } from '../../lib/fold-text.ts'
import { isQuestion } from '../text/is-question.ts'
import { attachmentNodes } from '../text/attachments.ts'
import { plainText, type MessageNode } from '../text/nodes.ts'
import { parseMessage } from '../text/parse-message.ts'
import type { Message } from '../message.ts'

/** An address in a message: absolute, or a path of the portal. */
export interface FoundLink {
  href: string
  /** The words it stands behind; `''` where the address itself is shown. */
  label: string
}

/** What is known of a message beyond what the portal says of it. */
export interface MessageFacts {
  /** Its words as they are looked for, those of its attachments included. */
  folded: string
  links: readonly FoundLink[]
  isQuestion: boolean
}

/** Without any of these a message is its text. */
const MARKUP = /[[\]]|:\/\/|mailto:|>>|-{9}/
const LONGEST_LABEL = 200
/** More than the portal keeps. */
const LONGEST_ATTACHMENTS = 100_000

/** Reads a message once, when it arrives. */
export function readFacts({ text, attachments }: Pick<Message, 'text' | 'attachments'>): MessageFacts {
  const nodes: MessageNode[] = MARKUP.test(text) ? parseMessage(text) : [{ kind: 'text', text }]
  const words = plainText(nodes)
  // nobody looks for a size
  const attached = attachmentNodes(attachments, { sizeText: () => '', limit: LONGEST_ATTACHMENTS })
  return {
    folded: foldText([words, ...attached.map(plainText)].join('\n')),
    links: [nodes, ...attached].flatMap(findLinks),
    isQuestion: isAsking(nodes, words),
  }
}

/** Whether its author asks something with it. An address with nothing but a mark behind it asks nothing. */
function isAsking(nodes: readonly MessageNode[], words: string): boolean {
  if (nodes.length === 1 && nodes[0]?.kind === 'text') return isQuestion(words)
  return isQuestion(plainText(askedIn(nodes, 'x'))) && /[\p{L}\p{N}]/u.test(plainText(askedIn(nodes, '')))
}

/** The nodes that their author may ask something with: quotes are somebody else's words, code and addresses are no sentences. */
function askedIn(nodes: readonly MessageNode[], address: string): MessageNode[] {
  return nodes.flatMap((node): MessageNode[] => {
    if (node.kind === 'quote' || node.kind === 'code' || node.kind === 'image') return []
    if (node.kind === 'link' && labelOf(node.children, node.href) === '') return [{ kind: 'text', text: address }]
    return 'children' in node ? [{ ...node, children: askedIn(node.children, address) }] : [node]
  })
}

function findLinks(nodes: readonly MessageNode[]): FoundLink[] {
  return nodes.flatMap((node): FoundLink[] => {
    // a picture's words are its host
    if (node.kind === 'image') return [{ href: node.href, label: '' }]
    if (node.kind === 'link') return [{ href: node.href, label: labelOf(node.children, node.href) }]
    if (node.kind === 'portalPage') return [{ href: node.path, label: labelOf(node.children, node.path) }]
    // what somebody quotes was shared by somebody else, in a message of its own
    return 'children' in node && node.kind !== 'quote' ? findLinks(node.children) : []
  })
}

function labelOf(children: readonly MessageNode[], href: string): string {
  const label = plainText(children).replace(/\s+/g, ' ').trim()
  const isAddress = label === href || /^(?:https?:\/\/|mailto:)/i.test(label)
  return isAddress ? '' : label.slice(0, LONGEST_LABEL)
}
