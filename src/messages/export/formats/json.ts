import { isPrivateChat, type ExportPlan } from '../export-plan.ts'
import type { FormatWriter } from '../export-message.ts'
import { childrenOf, type MessageNode } from '../../text/nodes.ts'
import { nodeText } from './message-words.ts'

/** The file beside the parts that describes them. */
export const SCHEMA_NAME = 'export.schema.json'

function inside(nodes: readonly MessageNode[]): MessageNode[] {
  return nodes.flatMap(node => [node, ...inside(childrenOf(node))])
}

/** Parts that a program reads: each a document of its own, described by the schema that comes with them. */
export function createJsonWriter({ facts, options }: ExportPlan): FormatWriter {
  const isUnnamed = options.isPseudonymous && isPrivateChat(facts)
  return {
    extension: 'json',
    messagesPerPart: 100_000,
    begin({ number }) {
      const head = {
        $schema: SCHEMA_NAME,
        format: 'chatside-export',
        version: 1,
        part: number,
        portal: new URL(facts.origin).host,
        chat: { dialogId: isUnnamed ? null : facts.dialogId, title: facts.chatTitle },
      }
      return `${JSON.stringify(head).slice(0, -1)},"messages":[\n`
    },
    write(exported, _part, before) {
      const { id, sentAt, author, isSystem, isFromBot, isDeleted, isEdited, forwarded, nodes, attachments, mentions, files, likedBy, replyToId } = exported
      const all = inside([...nodes, ...attachments.flat()])
      const message = {
        id,
        date: sentAt === null ? null : new Date(sentAt).toISOString(),
        author,
        isSystem,
        isFromBot,
        isDeleted,
        isEdited,
        forwarded,
        text: nodeText(nodes),
        links: [...new Set(all.flatMap(node => node.kind === 'link' ? [node.href] : []))],
        mentions,
        attachments: attachments.map(nodeText),
        files,
        reactions: likedBy,
        replyTo: replyToId,
        link: exported.link,
      }
      return `${before === undefined ? '' : ',\n'}${JSON.stringify(message)}`
    },
    end: () => '\n]}\n',
  }
}
