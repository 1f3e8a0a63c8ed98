import { defineStore } from 'pinia'
import { computed, onScopeDispose, watch } from 'vue'
import { PortalError, type PortalErrorKind, usePortal } from '../bitrix24/index.ts'
import { useDialogId } from '../chat/beside.ts'
import { useChatStore } from '../chat/chat-store.ts'
import type { DialogId } from '../chat/dialog-id.ts'
import { useLeftChat } from '../chat/left-chat.ts'
import { type News, useLive } from '../chat/live/live-store.ts'
import type { ChatOverview } from '../chat/overview.ts'
import { useLatest } from '../lib/use-latest.ts'
import { aheadOf } from '../lib/ahead-of.ts'
import { useTexts } from '../texts/texts.ts'
import { loadMembers, type MemberList, withReading } from './members.ts'

export type MembersState =
  | { state: 'loading' }
  /** `outdated` says why they could not be read again; what is shown is then as it was. */
  | { state: 'ready', list: MemberList, outdated: PortalError | null }
  | { state: 'failed', error: PortalError }

/** Who is refused with one of these is shown nobody. */
const REFUSED: readonly PortalErrorKind[] = ['no-access', 'not-found']

/**
 * Everybody in the chat beside us, for all panels: read once, kept up to date by the heartbeat, and read again when one of them asks for
 * it. Needs an app that provides `portalKey`.
 */
export const useMembersStore = defineStore('members', () => {
  const portal = usePortal()
  const store = useChatStore()
  const left = useLeftChat()
  const live = useLive()
  const overview = (): ChatOverview | null => store.chat.state === 'ready' ? store.chat.overview : null
  let askedFor = ''
  let isReading = false
  let isOutdated = false
  /** Panels that show them now. */
  let shownBy = 0

  /** Never rejects. What is shown stays while it is read again. */
  const { state: members, reload, stop } = useLatest<MembersState, [DialogId]>({ state: 'loading' }, async ({ signal, show }, dialogId) => {
    if (left.hasLeft) return show({ state: 'failed', error: new PortalError('no-access') })
    isReading = true
    // what is heard from now on may be missing from what is read
    isOutdated = false
    const before = members.value
    const isAgain = before.state === 'ready'
    if (!isAgain) show({ state: 'loading' })
    try {
      for await (const list of loadMembers(portal, dialogId, overview()?.memberCount ?? null)) {
        // a reading that a later one has replaced asks for nothing more
        if (signal.aborted) return
        // during a second reading, a shorter list would look as if people had left
        if (isAgain && list.progress.state === 'reading') continue
        if (isAgain && isWhole(before.list) && list.progress.state === 'stopped') throw list.progress.error
        show({ state: 'ready', list, outdated: null })
      }
    } catch (cause) {
      show(afterFailure(PortalError.from(cause), members.value))
    }
    if (signal.aborted) return
    isReading = false
    if (isOutdated && shownBy > 0) void reload(dialogId)
  })

  const isKnown = () => members.value.state === 'ready' && isWhole(members.value.list) && !members.value.outdated && !isOutdated

  /** Reads them unless they are known or being read. */
  function ask(dialogId: DialogId): void {
    if (askedFor === dialogId.text && (isReading || isKnown())) return
    if (askedFor !== dialogId.text) members.value = { state: 'loading' }
    askedFor = dialogId.text
    void reload(dialogId)
  }

  // when the chat itself was read again, people may have joined or left
  watch(() => store.loads, (_now, before) => { isOutdated ||= before > 0 }, { flush: 'sync' })

  /** What a beat brought. */
  function renew({ members: listed, areMembersNew, chat, time }: News): void {
    if (members.value.state !== 'ready' || isReading) {
      isOutdated ||= areMembersNew
      return
    }
    const { list } = members.value
    // a portal may list fewer than asked for, which cannot complete a list that was cut short
    const all = isWhole(list) || (listed?.length ?? 0) >= (chat.memberCount ?? 0) ? listed : null
    if (areMembersNew && !all) {
      isOutdated = true
      if (shownBy > 0) void reloadShown()
      return
    }
    if (all) isOutdated = false
    const people = all ? [...all].sort((one, other) => one.id - other.id) : withReading(list.members, chat)
    const total = all ? Math.max(chat.memberCount ?? 0, people.length) : list.total
    const isHealed = all !== null && (members.value.outdated !== null || !isWhole(list))
    if (!isHealed && JSON.stringify([people, total]) === JSON.stringify([list.members, list.total])) return
    const progress = all ? { state: 'complete' } as const : list.progress
    members.value = {
      state: 'ready',
      list: { members: people, total, progress, ahead: time ? aheadOf(time) : list.ahead },
      outdated: all ? null : members.value.outdated,
    }
  }
  live.follow(renew)

  async function reloadShown(): Promise<void> {
    const current = overview()
    if (current) await reload(current.dialogId)
  }

  /** Until the calling scope is disposed they are shown, so they are read again when it is known that they have changed. */
  function show(dialogId: DialogId): void {
    shownBy += 1
    onScopeDispose(() => { shownBy -= 1 })
    ask(dialogId)
  }

  function refuse(error: PortalError): void {
    stop()
    isReading = false
    members.value = { state: 'failed', error }
  }
  // a person who has left the chat asks for nothing more
  watch(() => left.hasLeft, () => refuse(new PortalError('no-access')))
  watch(() => store.chat, (chat) => {
    if (chat.state === 'failed' && REFUSED.includes(chat.error.kind)) refuse(chat.error)
    else if (chat.state === 'ready' && members.value.state === 'failed' && shownBy > 0) void reloadShown()
  })

  return { members, show, reload }
})

function isWhole({ progress }: MemberList): boolean {
  return progress.state === 'complete'
}

function afterFailure(error: PortalError, shown: MembersState): MembersState {
  if (shown.state !== 'ready' || REFUSED.includes(error.kind)) return { state: 'failed', error }
  if (isWhole(shown.list)) return { ...shown, outdated: error }
  return { ...shown, list: { ...shown.list, progress: { state: 'stopped', error } } }
}

interface MembersForPanel {
  members: () => MembersState
  /** Who looks may not see who is in the chat. */
  isRefused: () => boolean
  reload: () => Promise<void>
}

/** The members of the chat that this page is about, asked for unless another panel has. Whom the portal gives no name has a number, as in messages. */
export function useMembers(): MembersForPanel {
  const store = useMembersStore()
  const dialogId = useDialogId()
  const { t } = useTexts()
  store.show(dialogId)
  const named = computed((): MembersState => {
    const { members: read } = store
    if (read.state !== 'ready' || read.list.members.every(({ name }) => name !== '')) return read
    const members = read.list.members.map(member => member.name === '' ? { ...member, name: t('message.unknown-author', { id: member.id }) } : member)
    return { ...read, list: { ...read.list, members } }
  })
  return {
    members: () => named.value,
    isRefused: () => store.members.state === 'failed' && store.members.error.kind === 'no-access',
    reload: () => store.reload(dialogId),
  }
}
