import { foldText } from '../../lib/fold-text.ts'
import type { MessageNode } from '../../lib/message-text/nodes.ts'
import { parseMessage } from '../../lib/message-text/parse-message.ts'
import { plainText } from '../../lib/message-text/plain-text.ts'

/** An address in a message: absolute, or a path of the portal. */
export interface FoundLink {
  href: string
  /** The words it stands behind; `''` where the address itself is shown. */
  label: string
}

/** What is known of a message beyond what the portal says of it. */
export interface MessageFacts {
  /** Its words as they are looked for. */
  folded: string
  links: readonly FoundLink[]
  isQuestion: boolean
}

/** Without any of these a message is its text. */
const MARKUP = /[[\]]|:\/\/|mailto:|>>|-{9}/
/** Ends a question: not part of an address, which goes on behind it. */
const QUESTION = /[^\s?？؟][?？؟]+(?=["'»”’)\]!.…]*(?:\s|$))/u
const LONGEST_LABEL = 200

/** Reads a message's text once, when it arrives. */
export function readFacts(text: string): MessageFacts {
  if (!MARKUP.test(text)) return { folded: foldText(text), links: [], isQuestion: QUESTION.test(text) }
  const nodes = parseMessage(text)
  const words = plainText(nodes)
  return { folded: foldText(words), links: findLinks(nodes), isQuestion: QUESTION.test(words) }
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
