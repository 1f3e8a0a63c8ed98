import { cutCharacters } from '../../lib/cut-characters.ts'
import { foldText } from '../../lib/fold-text.ts'
import { attachmentNodes } from '../text/attachments.ts'
import { plainText, type MessageNode } from '../text/nodes.ts'
import { parseMessage } from '../text/parse-message.ts'
import type { Message } from '../message.ts'

/**
 * Whether a text asks something, by the question marks of all scripts; it does not recognise questions without one. A mark ends a
 * sentence when words come before it and only closing signs, emoji or a blank after it; the mark of an
 * address or of a line of code continues without a blank.
 */

/** Marks at the end of a question: Latin, wide, Arabic, Ethiopic, Vai, Bamum, Coptic, Greek's own, old and small forms, emoji. */
const MARKS = /[?？؟፧꘏꛷⳺\u037e‽⁇⁈⁉⸮﹖︖❓❔]/gu
/** The Greek question mark is a semicolon elsewhere. */
const GREEK = /\p{Script=Greek}[\p{M}»"”’']{0,3} ?;(?=\s|$)/u
/** Armenian and Adlam write the mark inside the sentence: over a vowel, or before its first word. */
const INSIDE = /[\u0531-\u0587]\u055e|\u{1e95f}/u
/** `what?!`, `what?..`: these go with a mark. */
const RUN = /[\ufe0f?？؟!！.…‼‽⁇⁈⁉❓❔❗]/u
const BLANK = /[ \t\u00a0\u2009\u200a\u202f\u3000]/u
/** What a mark may follow: words, figures, signs and what closes them, but nothing that opens and nothing of an address. */
const SAID = /[^\s\p{Ps}\p{Pi}/&=#?？؟]/u
/** What may follow a mark: the end, a blank, a closing sign, an emoji, a bidirectional sign. */
const CLOSING = /[\s\p{Pe}\p{Pf}\p{Pi}\p{Cf}"'*_~|\p{Extended_Pictographic}\p{RI}]/u
/** A typed emoji, `:)`, `;-)`, `<3`, followed by a blank or the end. */
const EMOTICON = /^(?:[:;=]['’]?-?[()DPpOo*|/\\]{1,4}|<3{1,2})(?=\s|$)/u
const LONGEST_EMOTICON = 8
/** Scripts that are written without blanks. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u

/** How many blanks may precede a mark; French has one. */
const MOST_BLANKS = 2

/** The character that begins at, or ends before, an offset; `''` at an end of the text. */
const characterAt = (text: string, at: number): string => String.fromCodePoint(...at < text.length ? [text.codePointAt(at) ?? 0] : [])
const characterBefore = (text: string, at: number): string => /[^]$/u.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? ''

/** The text as a reader sees it, without quotes, and with a word in place of each address. */
export function isQuestion(text: string): boolean {
  if (INSIDE.test(text) || GREEK.test(text)) return true
  let done = -1
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    // this mark belongs to a run that was already examined
    if (index < done) continue
    let start = index
    for (let blanks = 0; blanks < MOST_BLANKS && BLANK.test(text.charAt(start - 1)); blanks += 1) start -= 1
    let end = index + mark.length
    while (end < text.length && RUN.test(text.charAt(end))) end += 1
    done = end
    const [before, after] = [characterBefore(text, start), characterAt(text, end)]
    const isEnd = after === '' || CLOSING.test(after) || EMOTICON.test(text.slice(end, end + LONGEST_EMOTICON)) || mark !== '?' || UNSPACED.test(before) || UNSPACED.test(after)
    if (isEnd && SAID.test(before)) return true
  }
  return false
}

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
  return isAddress ? '' : cutCharacters(label, LONGEST_LABEL)
}
