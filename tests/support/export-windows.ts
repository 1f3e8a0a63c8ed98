/** Windows of one browser at one chat: each with an app of its own, all with the same database, names and portal. */
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { PortalError, portalKey, type Command, type Outcome } from '../../src/bitrix24/index.ts'
import { useExportStore } from '../../src/messages/export/export-store.ts'
import { aPlan } from './an-export.ts'
import { withDeviceKey } from './a-device-key.ts'
import { aPortal } from './a-portal.ts'

type Params = Record<string, unknown>

/** A chat that answers as im.dialog.messages.get pages it, references inside a batch included. */
export function aGrowingChat(count: number) {
  const ids = Array.from({ length: count }, (_unused, index) => 10 + index * 3)
  const rowOf = (id: number) => ({ id, author_id: 1, date: '2026-03-10T09:00:00+00:00', text: `text ${id}`, params: [] })

  function pageOf({ FIRST_ID, LAST_ID, LIMIT }: Params) {
    const behind = FIRST_ID === undefined
      ? ids.filter(id => LAST_ID === undefined || Number(LAST_ID) === 0 || id < Number(LAST_ID)).reverse()
      : ids.filter(id => FIRST_ID !== '' && id > Number(FIRST_ID))
    return { chat_id: 7, messages: behind.slice(0, Number(LIMIT ?? 20)).map(rowOf), users: [{ id: 1, name: 'Anna Schmidt' }], files: [] }
  }

  function answer({ method, params = {} }: Command, pages: ReadonlyMap<string, ReturnType<typeof pageOf>>): unknown {
    if (method === 'im.dialog.get') return { id: 7, message_count: ids.length, last_message_id: ids.at(-1) ?? 0 }
    if (method !== 'im.dialog.messages.get') return new PortalError('no-access', { method })
    const resolve = (value: unknown): unknown => {
      const [, name, index] = /^\$result\[(\w+)\]\[messages\]\[(\d+)\]\[id\]$/.exec(String(value)) ?? []
      return name === undefined ? value : pages.get(name)?.messages[Number(index)]?.id ?? ''
    }
    return pageOf(Object.fromEntries(Object.entries(params).map(([key, value]) => [key, resolve(value)])))
  }

  return {
    ids,
    write: () => ids.push((ids.at(-1) ?? 0) + 3),
    answerAll(commands: Readonly<Record<string, Command>>): Record<string, Outcome> {
      const pages = new Map<string, ReturnType<typeof pageOf>>()
      return Object.fromEntries(Object.entries(commands).map(([name, command]): [string, Outcome] => {
        const value = answer(command, pages)
        if (value instanceof PortalError) return [name, { ok: false, error: value }]
        pages.set(name, value as ReturnType<typeof pageOf>) // read by references to pages only
        return [name, { ok: true, value, total: null }]
      }))
    },
  }
}

export type GrowingChat = ReturnType<typeof aGrowingChat>

/** Names that a page may hold, and that the browser lets go of when it ends. */
export function aBrowsersLocks() {
  const held = new Map<string, () => void>()
  const request = async (name: string, _options: LockOptions, work: (lock: Lock | null) => unknown): Promise<void> => {
    if (held.has(name)) {
      await work(null)
      return
    }
    const ended = new Promise<void>(resolve => held.set(name, resolve))
    await Promise.race([work({ name, mode: 'exclusive' }), ended])
    held.delete(name)
  }
  return {
    manager: { request } as unknown as LockManager, // only the form that is used
    letGo: () => held.forEach(end => end()),
  }
}

/** A window in which the panel is open; its requests wait until they are let through. */
export function openWindow(chat: GrowingChat) {
  const waiting: { pass: () => void, refuse: () => void }[] = []
  const opened = aPortal({ opening: withDeviceKey(1) })
  const portal = { ...opened, readBatch: (commands: Readonly<Record<string, Command>>, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise<unknown>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error))
      waiting.push({
        pass: () => resolve({ outcomes: chat.answerAll(commands), work: {}, duration: null, operating: null, operatingResetAt: null }),
        refuse: () => reject(new PortalError('no-access', { method: 'im.dialog.messages.get' })),
      })
    }) }
  const pinia = createPinia()
  const app = createApp({ render: () => null })
  app.provide(portalKey, portal as unknown as ReturnType<typeof aPortal>) // of which only this is asked
  app.use(pinia)
  const store = app.runWithContext(() => useExportStore(pinia))
  const owner = { origin: 'https://demo.bitrix24.com', viewerId: 1, dialogId: 'chat7' }
  return {
    store,
    look: () => store.look({ owner, chatId: 7, messageCount: null, lastMessageId: null, loadPeople: () => Promise.resolve({ people: [], error: null }) }),
    begin: () => store.begin(aPlan()),
    pass: () => waiting.shift()?.pass(),
    refuse: () => waiting.shift()?.refuse(),
    /** It is at work, so it holds the chat's name. */
    isBusy: () => ['reading', 'packing', 'looking'].includes(store.view.state),
  }
}

export type OpenWindow = ReturnType<typeof openWindow>
