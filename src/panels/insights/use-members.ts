import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import type { DialogId } from '../../chat/dialog-id.ts'
import { loadMembers, type MemberList } from '../../chat/load-members.ts'

export type MembersState =
  | { state: 'loading' }
  | { state: 'ready', list: MemberList }
  | { state: 'failed', error: PortalError }

interface MembersOptions {
  dialogId: DialogId
  /** As the portal counts. */
  memberCount: number | null
}

/** Everybody in the chat, read at once; ends with the part of the page that asked. */
export function useMembers({ dialogId, memberCount }: MembersOptions): { members: ShallowRef<MembersState>, load: () => Promise<void> } {
  const portal = usePortal()
  const members = shallowRef<MembersState>({ state: 'loading' })
  let runs = 0
  onScopeDispose(() => {
    runs += 1
  })

  /** Never rejects. */
  async function load(): Promise<void> {
    const run = ++runs
    members.value = { state: 'loading' }
    try {
      for await (const list of loadMembers(portal, dialogId, memberCount)) {
        if (run !== runs) return
        // before the last page came, whoever is still missing would look like somebody who is not there
        if (list.progress.state !== 'reading') members.value = { state: 'ready', list }
      }
    } catch (cause) {
      if (run === runs) members.value = { state: 'failed', error: cause instanceof PortalError ? cause : new PortalError('unknown', { cause }) }
    }
  }

  void load()
  return { members, load }
}
