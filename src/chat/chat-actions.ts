import { defineStore } from 'pinia'
import { number, object, safeParse } from 'valibot'
import { ref, shallowRef, watch } from 'vue'
import { type Command, PortalError, type PortalErrorKind, usePortal } from '../bitrix24/index.ts'
import { type ChatState, useChatStore } from './chat-store.ts'
import { useLeftChat } from './left-chat.ts'
import { type ChatOverview, isMember } from './overview.ts'

export type ChatAction = 'mute' | 'unmute' | 'read' | 'leave'

/** The panel in which an action was asked for: what came of it is said there. */
type AskingPanel = 'overview' | 'catch-up'

export type ActionProgress =
  /** Nothing was done, or the chat says otherwise by now. */
  | { state: 'idle' }
  | { state: 'running', action: ChatAction }
  /** The chat shows it; of leaving it is known without that. */
  | { state: 'done', action: ChatAction }
  /** The portal said yes, but what was read afterwards does not show it, or nothing could be read. */
  | { state: 'unseen', action: ChatAction }
  | { state: 'failed', action: ChatAction, error: PortalError }

/** After these nobody knows whether the portal has acted. */
const ANSWER_LOST: readonly PortalErrorKind[] = ['timeout', 'offline', 'bad-answer', 'unknown']

const readAnswer = object({ chatId: number(), lastId: number() })

/** `CHAT_ID` also for muting: a published source refuses the number of a person there, the page does not. */
function toCommand(action: ChatAction, { chatId, dialogId, lastMessageId }: ChatOverview): Command {
  if (action === 'leave') return { method: 'im.chat.leave', params: { CHAT_ID: chatId } }
  if (action !== 'read') return { method: 'im.chat.mute', params: { CHAT_ID: chatId, MUTE: action === 'mute' ? 'Y' : 'N' } }
  // up to what the viewer was told of: what came later was counted nowhere
  return { method: 'im.dialog.read', params: { DIALOG_ID: dialogId.text, ...(lastMessageId === null ? {} : { MESSAGE_ID: lastMessageId }) } }
}

/** @throws PortalError `no-access` for `false`, with which these methods refuse, `bad-answer` for anything but success */
function checkAnswer(action: ChatAction, method: string, answer: unknown): void {
  const isDone = action === 'read' ? safeParse(readAnswer, answer).success : answer === true
  if (!isDone) throw new PortalError(answer === false ? 'no-access' : 'bad-answer', { method })
}

/** Whether what was read after an action shows it. */
function isShown(action: ChatAction, before: ChatOverview, chat: ChatState): boolean {
  // nobody can read a closed chat that they are not in
  if (chat.state === 'failed') return action === 'leave' && chat.error.kind === 'no-access'
  if (chat.state !== 'ready' || chat.outdated) return false
  const { isMuted, role, unreadCount } = chat.overview
  if (action === 'leave') return !isMember(role)
  if (action === 'read') return unreadCount !== null && (unreadCount === 0 || unreadCount < (before.unreadCount ?? 0))
  return isMuted === (action === 'mute')
}

/** What the viewer does with the chat beside us. Needs an app that provides `portalKey`. */
export const useChatActions = defineStore('chat-actions', () => {
  const portal = usePortal()
  const store = useChatStore()
  const left = useLeftChat()
  const progress = shallowRef<ActionProgress>({ state: 'idle' })
  const askedIn = ref<AskingPanel>('overview')
  /** How the chat was before the last action. */
  let before: ChatOverview | null = null

  async function send(action: ChatAction, overview: ChatOverview): Promise<PortalError | null> {
    const command = toCommand(action, overview)
    try {
      checkAnswer(action, command.method, await portal.call(command))
      return null
    } catch (error) {
      return PortalError.from(error)
    }
  }

  async function carryOut(action: ChatAction, overview: ChatOverview): Promise<ActionProgress> {
    const error = await send(action, overview)
    if (action === 'leave' && !error) return { state: 'done', action }
    if (error && !ANSWER_LOST.includes(error.kind)) return { state: 'failed', action, error }
    await store.load(overview.dialogId)
    if (isShown(action, overview, store.chat)) return { state: 'done', action }
    return error ? { state: 'failed', action, error } : { state: 'unseen', action }
  }

  /** Sends the request once, and nothing while another one is on its way. Never rejects: a failure is a state. */
  async function act(action: ChatAction, overview: ChatOverview, panel: AskingPanel = 'overview'): Promise<void> {
    if (progress.value.state === 'running') return
    progress.value = { state: 'running', action }
    askedIn.value = panel
    // beats renew what is shown in place
    before = { ...overview }
    progress.value = await carryOut(action, before)
    if (action !== 'leave' || progress.value.state !== 'done') return
    left.hasLeft = true
    store.forget(overview.dialogId)
  }

  // somebody may do the opposite in the messenger, and what was accepted may be shown later
  const shown = (): ChatOverview | null => store.chat.state === 'ready' ? store.chat.overview : null
  watch([() => shown()?.isMuted, () => shown()?.unreadCount ?? 0], ([isMuted, unread], [, unreadBefore]) => {
    const { value: last } = progress
    if (last.state === 'idle' || last.state === 'running' || last.action === 'leave') return
    if (last.state === 'done') {
      const isUndone = last.action === 'read' ? unread > unreadBefore : isMuted === (last.action === 'unmute')
      if (isUndone) progress.value = { state: 'idle' }
      return
    }
    const mayBeDone = last.state === 'unseen' || ANSWER_LOST.includes(last.error.kind)
    if (mayBeDone && before && isShown(last.action, before, store.chat)) progress.value = { state: 'done', action: last.action }
  })

  return { progress, askedIn, act }
})
