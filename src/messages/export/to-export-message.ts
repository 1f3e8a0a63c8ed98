import type { MessageFile, Message } from '../message.ts'
import { hasLinks, isPrivateChat, type ExportOptions, messageLink, type ExportPlan, fill } from './export-plan.ts'
import type { ExportFile, ExportMessage, ExportPerson } from './export-message.ts'
import { hideSecrets, hideSecretsIn } from './hide-secrets.ts'
import { cleanLine, indexOfName, type Names } from './names.ts'
import { attachmentNodes, type Attachment } from '../text/attachments.ts'
import { cleanText, cutText, withLineFeeds, wholeCharacters } from '../../lib/clean-text.ts'
import { plainText, type MessageNode } from '../text/nodes.ts'
import { parseMessage } from '../text/parse-message.ts'
import { sizeText } from '../../texts/detail-formats.ts'
import { readSystemEvent, type SystemEvent } from '../catch-up/system-event.ts'
import type { Clock } from './clock.ts'

/** The longest message that the messenger keeps. What a longer one has beyond is written as plain text: nothing is lost. */
const FORMATTED = 20_000
/** More than the portal keeps of a message's attachments. */
const ATTACHED = 100_000
/** Addresses of a portal that name a person by number: profiles, and conversations with them. */
const PERSON_ADDRESS = /(\/user\/|[?&](?:user_id|IM_DIALOG)=)\d+/giu

/** A format for programs has what was written, not what is good to look at. */
const isAsWritten = ({ options }: ExportPlan): boolean => options.format === 'json'

const REFERENCE = /^\s*\d+(?::\d+)?\/\d+\s*$/

/** Formatting around code as formatting before and behind it: code is a block of its own, which stands in no words of a sentence. */
function outsideCode(kind: 'strong' | 'emphasis' | 'underline' | 'strike', nodes: readonly MessageNode[]): MessageNode[] {
  const parts: MessageNode[] = []
  let wrapped: MessageNode[] = []
  for (const node of nodes) {
    if (node.kind !== 'code') {
      if (wrapped.length === 0) parts.push({ kind, children: wrapped })
      wrapped.push(node)
      continue
    }
    wrapped = []
    parts.push(node)
  }
  return parts
}

interface NodeContext {
  plan: ExportPlan
  names: Names
  clock: Clock
  /** Something was taken out of an address of the message. */
  onSecret: () => void
  onMention: (person: ExportPerson) => void
}

/**
 * @param isWritten by people, not by the portal or an app, whose texts name people without saying whom
 * @param called names in the text, in their order
 */
function createConverter(
  isWritten: boolean, { plan, names, clock, onSecret, onMention }: NodeContext, called: readonly string[] = [],
): (nodes: readonly MessageNode[]) => MessageNode[] {
  const { facts, texts, options: { isPseudonymous } } = plan

  const withoutPeople = (text: string): string => isPseudonymous ? text.replace(PERSON_ADDRESS, '$1…') : text

  /** An address, or a text beside those of the message. */
  function safe(from: string): string {
    const hidden = hideSecrets(wholeCharacters(from))
    if (hidden.isHidden) onSecret()
    return withoutPeople(hidden.text)
  }

  /** A text of the message, in which nothing is left to hide. */
  function plain(hidden: string): MessageNode {
    const text = withoutPeople(wholeCharacters(hidden))
    return { kind: 'text', text: isWritten ? text : withoutNames(text) }
  }

  /** Of `called`, whom no text has had yet. */
  let waiting = called

  /** Whoever is called something in the text is somebody, also where nobody knows who; of other names, only known ones are found. */
  function withoutNames(text: string): string {
    let end = 0
    let written = ''
    waiting = waiting.filter((name) => {
      const at = indexOfName(text, name, end)
      if (at < 0) return true
      written += names.within(text.slice(end, at)) + names.called(name)
      end = at + name.length
      return false
    })
    return written + names.within(text.slice(end))
  }

  /** In a quote are words of people, not of the sentence that names somebody. */
  function quoted(nodes: readonly MessageNode[]): MessageNode[] {
    const behind = waiting
    waiting = []
    const children = all(nodes)
    waiting = behind
    return children
  }

  /** What leads to a person is no link where people have pseudonyms. */
  const link = (href: string, children: MessageNode[]): MessageNode[] =>
    isPseudonymous && href.search(PERSON_ADDRESS) >= 0 ? children : [{ kind: 'link', href: safe(href), children }]

  function elsewhere({ reference, children }: Extract<MessageNode, { kind: 'contextLink' }>): MessageNode[] {
    const inner = all(children)
    if (!isPrivateChat(reference) && !reference.dialogId.includes(':')) return link(messageLink(facts, reference.dialogId, reference.messageId), inner)
    // without words of its own it shows where it leads
    return isPseudonymous && REFERENCE.test(plainText(children)) ? [] : inner
  }

  function toNodes(node: MessageNode): MessageNode[] {
    switch (node.kind) {
      case 'text': case 'mark': return [plain(node.text)]
      case 'strong': case 'emphasis': case 'underline': case 'strike': return outsideCode(node.kind, all(node.children))
      case 'code': return [{ kind: 'code', children: all(node.children) }]
      case 'link': return link(node.href, all(node.children))
      case 'portalPage': return link(facts.origin + node.path, all(node.children))
      case 'mention': {
        const person = node.personId === 'all' ? null : names.of(node.personId)
        const children = person && isPseudonymous ? [{ kind: 'text', text: person.name } as const] : all(node.children)
        if (person) onMention(person)
        return [{ kind: 'mention', personId: person?.id ?? 'all', children }]
      }
      case 'contextLink': return elsewhere(node)
      case 'chatMention': case 'icon': return all(node.children)
      case 'image': return link(node.href, [plain(`${texts.picture} `), ...all(node.children)])
      case 'time': return [plain(clock.stamp(node.at.getTime()))]
      case 'diskFile': return [plain(fill(texts['drive-file'], { number: node.fileId }))]
      case 'quote': return [{ kind: 'quote', head: node.head && { author: safe(names.called(node.head.author)), time: safe(node.head.time), reference: null }, children: quoted(node.children) }]
      case 'cut': return []
    }
  }

  function all(nodes: readonly MessageNode[]): MessageNode[] {
    return nodes.flatMap(toNodes)
  }

  return (nodes) => {
    const hidden = hideSecretsIn(nodes)
    if (hidden.isHidden) onSecret()
    return all(hidden.nodes)
  }
}

