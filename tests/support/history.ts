import type { Message, MessageFile, MessagePage } from '../../src/messages/message.ts'
import type { NamedPerson } from '../../src/people/person.ts'

/** Parts of a conversation in our own types, as the reader hands them on. */
export function aMessage(fields: Partial<Message> & { id: number }): Message {
  return {
    authorId: 1, sentAt: Date.UTC(2026, 2, 10, 9) + fields.id * 60_000, text: `message ${fields.id}`, isSystem: false, isDeleted: false, isEdited: false, forwardedFrom: null, fileIds: [], attachments: [], likedBy: [], replyToId: null, ...fields,
  }
}

export function aFile(fields: Partial<MessageFile> & { id: number }): MessageFile {
  return {
    name: `file ${fields.id}.pdf`, kind: 'file', extension: 'pdf', size: 1_000, authorId: 1, sentAt: Date.UTC(2026, 2, 10, 9), previewUrl: null, showUrl: null, ...fields,
  }
}

export function aPerson(fields: Partial<NamedPerson> & { id: number }): NamedPerson {
  return { name: `Person ${fields.id}`, isBot: false, isExternal: false, ...fields }
}

export function aPage(messages: readonly Message[], page: Partial<MessagePage> = {}): MessagePage {
  return { messages, files: [], people: [], ...page }
}
