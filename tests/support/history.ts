import type { HistoryFile, HistoryMessage, HistoryPage, HistoryPerson } from '../../src/chat/history/index.ts'

/** Parts of a conversation in our own types, as the reader hands them on. */
export function aMessage(fields: Partial<HistoryMessage> & { id: number }): HistoryMessage {
  return {
    authorId: 1, sentAt: Date.UTC(2026, 2, 10, 9) + fields.id * 60_000, text: `message ${fields.id}`, isSystem: false, isDeleted: false, isEdited: false, forwardedFrom: null, fileIds: [], attachments: [], likedBy: [], replyToId: null, ...fields,
  }
}

export function aFile(fields: Partial<HistoryFile> & { id: number }): HistoryFile {
  return {
    name: `file ${fields.id}.pdf`, kind: 'file', extension: 'pdf', size: 1_000, authorId: 1, sentAt: Date.UTC(2026, 2, 10, 9), previewUrl: null, showUrl: null, ...fields,
  }
}

export function aPerson(fields: Partial<HistoryPerson> & { id: number }): HistoryPerson {
  return { name: `Person ${fields.id}`, isBot: false, isExternal: false, ...fields }
}

export function aPage(messages: readonly HistoryMessage[], page: Partial<HistoryPage> = {}): HistoryPage {
  return { messages, files: [], people: [], ...page }
}