/** Whom an event names without saying whom, in the order of its nodes: several are named with commas between them. */
function calledIn({ who, whom, first }: SystemEvent, nodes: readonly MessageNode[], names: Names): string[] {
  const mentioned = new Set(nodes.filter(({ kind }) => kind === 'mention').map(node => plainText([node])))
  const others = names.isKnown(whom) ? [whom] : whom.split(', ')
  return (first === 'who' ? [who, ...others] : [...others, who]).filter(name => name !== '' && !mentioned.has(name))
}

/** A message's text as nodes that every format can write. */
function toExportNodes(text: string, isSystem: boolean, context: NodeContext): MessageNode[] {
  const event = isSystem && context.plan.options.isPseudonymous ? readSystemEvent(text) : null
  const formatted = cutText(text, FORMATTED)
  // the names of an event are as they look
  const asWritten = { isAsWritten: isAsWritten(context.plan) && !event }
  const rest = (asWritten.isAsWritten ? withLineFeeds : cleanText)(text.slice(formatted.length))
  const nodes = parseMessage(formatted, { limit: FORMATTED, ...asWritten })
  const toNodes = createConverter(!isSystem, context, event ? calledIn(event, nodes, context.names) : [])
  return toNodes([...nodes, ...(rest === '' ? [] : [{ kind: 'text', text: rest } as const])])
}

/** Its attachments, those without a word left out. */
function toAttachmentNodes(attachments: readonly Attachment[], context: NodeContext): MessageNode[][] {
  if (attachments.length === 0) return []
  const { language } = context.plan.facts
  const options = { sizeText: (bytes: number) => sizeText(bytes, language), limit: ATTACHED, isAsWritten: isAsWritten(context.plan) }
  return attachmentNodes(attachments, options).map(createConverter(false, context))
}

/** Whether a message belongs into the export. One without a readable date is never left out because of the period. */
export function isWanted(message: Message, { since, until, hasSystem }: ExportOptions, people: ReadonlySet<number> | null): boolean {
  const { authorId, sentAt, isSystem } = message
  if (sentAt !== null && ((since !== null && sentAt < since) || (until !== null && sentAt >= until))) return false
  return isSystem || authorId === 0 ? hasSystem : people === null || people.has(authorId)
}

export interface MessageContext extends Omit<NodeContext, 'onMention'> {
  isBot: (personId: number) => boolean
}

/** A message of a page with everything that its formats write; the addresses of its files stay behind, they carry a signature. */
export function toExportMessage(message: Message, files: ReadonlyMap<number, MessageFile>, context: MessageContext): ExportMessage {
  const { plan, plan: { facts, texts }, names } = context
  const { id, authorId, sentAt, text, isSystem, isDeleted, isEdited, forwardedFrom, fileIds, attachments, likedBy, replyToId } = message
  const mentions = new Map<number, ExportPerson>()
  const ofNodes = { ...context, onMention: (person: ExportPerson) => void mentions.set(person.id, person) }
  const toFile = (fileId: number): ExportFile => {
    const file = files.get(fileId)
    const hidden = hideSecrets(cleanLine(file?.name ?? ''))
    if (hidden.isHidden) context.onSecret()
    const name = names.within(hidden.text)
    return { name: name === '' ? texts['unknown-file'] : name, kind: file?.kind ?? 'file', size: file?.size ?? null }
  }
  return {
    id,
    sentAt,
    author: authorId === 0 ? null : names.of(authorId),
    isSystem,
    isFromBot: context.isBot(authorId),
    isDeleted,
    isEdited,
    forwarded: forwardedFrom === null ? null : { from: forwardedFrom === 0 ? null : names.of(forwardedFrom) },
    nodes: toExportNodes(text, isSystem || authorId === 0, ofNodes),
    attachments: toAttachmentNodes(attachments, ofNodes),
    mentions: [...mentions.values()],
    files: fileIds.map(toFile),
    likedBy: likedBy.map(names.of),
    replyToId,
    link: hasLinks(plan) ? messageLink(facts, facts.dialogId, id) : null,
  }
}
