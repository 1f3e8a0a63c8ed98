/** What this browser keeps for this app besides the archive: exports that are under way, and where people were. */
import { openKeptExports } from '../../../messages/export/kept-exports.ts'
import type { Drafts } from '../../../chat/drafts.ts'

/** Bytes of exports; 0 where a browser keeps nothing, or does not say. */
export async function sizeOfKeptExports(): Promise<number> {
  const kept = await openKeptExports()
  return await kept?.size().catch(() => 0) ?? 0
}

/** Takes all of it away, of all portals, chats and people; whether the browser let go of it. */
export async function forgetKept(drafts: Drafts): Promise<boolean> {
  drafts.forgetAll()
  const kept = await openKeptExports()
  return await kept?.clear().then(() => true, () => false) ?? true
}
