/** The conversation side of the page: which chat is open, what it shows, what is in its input field. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { SidebarItem } from '../core/frame/exchange.ts'
import { PAGE_SIZE, type ChatRow, type ChatView, type MessagePage, type MessageView, type PortalState } from '../server/control/types.ts'
import type { Control } from './control.ts'

export interface Messenger {
  readonly chats: ShallowRef<ChatRow[]>
  readonly chat: ShallowRef<ChatView | null>
  readonly messages: ShallowRef<MessageView[]>
  readonly hasOlder: ShallowRef<boolean>
  readonly sidebarItems: ShallowRef<SidebarItem[]>
  /** Text in the input field. */
  readonly draft: Ref<string>
  /** False when there is no such chat; what was open stays open then. */
  open(dialogId: string): Promise<boolean>
  loadOlder(): Promise<void>
  /** Shows what has become of the open chat and of the list of chats. */
  refresh(): Promise<void>
  send(): Promise<void>
  /** After an installation or a registration: what the *Applications* block shows may have changed. */
  reloadSidebarItems(): Promise<void>
}

export function useMessenger(options: { control: Control, state: PortalState, language: string }): Messenger {
  const { control, state: { viewer }, language } = options
  const chats = shallowRef<ChatRow[]>([])
  const chat = shallowRef<ChatView | null>(null)
  const messages = shallowRef<MessageView[]>([])
  const firstPosition = shallowRef(0)
  const hasOlder = shallowRef(false)
  const sidebarItems = shallowRef<SidebarItem[]>([])
  const draft = ref('')
  let openings = 0
  /** How many of the latest messages are shown at most. */
  let wanted = PAGE_SIZE

  async function open(dialogId: string): Promise<boolean> {
    openings += 1
    const opening = openings
    const target = { viewer: viewer.id, dialog: dialogId }
    const found = await control.ask('GET chat', target)
    if (found === null) return false
    const [page, items, rows] = await Promise.all([
      control.ask('GET messages', target),
      control.ask('GET sidebar', { ...target, language }),
      // the page has just asked for them when it opens its first chat
      opening === 1 ? chats.value : control.ask('GET chats', { viewer: viewer.id }),
    ])
    // A chat that was clicked later wins over one that answers later.
    if (opening !== openings) return true
    if (chat.value?.dialogId !== found.dialogId) draft.value = ''
    wanted = PAGE_SIZE
    chat.value = found
    chats.value = rows
    sidebarItems.value = items
    showPage(page, page.messages)
    return true
  }

  function showPage(page: MessagePage, shown: MessageView[]): void {
    firstPosition.value = page.position
    hasOlder.value = page.hasOlder
    messages.value = shown
  }

  return {
    chats,
    chat,
    messages,
    hasOlder,
    sidebarItems,
    draft,
    open,
    async loadOlder() {
      const open = chat.value
      if (open === null) return
      const page = await control.ask('GET messages', { viewer: viewer.id, dialog: open.dialogId, before: firstPosition.value })
      if (chat.value?.dialogId !== open.dialogId) return
      wanted += PAGE_SIZE
      showPage(page, [...page.messages, ...messages.value])
    },
    async refresh() {
      const opening = openings
      const dialog = chat.value?.dialogId
      const rows = await control.ask('GET chats', { viewer: viewer.id })
      if (dialog === undefined) {
        chats.value = rows
        return
      }
      const target = { viewer: viewer.id, dialog }
      const [found, page] = await Promise.all([control.ask('GET chat', target), control.ask('GET messages', { ...target, limit: wanted })])
      if (opening !== openings || found === null) return
      chats.value = rows
      chat.value = found
      showPage(page, page.messages)
    },
    async send() {
      const open = chat.value
      const text = draft.value.trim()
      if (open === null || text === '') return
      draft.value = ''
      const message = await control.ask('POST send', { viewer: viewer.id, dialog: open.dialogId, text })
      const isThere = messages.value.some(({ id }) => id === message.id)
      if (chat.value?.dialogId === open.dialogId && !isThere) messages.value = [...messages.value, message]
      chats.value = await control.ask('GET chats', { viewer: viewer.id })
    },
    async reloadSidebarItems() {
      const open = chat.value
      if (open === null) return
      sidebarItems.value = await control.ask('GET sidebar', { viewer: viewer.id, dialog: open.dialogId, language })
    },
  }
}
