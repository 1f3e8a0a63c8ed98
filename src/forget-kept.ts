/** What this browser keeps, looked after as a whole: without a key, for that needs none. */
import { clearDrafts, sweepDrafts } from './chat/draft-keeper.ts'
import { clearViews } from './chat/view-keeper.ts'
import { withDatabase } from './lib/browser/kept-database.ts'
import { archiveDatabase, clearArchive } from './messages/keep/archive-database.ts'
import { clearWaitingLines } from './notes/waiting-lines.ts'
import { exportsDatabase } from './messages/export/exports-database.ts'
import { clearExports, sweepExports } from './messages/export/kept-exports.ts'

/** Removes what is too old. Never rejects. */
export async function sweepKept(): Promise<void> {
  sweepDrafts()
  await withDatabase(exportsDatabase(), database => sweepExports(Date.now, database))
  // a database of an earlier version, which did not encrypt, is emptied when it is opened
  await withDatabase(archiveDatabase(), database => database.use(opened => opened.count('chats'))).catch(() => undefined)
}

/** Removes all of it. Never rejects: a browser that refuses keeps nothing. */
export async function forgetKept(): Promise<void> {
  clearDrafts()
  await clearViews()
  await clearWaitingLines()
  await clearExports().catch(() => undefined)
  await withDatabase(archiveDatabase(), clearArchive).catch(() => undefined)
}
