/** What this browser keeps for this app besides the archive: exports that are under way, how chats looked, and where people were. */
import { clearExports, sizeOfExports } from '../../../messages/export/kept-exports.ts'
import type { Drafts } from '../../../chat/drafts.ts'
import { clearViews, sizeOfViews } from '../../../chat/view-keeper.ts'

/** Bytes of exports and last views; 0 where a browser keeps nothing, or does not say. */
export async function sizeOfKept(): Promise<number> {
  return await sizeOfExports().catch(() => 0) + await sizeOfViews()
}

/** Takes all of it away, of all portals, chats and people; whether the browser let go of it. */
export async function forgetKept(drafts: Drafts): Promise<boolean> {
  drafts.forgetAll()
  await clearViews()
  return await clearExports().then(() => true, () => false)
}
