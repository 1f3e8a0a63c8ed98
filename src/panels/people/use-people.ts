import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import { useDialogId } from '../../chat/beside.ts'
import { useChatStore } from '../../chat/chat-store.ts'
import { loadMembers, type MemberList } from '../../chat/load-members.ts'

export type PeopleState =
  | { state: 'loading' }
  | { state: 'ready', list: MemberList }
  /** The person may not see who is in the chat. */
  | { state: 'no-access' }
  | { state: 'failed', error: PortalError }

/** Everybody in the chat beside us; what is shown stays while it is read again. */
export function usePeople(): { people: ShallowRef<PeopleState>, load: () => Promise<void> } {
  const portal = usePortal()
  const store = useChatStore()
  const dialogId = useDialogId()
  const people = shallowRef<PeopleState>({ state: 'loading' })
  let runs = 0
  onScopeDispose(() => {
    runs += 1
  })

  /** Never rejects. Of several runs the last one counts; a run that is overtaken asks for nothing more. */
  async function load(): Promise<void> {
    const run = ++runs
    const isAgain = people.value.state === 'ready'
    if (!isAgain) people.value = { state: 'loading' }
    try {
      const expected = store.chat.state === 'ready' ? store.chat.overview.memberCount : null
      for await (const list of loadMembers(portal, dialogId, expected)) {
        if (run !== runs) return
        // while they are read again, fewer people than before would only look as if the others had left
        if (!isAgain || list.progress.state !== 'reading') people.value = { state: 'ready', list }
      }
    } catch (cause) {
      if (run === runs) people.value = afterFailure(cause instanceof PortalError ? cause : new PortalError('unknown', { cause }), people.value)
    }
  }

  return { people, load }
}

function afterFailure(error: PortalError, shown: PeopleState): PeopleState {
  if (error.kind === 'no-access') return { state: 'no-access' }
  return shown.state === 'ready' ? { state: 'ready', list: { ...shown.list, progress: { state: 'stopped', error } } } : { state: 'failed', error }
}
