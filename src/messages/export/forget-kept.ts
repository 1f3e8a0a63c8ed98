/** What this browser keeps of conversations and exports, looked after as a whole: without a key, for that needs none. */
import { archiveDatabase, clearArchive } from '../keep/archive-database.ts'
import { clearExports, sweepExports } from './kept-exports.ts'

/** Removes what is too old. Never rejects. */
export async function sweepKept(): Promise<void> {
  await sweepExports()
  // a database of an earlier version, which did not encrypt, is emptied when it is opened
  await archiveDatabase().use(opened => opened.count('chats')).catch(() => undefined)
}

/** Removes all of it. Never rejects: a browser that refuses keeps nothing. */
export async function forgetConversations(): Promise<void> {
  await clearExports().catch(() => undefined)
  await clearArchive().catch(() => undefined)
}
