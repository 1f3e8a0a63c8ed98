import type { MessageFile, Message } from '../message.ts'
import { isPrivateChat, type ExportOptions } from './export-plan.ts'
import type { ExportFile, ExportMessage, ExportPerson } from './export-message.ts'
import { hideSecrets } from './hide-secrets.ts'
import { messageLink } from './message-link.ts'
import { cleanLine } from './names.ts'
import { toAttachmentNodes, toExportNodes, type NodeContext } from './to-export-nodes.ts'

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
  const { plan: { facts, options, texts }, names } = context
  const { id, authorId, sentAt, text, isSystem, isDeleted, isEdited, forwardedFrom, fileIds, attachments, likedBy, replyToId } = message
  const mentions = new Map<number, ExportPerson>()
  const ofNodes = { ...context, onMention: (person: ExportPerson) => void mentions.set(person.id, person) }
  const isLinkSafe = !(options.isPseudonymous && isPrivateChat(facts))
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
    link: isLinkSafe ? messageLink(facts, facts.dialogId, id) : null,
  }
}
