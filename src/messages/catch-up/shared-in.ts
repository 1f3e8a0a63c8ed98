import { createColumns } from '../keep/columns.ts'
import { sharedFiles, type SharedFiles } from '../keep/questions/shared-files.ts'
import { sharedLinks, type SharedLinks } from '../keep/questions/shared-links.ts'
import type { MessagePage } from '../message.ts'

const ALL = { text: '', sort: 'recent', from: 0, limit: Infinity } as const

/** The links and files of some messages, as the archive lists those of a chat. */
export function sharedIn(page: MessagePage, messageIds: readonly number[]): { links: SharedLinks['rows'], files: SharedFiles['rows'] } {
  const wanted = new Set(messageIds)
  const columns = createColumns()
  columns.append({ ...page, messages: page.messages.filter(({ id }) => wanted.has(id)) })
  return { links: sharedLinks(columns.view, ALL).rows, files: sharedFiles(columns.view, { ...ALL, kind: null, isDuplicate: false }).rows }
}
