import type { Portal } from '../../src/bitrix24/index.ts'
import { openDrafts } from '../../src/chat/beside.ts'
import { createDrafts } from '../../src/chat/drafts.ts'
import { secretFor } from './a-device-key.ts'

/** Leaves a draft in this browser's session, as a page of that person beside chat7 does. */
export async function keepDraft(personId: number, part: string, value: unknown): Promise<void> {
  const drafts = createDrafts({ origin: 'https://demo.bitrix24.com', dialogId: 'chat7', key: () => ({ personId, secret: secretFor(personId) }) })
  await drafts.opened
  drafts.belongTo(personId)
  drafts.of(part).keep(value)
  await drafts.lookAgain()
}

/** Settles when the next opening finds what was left beside the chat of a page. */
export async function draftsKept(portal: Portal): Promise<void> {
  await openDrafts(portal)?.lookAgain()
}
