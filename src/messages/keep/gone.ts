import type { Message, MessagePage } from '../message.ts'

/**
 * What is kept in place of a message that is gone from the chat: what was kept of it before lies in an earlier block. No message that
 * says anything looks like it.
 */
export function goneMessage(id: number): Message {
  return {
    id, authorId: 0, sentAt: null, text: '', isSystem: true, isDeleted: true, isEdited: false, forwardedFrom: null,
    fileIds: [], attachments: [], likedBy: [], replyToId: null,
  }
}

const isGone = ({ authorId, sentAt, text, isSystem, isDeleted }: Message): boolean =>
  authorId === 0 && sentAt === null && text === '' && isSystem && isDeleted

/** A page as it was kept: its messages, and the ids of those that are gone since an earlier page. */
export function splitGone(page: MessagePage): { page: MessagePage, gone: number[] } {
  return {
    page: { ...page, messages: page.messages.filter(message => !isGone(message)) },
    gone: page.messages.filter(isGone).map(({ id }) => id),
  }
}
