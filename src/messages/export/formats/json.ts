import type { ExportNode, ExportPerson } from '../export-message.ts'
import { isPrivateChat, type ExportPlan } from '../export-plan.ts'
import type { FormatWriter } from '../format-writer.ts'
import { nodeText } from './node-text.ts'

/** The file beside the parts that describes them. */
export const SCHEMA_NAME = 'export.schema.json'

function inside(nodes: readonly ExportNode[]): ExportNode[] {
  return nodes.flatMap(node => 'children' in node ? [node, ...inside(node.children)] : [node])
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
    write({ id, sentAt, author, isSystem, isFromBot, isDeleted, isEdited, forwarded, nodes, attachments, files, likedBy, replyToId, link }, _part, before) {
      const all = inside([...nodes, ...attachments.flat()])
      const mentions: ExportPerson[] = all.flatMap(node => node.kind === 'mention' && node.person ? [node.person] : [])
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
        mentions: [...new Map(mentions.map(person => [person.id, person])).values()],
        attachments: attachments.map(nodeText),
        files,
        reactions: likedBy,
        replyTo: replyToId,
        link,
      }
      return `${before === undefined ? '' : ',\n'}${JSON.stringify(message)}`
    },
    end: () => '\n]}\n',
  }
}
