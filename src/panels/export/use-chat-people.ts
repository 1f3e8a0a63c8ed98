import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import type { DialogId } from '../../chat/dialog-id.ts'
import { loadMembers } from '../../chat/load-members.ts'
import type { ChosenPerson } from './export-form.ts'

export type ChatPeople =
  | { state: 'loading' }
  | { state: 'ready', people: readonly ChosenPerson[] }
  | { state: 'failed', error: PortalError }

/** Everybody who is in the chat now. Never rejects; a late answer counts for nothing. */
export function useChatPeople(dialogId: () => DialogId, expected: () => number | null): { found: ShallowRef<ChatPeople>, load: () => Promise<void> } {
  const portal = usePortal()
  const found = shallowRef<ChatPeople>({ state: 'loading' })
  let runs = 0
  onScopeDispose(() => {
    runs += 1
  })

  async function load(): Promise<void> {
    const run = ++runs
    found.value = { state: 'loading' }
    try {
      for await (const { members } of loadMembers(portal, dialogId(), expected())) {
        if (run !== runs) return
        found.value = { state: 'ready', people: members.map(({ id, name }) => ({ id, name })) }
      }
    } catch (cause) {
      if (run === runs) found.value = { state: 'failed', error: cause instanceof PortalError ? cause : new PortalError('unknown', { cause }) }
    }
  }

  return { found, load }
}
